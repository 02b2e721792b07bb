-- RIS.orders, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32
FROM (SELECT "E"."BODY_PART" AS c1, "E"."CLINIC_DIAG" AS c2, "E"."DEL_FLAG" AS c3, "E"."DEL_REASON" AS c4, "E"."EMERGENCY" AS c5,
    "E"."EXAM_ID" AS c6, "E"."EXAM_ITEM" AS c7, "E"."EXAM_STATUS" AS c8, "E"."MODALITY" AS c9, "E"."ORDER_DT" AS c10, "E"."ORDER_NO" AS
    c11, "E"."PATIENT_NO" AS c12, "E"."PATIENT_TYPE" AS c13, "E"."REG_DT" AS c14, "E"."REQ_DEPT" AS c15, "E"."REQ_DEPT_NAME" AS c16,
    "E"."UPDATE_DT" AS c17, "E"."VIP_FLAG" AS c18, "E"."VISIT_NO" AS c19, "P"."ADDR" AS c20, "P"."AGE_TXT" AS c21, "P"."BIRTH_DT" AS
    c22, "P"."CARD_NO" AS c23, "P"."HIS_PID" AS c24, "P"."ID_NO" AS c25, "P"."ID_TYPE" AS c26, "P"."MOD_DT" AS c27, "P"."NAME" AS c28,
    "P"."NAME_PY" AS c29, "P"."PATIENT_NO" AS c30, "P"."PHONE" AS c31, "P"."SEX" AS c32
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" < CAST(:param_2 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32
FROM (SELECT "E"."BODY_PART" AS c1, "E"."CLINIC_DIAG" AS c2, "E"."DEL_FLAG" AS c3, "E"."DEL_REASON" AS c4, "E"."EMERGENCY" AS c5,
    "E"."EXAM_ID" AS c6, "E"."EXAM_ITEM" AS c7, "E"."EXAM_STATUS" AS c8, "E"."MODALITY" AS c9, "E"."ORDER_DT" AS c10, "E"."ORDER_NO" AS
    c11, "E"."PATIENT_NO" AS c12, "E"."PATIENT_TYPE" AS c13, "E"."REG_DT" AS c14, "E"."REQ_DEPT" AS c15, "E"."REQ_DEPT_NAME" AS c16,
    "E"."UPDATE_DT" AS c17, "E"."VIP_FLAG" AS c18, "E"."VISIT_NO" AS c19, "P"."ADDR" AS c20, "P"."AGE_TXT" AS c21, "P"."BIRTH_DT" AS
    c22, "P"."CARD_NO" AS c23, "P"."HIS_PID" AS c24, "P"."ID_NO" AS c25, "P"."ID_TYPE" AS c26, "P"."MOD_DT" AS c27, "P"."NAME" AS c28,
    "P"."NAME_PY" AS c29, "P"."PATIENT_NO" AS c30, "P"."PHONE" AS c31, "P"."SEX" AS c32
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_2 AS DATE)
AND "P"."MOD_DT" < CAST(:param_2 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
AND "E"."EXAM_ID" > :EXAM_ID_1
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."BODY_PART" AS c1, "E"."CLINIC_DIAG" AS c2, "E"."DEL_FLAG" AS c3, "E"."DEL_REASON" AS c4, "E"."EMERGENCY" AS c5,
    "E"."EXAM_ID" AS c6, "E"."EXAM_ITEM" AS c7, "E"."EXAM_STATUS" AS c8, "E"."MODALITY" AS c9, "E"."ORDER_DT" AS c10, "E"."ORDER_NO" AS
    c11, "E"."PATIENT_NO" AS c12, "E"."PATIENT_TYPE" AS c13, "E"."REG_DT" AS c14, "E"."REQ_DEPT" AS c15, "E"."REQ_DEPT_NAME" AS c16,
    "E"."UPDATE_DT" AS c17, "E"."VIP_FLAG" AS c18, "E"."VISIT_NO" AS c19, "P"."ADDR" AS c20, "P"."AGE_TXT" AS c21, "P"."BIRTH_DT" AS
    c22, "P"."CARD_NO" AS c23, "P"."HIS_PID" AS c24, "P"."ID_NO" AS c25, "P"."ID_TYPE" AS c26, "P"."MOD_DT" AS c27, "P"."NAME" AS c28,
    "P"."NAME_PY" AS c29, "P"."PATIENT_NO" AS c30, "P"."PHONE" AS c31, "P"."SEX" AS c32
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_2 AS DATE)
AND "P"."MOD_DT" < CAST(:param_2 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "E"."EXAM_ID" AS c1
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" >= CAST(:param_2 AS DATE)
AND "P"."MOD_DT" < CAST(:param_2 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32
FROM (SELECT "E"."BODY_PART" AS c1, "E"."CLINIC_DIAG" AS c2, "E"."DEL_FLAG" AS c3, "E"."DEL_REASON" AS c4, "E"."EMERGENCY" AS c5,
    "E"."EXAM_ID" AS c6, "E"."EXAM_ITEM" AS c7, "E"."EXAM_STATUS" AS c8, "E"."MODALITY" AS c9, "E"."ORDER_DT" AS c10, "E"."ORDER_NO" AS
    c11, "E"."PATIENT_NO" AS c12, "E"."PATIENT_TYPE" AS c13, "E"."REG_DT" AS c14, "E"."REQ_DEPT" AS c15, "E"."REQ_DEPT_NAME" AS c16,
    "E"."UPDATE_DT" AS c17, "E"."VIP_FLAG" AS c18, "E"."VISIT_NO" AS c19, "P"."ADDR" AS c20, "P"."AGE_TXT" AS c21, "P"."BIRTH_DT" AS
    c22, "P"."CARD_NO" AS c23, "P"."HIS_PID" AS c24, "P"."ID_NO" AS c25, "P"."ID_TYPE" AS c26, "P"."MOD_DT" AS c27, "P"."NAME" AS c28,
    "P"."NAME_PY" AS c29, "P"."PATIENT_NO" AS c30, "P"."PHONE" AS c31, "P"."SEX" AS c32
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND ("E"."REG_DT" IS NOT NULL
AND "E"."REG_DT" >= CAST(:param_1 AS DATE)
AND "E"."REG_DT" < CAST(:param_1 AS DATE)
OR "E"."REG_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "E"."BODY_PART" AS c1, "E"."CLINIC_DIAG" AS c2, "E"."DEL_FLAG" AS c3, "E"."DEL_REASON" AS c4, "E"."EMERGENCY" AS c5,
    "E"."EXAM_ID" AS c6, "E"."EXAM_ITEM" AS c7, "E"."EXAM_STATUS" AS c8, "E"."MODALITY" AS c9, "E"."ORDER_DT" AS c10, "E"."ORDER_NO" AS
    c11, "E"."PATIENT_NO" AS c12, "E"."PATIENT_TYPE" AS c13, "E"."REG_DT" AS c14, "E"."REQ_DEPT" AS c15, "E"."REQ_DEPT_NAME" AS c16,
    "E"."UPDATE_DT" AS c17, "E"."VIP_FLAG" AS c18, "E"."VISIT_NO" AS c19, "P"."ADDR" AS c20, "P"."AGE_TXT" AS c21, "P"."BIRTH_DT" AS
    c22, "P"."CARD_NO" AS c23, "P"."HIS_PID" AS c24, "P"."ID_NO" AS c25, "P"."ID_TYPE" AS c26, "P"."MOD_DT" AS c27, "P"."NAME" AS c28,
    "P"."NAME_PY" AS c29, "P"."PATIENT_NO" AS c30, "P"."PHONE" AS c31, "P"."SEX" AS c32
FROM "RIS_EXAM" "E"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."ORDER_NO" IS NOT NULL
OR "E"."ORDER_DT" IS NOT NULL)
AND "E"."EXAM_ID" = :param_1
ORDER BY "E"."EXAM_ID";
