-- ECGIS.exams, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34
FROM (SELECT "W"."ACQUIRED_AT" AS c1, "W"."AGE" AS c2, "W"."ANALYSED_AT" AS c3, "W"."BIRTH" AS c4, "W"."DEPT" AS c5, "W"."DEVICE_SN" AS
    c6, "W"."DURATION_S" AS c7, "W"."EEG_START_UTC" AS c8, "W"."GENDER" AS c9, "W"."HIS_PID" AS c10, "W"."HR" AS c11, "W"."ID_NO" AS
    c12, "W"."IS_VIP" AS c13, "W"."MODIFIED_AT" AS c14, "W"."ORDER_AT" AS c15, "W"."ORDER_NO" AS c16, "W"."PATIENT_NAME" AS c17,
    "W"."PHONE" AS c18, "W"."PR" AS c19, "W"."PRINTED_AT" AS c20, "W"."QRS" AS c21, "W"."QT" AS c22, "W"."QTC" AS c23, "W"."REC_TYPE" AS
    c24, "W"."RECORD_NO" AS c25, "W"."REGISTER_AT" AS c26, "W"."ROOM" AS c27, "W"."SRC" AS c28, "W"."STATE" AS c29, "W"."TRACE_QUALITY"
    AS c30, "W"."UPLOAD_SEQ" AS c31, "W"."UPLOADED_AT" AS c32, "W"."VERIFIED_AT" AS c33, "W"."VISIT_NO" AS c34
FROM "ECG_WIDE" "W"
WHERE ("W"."UPLOADED_AT" IS NOT NULL
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
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34
FROM (SELECT "W"."ACQUIRED_AT" AS c1, "W"."AGE" AS c2, "W"."ANALYSED_AT" AS c3, "W"."BIRTH" AS c4, "W"."DEPT" AS c5, "W"."DEVICE_SN" AS
    c6, "W"."DURATION_S" AS c7, "W"."EEG_START_UTC" AS c8, "W"."GENDER" AS c9, "W"."HIS_PID" AS c10, "W"."HR" AS c11, "W"."ID_NO" AS
    c12, "W"."IS_VIP" AS c13, "W"."MODIFIED_AT" AS c14, "W"."ORDER_AT" AS c15, "W"."ORDER_NO" AS c16, "W"."PATIENT_NAME" AS c17,
    "W"."PHONE" AS c18, "W"."PR" AS c19, "W"."PRINTED_AT" AS c20, "W"."QRS" AS c21, "W"."QT" AS c22, "W"."QTC" AS c23, "W"."REC_TYPE" AS
    c24, "W"."RECORD_NO" AS c25, "W"."REGISTER_AT" AS c26, "W"."ROOM" AS c27, "W"."SRC" AS c28, "W"."STATE" AS c29, "W"."TRACE_QUALITY"
    AS c30, "W"."UPLOAD_SEQ" AS c31, "W"."UPLOADED_AT" AS c32, "W"."VERIFIED_AT" AS c33, "W"."VISIT_NO" AS c34
FROM "ECG_WIDE" "W"
WHERE ("W"."UPLOADED_AT" IS NOT NULL
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
SELECT "W"."ACQUIRED_AT" AS c1, "W"."AGE" AS c2, "W"."ANALYSED_AT" AS c3, "W"."BIRTH" AS c4, "W"."DEPT" AS c5, "W"."DEVICE_SN" AS c6,
    "W"."DURATION_S" AS c7, "W"."EEG_START_UTC" AS c8, "W"."GENDER" AS c9, "W"."HIS_PID" AS c10, "W"."HR" AS c11, "W"."ID_NO" AS c12,
    "W"."IS_VIP" AS c13, "W"."MODIFIED_AT" AS c14, "W"."ORDER_AT" AS c15, "W"."ORDER_NO" AS c16, "W"."PATIENT_NAME" AS c17, "W"."PHONE"
    AS c18, "W"."PR" AS c19, "W"."PRINTED_AT" AS c20, "W"."QRS" AS c21, "W"."QT" AS c22, "W"."QTC" AS c23, "W"."REC_TYPE" AS c24,
    "W"."RECORD_NO" AS c25, "W"."REGISTER_AT" AS c26, "W"."ROOM" AS c27, "W"."SRC" AS c28, "W"."STATE" AS c29, "W"."TRACE_QUALITY" AS
    c30, "W"."UPLOAD_SEQ" AS c31, "W"."UPLOADED_AT" AS c32, "W"."VERIFIED_AT" AS c33, "W"."VISIT_NO" AS c34
FROM "ECG_WIDE" "W"
WHERE ("W"."UPLOADED_AT" IS NOT NULL
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
WHERE ("W"."UPLOADED_AT" IS NOT NULL
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
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34
FROM (SELECT "W"."ACQUIRED_AT" AS c1, "W"."AGE" AS c2, "W"."ANALYSED_AT" AS c3, "W"."BIRTH" AS c4, "W"."DEPT" AS c5, "W"."DEVICE_SN" AS
    c6, "W"."DURATION_S" AS c7, "W"."EEG_START_UTC" AS c8, "W"."GENDER" AS c9, "W"."HIS_PID" AS c10, "W"."HR" AS c11, "W"."ID_NO" AS
    c12, "W"."IS_VIP" AS c13, "W"."MODIFIED_AT" AS c14, "W"."ORDER_AT" AS c15, "W"."ORDER_NO" AS c16, "W"."PATIENT_NAME" AS c17,
    "W"."PHONE" AS c18, "W"."PR" AS c19, "W"."PRINTED_AT" AS c20, "W"."QRS" AS c21, "W"."QT" AS c22, "W"."QTC" AS c23, "W"."REC_TYPE" AS
    c24, "W"."RECORD_NO" AS c25, "W"."REGISTER_AT" AS c26, "W"."ROOM" AS c27, "W"."SRC" AS c28, "W"."STATE" AS c29, "W"."TRACE_QUALITY"
    AS c30, "W"."UPLOAD_SEQ" AS c31, "W"."UPLOADED_AT" AS c32, "W"."VERIFIED_AT" AS c33, "W"."VISIT_NO" AS c34
FROM "ECG_WIDE" "W"
WHERE ("W"."UPLOADED_AT" IS NOT NULL
AND "W"."UPLOADED_AT" >= CAST(:param_1 AS DATE)
AND "W"."UPLOADED_AT" < CAST(:param_1 AS DATE)
OR "W"."UPLOADED_AT" IS NULL)
AND "W"."RECORD_NO" IS NOT NULL
AND "W"."UPLOAD_SEQ" IS NOT NULL
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "W"."ACQUIRED_AT" AS c1, "W"."AGE" AS c2, "W"."ANALYSED_AT" AS c3, "W"."BIRTH" AS c4, "W"."DEPT" AS c5, "W"."DEVICE_SN" AS c6,
    "W"."DURATION_S" AS c7, "W"."EEG_START_UTC" AS c8, "W"."GENDER" AS c9, "W"."HIS_PID" AS c10, "W"."HR" AS c11, "W"."ID_NO" AS c12,
    "W"."IS_VIP" AS c13, "W"."MODIFIED_AT" AS c14, "W"."ORDER_AT" AS c15, "W"."ORDER_NO" AS c16, "W"."PATIENT_NAME" AS c17, "W"."PHONE"
    AS c18, "W"."PR" AS c19, "W"."PRINTED_AT" AS c20, "W"."QRS" AS c21, "W"."QT" AS c22, "W"."QTC" AS c23, "W"."REC_TYPE" AS c24,
    "W"."RECORD_NO" AS c25, "W"."REGISTER_AT" AS c26, "W"."ROOM" AS c27, "W"."SRC" AS c28, "W"."STATE" AS c29, "W"."TRACE_QUALITY" AS
    c30, "W"."UPLOAD_SEQ" AS c31, "W"."UPLOADED_AT" AS c32, "W"."VERIFIED_AT" AS c33, "W"."VISIT_NO" AS c34
FROM "ECG_WIDE" "W"
WHERE "W"."RECORD_NO" = :param_1
AND "W"."UPLOAD_SEQ" = :param_2
ORDER BY "W"."RECORD_NO", "W"."UPLOAD_SEQ";
