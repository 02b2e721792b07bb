-- ECGIS.exams, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [w].[acquired_at] AS c1, [w].[age] AS c2, [w].[analysed_at] AS c3, [w].[birth] AS c4, [w].[dept] AS c5, [w].[device_sn]
    AS c6, [w].[duration_s] AS c7, [w].[eeg_start_utc] AS c8, [w].[gender] AS c9, [w].[his_pid] AS c10, [w].[hr] AS c11, [w].[id_no] AS
    c12, [w].[is_vip] AS c13, [w].[modified_at] AS c14, [w].[order_at] AS c15, [w].[order_no] AS c16, [w].[patient_name] AS c17,
    [w].[phone] AS c18, [w].[pr] AS c19, [w].[printed_at] AS c20, [w].[qrs] AS c21, [w].[qt] AS c22, [w].[qtc] AS c23, [w].[rec_type] AS
    c24, [w].[record_no] AS c25, [w].[register_at] AS c26, [w].[room] AS c27, [w].[src] AS c28, [w].[state] AS c29, [w].[trace_quality]
    AS c30, [w].[upload_seq] AS c31, [w].[uploaded_at] AS c32, [w].[verified_at] AS c33, [w].[visit_no] AS c34
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] < CAST(:param_2 AS DATETIME)
OR [w].[modified_at] IS NOT NULL
AND [w].[modified_at] < CAST(:param_3 AS DATETIME)
OR [w].[uploaded_at] IS NULL
AND [w].[modified_at] IS NULL)
AND [w].[record_no] IS NOT NULL
AND [w].[upload_seq] IS NOT NULL
ORDER BY [w].[record_no], [w].[upload_seq];

-- following page of a window
SELECT TOP 5000 [w].[acquired_at] AS c1, [w].[age] AS c2, [w].[analysed_at] AS c3, [w].[birth] AS c4, [w].[dept] AS c5, [w].[device_sn]
    AS c6, [w].[duration_s] AS c7, [w].[eeg_start_utc] AS c8, [w].[gender] AS c9, [w].[his_pid] AS c10, [w].[hr] AS c11, [w].[id_no] AS
    c12, [w].[is_vip] AS c13, [w].[modified_at] AS c14, [w].[order_at] AS c15, [w].[order_no] AS c16, [w].[patient_name] AS c17,
    [w].[phone] AS c18, [w].[pr] AS c19, [w].[printed_at] AS c20, [w].[qrs] AS c21, [w].[qt] AS c22, [w].[qtc] AS c23, [w].[rec_type] AS
    c24, [w].[record_no] AS c25, [w].[register_at] AS c26, [w].[room] AS c27, [w].[src] AS c28, [w].[state] AS c29, [w].[trace_quality]
    AS c30, [w].[upload_seq] AS c31, [w].[uploaded_at] AS c32, [w].[verified_at] AS c33, [w].[visit_no] AS c34
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] >= CAST(:param_2 AS DATETIME)
AND [w].[uploaded_at] < CAST(:param_2 AS DATETIME)
OR [w].[modified_at] IS NOT NULL
AND [w].[modified_at] >= CAST(:param_3 AS DATETIME)
AND [w].[modified_at] < CAST(:param_3 AS DATETIME)
OR [w].[uploaded_at] IS NULL
AND [w].[modified_at] IS NULL)
AND [w].[record_no] IS NOT NULL
AND [w].[upload_seq] IS NOT NULL
AND ([w].[record_no] > :record_no_1
OR [w].[record_no] = :record_no_2
AND [w].[upload_seq] > :upload_seq_1)
ORDER BY [w].[record_no], [w].[upload_seq];

-- rows without a key
SELECT [w].[acquired_at] AS c1, [w].[age] AS c2, [w].[analysed_at] AS c3, [w].[birth] AS c4, [w].[dept] AS c5, [w].[device_sn] AS c6,
    [w].[duration_s] AS c7, [w].[eeg_start_utc] AS c8, [w].[gender] AS c9, [w].[his_pid] AS c10, [w].[hr] AS c11, [w].[id_no] AS c12,
    [w].[is_vip] AS c13, [w].[modified_at] AS c14, [w].[order_at] AS c15, [w].[order_no] AS c16, [w].[patient_name] AS c17, [w].[phone]
    AS c18, [w].[pr] AS c19, [w].[printed_at] AS c20, [w].[qrs] AS c21, [w].[qt] AS c22, [w].[qtc] AS c23, [w].[rec_type] AS c24,
    [w].[record_no] AS c25, [w].[register_at] AS c26, [w].[room] AS c27, [w].[src] AS c28, [w].[state] AS c29, [w].[trace_quality] AS
    c30, [w].[upload_seq] AS c31, [w].[uploaded_at] AS c32, [w].[verified_at] AS c33, [w].[visit_no] AS c34
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] >= CAST(:param_1 AS DATETIME)
AND [w].[uploaded_at] < CAST(:param_1 AS DATETIME)
OR [w].[modified_at] IS NOT NULL
AND [w].[modified_at] >= CAST(:param_2 AS DATETIME)
AND [w].[modified_at] < CAST(:param_2 AS DATETIME)
OR [w].[uploaded_at] IS NULL
AND [w].[modified_at] IS NULL)
AND ([w].[record_no] IS NULL
OR [w].[upload_seq] IS NULL);

-- keys only
SELECT TOP 5000 [w].[record_no] AS c1, [w].[upload_seq] AS c2
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] >= CAST(:param_2 AS DATETIME)
AND [w].[uploaded_at] < CAST(:param_2 AS DATETIME)
OR [w].[modified_at] IS NOT NULL
AND [w].[modified_at] >= CAST(:param_3 AS DATETIME)
AND [w].[modified_at] < CAST(:param_3 AS DATETIME)
OR [w].[uploaded_at] IS NULL
AND [w].[modified_at] IS NULL)
AND [w].[record_no] IS NOT NULL
AND [w].[upload_seq] IS NOT NULL
ORDER BY [w].[record_no], [w].[upload_seq];

-- a period
SELECT TOP 5000 [w].[acquired_at] AS c1, [w].[age] AS c2, [w].[analysed_at] AS c3, [w].[birth] AS c4, [w].[dept] AS c5, [w].[device_sn]
    AS c6, [w].[duration_s] AS c7, [w].[eeg_start_utc] AS c8, [w].[gender] AS c9, [w].[his_pid] AS c10, [w].[hr] AS c11, [w].[id_no] AS
    c12, [w].[is_vip] AS c13, [w].[modified_at] AS c14, [w].[order_at] AS c15, [w].[order_no] AS c16, [w].[patient_name] AS c17,
    [w].[phone] AS c18, [w].[pr] AS c19, [w].[printed_at] AS c20, [w].[qrs] AS c21, [w].[qt] AS c22, [w].[qtc] AS c23, [w].[rec_type] AS
    c24, [w].[record_no] AS c25, [w].[register_at] AS c26, [w].[room] AS c27, [w].[src] AS c28, [w].[state] AS c29, [w].[trace_quality]
    AS c30, [w].[upload_seq] AS c31, [w].[uploaded_at] AS c32, [w].[verified_at] AS c33, [w].[visit_no] AS c34
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] >= CAST(:param_2 AS DATETIME)
AND [w].[uploaded_at] < CAST(:param_2 AS DATETIME)
OR [w].[uploaded_at] IS NULL)
AND [w].[record_no] IS NOT NULL
AND [w].[upload_seq] IS NOT NULL
ORDER BY [w].[record_no], [w].[upload_seq];

-- some exams
SELECT [w].[acquired_at] AS c1, [w].[age] AS c2, [w].[analysed_at] AS c3, [w].[birth] AS c4, [w].[dept] AS c5, [w].[device_sn] AS c6,
    [w].[duration_s] AS c7, [w].[eeg_start_utc] AS c8, [w].[gender] AS c9, [w].[his_pid] AS c10, [w].[hr] AS c11, [w].[id_no] AS c12,
    [w].[is_vip] AS c13, [w].[modified_at] AS c14, [w].[order_at] AS c15, [w].[order_no] AS c16, [w].[patient_name] AS c17, [w].[phone]
    AS c18, [w].[pr] AS c19, [w].[printed_at] AS c20, [w].[qrs] AS c21, [w].[qt] AS c22, [w].[qtc] AS c23, [w].[rec_type] AS c24,
    [w].[record_no] AS c25, [w].[register_at] AS c26, [w].[room] AS c27, [w].[src] AS c28, [w].[state] AS c29, [w].[trace_quality] AS
    c30, [w].[upload_seq] AS c31, [w].[uploaded_at] AS c32, [w].[verified_at] AS c33, [w].[visit_no] AS c34
FROM [ecg_wide] AS [w]
WHERE [w].[record_no] = :param_1
AND [w].[upload_seq] = :param_2
ORDER BY [w].[record_no], [w].[upload_seq];
