-- UIS.files, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [j].[BGSJ] AS c1, [j].[DJSJ] AS c2, [j].[JCH] AS c3, [j].[JCXH] AS c4, [j].[SJ] AS c5, [j].[XGSJ] AS c6, [j].[ZD] AS c7
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] < :JCXH_1
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] < CAST(:param_2 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NOT NULL
ORDER BY [j].[JCXH];

-- following page of a window
SELECT TOP 5000 [j].[BGSJ] AS c1, [j].[DJSJ] AS c2, [j].[JCH] AS c3, [j].[JCXH] AS c4, [j].[SJ] AS c5, [j].[XGSJ] AS c6, [j].[ZD] AS c7
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] >= :JCXH_1
AND [j].[JCXH] < :JCXH_2
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] >= CAST(:param_2 AS DATETIME)
AND [j].[XGSJ] < CAST(:param_2 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NOT NULL
AND [j].[JCXH] > :JCXH_3
ORDER BY [j].[JCXH];

-- rows without a key
SELECT [j].[BGSJ] AS c1, [j].[DJSJ] AS c2, [j].[JCH] AS c3, [j].[JCXH] AS c4, [j].[SJ] AS c5, [j].[XGSJ] AS c6, [j].[ZD] AS c7
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] >= :JCXH_1
AND [j].[JCXH] < :JCXH_2
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] >= CAST(:param_1 AS DATETIME)
AND [j].[XGSJ] < CAST(:param_1 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NULL;

-- keys only
SELECT TOP 5000 [j].[JCXH] AS c1
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] >= :JCXH_1
AND [j].[JCXH] < :JCXH_2
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] >= CAST(:param_2 AS DATETIME)
AND [j].[XGSJ] < CAST(:param_2 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NOT NULL
ORDER BY [j].[JCXH];

-- a period
SELECT TOP 5000 [j].[BGSJ] AS c1, [j].[DJSJ] AS c2, [j].[JCH] AS c3, [j].[JCXH] AS c4, [j].[SJ] AS c5, [j].[XGSJ] AS c6, [j].[ZD] AS c7
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND ([j].[DJSJ] IS NOT NULL
AND [j].[DJSJ] >= CAST(:param_2 AS DATETIME)
AND [j].[DJSJ] < CAST(:param_2 AS DATETIME)
OR [j].[DJSJ] IS NULL)
AND [j].[JCXH] IS NOT NULL
ORDER BY [j].[JCXH];

-- some exams
SELECT [j].[BGSJ] AS c1, [j].[DJSJ] AS c2, [j].[JCH] AS c3, [j].[JCXH] AS c4, [j].[SJ] AS c5, [j].[XGSJ] AS c6, [j].[ZD] AS c7
FROM [JC_JL] AS [j]
WHERE ([j].[BGSJ] IS NOT NULL
OR [j].[SJ] IS NOT NULL
OR [j].[ZD] IS NOT NULL)
AND [j].[JCXH] = :param_1
ORDER BY [j].[JCXH];

-- highest mark of 'number'
SELECT max([j].[JCXH]) AS max_1
FROM [JC_JL] AS [j];
