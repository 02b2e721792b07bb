-- ECGIS.images, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [w].[modified_at] AS c1, [w].[record_no] AS c2, [w].[upload_seq] AS c3, [w].[uploaded_at] AS c4, [w].[xml_path] AS c5
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
SELECT TOP 5000 [w].[modified_at] AS c1, [w].[record_no] AS c2, [w].[upload_seq] AS c3, [w].[uploaded_at] AS c4, [w].[xml_path] AS c5
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
SELECT [w].[modified_at] AS c1, [w].[record_no] AS c2, [w].[upload_seq] AS c3, [w].[uploaded_at] AS c4, [w].[xml_path] AS c5
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
SELECT TOP 5000 [w].[modified_at] AS c1, [w].[record_no] AS c2, [w].[upload_seq] AS c3, [w].[uploaded_at] AS c4, [w].[xml_path] AS c5
FROM [ecg_wide] AS [w]
WHERE ([w].[uploaded_at] IS NOT NULL
AND [w].[uploaded_at] >= CAST(:param_2 AS DATETIME)
AND [w].[uploaded_at] < CAST(:param_2 AS DATETIME)
OR [w].[uploaded_at] IS NULL)
AND [w].[record_no] IS NOT NULL
AND [w].[upload_seq] IS NOT NULL
ORDER BY [w].[record_no], [w].[upload_seq];

-- some exams
SELECT [w].[modified_at] AS c1, [w].[record_no] AS c2, [w].[upload_seq] AS c3, [w].[uploaded_at] AS c4, [w].[xml_path] AS c5
FROM [ecg_wide] AS [w]
WHERE [w].[record_no] = :param_1
AND [w].[upload_seq] = :param_2
ORDER BY [w].[record_no], [w].[upload_seq];
