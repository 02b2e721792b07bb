-- EIS.reports, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [e].[exam_no] AS c1, [e].[exam_uuid] AS c2, [e].[patient_id] AS c3, [e].[print_ts] AS c4, [e].[register_ts] AS c5,
    [e].[status] AS c6, [e].[update_ts] AS c7, [e].[visit_no] AS c8, [p].[birthday] AS c9, [p].[full_name] AS c10, [p].[gender] AS c11,
    [p].[his_pid] AS c12, [p].[id_card_enc] AS c13, [p].[is_vip] AS c14, [p].[mobile] AS c15, [p].[patient_id] AS c16, [p].[update_ts]
    AS c17, [r].[advice] AS c18, [r].[audit_ts] AS c19, [r].[auditor] AS c20, [r].[diagnosis] AS c21, [r].[exam_uuid] AS c22,
    [r].[positive] AS c23, [r].[report_html] AS c24, [r].[report_id] AS c25, [r].[update_ts] AS c26, [r].[urgency] AS c27,
    [r].[write_ts] AS c28, [r].[writer] AS c29
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE ([e].[update_ts] IS NOT NULL
AND [e].[update_ts] < :update_ts_1
OR [r].[update_ts] IS NOT NULL
AND [r].[update_ts] < :update_ts_2
OR [p].[update_ts] IS NOT NULL
AND [p].[update_ts] < :update_ts_3
OR [e].[update_ts] IS NULL
AND [r].[update_ts] IS NULL
AND [p].[update_ts] IS NULL)
AND [r].[report_id] IS NOT NULL
ORDER BY [r].[report_id];

-- following page of a window
SELECT TOP 5000 [e].[exam_no] AS c1, [e].[exam_uuid] AS c2, [e].[patient_id] AS c3, [e].[print_ts] AS c4, [e].[register_ts] AS c5,
    [e].[status] AS c6, [e].[update_ts] AS c7, [e].[visit_no] AS c8, [p].[birthday] AS c9, [p].[full_name] AS c10, [p].[gender] AS c11,
    [p].[his_pid] AS c12, [p].[id_card_enc] AS c13, [p].[is_vip] AS c14, [p].[mobile] AS c15, [p].[patient_id] AS c16, [p].[update_ts]
    AS c17, [r].[advice] AS c18, [r].[audit_ts] AS c19, [r].[auditor] AS c20, [r].[diagnosis] AS c21, [r].[exam_uuid] AS c22,
    [r].[positive] AS c23, [r].[report_html] AS c24, [r].[report_id] AS c25, [r].[update_ts] AS c26, [r].[urgency] AS c27,
    [r].[write_ts] AS c28, [r].[writer] AS c29
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE ([e].[update_ts] IS NOT NULL
AND [e].[update_ts] >= :update_ts_1
AND [e].[update_ts] < :update_ts_2
OR [r].[update_ts] IS NOT NULL
AND [r].[update_ts] >= :update_ts_3
AND [r].[update_ts] < :update_ts_4
OR [p].[update_ts] IS NOT NULL
AND [p].[update_ts] >= :update_ts_5
AND [p].[update_ts] < :update_ts_6
OR [e].[update_ts] IS NULL
AND [r].[update_ts] IS NULL
AND [p].[update_ts] IS NULL)
AND [r].[report_id] IS NOT NULL
AND [r].[report_id] > :report_id_1
ORDER BY [r].[report_id];

-- rows without a key
SELECT [e].[exam_no] AS c1, [e].[exam_uuid] AS c2, [e].[patient_id] AS c3, [e].[print_ts] AS c4, [e].[register_ts] AS c5, [e].[status]
    AS c6, [e].[update_ts] AS c7, [e].[visit_no] AS c8, [p].[birthday] AS c9, [p].[full_name] AS c10, [p].[gender] AS c11, [p].[his_pid]
    AS c12, [p].[id_card_enc] AS c13, [p].[is_vip] AS c14, [p].[mobile] AS c15, [p].[patient_id] AS c16, [p].[update_ts] AS c17,
    [r].[advice] AS c18, [r].[audit_ts] AS c19, [r].[auditor] AS c20, [r].[diagnosis] AS c21, [r].[exam_uuid] AS c22, [r].[positive] AS
    c23, [r].[report_html] AS c24, [r].[report_id] AS c25, [r].[update_ts] AS c26, [r].[urgency] AS c27, [r].[write_ts] AS c28,
    [r].[writer] AS c29
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE ([e].[update_ts] IS NOT NULL
AND [e].[update_ts] >= :update_ts_1
AND [e].[update_ts] < :update_ts_2
OR [r].[update_ts] IS NOT NULL
AND [r].[update_ts] >= :update_ts_3
AND [r].[update_ts] < :update_ts_4
OR [p].[update_ts] IS NOT NULL
AND [p].[update_ts] >= :update_ts_5
AND [p].[update_ts] < :update_ts_6
OR [e].[update_ts] IS NULL
AND [r].[update_ts] IS NULL
AND [p].[update_ts] IS NULL)
AND [r].[report_id] IS NULL;

-- keys only
SELECT TOP 5000 [r].[report_id] AS c1
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE ([e].[update_ts] IS NOT NULL
AND [e].[update_ts] >= :update_ts_1
AND [e].[update_ts] < :update_ts_2
OR [r].[update_ts] IS NOT NULL
AND [r].[update_ts] >= :update_ts_3
AND [r].[update_ts] < :update_ts_4
OR [p].[update_ts] IS NOT NULL
AND [p].[update_ts] >= :update_ts_5
AND [p].[update_ts] < :update_ts_6
OR [e].[update_ts] IS NULL
AND [r].[update_ts] IS NULL
AND [p].[update_ts] IS NULL)
AND [r].[report_id] IS NOT NULL
ORDER BY [r].[report_id];

-- a period
SELECT TOP 5000 [e].[exam_no] AS c1, [e].[exam_uuid] AS c2, [e].[patient_id] AS c3, [e].[print_ts] AS c4, [e].[register_ts] AS c5,
    [e].[status] AS c6, [e].[update_ts] AS c7, [e].[visit_no] AS c8, [p].[birthday] AS c9, [p].[full_name] AS c10, [p].[gender] AS c11,
    [p].[his_pid] AS c12, [p].[id_card_enc] AS c13, [p].[is_vip] AS c14, [p].[mobile] AS c15, [p].[patient_id] AS c16, [p].[update_ts]
    AS c17, [r].[advice] AS c18, [r].[audit_ts] AS c19, [r].[auditor] AS c20, [r].[diagnosis] AS c21, [r].[exam_uuid] AS c22,
    [r].[positive] AS c23, [r].[report_html] AS c24, [r].[report_id] AS c25, [r].[update_ts] AS c26, [r].[urgency] AS c27,
    [r].[write_ts] AS c28, [r].[writer] AS c29
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE ([e].[register_ts] IS NOT NULL
AND [e].[register_ts] >= :register_ts_1
AND [e].[register_ts] < :register_ts_2
OR [e].[register_ts] IS NULL)
AND [r].[report_id] IS NOT NULL
ORDER BY [r].[report_id];

-- some exams
SELECT [e].[exam_no] AS c1, [e].[exam_uuid] AS c2, [e].[patient_id] AS c3, [e].[print_ts] AS c4, [e].[register_ts] AS c5, [e].[status]
    AS c6, [e].[update_ts] AS c7, [e].[visit_no] AS c8, [p].[birthday] AS c9, [p].[full_name] AS c10, [p].[gender] AS c11, [p].[his_pid]
    AS c12, [p].[id_card_enc] AS c13, [p].[is_vip] AS c14, [p].[mobile] AS c15, [p].[patient_id] AS c16, [p].[update_ts] AS c17,
    [r].[advice] AS c18, [r].[audit_ts] AS c19, [r].[auditor] AS c20, [r].[diagnosis] AS c21, [r].[exam_uuid] AS c22, [r].[positive] AS
    c23, [r].[report_html] AS c24, [r].[report_id] AS c25, [r].[update_ts] AS c26, [r].[urgency] AS c27, [r].[write_ts] AS c28,
    [r].[writer] AS c29
FROM [report] AS [r]
LEFT OUTER JOIN [exam] AS [e] ON [e].[exam_uuid] = [r].[exam_uuid]
LEFT OUTER JOIN [patient] AS [p] ON [p].[patient_id] = [e].[patient_id]
WHERE [r].[exam_uuid] = :param_1
ORDER BY [r].[report_id];
