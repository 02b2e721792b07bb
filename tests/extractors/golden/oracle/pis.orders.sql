-- PIS.orders, oracle. Values are bound; :names stand for them.

-- first page of everything
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
    :coalesce_1) END < :param_2
OR CASE WHEN (rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."MODI_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_3 || coalesce(nullif(replace(rtrim(CAST("C"."MODI_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "C"."CASE_NO" IS NOT NULL
ORDER BY "C"."CASE_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
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
AND "C"."CASE_NO" IS NOT NULL
AND "C"."CASE_NO" > :CASE_NO_1
ORDER BY "C"."CASE_NO"
 FETCH FIRST 5000 ROWS ONLY;

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
SELECT "C"."CASE_NO" AS c1
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
ORDER BY "C"."CASE_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS c6,
    "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
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
ORDER BY "C"."CASE_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "C"."AGE" AS c1, "C"."AGE_UNIT" AS c2, "C"."BIRTH" AS c3, "C"."CANCELLED" AS c4, "C"."CASE_NO" AS c5, "C"."CLIN_DIAG" AS c6,
    "C"."HIS_PID" AS c7, "C"."IDNO" AS c8, "C"."IS_VIP" AS c9, "C"."MODI_DATE" AS c10, "C"."MODI_TIME" AS c11, "C"."PAT_SRC" AS c12,
    "C"."RECV_DATE" AS c13, "C"."RECV_TIME" AS c14, "C"."REQ_NO" AS c15, "C"."SEND_DATE" AS c16, "C"."SEND_DEPT" AS c17, "C"."SEND_HOSP"
    AS c18, "C"."SEND_TIME" AS c19, "C"."SEX" AS c20, "C"."SPECIMEN" AS c21, "C"."TEL" AS c22, "C"."TNAME" AS c23, "C"."VISIT_NO" AS c24
FROM "T_CASE" "C"
WHERE "C"."REQ_NO" IS NOT NULL
AND "C"."CASE_NO" = :param_1
ORDER BY "C"."CASE_NO";
