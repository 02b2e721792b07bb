-- RIS.images, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [e].[DEL_FLAG] AS c1, [e].[DEL_REASON] AS c2, [e].[EXAM_ID] AS c3, [e].[REG_DT] AS c4, [e].[STUDY_UID] AS c5,
    [e].[UPDATE_DT] AS c6
FROM [RIS_EXAM] AS [e]
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- following page of a window
SELECT TOP 5000 [e].[DEL_FLAG] AS c1, [e].[DEL_REASON] AS c2, [e].[EXAM_ID] AS c3, [e].[REG_DT] AS c4, [e].[STUDY_UID] AS c5,
    [e].[UPDATE_DT] AS c6
FROM [RIS_EXAM] AS [e]
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
AND [e].[EXAM_ID] > :EXAM_ID_1
ORDER BY [e].[EXAM_ID];

-- rows without a key
SELECT [e].[DEL_FLAG] AS c1, [e].[DEL_REASON] AS c2, [e].[EXAM_ID] AS c3, [e].[REG_DT] AS c4, [e].[STUDY_UID] AS c5, [e].[UPDATE_DT] AS
    c6
FROM [RIS_EXAM] AS [e]
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_1 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_1 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL)
AND [e].[EXAM_ID] IS NULL;

-- keys only
SELECT TOP 5000 [e].[EXAM_ID] AS c1
FROM [RIS_EXAM] AS [e]
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- a period
SELECT TOP 5000 [e].[DEL_FLAG] AS c1, [e].[DEL_REASON] AS c2, [e].[EXAM_ID] AS c3, [e].[REG_DT] AS c4, [e].[STUDY_UID] AS c5,
    [e].[UPDATE_DT] AS c6
FROM [RIS_EXAM] AS [e]
WHERE ([e].[REG_DT] IS NOT NULL
AND [e].[REG_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[REG_DT] < CAST(:param_2 AS DATETIME)
OR [e].[REG_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- some exams
SELECT [e].[DEL_FLAG] AS c1, [e].[DEL_REASON] AS c2, [e].[EXAM_ID] AS c3, [e].[REG_DT] AS c4, [e].[STUDY_UID] AS c5, [e].[UPDATE_DT] AS
    c6
FROM [RIS_EXAM] AS [e]
WHERE [e].[EXAM_ID] = :param_1
ORDER BY [e].[EXAM_ID];
