-- RIS.exams, mssql. Values are bound; :names stand for them.

-- first page of everything
SELECT TOP 5000 [e].[ACCESSION_NO] AS c1, [e].[BODY_PART] AS c2, [e].[CLINIC_DIAG] AS c3, [e].[DEL_FLAG] AS c4, [e].[DEL_REASON] AS c5,
    [e].[DEVICE_CODE] AS c6, [e].[EMERGENCY] AS c7, [e].[EXAM_BEGIN_DT] AS c8, [e].[EXAM_DT] AS c9, [e].[EXAM_ID] AS c10,
    [e].[EXAM_ITEM] AS c11, [e].[EXAM_STATUS] AS c12, [e].[IMG_COUNT] AS c13, [e].[IMG_GRADE] AS c14, [e].[MODALITY] AS c15,
    [e].[ORDER_DT] AS c16, [e].[ORDER_NO] AS c17, [e].[PATIENT_NO] AS c18, [e].[PATIENT_TYPE] AS c19, [e].[PRINT_DT] AS c20,
    [e].[REG_DT] AS c21, [e].[REQ_DEPT] AS c22, [e].[REQ_DEPT_NAME] AS c23, [e].[ROOM_NO] AS c24, [e].[STUDY_UID] AS c25,
    [e].[UPDATE_DT] AS c26, [e].[VIP_FLAG] AS c27, [e].[VISIT_NO] AS c28, [p].[ADDR] AS c29, [p].[AGE_TXT] AS c30, [p].[BIRTH_DT] AS
    c31, [p].[CARD_NO] AS c32, [p].[HIS_PID] AS c33, [p].[ID_NO] AS c34, [p].[ID_TYPE] AS c35, [p].[MOD_DT] AS c36, [p].[NAME] AS c37,
    [p].[NAME_PY] AS c38, [p].[PATIENT_NO] AS c39, [p].[PHONE] AS c40, [p].[SEX] AS c41, [r].[EXAM_ID] AS c42, [r].[IS_CURRENT] AS c43,
    [r].[REPORT_DT] AS c44, [r].[UPDATE_DT] AS c45, [r].[VERIFY_DT] AS c46
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [r].[UPDATE_DT] IS NOT NULL
AND [r].[UPDATE_DT] < CAST(:param_3 AS DATETIME)
OR [p].[MOD_DT] IS NOT NULL
AND [p].[MOD_DT] < CAST(:param_4 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL
AND [r].[UPDATE_DT] IS NULL
AND [p].[MOD_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- following page of a window
SELECT TOP 5000 [e].[ACCESSION_NO] AS c1, [e].[BODY_PART] AS c2, [e].[CLINIC_DIAG] AS c3, [e].[DEL_FLAG] AS c4, [e].[DEL_REASON] AS c5,
    [e].[DEVICE_CODE] AS c6, [e].[EMERGENCY] AS c7, [e].[EXAM_BEGIN_DT] AS c8, [e].[EXAM_DT] AS c9, [e].[EXAM_ID] AS c10,
    [e].[EXAM_ITEM] AS c11, [e].[EXAM_STATUS] AS c12, [e].[IMG_COUNT] AS c13, [e].[IMG_GRADE] AS c14, [e].[MODALITY] AS c15,
    [e].[ORDER_DT] AS c16, [e].[ORDER_NO] AS c17, [e].[PATIENT_NO] AS c18, [e].[PATIENT_TYPE] AS c19, [e].[PRINT_DT] AS c20,
    [e].[REG_DT] AS c21, [e].[REQ_DEPT] AS c22, [e].[REQ_DEPT_NAME] AS c23, [e].[ROOM_NO] AS c24, [e].[STUDY_UID] AS c25,
    [e].[UPDATE_DT] AS c26, [e].[VIP_FLAG] AS c27, [e].[VISIT_NO] AS c28, [p].[ADDR] AS c29, [p].[AGE_TXT] AS c30, [p].[BIRTH_DT] AS
    c31, [p].[CARD_NO] AS c32, [p].[HIS_PID] AS c33, [p].[ID_NO] AS c34, [p].[ID_TYPE] AS c35, [p].[MOD_DT] AS c36, [p].[NAME] AS c37,
    [p].[NAME_PY] AS c38, [p].[PATIENT_NO] AS c39, [p].[PHONE] AS c40, [p].[SEX] AS c41, [r].[EXAM_ID] AS c42, [r].[IS_CURRENT] AS c43,
    [r].[REPORT_DT] AS c44, [r].[UPDATE_DT] AS c45, [r].[VERIFY_DT] AS c46
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [r].[UPDATE_DT] IS NOT NULL
AND [r].[UPDATE_DT] >= CAST(:param_3 AS DATETIME)
AND [r].[UPDATE_DT] < CAST(:param_3 AS DATETIME)
OR [p].[MOD_DT] IS NOT NULL
AND [p].[MOD_DT] >= CAST(:param_4 AS DATETIME)
AND [p].[MOD_DT] < CAST(:param_4 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL
AND [r].[UPDATE_DT] IS NULL
AND [p].[MOD_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
AND [e].[EXAM_ID] > :EXAM_ID_1
ORDER BY [e].[EXAM_ID];

-- rows without a key
SELECT [e].[ACCESSION_NO] AS c1, [e].[BODY_PART] AS c2, [e].[CLINIC_DIAG] AS c3, [e].[DEL_FLAG] AS c4, [e].[DEL_REASON] AS c5,
    [e].[DEVICE_CODE] AS c6, [e].[EMERGENCY] AS c7, [e].[EXAM_BEGIN_DT] AS c8, [e].[EXAM_DT] AS c9, [e].[EXAM_ID] AS c10,
    [e].[EXAM_ITEM] AS c11, [e].[EXAM_STATUS] AS c12, [e].[IMG_COUNT] AS c13, [e].[IMG_GRADE] AS c14, [e].[MODALITY] AS c15,
    [e].[ORDER_DT] AS c16, [e].[ORDER_NO] AS c17, [e].[PATIENT_NO] AS c18, [e].[PATIENT_TYPE] AS c19, [e].[PRINT_DT] AS c20,
    [e].[REG_DT] AS c21, [e].[REQ_DEPT] AS c22, [e].[REQ_DEPT_NAME] AS c23, [e].[ROOM_NO] AS c24, [e].[STUDY_UID] AS c25,
    [e].[UPDATE_DT] AS c26, [e].[VIP_FLAG] AS c27, [e].[VISIT_NO] AS c28, [p].[ADDR] AS c29, [p].[AGE_TXT] AS c30, [p].[BIRTH_DT] AS
    c31, [p].[CARD_NO] AS c32, [p].[HIS_PID] AS c33, [p].[ID_NO] AS c34, [p].[ID_TYPE] AS c35, [p].[MOD_DT] AS c36, [p].[NAME] AS c37,
    [p].[NAME_PY] AS c38, [p].[PATIENT_NO] AS c39, [p].[PHONE] AS c40, [p].[SEX] AS c41, [r].[EXAM_ID] AS c42, [r].[IS_CURRENT] AS c43,
    [r].[REPORT_DT] AS c44, [r].[UPDATE_DT] AS c45, [r].[VERIFY_DT] AS c46
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_1 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_1 AS DATETIME)
OR [r].[UPDATE_DT] IS NOT NULL
AND [r].[UPDATE_DT] >= CAST(:param_2 AS DATETIME)
AND [r].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [p].[MOD_DT] IS NOT NULL
AND [p].[MOD_DT] >= CAST(:param_3 AS DATETIME)
AND [p].[MOD_DT] < CAST(:param_3 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL
AND [r].[UPDATE_DT] IS NULL
AND [p].[MOD_DT] IS NULL)
AND [e].[EXAM_ID] IS NULL;

-- keys only
SELECT TOP 5000 [e].[EXAM_ID] AS c1
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE ([e].[UPDATE_DT] IS NOT NULL
AND [e].[UPDATE_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[UPDATE_DT] < CAST(:param_2 AS DATETIME)
OR [r].[UPDATE_DT] IS NOT NULL
AND [r].[UPDATE_DT] >= CAST(:param_3 AS DATETIME)
AND [r].[UPDATE_DT] < CAST(:param_3 AS DATETIME)
OR [p].[MOD_DT] IS NOT NULL
AND [p].[MOD_DT] >= CAST(:param_4 AS DATETIME)
AND [p].[MOD_DT] < CAST(:param_4 AS DATETIME)
OR [e].[UPDATE_DT] IS NULL
AND [r].[UPDATE_DT] IS NULL
AND [p].[MOD_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- a period
SELECT TOP 5000 [e].[ACCESSION_NO] AS c1, [e].[BODY_PART] AS c2, [e].[CLINIC_DIAG] AS c3, [e].[DEL_FLAG] AS c4, [e].[DEL_REASON] AS c5,
    [e].[DEVICE_CODE] AS c6, [e].[EMERGENCY] AS c7, [e].[EXAM_BEGIN_DT] AS c8, [e].[EXAM_DT] AS c9, [e].[EXAM_ID] AS c10,
    [e].[EXAM_ITEM] AS c11, [e].[EXAM_STATUS] AS c12, [e].[IMG_COUNT] AS c13, [e].[IMG_GRADE] AS c14, [e].[MODALITY] AS c15,
    [e].[ORDER_DT] AS c16, [e].[ORDER_NO] AS c17, [e].[PATIENT_NO] AS c18, [e].[PATIENT_TYPE] AS c19, [e].[PRINT_DT] AS c20,
    [e].[REG_DT] AS c21, [e].[REQ_DEPT] AS c22, [e].[REQ_DEPT_NAME] AS c23, [e].[ROOM_NO] AS c24, [e].[STUDY_UID] AS c25,
    [e].[UPDATE_DT] AS c26, [e].[VIP_FLAG] AS c27, [e].[VISIT_NO] AS c28, [p].[ADDR] AS c29, [p].[AGE_TXT] AS c30, [p].[BIRTH_DT] AS
    c31, [p].[CARD_NO] AS c32, [p].[HIS_PID] AS c33, [p].[ID_NO] AS c34, [p].[ID_TYPE] AS c35, [p].[MOD_DT] AS c36, [p].[NAME] AS c37,
    [p].[NAME_PY] AS c38, [p].[PATIENT_NO] AS c39, [p].[PHONE] AS c40, [p].[SEX] AS c41, [r].[EXAM_ID] AS c42, [r].[IS_CURRENT] AS c43,
    [r].[REPORT_DT] AS c44, [r].[UPDATE_DT] AS c45, [r].[VERIFY_DT] AS c46
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE ([e].[REG_DT] IS NOT NULL
AND [e].[REG_DT] >= CAST(:param_2 AS DATETIME)
AND [e].[REG_DT] < CAST(:param_2 AS DATETIME)
OR [e].[REG_DT] IS NULL)
AND [e].[EXAM_ID] IS NOT NULL
ORDER BY [e].[EXAM_ID];

-- some exams
SELECT [e].[ACCESSION_NO] AS c1, [e].[BODY_PART] AS c2, [e].[CLINIC_DIAG] AS c3, [e].[DEL_FLAG] AS c4, [e].[DEL_REASON] AS c5,
    [e].[DEVICE_CODE] AS c6, [e].[EMERGENCY] AS c7, [e].[EXAM_BEGIN_DT] AS c8, [e].[EXAM_DT] AS c9, [e].[EXAM_ID] AS c10,
    [e].[EXAM_ITEM] AS c11, [e].[EXAM_STATUS] AS c12, [e].[IMG_COUNT] AS c13, [e].[IMG_GRADE] AS c14, [e].[MODALITY] AS c15,
    [e].[ORDER_DT] AS c16, [e].[ORDER_NO] AS c17, [e].[PATIENT_NO] AS c18, [e].[PATIENT_TYPE] AS c19, [e].[PRINT_DT] AS c20,
    [e].[REG_DT] AS c21, [e].[REQ_DEPT] AS c22, [e].[REQ_DEPT_NAME] AS c23, [e].[ROOM_NO] AS c24, [e].[STUDY_UID] AS c25,
    [e].[UPDATE_DT] AS c26, [e].[VIP_FLAG] AS c27, [e].[VISIT_NO] AS c28, [p].[ADDR] AS c29, [p].[AGE_TXT] AS c30, [p].[BIRTH_DT] AS
    c31, [p].[CARD_NO] AS c32, [p].[HIS_PID] AS c33, [p].[ID_NO] AS c34, [p].[ID_TYPE] AS c35, [p].[MOD_DT] AS c36, [p].[NAME] AS c37,
    [p].[NAME_PY] AS c38, [p].[PATIENT_NO] AS c39, [p].[PHONE] AS c40, [p].[SEX] AS c41, [r].[EXAM_ID] AS c42, [r].[IS_CURRENT] AS c43,
    [r].[REPORT_DT] AS c44, [r].[UPDATE_DT] AS c45, [r].[VERIFY_DT] AS c46
FROM [RIS_EXAM] AS [e]
LEFT OUTER JOIN [RIS_PATIENT] AS [p] ON [p].[PATIENT_NO] = [e].[PATIENT_NO]
LEFT OUTER JOIN [RIS_REPORT] AS [r] ON [r].[EXAM_ID] = [e].[EXAM_ID]
AND ltrim(rtrim(CAST([r].[IS_CURRENT] AS VARCHAR(100)))) IN (:ltrim_1_1)
WHERE [e].[EXAM_ID] = :param_1
ORDER BY [e].[EXAM_ID];
