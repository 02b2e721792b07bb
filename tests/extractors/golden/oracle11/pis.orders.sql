-- PIS.orders, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_3 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "C"."CASE_NO" IS NOT NULL
AND "C"."CASE_NO" > :CASE_NO_1
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS c6,
    "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "C"."CASE_NO" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "C"."CASE_NO" AS c1
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24
FROM (SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS
    c6, "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
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
    "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND "C"."CASE_NO" = :param_1
ORDER BY "C"."CASE_NO";
