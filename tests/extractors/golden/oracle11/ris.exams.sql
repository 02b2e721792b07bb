-- RIS.exams, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."BODY_PART" AS c2, "E"."CLINIC_DIAG" AS c3, "E"."DEL_FLAG" AS c4, "E"."DEL_REASON" AS c5,
    "E"."DEVICE_CODE" AS c6, "E"."EMERGENCY" AS c7, "E"."EXAM_BEGIN_DT" AS c8, "E"."EXAM_DT" AS c9, "E"."EXAM_ID" AS c10,
    "E"."EXAM_ITEM" AS c11, "E"."EXAM_STATUS" AS c12, "E"."IMG_COUNT" AS c13, "E"."IMG_GRADE" AS c14, "E"."MODALITY" AS c15,
    "E"."ORDER_DT" AS c16, "E"."ORDER_NO" AS c17, "E"."PATIENT_NO" AS c18, "E"."PATIENT_TYPE" AS c19, "E"."PRINT_DT" AS c20,
    "E"."REG_DT" AS c21, "E"."REQ_DEPT" AS c22, "E"."REQ_DEPT_NAME" AS c23, "E"."ROOM_NO" AS c24, "E"."STUDY_UID" AS c25,
    "E"."UPDATE_DT" AS c26, "E"."VIP_FLAG" AS c27, "E"."VISIT_NO" AS c28, "P"."ADDR" AS c29, "P"."AGE_TXT" AS c30, "P"."BIRTH_DT" AS
    c31, "P"."CARD_NO" AS c32, "P"."HIS_PID" AS c33, "P"."ID_NO" AS c34, "P"."ID_TYPE" AS c35, "P"."MOD_DT" AS c36, "P"."NAME" AS c37,
    "P"."NAME_PY" AS c38, "P"."PATIENT_NO" AS c39, "P"."PHONE" AS c40, "P"."SEX" AS c41, "R"."EXAM_ID" AS c42, "R"."IS_CURRENT" AS c43,
    "R"."REPORT_DT" AS c44, "R"."UPDATE_DT" AS c45, "R"."VERIFY_DT" AS c46
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" < CAST(:param_3 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "R"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."BODY_PART" AS c2, "E"."CLINIC_DIAG" AS c3, "E"."DEL_FLAG" AS c4, "E"."DEL_REASON" AS c5,
    "E"."DEVICE_CODE" AS c6, "E"."EMERGENCY" AS c7, "E"."EXAM_BEGIN_DT" AS c8, "E"."EXAM_DT" AS c9, "E"."EXAM_ID" AS c10,
    "E"."EXAM_ITEM" AS c11, "E"."EXAM_STATUS" AS c12, "E"."IMG_COUNT" AS c13, "E"."IMG_GRADE" AS c14, "E"."MODALITY" AS c15,
    "E"."ORDER_DT" AS c16, "E"."ORDER_NO" AS c17, "E"."PATIENT_NO" AS c18, "E"."PATIENT_TYPE" AS c19, "E"."PRINT_DT" AS c20,
    "E"."REG_DT" AS c21, "E"."REQ_DEPT" AS c22, "E"."REQ_DEPT_NAME" AS c23, "E"."ROOM_NO" AS c24, "E"."STUDY_UID" AS c25,
    "E"."UPDATE_DT" AS c26, "E"."VIP_FLAG" AS c27, "E"."VISIT_NO" AS c28, "P"."ADDR" AS c29, "P"."AGE_TXT" AS c30, "P"."BIRTH_DT" AS
    c31, "P"."CARD_NO" AS c32, "P"."HIS_PID" AS c33, "P"."ID_NO" AS c34, "P"."ID_TYPE" AS c35, "P"."MOD_DT" AS c36, "P"."NAME" AS c37,
    "P"."NAME_PY" AS c38, "P"."PATIENT_NO" AS c39, "P"."PHONE" AS c40, "P"."SEX" AS c41, "R"."EXAM_ID" AS c42, "R"."IS_CURRENT" AS c43,
    "R"."REPORT_DT" AS c44, "R"."UPDATE_DT" AS c45, "R"."VERIFY_DT" AS c46
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_3 AS DATE)
AND "P"."MOD_DT" < CAST(:param_3 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "R"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
AND "E"."EXAM_ID" > :EXAM_ID_1
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."ACCESSION_NO" AS c1, "E"."BODY_PART" AS c2, "E"."CLINIC_DIAG" AS c3, "E"."DEL_FLAG" AS c4, "E"."DEL_REASON" AS c5,
    "E"."DEVICE_CODE" AS c6, "E"."EMERGENCY" AS c7, "E"."EXAM_BEGIN_DT" AS c8, "E"."EXAM_DT" AS c9, "E"."EXAM_ID" AS c10,
    "E"."EXAM_ITEM" AS c11, "E"."EXAM_STATUS" AS c12, "E"."IMG_COUNT" AS c13, "E"."IMG_GRADE" AS c14, "E"."MODALITY" AS c15,
    "E"."ORDER_DT" AS c16, "E"."ORDER_NO" AS c17, "E"."PATIENT_NO" AS c18, "E"."PATIENT_TYPE" AS c19, "E"."PRINT_DT" AS c20,
    "E"."REG_DT" AS c21, "E"."REQ_DEPT" AS c22, "E"."REQ_DEPT_NAME" AS c23, "E"."ROOM_NO" AS c24, "E"."STUDY_UID" AS c25,
    "E"."UPDATE_DT" AS c26, "E"."VIP_FLAG" AS c27, "E"."VISIT_NO" AS c28, "P"."ADDR" AS c29, "P"."AGE_TXT" AS c30, "P"."BIRTH_DT" AS
    c31, "P"."CARD_NO" AS c32, "P"."HIS_PID" AS c33, "P"."ID_NO" AS c34, "P"."ID_TYPE" AS c35, "P"."MOD_DT" AS c36, "P"."NAME" AS c37,
    "P"."NAME_PY" AS c38, "P"."PATIENT_NO" AS c39, "P"."PHONE" AS c40, "P"."SEX" AS c41, "R"."EXAM_ID" AS c42, "R"."IS_CURRENT" AS c43,
    "R"."REPORT_DT" AS c44, "R"."UPDATE_DT" AS c45, "R"."VERIFY_DT" AS c46
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_3 AS DATE)
AND "P"."MOD_DT" < CAST(:param_3 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "R"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "E"."EXAM_ID" AS c1
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_3 AS DATE)
AND "P"."MOD_DT" < CAST(:param_3 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "R"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."BODY_PART" AS c2, "E"."CLINIC_DIAG" AS c3, "E"."DEL_FLAG" AS c4, "E"."DEL_REASON" AS c5,
    "E"."DEVICE_CODE" AS c6, "E"."EMERGENCY" AS c7, "E"."EXAM_BEGIN_DT" AS c8, "E"."EXAM_DT" AS c9, "E"."EXAM_ID" AS c10,
    "E"."EXAM_ITEM" AS c11, "E"."EXAM_STATUS" AS c12, "E"."IMG_COUNT" AS c13, "E"."IMG_GRADE" AS c14, "E"."MODALITY" AS c15,
    "E"."ORDER_DT" AS c16, "E"."ORDER_NO" AS c17, "E"."PATIENT_NO" AS c18, "E"."PATIENT_TYPE" AS c19, "E"."PRINT_DT" AS c20,
    "E"."REG_DT" AS c21, "E"."REQ_DEPT" AS c22, "E"."REQ_DEPT_NAME" AS c23, "E"."ROOM_NO" AS c24, "E"."STUDY_UID" AS c25,
    "E"."UPDATE_DT" AS c26, "E"."VIP_FLAG" AS c27, "E"."VISIT_NO" AS c28, "P"."ADDR" AS c29, "P"."AGE_TXT" AS c30, "P"."BIRTH_DT" AS
    c31, "P"."CARD_NO" AS c32, "P"."HIS_PID" AS c33, "P"."ID_NO" AS c34, "P"."ID_TYPE" AS c35, "P"."MOD_DT" AS c36, "P"."NAME" AS c37,
    "P"."NAME_PY" AS c38, "P"."PATIENT_NO" AS c39, "P"."PHONE" AS c40, "P"."SEX" AS c41, "R"."EXAM_ID" AS c42, "R"."IS_CURRENT" AS c43,
    "R"."REPORT_DT" AS c44, "R"."UPDATE_DT" AS c45, "R"."VERIFY_DT" AS c46
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE ("E"."REG_DT" IS NOT NULL
AND "E"."REG_DT" >= CAST(:param_1 AS DATE)
AND "E"."REG_DT" < CAST(:param_1 AS DATE)
OR "E"."REG_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "E"."ACCESSION_NO" AS c1, "E"."BODY_PART" AS c2, "E"."CLINIC_DIAG" AS c3, "E"."DEL_FLAG" AS c4, "E"."DEL_REASON" AS c5,
    "E"."DEVICE_CODE" AS c6, "E"."EMERGENCY" AS c7, "E"."EXAM_BEGIN_DT" AS c8, "E"."EXAM_DT" AS c9, "E"."EXAM_ID" AS c10,
    "E"."EXAM_ITEM" AS c11, "E"."EXAM_STATUS" AS c12, "E"."IMG_COUNT" AS c13, "E"."IMG_GRADE" AS c14, "E"."MODALITY" AS c15,
    "E"."ORDER_DT" AS c16, "E"."ORDER_NO" AS c17, "E"."PATIENT_NO" AS c18, "E"."PATIENT_TYPE" AS c19, "E"."PRINT_DT" AS c20,
    "E"."REG_DT" AS c21, "E"."REQ_DEPT" AS c22, "E"."REQ_DEPT_NAME" AS c23, "E"."ROOM_NO" AS c24, "E"."STUDY_UID" AS c25,
    "E"."UPDATE_DT" AS c26, "E"."VIP_FLAG" AS c27, "E"."VISIT_NO" AS c28, "P"."ADDR" AS c29, "P"."AGE_TXT" AS c30, "P"."BIRTH_DT" AS
    c31, "P"."CARD_NO" AS c32, "P"."HIS_PID" AS c33, "P"."ID_NO" AS c34, "P"."ID_TYPE" AS c35, "P"."MOD_DT" AS c36, "P"."NAME" AS c37,
    "P"."NAME_PY" AS c38, "P"."PATIENT_NO" AS c39, "P"."PHONE" AS c40, "P"."SEX" AS c41, "R"."EXAM_ID" AS c42, "R"."IS_CURRENT" AS c43,
    "R"."REPORT_DT" AS c44, "R"."UPDATE_DT" AS c45, "R"."VERIFY_DT" AS c46
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
LEFT OUTER JOIN "RIS_REPORT" "R" ON "R"."EXAM_ID" = "E"."EXAM_ID"
AND ltrim(rtrim(CAST("R"."IS_CURRENT" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
WHERE "E"."EXAM_ID" = :param_1
ORDER BY "E"."EXAM_ID";
