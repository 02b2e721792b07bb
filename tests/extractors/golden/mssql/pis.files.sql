-- PIS.files, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [c].[CASE_NO] AS c1, [c].[MODI_DATE] AS c2, [c].[MODI_TIME] AS c3, [c].[RECV_DATE] AS c4, [c].[RECV_TIME] AS c5,
    [r].[CASE_NO] AS c6, CAST([r].[ROWVER] AS BIGINT) AS c7, [r].[RPT_SEQ] AS c8, [r].[RPT_STATE] AS c9, [r].[RPT_TYPE] AS c10
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE ([r].[ROWVER] IS NOT NULL
AND [r].[ROWVER] < CAST(:param_2 AS BINARY(8))
OR CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_3 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_3 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END < :param_4
OR [r].[ROWVER] IS NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_5 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND [r].[CASE_NO] IS NOT NULL
AND [r].[RPT_TYPE] IS NOT NULL
AND [r].[RPT_SEQ] IS NOT NULL
ORDER BY [r].[CASE_NO], [r].[RPT_TYPE], [r].[RPT_SEQ];

-- following page of a window
SELECT TOP 5000 [c].[CASE_NO] AS c1, [c].[MODI_DATE] AS c2, [c].[MODI_TIME] AS c3, [c].[RECV_DATE] AS c4, [c].[RECV_TIME] AS c5,
    [r].[CASE_NO] AS c6, CAST([r].[ROWVER] AS BIGINT) AS c7, [r].[RPT_SEQ] AS c8, [r].[RPT_STATE] AS c9, [r].[RPT_TYPE] AS c10
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE ([r].[ROWVER] IS NOT NULL
AND [r].[ROWVER] >= CAST(:param_2 AS BINARY(8))
AND [r].[ROWVER] < CAST(:param_3 AS BINARY(8))
OR CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_5
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END < :param_6
OR [r].[ROWVER] IS NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_7 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND [r].[CASE_NO] IS NOT NULL
AND [r].[RPT_TYPE] IS NOT NULL
AND [r].[RPT_SEQ] IS NOT NULL
AND ([r].[CASE_NO] > :CASE_NO_1
OR [r].[CASE_NO] = :CASE_NO_2
AND [r].[RPT_TYPE] > :RPT_TYPE_1
OR [r].[CASE_NO] = :CASE_NO_3
AND [r].[RPT_TYPE] = :RPT_TYPE_2
AND [r].[RPT_SEQ] > :RPT_SEQ_1)
ORDER BY [r].[CASE_NO], [r].[RPT_TYPE], [r].[RPT_SEQ];

-- rows without a key
SELECT [c].[CASE_NO] AS c1, [c].[MODI_DATE] AS c2, [c].[MODI_TIME] AS c3, [c].[RECV_DATE] AS c4, [c].[RECV_TIME] AS c5, [r].[CASE_NO] AS
    c6, CAST([r].[ROWVER] AS BIGINT) AS c7, [r].[RPT_SEQ] AS c8, [r].[RPT_STATE] AS c9, [r].[RPT_TYPE] AS c10
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE ([r].[ROWVER] IS NOT NULL
AND [r].[ROWVER] >= CAST(:param_1 AS BINARY(8))
AND [r].[ROWVER] < CAST(:param_2 AS BINARY(8))
OR CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_3 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_3 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_4
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_3 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END < :param_5
OR [r].[ROWVER] IS NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_6 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND ([r].[CASE_NO] IS NULL
OR [r].[RPT_TYPE] IS NULL
OR [r].[RPT_SEQ] IS NULL);

-- keys only
SELECT TOP 5000 [r].[CASE_NO] AS c1, [r].[RPT_TYPE] AS c2, [r].[RPT_SEQ] AS c3
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE ([r].[ROWVER] IS NOT NULL
AND [r].[ROWVER] >= CAST(:param_2 AS BINARY(8))
AND [r].[ROWVER] < CAST(:param_3 AS BINARY(8))
OR CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_5
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_4 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END < :param_6
OR [r].[ROWVER] IS NULL
AND CASE WHEN (rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST([c].[MODI_DATE] AS VARCHAR(10))) + :param_7 +
    coalesce(nullif(replace(rtrim(CAST([c].[MODI_TIME] AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND [r].[CASE_NO] IS NOT NULL
AND [r].[RPT_TYPE] IS NOT NULL
AND [r].[RPT_SEQ] IS NOT NULL
ORDER BY [r].[CASE_NO], [r].[RPT_TYPE], [r].[RPT_SEQ];

-- a period
SELECT TOP 5000 [c].[CASE_NO] AS c1, [c].[MODI_DATE] AS c2, [c].[MODI_TIME] AS c3, [c].[RECV_DATE] AS c4, [c].[RECV_TIME] AS c5,
    [r].[CASE_NO] AS c6, CAST([r].[ROWVER] AS BIGINT) AS c7, [r].[RPT_SEQ] AS c8, [r].[RPT_STATE] AS c9, [r].[RPT_TYPE] AS c10
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE (CASE WHEN (rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) + :param_2
    + coalesce(nullif(replace(rtrim(CAST([c].[RECV_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) + :param_2 +
    coalesce(nullif(replace(rtrim(CAST([c].[RECV_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_3
AND CASE WHEN (rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) + :param_2 +
    coalesce(nullif(replace(rtrim(CAST([c].[RECV_TIME] AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END < :param_4
OR CASE WHEN (rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST([c].[RECV_DATE] AS VARCHAR(10))) + :param_5 +
    coalesce(nullif(replace(rtrim(CAST([c].[RECV_TIME] AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND [r].[CASE_NO] IS NOT NULL
AND [r].[RPT_TYPE] IS NOT NULL
AND [r].[RPT_SEQ] IS NOT NULL
ORDER BY [r].[CASE_NO], [r].[RPT_TYPE], [r].[RPT_SEQ];

-- some exams
SELECT [c].[CASE_NO] AS c1, [c].[MODI_DATE] AS c2, [c].[MODI_TIME] AS c3, [c].[RECV_DATE] AS c4, [c].[RECV_TIME] AS c5, [r].[CASE_NO] AS
    c6, CAST([r].[ROWVER] AS BIGINT) AS c7, [r].[RPT_SEQ] AS c8, [r].[RPT_STATE] AS c9, [r].[RPT_TYPE] AS c10
FROM [T_REPORT] AS [r]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [r].[CASE_NO]
WHERE [r].[CASE_NO] = :param_1
ORDER BY [r].[CASE_NO], [r].[RPT_TYPE], [r].[RPT_SEQ];

-- highest mark of 'report'
SELECT CAST(min_active_rowversion() AS BIGINT) - :param_1 AS anon_1;
