-- NMIS.reports, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [v].[BG_DOC] AS c1, [v].[BG_TIME] AS c2, [v].[CSRQ] AS c3, [v].[DH] AS c4, [v].[DY_TIME] AS c5, [v].[EXAM_DATE] AS c6,
    [v].[EXAM_NO] AS c7, [v].[HIS_PID] AS c8, [v].[SFZH] AS c9, [v].[SH_DOC] AS c10, [v].[SH_TIME] AS c11, [v].[SJ] AS c12, [v].[STATUS]
    AS c13, [v].[VISIT_NO] AS c14, [v].[WJ] AS c15, [v].[XB] AS c16, [v].[XM] AS c17, [v].[YYJG] AS c18, [v].[ZD] AS c19
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND ([v].[EXAM_DATE] IS NOT NULL
OR [v].[EXAM_DATE] IS NULL)
AND [v].[EXAM_NO] IS NOT NULL
ORDER BY [v].[EXAM_NO];

-- following page of a window
SELECT TOP 5000 [v].[BG_DOC] AS c1, [v].[BG_TIME] AS c2, [v].[CSRQ] AS c3, [v].[DH] AS c4, [v].[DY_TIME] AS c5, [v].[EXAM_DATE] AS c6,
    [v].[EXAM_NO] AS c7, [v].[HIS_PID] AS c8, [v].[SFZH] AS c9, [v].[SH_DOC] AS c10, [v].[SH_TIME] AS c11, [v].[SJ] AS c12, [v].[STATUS]
    AS c13, [v].[VISIT_NO] AS c14, [v].[WJ] AS c15, [v].[XB] AS c16, [v].[XM] AS c17, [v].[YYJG] AS c18, [v].[ZD] AS c19
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND ([v].[EXAM_DATE] IS NOT NULL
AND [v].[EXAM_DATE] >= :EXAM_DATE_1
OR [v].[EXAM_DATE] IS NULL)
AND [v].[EXAM_NO] IS NOT NULL
AND [v].[EXAM_NO] > :EXAM_NO_1
ORDER BY [v].[EXAM_NO];

-- rows without a key
SELECT [v].[BG_DOC] AS c1, [v].[BG_TIME] AS c2, [v].[CSRQ] AS c3, [v].[DH] AS c4, [v].[DY_TIME] AS c5, [v].[EXAM_DATE] AS c6,
    [v].[EXAM_NO] AS c7, [v].[HIS_PID] AS c8, [v].[SFZH] AS c9, [v].[SH_DOC] AS c10, [v].[SH_TIME] AS c11, [v].[SJ] AS c12, [v].[STATUS]
    AS c13, [v].[VISIT_NO] AS c14, [v].[WJ] AS c15, [v].[XB] AS c16, [v].[XM] AS c17, [v].[YYJG] AS c18, [v].[ZD] AS c19
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND ([v].[EXAM_DATE] IS NOT NULL
AND [v].[EXAM_DATE] >= :EXAM_DATE_1
OR [v].[EXAM_DATE] IS NULL)
AND [v].[EXAM_NO] IS NULL;

-- keys only
SELECT TOP 5000 [v].[EXAM_NO] AS c1
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND ([v].[EXAM_DATE] IS NOT NULL
AND [v].[EXAM_DATE] >= :EXAM_DATE_1
OR [v].[EXAM_DATE] IS NULL)
AND [v].[EXAM_NO] IS NOT NULL
ORDER BY [v].[EXAM_NO];

-- a period
SELECT TOP 5000 [v].[BG_DOC] AS c1, [v].[BG_TIME] AS c2, [v].[CSRQ] AS c3, [v].[DH] AS c4, [v].[DY_TIME] AS c5, [v].[EXAM_DATE] AS c6,
    [v].[EXAM_NO] AS c7, [v].[HIS_PID] AS c8, [v].[SFZH] AS c9, [v].[SH_DOC] AS c10, [v].[SH_TIME] AS c11, [v].[SJ] AS c12, [v].[STATUS]
    AS c13, [v].[VISIT_NO] AS c14, [v].[WJ] AS c15, [v].[XB] AS c16, [v].[XM] AS c17, [v].[YYJG] AS c18, [v].[ZD] AS c19
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND ([v].[EXAM_DATE] IS NOT NULL
AND [v].[EXAM_DATE] >= :EXAM_DATE_1
AND [v].[EXAM_DATE] < :EXAM_DATE_2
OR [v].[EXAM_DATE] IS NULL)
AND [v].[EXAM_NO] IS NOT NULL
ORDER BY [v].[EXAM_NO];

-- some exams
SELECT [v].[BG_DOC] AS c1, [v].[BG_TIME] AS c2, [v].[CSRQ] AS c3, [v].[DH] AS c4, [v].[DY_TIME] AS c5, [v].[EXAM_DATE] AS c6,
    [v].[EXAM_NO] AS c7, [v].[HIS_PID] AS c8, [v].[SFZH] AS c9, [v].[SH_DOC] AS c10, [v].[SH_TIME] AS c11, [v].[SJ] AS c12, [v].[STATUS]
    AS c13, [v].[VISIT_NO] AS c14, [v].[WJ] AS c15, [v].[XB] AS c16, [v].[XM] AS c17, [v].[YYJG] AS c18, [v].[ZD] AS c19
FROM [V_NM_PLATFORM] AS [v]
WHERE ([v].[SJ] IS NOT NULL
OR [v].[ZD] IS NOT NULL)
AND [v].[EXAM_NO] = :param_1
ORDER BY [v].[EXAM_NO];
