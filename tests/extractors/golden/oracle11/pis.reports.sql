-- PIS.reports, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CASE_NO" AS c4, "C"."HIS_PID" AS c5, "C"."IDNO" AS c6,
    "C"."IS_VIP" AS c7, "C"."MODI_DATE" AS c8, "C"."MODI_TIME" AS c9, "C"."RECV_DATE" AS c10, "C"."RECV_TIME" AS c11, "C"."SEX" AS c12,
    "C"."TEL" AS c13, "C"."TNAME" AS c14, "C"."VISIT_NO" AS c15, "R"."BENIGN_MALIG" AS c16, "R"."CASE_NO" AS c17, "R"."CRITICAL" AS c18,
    "R"."DIAGNOSIS" AS c19, "R"."DIAG_DATE" AS c20, "R"."DIAG_DOC" AS c21, "R"."DIAG_TIME" AS c22, "R"."IHC_RESULT" AS c23,
    "R"."MICRO_DESC" AS c24, "R"."PRINT_DATE" AS c25, "R"."PRINT_TIME" AS c26, "R"."ROWVER" AS c27, "R"."RPT_SEQ" AS c28,
    "R"."RPT_STATE" AS c29, "R"."RPT_TYPE" AS c30, "R"."SIGN_DATE" AS c31, "R"."SIGN_DOC" AS c32, "R"."SIGN_TIME" AS c33
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE ("R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" < :ROWVER_1
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_2
OR "R"."ROWVER" IS NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_3 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "R"."CASE_NO" IS NOT NULL
AND "R"."RPT_TYPE" IS NOT NULL
AND "R"."RPT_SEQ" IS NOT NULL
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CASE_NO" AS c4, "C"."HIS_PID" AS c5, "C"."IDNO" AS c6,
    "C"."IS_VIP" AS c7, "C"."MODI_DATE" AS c8, "C"."MODI_TIME" AS c9, "C"."RECV_DATE" AS c10, "C"."RECV_TIME" AS c11, "C"."SEX" AS c12,
    "C"."TEL" AS c13, "C"."TNAME" AS c14, "C"."VISIT_NO" AS c15, "R"."BENIGN_MALIG" AS c16, "R"."CASE_NO" AS c17, "R"."CRITICAL" AS c18,
    "R"."DIAGNOSIS" AS c19, "R"."DIAG_DATE" AS c20, "R"."DIAG_DOC" AS c21, "R"."DIAG_TIME" AS c22, "R"."IHC_RESULT" AS c23,
    "R"."MICRO_DESC" AS c24, "R"."PRINT_DATE" AS c25, "R"."PRINT_TIME" AS c26, "R"."ROWVER" AS c27, "R"."RPT_SEQ" AS c28,
    "R"."RPT_STATE" AS c29, "R"."RPT_TYPE" AS c30, "R"."SIGN_DATE" AS c31, "R"."SIGN_DOC" AS c32, "R"."SIGN_TIME" AS c33
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE ("R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "R"."CASE_NO" IS NOT NULL
AND "R"."RPT_TYPE" IS NOT NULL
AND "R"."RPT_SEQ" IS NOT NULL
AND ("R"."CASE_NO" > :CASE_NO_1
OR "R"."CASE_NO" = :CASE_NO_2
AND "R"."RPT_TYPE" > :RPT_TYPE_1
OR "R"."CASE_NO" = :CASE_NO_3
AND "R"."RPT_TYPE" = :RPT_TYPE_2
AND "R"."RPT_SEQ" > :RPT_SEQ_1)
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CASE_NO" AS c4, "C"."HIS_PID" AS c5, "C"."IDNO" AS c6,
    "C"."IS_VIP" AS c7, "C"."MODI_DATE" AS c8, "C"."MODI_TIME" AS c9, "C"."RECV_DATE" AS c10, "C"."RECV_TIME" AS c11, "C"."SEX" AS c12,
    "C"."TEL" AS c13, "C"."TNAME" AS c14, "C"."VISIT_NO" AS c15, "R"."BENIGN_MALIG" AS c16, "R"."CASE_NO" AS c17, "R"."CRITICAL" AS c18,
    "R"."DIAGNOSIS" AS c19, "R"."DIAG_DATE" AS c20, "R"."DIAG_DOC" AS c21, "R"."DIAG_TIME" AS c22, "R"."IHC_RESULT" AS c23,
    "R"."MICRO_DESC" AS c24, "R"."PRINT_DATE" AS c25, "R"."PRINT_TIME" AS c26, "R"."ROWVER" AS c27, "R"."RPT_SEQ" AS c28,
    "R"."RPT_STATE" AS c29, "R"."RPT_TYPE" AS c30, "R"."SIGN_DATE" AS c31, "R"."SIGN_DOC" AS c32, "R"."SIGN_TIME" AS c33
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE ("R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND ("R"."CASE_NO" IS NULL
OR "R"."RPT_TYPE" IS NULL
OR "R"."RPT_SEQ" IS NULL);

-- keys only
SELECT anon_1.c1, anon_1.c2, anon_1.c3
FROM (SELECT "R"."CASE_NO" AS c1, "R"."RPT_TYPE" AS c2, "R"."RPT_SEQ" AS c3
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE ("R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "R"."CASE_NO" IS NOT NULL
AND "R"."RPT_TYPE" IS NOT NULL
AND "R"."RPT_SEQ" IS NOT NULL
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CASE_NO" AS c4, "C"."HIS_PID" AS c5, "C"."IDNO" AS c6,
    "C"."IS_VIP" AS c7, "C"."MODI_DATE" AS c8, "C"."MODI_TIME" AS c9, "C"."RECV_DATE" AS c10, "C"."RECV_TIME" AS c11, "C"."SEX" AS c12,
    "C"."TEL" AS c13, "C"."TNAME" AS c14, "C"."VISIT_NO" AS c15, "R"."BENIGN_MALIG" AS c16, "R"."CASE_NO" AS c17, "R"."CRITICAL" AS c18,
    "R"."DIAGNOSIS" AS c19, "R"."DIAG_DATE" AS c20, "R"."DIAG_DOC" AS c21, "R"."DIAG_TIME" AS c22, "R"."IHC_RESULT" AS c23,
    "R"."MICRO_DESC" AS c24, "R"."PRINT_DATE" AS c25, "R"."PRINT_TIME" AS c26, "R"."ROWVER" AS c27, "R"."RPT_SEQ" AS c28,
    "R"."RPT_STATE" AS c29, "R"."RPT_TYPE" AS c30, "R"."SIGN_DATE" AS c31, "R"."SIGN_DOC" AS c32, "R"."SIGN_TIME" AS c33
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE (CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10
    CHAR))) || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2),
    :nullif_1), :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "R"."CASE_NO" IS NOT NULL
AND "R"."RPT_TYPE" IS NOT NULL
AND "R"."RPT_SEQ" IS NOT NULL
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CASE_NO" AS c4, "C"."HIS_PID" AS c5, "C"."IDNO" AS c6,
    "C"."IS_VIP" AS c7, "C"."MODI_DATE" AS c8, "C"."MODI_TIME" AS c9, "C"."RECV_DATE" AS c10, "C"."RECV_TIME" AS c11, "C"."SEX" AS c12,
    "C"."TEL" AS c13, "C"."TNAME" AS c14, "C"."VISIT_NO" AS c15, "R"."BENIGN_MALIG" AS c16, "R"."CASE_NO" AS c17, "R"."CRITICAL" AS c18,
    "R"."DIAGNOSIS" AS c19, "R"."DIAG_DATE" AS c20, "R"."DIAG_DOC" AS c21, "R"."DIAG_TIME" AS c22, "R"."IHC_RESULT" AS c23,
    "R"."MICRO_DESC" AS c24, "R"."PRINT_DATE" AS c25, "R"."PRINT_TIME" AS c26, "R"."ROWVER" AS c27, "R"."RPT_SEQ" AS c28,
    "R"."RPT_STATE" AS c29, "R"."RPT_TYPE" AS c30, "R"."SIGN_DATE" AS c31, "R"."SIGN_DOC" AS c32, "R"."SIGN_TIME" AS c33
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE "R"."CASE_NO" = :param_1
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ";

-- highest mark of 'report'
SELECT max("R"."ROWVER") AS max_1
FROM "T_REPORT" "R";
