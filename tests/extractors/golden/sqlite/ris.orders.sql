-- RIS.orders, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "e"."BODY_PART" AS c1, "e"."CLINIC_DIAG" AS c2, "e"."DEL_FLAG" AS c3, "e"."DEL_REASON" AS c4, "e"."EMERGENCY" AS c5,
    "e"."EXAM_ID" AS c6, "e"."EXAM_ITEM" AS c7, "e"."EXAM_STATUS" AS c8, "e"."MODALITY" AS c9, "e"."ORDER_DT" AS c10, "e"."ORDER_NO" AS
    c11, "e"."PATIENT_NO" AS c12, "e"."PATIENT_TYPE" AS c13, "e"."REG_DT" AS c14, "e"."REQ_DEPT" AS c15, "e"."REQ_DEPT_NAME" AS c16,
    "e"."UPDATE_DT" AS c17, "e"."VIP_FLAG" AS c18, "e"."VISIT_NO" AS c19, "p"."ADDR" AS c20, "p"."AGE_TXT" AS c21, "p"."BIRTH_DT" AS
    c22, "p"."CARD_NO" AS c23, "p"."HIS_PID" AS c24, "p"."ID_NO" AS c25, "p"."ID_TYPE" AS c26, "p"."MOD_DT" AS c27, "p"."NAME" AS c28,
    "p"."NAME_PY" AS c29, "p"."PATIENT_NO" AS c30, "p"."PHONE" AS c31, "p"."SEX" AS c32
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" < :UPDATE_DT_1
OR "p"."MOD_DT" IS NOT NULL
AND "p"."MOD_DT" < :MOD_DT_1
OR "e"."UPDATE_DT" IS NULL
AND "p"."MOD_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "e"."BODY_PART" AS c1, "e"."CLINIC_DIAG" AS c2, "e"."DEL_FLAG" AS c3, "e"."DEL_REASON" AS c4, "e"."EMERGENCY" AS c5,
    "e"."EXAM_ID" AS c6, "e"."EXAM_ITEM" AS c7, "e"."EXAM_STATUS" AS c8, "e"."MODALITY" AS c9, "e"."ORDER_DT" AS c10, "e"."ORDER_NO" AS
    c11, "e"."PATIENT_NO" AS c12, "e"."PATIENT_TYPE" AS c13, "e"."REG_DT" AS c14, "e"."REQ_DEPT" AS c15, "e"."REQ_DEPT_NAME" AS c16,
    "e"."UPDATE_DT" AS c17, "e"."VIP_FLAG" AS c18, "e"."VISIT_NO" AS c19, "p"."ADDR" AS c20, "p"."AGE_TXT" AS c21, "p"."BIRTH_DT" AS
    c22, "p"."CARD_NO" AS c23, "p"."HIS_PID" AS c24, "p"."ID_NO" AS c25, "p"."ID_TYPE" AS c26, "p"."MOD_DT" AS c27, "p"."NAME" AS c28,
    "p"."NAME_PY" AS c29, "p"."PATIENT_NO" AS c30, "p"."PHONE" AS c31, "p"."SEX" AS c32
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" >= :UPDATE_DT_1
AND "e"."UPDATE_DT" < :UPDATE_DT_2
OR "p"."MOD_DT" IS NOT NULL
AND "p"."MOD_DT" >= :MOD_DT_1
AND "p"."MOD_DT" < :MOD_DT_2
OR "e"."UPDATE_DT" IS NULL
AND "p"."MOD_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
AND "e"."EXAM_ID" > :EXAM_ID_1
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "e"."BODY_PART" AS c1, "e"."CLINIC_DIAG" AS c2, "e"."DEL_FLAG" AS c3, "e"."DEL_REASON" AS c4, "e"."EMERGENCY" AS c5,
    "e"."EXAM_ID" AS c6, "e"."EXAM_ITEM" AS c7, "e"."EXAM_STATUS" AS c8, "e"."MODALITY" AS c9, "e"."ORDER_DT" AS c10, "e"."ORDER_NO" AS
    c11, "e"."PATIENT_NO" AS c12, "e"."PATIENT_TYPE" AS c13, "e"."REG_DT" AS c14, "e"."REQ_DEPT" AS c15, "e"."REQ_DEPT_NAME" AS c16,
    "e"."UPDATE_DT" AS c17, "e"."VIP_FLAG" AS c18, "e"."VISIT_NO" AS c19, "p"."ADDR" AS c20, "p"."AGE_TXT" AS c21, "p"."BIRTH_DT" AS
    c22, "p"."CARD_NO" AS c23, "p"."HIS_PID" AS c24, "p"."ID_NO" AS c25, "p"."ID_TYPE" AS c26, "p"."MOD_DT" AS c27, "p"."NAME" AS c28,
    "p"."NAME_PY" AS c29, "p"."PATIENT_NO" AS c30, "p"."PHONE" AS c31, "p"."SEX" AS c32
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" >= :UPDATE_DT_1
AND "e"."UPDATE_DT" < :UPDATE_DT_2
OR "p"."MOD_DT" IS NOT NULL
AND "p"."MOD_DT" >= :MOD_DT_1
AND "p"."MOD_DT" < :MOD_DT_2
OR "e"."UPDATE_DT" IS NULL
AND "p"."MOD_DT" IS NULL)
AND "e"."EXAM_ID" IS NULL;

-- keys only
SELECT "e"."EXAM_ID" AS c1
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" >= :UPDATE_DT_1
AND "e"."UPDATE_DT" < :UPDATE_DT_2
OR "p"."MOD_DT" IS NOT NULL
AND "p"."MOD_DT" >= :MOD_DT_1
AND "p"."MOD_DT" < :MOD_DT_2
OR "e"."UPDATE_DT" IS NULL
AND "p"."MOD_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "e"."BODY_PART" AS c1, "e"."CLINIC_DIAG" AS c2, "e"."DEL_FLAG" AS c3, "e"."DEL_REASON" AS c4, "e"."EMERGENCY" AS c5,
    "e"."EXAM_ID" AS c6, "e"."EXAM_ITEM" AS c7, "e"."EXAM_STATUS" AS c8, "e"."MODALITY" AS c9, "e"."ORDER_DT" AS c10, "e"."ORDER_NO" AS
    c11, "e"."PATIENT_NO" AS c12, "e"."PATIENT_TYPE" AS c13, "e"."REG_DT" AS c14, "e"."REQ_DEPT" AS c15, "e"."REQ_DEPT_NAME" AS c16,
    "e"."UPDATE_DT" AS c17, "e"."VIP_FLAG" AS c18, "e"."VISIT_NO" AS c19, "p"."ADDR" AS c20, "p"."AGE_TXT" AS c21, "p"."BIRTH_DT" AS
    c22, "p"."CARD_NO" AS c23, "p"."HIS_PID" AS c24, "p"."ID_NO" AS c25, "p"."ID_TYPE" AS c26, "p"."MOD_DT" AS c27, "p"."NAME" AS c28,
    "p"."NAME_PY" AS c29, "p"."PATIENT_NO" AS c30, "p"."PHONE" AS c31, "p"."SEX" AS c32
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND ("e"."REG_DT" IS NOT NULL
AND "e"."REG_DT" >= :REG_DT_1
AND "e"."REG_DT" < :REG_DT_2
OR "e"."REG_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "e"."BODY_PART" AS c1, "e"."CLINIC_DIAG" AS c2, "e"."DEL_FLAG" AS c3, "e"."DEL_REASON" AS c4, "e"."EMERGENCY" AS c5,
    "e"."EXAM_ID" AS c6, "e"."EXAM_ITEM" AS c7, "e"."EXAM_STATUS" AS c8, "e"."MODALITY" AS c9, "e"."ORDER_DT" AS c10, "e"."ORDER_NO" AS
    c11, "e"."PATIENT_NO" AS c12, "e"."PATIENT_TYPE" AS c13, "e"."REG_DT" AS c14, "e"."REQ_DEPT" AS c15, "e"."REQ_DEPT_NAME" AS c16,
    "e"."UPDATE_DT" AS c17, "e"."VIP_FLAG" AS c18, "e"."VISIT_NO" AS c19, "p"."ADDR" AS c20, "p"."AGE_TXT" AS c21, "p"."BIRTH_DT" AS
    c22, "p"."CARD_NO" AS c23, "p"."HIS_PID" AS c24, "p"."ID_NO" AS c25, "p"."ID_TYPE" AS c26, "p"."MOD_DT" AS c27, "p"."NAME" AS c28,
    "p"."NAME_PY" AS c29, "p"."PATIENT_NO" AS c30, "p"."PHONE" AS c31, "p"."SEX" AS c32
FROM "RIS_EXAM" AS "e"
LEFT OUTER JOIN "RIS_PATIENT" AS "p" ON "p"."PATIENT_NO" = "e"."PATIENT_NO"
WHERE ("e"."ORDER_NO" IS NOT NULL
OR "e"."ORDER_DT" IS NOT NULL)
AND "e"."EXAM_ID" = :param_1
ORDER BY "e"."EXAM_ID";
