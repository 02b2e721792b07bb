-- RIS.reports, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."PATIENT_NO" AS c5,
    "E"."PRINT_DT" AS c6, "E"."REG_DT" AS c7, "E"."UPDATE_DT" AS c8, "E"."VIP_FLAG" AS c9, "E"."VISIT_NO" AS c10, "P"."ADDR" AS c11,
    "P"."AGE_TXT" AS c12, "P"."BIRTH_DT" AS c13, "P"."CARD_NO" AS c14, "P"."HIS_PID" AS c15, "P"."ID_NO" AS c16, "P"."ID_TYPE" AS c17,
    "P"."MOD_DT" AS c18, "P"."NAME" AS c19, "P"."NAME_PY" AS c20, "P"."PATIENT_NO" AS c21, "P"."PHONE" AS c22, "P"."SEX" AS c23,
    "R"."ADVICE" AS c24, "R"."CRITICAL" AS c25, "R"."CRITICAL_TXT" AS c26, "R"."DIAGNOSIS" AS c27, "R"."EXAM_ID" AS c28, "R"."FINDINGS"
    AS c29, "R"."IS_CURRENT" AS c30, "R"."POS_FLAG" AS c31, "R"."REPORT_DOC" AS c32, "R"."REPORT_DT" AS c33, "R"."REPORT_ID" AS c34,
    "R"."REPORT_STATUS" AS c35, "R"."RPT_GRADE" AS c36, "R"."UPDATE_DT" AS c37, "R"."VERIFY_DOC" AS c38, "R"."VERIFY_DT" AS c39
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "P"."MOD_DT" IS NOT NULL
AND "P"."MOD_DT" < CAST(:param_3 AS DATE)
OR "E"."UPDATE_DT" IS NULL
AND "R"."UPDATE_DT" IS NULL
AND "P"."MOD_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."PATIENT_NO" AS c5,
    "E"."PRINT_DT" AS c6, "E"."REG_DT" AS c7, "E"."UPDATE_DT" AS c8, "E"."VIP_FLAG" AS c9, "E"."VISIT_NO" AS c10, "P"."ADDR" AS c11,
    "P"."AGE_TXT" AS c12, "P"."BIRTH_DT" AS c13, "P"."CARD_NO" AS c14, "P"."HIS_PID" AS c15, "P"."ID_NO" AS c16, "P"."ID_TYPE" AS c17,
    "P"."MOD_DT" AS c18, "P"."NAME" AS c19, "P"."NAME_PY" AS c20, "P"."PATIENT_NO" AS c21, "P"."PHONE" AS c22, "P"."SEX" AS c23,
    "R"."ADVICE" AS c24, "R"."CRITICAL" AS c25, "R"."CRITICAL_TXT" AS c26, "R"."DIAGNOSIS" AS c27, "R"."EXAM_ID" AS c28, "R"."FINDINGS"
    AS c29, "R"."IS_CURRENT" AS c30, "R"."POS_FLAG" AS c31, "R"."REPORT_DOC" AS c32, "R"."REPORT_DT" AS c33, "R"."REPORT_ID" AS c34,
    "R"."REPORT_STATUS" AS c35, "R"."RPT_GRADE" AS c36, "R"."UPDATE_DT" AS c37, "R"."VERIFY_DOC" AS c38, "R"."VERIFY_DT" AS c39
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
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
AND "R"."REPORT_ID" IS NOT NULL
AND "R"."REPORT_ID" > :REPORT_ID_1
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."PATIENT_NO" AS c5,
    "E"."PRINT_DT" AS c6, "E"."REG_DT" AS c7, "E"."UPDATE_DT" AS c8, "E"."VIP_FLAG" AS c9, "E"."VISIT_NO" AS c10, "P"."ADDR" AS c11,
    "P"."AGE_TXT" AS c12, "P"."BIRTH_DT" AS c13, "P"."CARD_NO" AS c14, "P"."HIS_PID" AS c15, "P"."ID_NO" AS c16, "P"."ID_TYPE" AS c17,
    "P"."MOD_DT" AS c18, "P"."NAME" AS c19, "P"."NAME_PY" AS c20, "P"."PATIENT_NO" AS c21, "P"."PHONE" AS c22, "P"."SEX" AS c23,
    "R"."ADVICE" AS c24, "R"."CRITICAL" AS c25, "R"."CRITICAL_TXT" AS c26, "R"."DIAGNOSIS" AS c27, "R"."EXAM_ID" AS c28, "R"."FINDINGS"
    AS c29, "R"."IS_CURRENT" AS c30, "R"."POS_FLAG" AS c31, "R"."REPORT_DOC" AS c32, "R"."REPORT_DT" AS c33, "R"."REPORT_ID" AS c34,
    "R"."REPORT_STATUS" AS c35, "R"."RPT_GRADE" AS c36, "R"."UPDATE_DT" AS c37, "R"."VERIFY_DOC" AS c38, "R"."VERIFY_DT" AS c39
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
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
AND "R"."REPORT_ID" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "R"."REPORT_ID" AS c1
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
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
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."PATIENT_NO" AS c5,
    "E"."PRINT_DT" AS c6, "E"."REG_DT" AS c7, "E"."UPDATE_DT" AS c8, "E"."VIP_FLAG" AS c9, "E"."VISIT_NO" AS c10, "P"."ADDR" AS c11,
    "P"."AGE_TXT" AS c12, "P"."BIRTH_DT" AS c13, "P"."CARD_NO" AS c14, "P"."HIS_PID" AS c15, "P"."ID_NO" AS c16, "P"."ID_TYPE" AS c17,
    "P"."MOD_DT" AS c18, "P"."NAME" AS c19, "P"."NAME_PY" AS c20, "P"."PATIENT_NO" AS c21, "P"."PHONE" AS c22, "P"."SEX" AS c23,
    "R"."ADVICE" AS c24, "R"."CRITICAL" AS c25, "R"."CRITICAL_TXT" AS c26, "R"."DIAGNOSIS" AS c27, "R"."EXAM_ID" AS c28, "R"."FINDINGS"
    AS c29, "R"."IS_CURRENT" AS c30, "R"."POS_FLAG" AS c31, "R"."REPORT_DOC" AS c32, "R"."REPORT_DT" AS c33, "R"."REPORT_ID" AS c34,
    "R"."REPORT_STATUS" AS c35, "R"."RPT_GRADE" AS c36, "R"."UPDATE_DT" AS c37, "R"."VERIFY_DOC" AS c38, "R"."VERIFY_DT" AS c39
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE ("E"."REG_DT" IS NOT NULL
AND "E"."REG_DT" >= CAST(:param_1 AS DATE)
AND "E"."REG_DT" < CAST(:param_1 AS DATE)
OR "E"."REG_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."PATIENT_NO" AS c5,
    "E"."PRINT_DT" AS c6, "E"."REG_DT" AS c7, "E"."UPDATE_DT" AS c8, "E"."VIP_FLAG" AS c9, "E"."VISIT_NO" AS c10, "P"."ADDR" AS c11,
    "P"."AGE_TXT" AS c12, "P"."BIRTH_DT" AS c13, "P"."CARD_NO" AS c14, "P"."HIS_PID" AS c15, "P"."ID_NO" AS c16, "P"."ID_TYPE" AS c17,
    "P"."MOD_DT" AS c18, "P"."NAME" AS c19, "P"."NAME_PY" AS c20, "P"."PATIENT_NO" AS c21, "P"."PHONE" AS c22, "P"."SEX" AS c23,
    "R"."ADVICE" AS c24, "R"."CRITICAL" AS c25, "R"."CRITICAL_TXT" AS c26, "R"."DIAGNOSIS" AS c27, "R"."EXAM_ID" AS c28, "R"."FINDINGS"
    AS c29, "R"."IS_CURRENT" AS c30, "R"."POS_FLAG" AS c31, "R"."REPORT_DOC" AS c32, "R"."REPORT_DT" AS c33, "R"."REPORT_ID" AS c34,
    "R"."REPORT_STATUS" AS c35, "R"."RPT_GRADE" AS c36, "R"."UPDATE_DT" AS c37, "R"."VERIFY_DOC" AS c38, "R"."VERIFY_DT" AS c39
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
LEFT OUTER JOIN "RIS_PATIENT" "P" ON "P"."PATIENT_NO" = "E"."PATIENT_NO"
WHERE "R"."EXAM_ID" = :param_1
ORDER BY "R"."REPORT_ID";
