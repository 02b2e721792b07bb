-- PIS.images, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [c].[CASE_NO] AS c1, [i].[CASE_NO] AS c2, [i].[IMG_ID] AS c3, [i].[PIC_PATH] AS c4, [i].[SEQ] AS c5
FROM [T_IMAGE] AS [i]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [i].[CASE_NO]
WHERE [i].[PIC_PATH] IS NOT NULL
AND ([i].[IMG_ID] IS NOT NULL
AND [i].[IMG_ID] < :IMG_ID_1
OR [i].[IMG_ID] IS NULL)
AND [i].[IMG_ID] IS NOT NULL
ORDER BY [i].[IMG_ID];

-- following page of a window
SELECT TOP 5000 [c].[CASE_NO] AS c1, [i].[CASE_NO] AS c2, [i].[IMG_ID] AS c3, [i].[PIC_PATH] AS c4, [i].[SEQ] AS c5
FROM [T_IMAGE] AS [i]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [i].[CASE_NO]
WHERE [i].[PIC_PATH] IS NOT NULL
AND ([i].[IMG_ID] IS NOT NULL
AND [i].[IMG_ID] >= :IMG_ID_1
AND [i].[IMG_ID] < :IMG_ID_2
OR [i].[IMG_ID] IS NULL)
AND [i].[IMG_ID] IS NOT NULL
AND [i].[IMG_ID] > :IMG_ID_3
ORDER BY [i].[IMG_ID];

-- rows without a key
SELECT [c].[CASE_NO] AS c1, [i].[CASE_NO] AS c2, [i].[IMG_ID] AS c3, [i].[PIC_PATH] AS c4, [i].[SEQ] AS c5
FROM [T_IMAGE] AS [i]
LEFT OUTER JOIN [T_CASE] AS [c] ON [c].[CASE_NO] = [i].[CASE_NO]
WHERE [i].[PIC_PATH] IS NOT NULL
AND ([i].[IMG_ID] IS NOT NULL
AND [i].[IMG_ID] >= :IMG_ID_1
AND [i].[IMG_ID] < :IMG_ID_2
OR [i].[IMG_ID] IS NULL)
AND [i].[IMG_ID] IS NULL;

-- highest mark of 'image'
SELECT max([i].[IMG_ID]) AS max_1
FROM [T_IMAGE] AS [i];
