-- UIS.orders, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [b].[BRID] AS c1, [b].[CSRQ] AS c2, [b].[DZ] AS c3, [b].[LXDH] AS c4, [b].[NL] AS c5, [b].[SFZH] AS c6, [b].[XB] AS c7,
    [b].[XM] AS c8, [b].[XM2] AS c9, [b].[YBKH] AS c10, [j].[BRID] AS c11, [j].[BW] AS c12, [j].[JCLX] AS c13, [j].[JCXH] AS c14,
    [j].[JZ] AS c15, [j].[KDSJ] AS c16, [j].[LY] AS c17, [j].[MZH] AS c18, [j].[SQDH] AS c19, [j].[SQKS] AS c20, [j].[VIP] AS c21,
    [j].[XGSJ] AS c22, [j].[ZT] AS c23, [j].[ZYH] AS c24
FROM [JC_JL] AS [j]
LEFT OUTER JOIN [BR_XX] AS [b] ON [b].[BRID] = [j].[BRID]
WHERE ([j].[SQDH] IS NOT NULL
OR [j].[KDSJ] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] < :JCXH_1
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] < CAST(:param_2 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NOT NULL
ORDER BY [j].[JCXH];

-- following page of a window
SELECT TOP 5000 [b].[BRID] AS c1, [b].[CSRQ] AS c2, [b].[DZ] AS c3, [b].[LXDH] AS c4, [b].[NL] AS c5, [b].[SFZH] AS c6, [b].[XB] AS c7,
    [b].[XM] AS c8, [b].[XM2] AS c9, [b].[YBKH] AS c10, [j].[BRID] AS c11, [j].[BW] AS c12, [j].[JCLX] AS c13, [j].[JCXH] AS c14,
    [j].[JZ] AS c15, [j].[KDSJ] AS c16, [j].[LY] AS c17, [j].[MZH] AS c18, [j].[SQDH] AS c19, [j].[SQKS] AS c20, [j].[VIP] AS c21,
    [j].[XGSJ] AS c22, [j].[ZT] AS c23, [j].[ZYH] AS c24
FROM [JC_JL] AS [j]
LEFT OUTER JOIN [BR_XX] AS [b] ON [b].[BRID] = [j].[BRID]
WHERE ([j].[SQDH] IS NOT NULL
OR [j].[KDSJ] IS NOT NULL)
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
SELECT [b].[BRID] AS c1, [b].[CSRQ] AS c2, [b].[DZ] AS c3, [b].[LXDH] AS c4, [b].[NL] AS c5, [b].[SFZH] AS c6, [b].[XB] AS c7, [b].[XM]
    AS c8, [b].[XM2] AS c9, [b].[YBKH] AS c10, [j].[BRID] AS c11, [j].[BW] AS c12, [j].[JCLX] AS c13, [j].[JCXH] AS c14, [j].[JZ] AS
    c15, [j].[KDSJ] AS c16, [j].[LY] AS c17, [j].[MZH] AS c18, [j].[SQDH] AS c19, [j].[SQKS] AS c20, [j].[VIP] AS c21, [j].[XGSJ] AS
    c22, [j].[ZT] AS c23, [j].[ZYH] AS c24
FROM [JC_JL] AS [j]
LEFT OUTER JOIN [BR_XX] AS [b] ON [b].[BRID] = [j].[BRID]
WHERE ([j].[SQDH] IS NOT NULL
OR [j].[KDSJ] IS NOT NULL)
AND ([j].[JCXH] IS NOT NULL
AND [j].[JCXH] >= :JCXH_1
AND [j].[JCXH] < :JCXH_2
OR [j].[XGSJ] IS NOT NULL
AND [j].[XGSJ] >= CAST(:param_1 AS DATETIME)
AND [j].[XGSJ] < CAST(:param_1 AS DATETIME)
OR [j].[JCXH] IS NULL
AND [j].[XGSJ] IS NULL)
AND [j].[JCXH] IS NULL;

-- highest mark of 'number'
SELECT max([j].[JCXH]) AS max_1
FROM [JC_JL] AS [j];
