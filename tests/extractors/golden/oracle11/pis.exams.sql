-- PIS.exams, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46, anon_1.c47, anon_1.c48, anon_1.c49, anon_1.c50
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."GROSS_DATE" AS c7, "C"."GROSS_TIME" AS c8, "C"."HIS_PID" AS c9, "C"."IDNO" AS c10, "C"."IS_VIP" AS c11, "C"."MODI_DATE" AS
    c12, "C"."MODI_TIME" AS c13, "C"."PAT_SRC" AS c14, "C"."RECV_DATE" AS c15, "C"."RECV_TIME" AS c16, "C"."REQ_NO" AS c17,
    "C"."SEND_DATE" AS c18, "C"."SEND_DEPT" AS c19, "C"."SEND_HOSP" AS c20, "C"."SEND_TIME" AS c21, "C"."SEX" AS c22, "C"."SLIDE_DATE"
    AS c23, "C"."SLIDE_TIME" AS c24, "C"."SPECIMEN" AS c25, "C"."TEL" AS c26, "C"."TNAME" AS c27, "C"."VISIT_NO" AS c28, "F"."CASE_NO"
    AS c29, "F"."DIAG_DATE" AS c30, "F"."DIAG_TIME" AS c31, "F"."PRINT_DATE" AS c32, "F"."PRINT_TIME" AS c33, "F"."ROWVER" AS c34,
    "F"."RPT_SEQ" AS c35, "F"."RPT_TYPE" AS c36, "F"."SIGN_DATE" AS c37, "F"."SIGN_TIME" AS c38, "F"."SLIDE_GRADE" AS c39, "R"."CASE_NO"
    AS c40, "R"."DIAG_DATE" AS c41, "R"."DIAG_TIME" AS c42, "R"."PRINT_DATE" AS c43, "R"."PRINT_TIME" AS c44, "R"."ROWVER" AS c45,
    "R"."RPT_SEQ" AS c46, "R"."RPT_TYPE" AS c47, "R"."SIGN_DATE" AS c48, "R"."SIGN_TIME" AS c49, "R"."SLIDE_GRADE" AS c50
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10
    CHAR))) || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2),
    :nullif_1), :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_2
OR "R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" < :ROWVER_1
OR "F"."ROWVER" IS NOT NULL
AND "F"."ROWVER" < :ROWVER_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_3 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL
AND "R"."ROWVER" IS NULL
AND "F"."ROWVER" IS NULL)
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46, anon_1.c47, anon_1.c48, anon_1.c49, anon_1.c50
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."GROSS_DATE" AS c7, "C"."GROSS_TIME" AS c8, "C"."HIS_PID" AS c9, "C"."IDNO" AS c10, "C"."IS_VIP" AS c11, "C"."MODI_DATE" AS
    c12, "C"."MODI_TIME" AS c13, "C"."PAT_SRC" AS c14, "C"."RECV_DATE" AS c15, "C"."RECV_TIME" AS c16, "C"."REQ_NO" AS c17,
    "C"."SEND_DATE" AS c18, "C"."SEND_DEPT" AS c19, "C"."SEND_HOSP" AS c20, "C"."SEND_TIME" AS c21, "C"."SEX" AS c22, "C"."SLIDE_DATE"
    AS c23, "C"."SLIDE_TIME" AS c24, "C"."SPECIMEN" AS c25, "C"."TEL" AS c26, "C"."TNAME" AS c27, "C"."VISIT_NO" AS c28, "F"."CASE_NO"
    AS c29, "F"."DIAG_DATE" AS c30, "F"."DIAG_TIME" AS c31, "F"."PRINT_DATE" AS c32, "F"."PRINT_TIME" AS c33, "F"."ROWVER" AS c34,
    "F"."RPT_SEQ" AS c35, "F"."RPT_TYPE" AS c36, "F"."SIGN_DATE" AS c37, "F"."SIGN_TIME" AS c38, "F"."SLIDE_GRADE" AS c39, "R"."CASE_NO"
    AS c40, "R"."DIAG_DATE" AS c41, "R"."DIAG_TIME" AS c42, "R"."PRINT_DATE" AS c43, "R"."PRINT_TIME" AS c44, "R"."ROWVER" AS c45,
    "R"."RPT_SEQ" AS c46, "R"."RPT_TYPE" AS c47, "R"."SIGN_DATE" AS c48, "R"."SIGN_TIME" AS c49, "R"."SLIDE_GRADE" AS c50
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10
    CHAR))) || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2),
    :nullif_1), :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR "F"."ROWVER" IS NOT NULL
AND "F"."ROWVER" >= :ROWVER_3
AND "F"."ROWVER" < :ROWVER_4
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL
AND "R"."ROWVER" IS NULL
AND "F"."ROWVER" IS NULL)
AND "C"."CASE_NO" IS NOT NULL
AND "C"."CASE_NO" > :CASE_NO_1
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS c6,
    "C"."GROSS_DATE" AS c7, "C"."GROSS_TIME" AS c8, "C"."HIS_PID" AS c9, "C"."IDNO" AS c10, "C"."IS_VIP" AS c11, "C"."MODI_DATE" AS c12,
    "C"."MODI_TIME" AS c13, "C"."PAT_SRC" AS c14, "C"."RECV_DATE" AS c15, "C"."RECV_TIME" AS c16, "C"."REQ_NO" AS c17, "C"."SEND_DATE"
    AS c18, "C"."SEND_DEPT" AS c19, "C"."SEND_HOSP" AS c20, "C"."SEND_TIME" AS c21, "C"."SEX" AS c22, "C"."SLIDE_DATE" AS c23,
    "C"."SLIDE_TIME" AS c24, "C"."SPECIMEN" AS c25, "C"."TEL" AS c26, "C"."TNAME" AS c27, "C"."VISIT_NO" AS c28, "F"."CASE_NO" AS c29,
    "F"."DIAG_DATE" AS c30, "F"."DIAG_TIME" AS c31, "F"."PRINT_DATE" AS c32, "F"."PRINT_TIME" AS c33, "F"."ROWVER" AS c34, "F"."RPT_SEQ"
    AS c35, "F"."RPT_TYPE" AS c36, "F"."SIGN_DATE" AS c37, "F"."SIGN_TIME" AS c38, "F"."SLIDE_GRADE" AS c39, "R"."CASE_NO" AS c40,
    "R"."DIAG_DATE" AS c41, "R"."DIAG_TIME" AS c42, "R"."PRINT_DATE" AS c43, "R"."PRINT_TIME" AS c44, "R"."ROWVER" AS c45, "R"."RPT_SEQ"
    AS c46, "R"."RPT_TYPE" AS c47, "R"."SIGN_DATE" AS c48, "R"."SIGN_TIME" AS c49, "R"."SLIDE_GRADE" AS c50
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10
    CHAR))) || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2),
    :nullif_1), :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR "F"."ROWVER" IS NOT NULL
AND "F"."ROWVER" >= :ROWVER_3
AND "F"."ROWVER" < :ROWVER_4
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL
AND "R"."ROWVER" IS NULL
AND "F"."ROWVER" IS NULL)
AND "C"."CASE_NO" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "C"."CASE_NO" AS c1
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10
    CHAR))) || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2),
    :nullif_1), :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR "R"."ROWVER" IS NOT NULL
AND "R"."ROWVER" >= :ROWVER_1
AND "R"."ROWVER" < :ROWVER_2
OR "F"."ROWVER" IS NOT NULL
AND "F"."ROWVER" >= :ROWVER_3
AND "F"."ROWVER" < :ROWVER_4
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL
AND "R"."ROWVER" IS NULL
AND "F"."ROWVER" IS NULL)
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33,
    anon_1.c34, anon_1.c35, anon_1.c36, anon_1.c37, anon_1.c38, anon_1.c39, anon_1.c40, anon_1.c41, anon_1.c42, anon_1.c43, anon_1.c44,
    anon_1.c45, anon_1.c46, anon_1.c47, anon_1.c48, anon_1.c49, anon_1.c50
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."GROSS_DATE" AS c7, "C"."GROSS_TIME" AS c8, "C"."HIS_PID" AS c9, "C"."IDNO" AS c10, "C"."IS_VIP" AS c11, "C"."MODI_DATE" AS
    c12, "C"."MODI_TIME" AS c13, "C"."PAT_SRC" AS c14, "C"."RECV_DATE" AS c15, "C"."RECV_TIME" AS c16, "C"."REQ_NO" AS c17,
    "C"."SEND_DATE" AS c18, "C"."SEND_DEPT" AS c19, "C"."SEND_HOSP" AS c20, "C"."SEND_TIME" AS c21, "C"."SEX" AS c22, "C"."SLIDE_DATE"
    AS c23, "C"."SLIDE_TIME" AS c24, "C"."SPECIMEN" AS c25, "C"."TEL" AS c26, "C"."TNAME" AS c27, "C"."VISIT_NO" AS c28, "F"."CASE_NO"
    AS c29, "F"."DIAG_DATE" AS c30, "F"."DIAG_TIME" AS c31, "F"."PRINT_DATE" AS c32, "F"."PRINT_TIME" AS c33, "F"."ROWVER" AS c34,
    "F"."RPT_SEQ" AS c35, "F"."RPT_TYPE" AS c36, "F"."SIGN_DATE" AS c37, "F"."SIGN_TIME" AS c38, "F"."SLIDE_GRADE" AS c39, "R"."CASE_NO"
    AS c40, "R"."DIAG_DATE" AS c41, "R"."DIAG_TIME" AS c42, "R"."PRINT_DATE" AS c43, "R"."PRINT_TIME" AS c44, "R"."ROWVER" AS c45,
    "R"."RPT_SEQ" AS c46, "R"."RPT_TYPE" AS c47, "R"."SIGN_DATE" AS c48, "R"."SIGN_TIME" AS c49, "R"."SLIDE_GRADE" AS c50
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
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
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS c6,
    "C"."GROSS_DATE" AS c7, "C"."GROSS_TIME" AS c8, "C"."HIS_PID" AS c9, "C"."IDNO" AS c10, "C"."IS_VIP" AS c11, "C"."MODI_DATE" AS c12,
    "C"."MODI_TIME" AS c13, "C"."PAT_SRC" AS c14, "C"."RECV_DATE" AS c15, "C"."RECV_TIME" AS c16, "C"."REQ_NO" AS c17, "C"."SEND_DATE"
    AS c18, "C"."SEND_DEPT" AS c19, "C"."SEND_HOSP" AS c20, "C"."SEND_TIME" AS c21, "C"."SEX" AS c22, "C"."SLIDE_DATE" AS c23,
    "C"."SLIDE_TIME" AS c24, "C"."SPECIMEN" AS c25, "C"."TEL" AS c26, "C"."TNAME" AS c27, "C"."VISIT_NO" AS c28, "F"."CASE_NO" AS c29,
    "F"."DIAG_DATE" AS c30, "F"."DIAG_TIME" AS c31, "F"."PRINT_DATE" AS c32, "F"."PRINT_TIME" AS c33, "F"."ROWVER" AS c34, "F"."RPT_SEQ"
    AS c35, "F"."RPT_TYPE" AS c36, "F"."SIGN_DATE" AS c37, "F"."SIGN_TIME" AS c38, "F"."SLIDE_GRADE" AS c39, "R"."CASE_NO" AS c40,
    "R"."DIAG_DATE" AS c41, "R"."DIAG_TIME" AS c42, "R"."PRINT_DATE" AS c43, "R"."PRINT_TIME" AS c44, "R"."ROWVER" AS c45, "R"."RPT_SEQ"
    AS c46, "R"."RPT_TYPE" AS c47, "R"."SIGN_DATE" AS c48, "R"."SIGN_TIME" AS c49, "R"."SLIDE_GRADE" AS c50
FROM "T_CASE" "C"
LEFT OUTER JOIN "T_REPORT" "R" ON "R"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("R"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST("R"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_2_1)
LEFT OUTER JOIN "T_REPORT" "F" ON "F"."CASE_NO" = "C"."CASE_NO"
AND ltrim(rtrim(CAST("F"."RPT_TYPE" AS VARCHAR2(100 CHAR)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST("F"."RPT_SEQ" AS VARCHAR2(100 CHAR)))) IN (:ltrim_4_1)
WHERE "C"."CASE_NO" = :param_1
ORDER BY "C"."CASE_NO";

-- highest mark of 'report'
SELECT max("R"."ROWVER") AS max_1
FROM "T_REPORT" "R";

-- highest mark of 'frozen'
SELECT max("F"."ROWVER") AS max_1
FROM "T_REPORT" "F";
