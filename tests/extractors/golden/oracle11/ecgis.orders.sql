-- ECGIS.orders, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19
FROM (SELECT "W"."AGE" AS c1, "W"."BIRTH" AS c2, "W"."DEPT" AS c3, "W"."GENDER" AS c4, "W"."HIS_PID" AS c5, "W"."ID_NO" AS c6,
    "W"."IS_VIP" AS c7, "W"."MODIFIED_AT" AS c8, "W"."ORDER_AT" AS c9, "W"."ORDER_NO" AS c10, "W"."PATIENT_NAME" AS c11, "W"."PHONE" AS
    c12, "W"."REC_TYPE" AS c13, "W"."RECORD_NO" AS c14, "W"."SRC" AS c15, "W"."STATE" AS c16, "W"."UPLOAD_SEQ" AS c17, "W"."UPLOADED_AT"
    AS c18, "W"."VISIT_NO" AS c19
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."MODIFIED_AT" IS NOT NULL
AND "W"."MODIFIED_AT" < CAST(:param_2 AS DATE)
OR "W"."UPLOADED_AT" IS NULL
AND "W"."MODIFIED_AT" IS NULL)
AND "W"."RECORD_NO" IS NOT NULL
AND "W"."UPLOAD_SEQ" IS NOT NULL
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19
FROM (SELECT "W"."AGE" AS c1, "W"."BIRTH" AS c2, "W"."DEPT" AS c3, "W"."GENDER" AS c4, "W"."HIS_PID" AS c5, "W"."ID_NO" AS c6,
    "W"."IS_VIP" AS c7, "W"."MODIFIED_AT" AS c8, "W"."ORDER_AT" AS c9, "W"."ORDER_NO" AS c10, "W"."PATIENT_NAME" AS c11, "W"."PHONE" AS
    c12, "W"."REC_TYPE" AS c13, "W"."RECORD_NO" AS c14, "W"."SRC" AS c15, "W"."STATE" AS c16, "W"."UPLOAD_SEQ" AS c17, "W"."UPLOADED_AT"
    AS c18, "W"."VISIT_NO" AS c19
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" >= CAST(:param_1 AS DATE)
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."MODIFIED_AT" IS NOT NULL
AND "W"."MODIFIED_AT" >= CAST(:param_2 AS DATE)
AND "W"."MODIFIED_AT" < CAST(:param_2 AS DATE)
OR "W"."UPLOADED_AT" IS NULL
AND "W"."MODIFIED_AT" IS NULL)
AND "W"."RECORD_NO" IS NOT NULL
AND "W"."UPLOAD_SEQ" IS NOT NULL
AND ("W"."RECORD_NO" > :RECORD_NO_1
OR "W"."RECORD_NO" = :RECORD_NO_2
AND "W"."UPLOAD_SEQ" > :UPLOAD_SEQ_1)
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "W"."AGE" AS c1, "W"."BIRTH" AS c2, "W"."DEPT" AS c3, "W"."GENDER" AS c4, "W"."HIS_PID" AS c5, "W"."ID_NO" AS c6, "W"."IS_VIP" AS
    c7, "W"."MODIFIED_AT" AS c8, "W"."ORDER_AT" AS c9, "W"."ORDER_NO" AS c10, "W"."PATIENT_NAME" AS c11, "W"."PHONE" AS c12,
    "W"."REC_TYPE" AS c13, "W"."RECORD_NO" AS c14, "W"."SRC" AS c15, "W"."STATE" AS c16, "W"."UPLOAD_SEQ" AS c17, "W"."UPLOADED_AT" AS
    c18, "W"."VISIT_NO" AS c19
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" >= CAST(:param_1 AS DATE)
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."MODIFIED_AT" IS NOT NULL
AND "W"."MODIFIED_AT" >= CAST(:param_2 AS DATE)
AND "W"."MODIFIED_AT" < CAST(:param_2 AS DATE)
OR "W"."UPLOADED_AT" IS NULL
AND "W"."MODIFIED_AT" IS NULL)
AND ("W"."RECORD_NO" IS NULL
OR "W"."UPLOAD_SEQ" IS NULL);

-- keys only
SELECT anon_1.c1, anon_1.c2
FROM (SELECT "W"."RECORD_NO" AS c1, "W"."UPLOAD_SEQ" AS c2
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" >= CAST(:param_1 AS DATE)
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."MODIFIED_AT" IS NOT NULL
AND "W"."MODIFIED_AT" >= CAST(:param_2 AS DATE)
AND "W"."MODIFIED_AT" < CAST(:param_2 AS DATE)
OR "W"."UPLOADED_AT" IS NULL
AND "W"."MODIFIED_AT" IS NULL)
AND "W"."RECORD_NO" IS NOT NULL
AND "W"."UPLOAD_SEQ" IS NOT NULL
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19
FROM (SELECT "W"."AGE" AS c1, "W"."BIRTH" AS c2, "W"."DEPT" AS c3, "W"."GENDER" AS c4, "W"."HIS_PID" AS c5, "W"."ID_NO" AS c6,
    "W"."IS_VIP" AS c7, "W"."MODIFIED_AT" AS c8, "W"."ORDER_AT" AS c9, "W"."ORDER_NO" AS c10, "W"."PATIENT_NAME" AS c11, "W"."PHONE" AS
    c12, "W"."REC_TYPE" AS c13, "W"."RECORD_NO" AS c14, "W"."SRC" AS c15, "W"."STATE" AS c16, "W"."UPLOAD_SEQ" AS c17, "W"."UPLOADED_AT"
    AS c18, "W"."VISIT_NO" AS c19
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" >= CAST(:param_1 AS DATE)
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."UPLOADED_AT" IS NULL)
AND "W"."RECORD_NO" IS NOT NULL
AND "W"."UPLOAD_SEQ" IS NOT NULL
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "W"."AGE" AS c1, "W"."BIRTH" AS c2, "W"."DEPT" AS c3, "W"."GENDER" AS c4, "W"."HIS_PID" AS c5, "W"."ID_NO" AS c6, "W"."IS_VIP" AS
    c7, "W"."MODIFIED_AT" AS c8, "W"."ORDER_AT" AS c9, "W"."ORDER_NO" AS c10, "W"."PATIENT_NAME" AS c11, "W"."PHONE" AS c12,
    "W"."REC_TYPE" AS c13, "W"."RECORD_NO" AS c14, "W"."SRC" AS c15, "W"."STATE" AS c16, "W"."UPLOAD_SEQ" AS c17, "W"."UPLOADED_AT" AS
    c18, "W"."VISIT_NO" AS c19
FROM "ECG_WIDE" "W"
WHERE ("W"."ORDER_NO" IS NOT NULL
OR "W"."ORDER_AT" IS NOT NULL)
AND "W"."RECORD_NO" = :param_1
AND "W"."UPLOAD_SEQ" = :param_2
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ";
