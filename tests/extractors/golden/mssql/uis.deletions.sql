-- UIS.deletions, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE ([d].[SCSJ] IS NOT NULL
AND [d].[SCSJ] < CAST(:param_2 AS DATETIME)
OR [d].[SCSJ] IS NULL)
AND [d].[JCXH] IS NOT NULL
AND [d].[SCSJ] IS NOT NULL
ORDER BY [d].[JCXH], [d].[SCSJ];

-- following page of a window
SELECT TOP 5000 [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE ([d].[SCSJ] IS NOT NULL
AND [d].[SCSJ] >= CAST(:param_2 AS DATETIME)
AND [d].[SCSJ] < CAST(:param_2 AS DATETIME)
OR [d].[SCSJ] IS NULL)
AND [d].[JCXH] IS NOT NULL
AND [d].[SCSJ] IS NOT NULL
AND ([d].[JCXH] > :JCXH_1
OR [d].[JCXH] = :JCXH_2
AND [d].[SCSJ] > :SCSJ_1)
ORDER BY [d].[JCXH], [d].[SCSJ];

-- rows without a key
SELECT [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE ([d].[SCSJ] IS NOT NULL
AND [d].[SCSJ] >= CAST(:param_1 AS DATETIME)
AND [d].[SCSJ] < CAST(:param_1 AS DATETIME)
OR [d].[SCSJ] IS NULL)
AND ([d].[JCXH] IS NULL
OR [d].[SCSJ] IS NULL);

-- keys only
SELECT TOP 5000 [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE ([d].[SCSJ] IS NOT NULL
AND [d].[SCSJ] >= CAST(:param_2 AS DATETIME)
AND [d].[SCSJ] < CAST(:param_2 AS DATETIME)
OR [d].[SCSJ] IS NULL)
AND [d].[JCXH] IS NOT NULL
AND [d].[SCSJ] IS NOT NULL
ORDER BY [d].[JCXH], [d].[SCSJ];

-- a period
SELECT TOP 5000 [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE ([d].[SCSJ] IS NOT NULL
AND [d].[SCSJ] >= CAST(:param_2 AS DATETIME)
AND [d].[SCSJ] < CAST(:param_2 AS DATETIME)
OR [d].[SCSJ] IS NULL)
AND [d].[JCXH] IS NOT NULL
AND [d].[SCSJ] IS NOT NULL
ORDER BY [d].[JCXH], [d].[SCSJ];

-- some exams
SELECT [d].[JCXH] AS c1, [d].[SCSJ] AS c2
FROM [JC_JL_DEL] AS [d]
WHERE [d].[JCXH] = :param_1
ORDER BY [d].[JCXH], [d].[SCSJ];
