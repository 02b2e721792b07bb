-- PIS.orders, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "c"."AGE" AS c1, "c"."AGE_UNIT" AS c2, "c"."BIRTH" AS c3, "c"."CANCELLED" AS c4, "c"."CASE_NO" AS c5, "c"."CLIN_DIAG" AS c6,
    "c"."HIS_PID" AS c7, "c"."IDNO" AS c8, "c"."IS_VIP" AS c9, "c"."MODI_DATE" AS c10, "c"."MODI_TIME" AS c11, "c"."PAT_SRC" AS c12,
    "c"."RECV_DATE" AS c13, "c"."RECV_TIME" AS c14, "c"."REQ_NO" AS c15, "c"."SEND_DATE" AS c16, "c"."SEND_DEPT" AS c17, "c"."SEND_HOSP"
    AS c18, "c"."SEND_TIME" AS c19, "c"."SEX" AS c20, "c"."SPECIMEN" AS c21, "c"."TEL" AS c22, "c"."TNAME" AS c23, "c"."VISIT_NO" AS c24
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_2
OR CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_3 ||
    coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "c"."CASE_NO" IS NOT NULL
ORDER BY "c"."CASE_NO"
 LIMIT :param_4 OFFSET :param_5;

-- following page of a window
SELECT "c"."AGE" AS c1, "c"."AGE_UNIT" AS c2, "c"."BIRTH" AS c3, "c"."CANCELLED" AS c4, "c"."CASE_NO" AS c5, "c"."CLIN_DIAG" AS c6,
    "c"."HIS_PID" AS c7, "c"."IDNO" AS c8, "c"."IS_VIP" AS c9, "c"."MODI_DATE" AS c10, "c"."MODI_TIME" AS c11, "c"."PAT_SRC" AS c12,
    "c"."RECV_DATE" AS c13, "c"."RECV_TIME" AS c14, "c"."REQ_NO" AS c15, "c"."SEND_DATE" AS c16, "c"."SEND_DEPT" AS c17, "c"."SEND_HOSP"
    AS c18, "c"."SEND_TIME" AS c19, "c"."SEX" AS c20, "c"."SPECIMEN" AS c21, "c"."TEL" AS c22, "c"."TNAME" AS c23, "c"."VISIT_NO" AS c24
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_2
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_3
OR CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_4 ||
    coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "c"."CASE_NO" IS NOT NULL
AND "c"."CASE_NO" > :CASE_NO_1
ORDER BY "c"."CASE_NO"
 LIMIT :param_5 OFFSET :param_6;

-- rows without a key
SELECT "c"."AGE" AS c1, "c"."AGE_UNIT" AS c2, "c"."BIRTH" AS c3, "c"."CANCELLED" AS c4, "c"."CASE_NO" AS c5, "c"."CLIN_DIAG" AS c6,
    "c"."HIS_PID" AS c7, "c"."IDNO" AS c8, "c"."IS_VIP" AS c9, "c"."MODI_DATE" AS c10, "c"."MODI_TIME" AS c11, "c"."PAT_SRC" AS c12,
    "c"."RECV_DATE" AS c13, "c"."RECV_TIME" AS c14, "c"."REQ_NO" AS c15, "c"."SEND_DATE" AS c16, "c"."SEND_DEPT" AS c17, "c"."SEND_HOSP"
    AS c18, "c"."SEND_TIME" AS c19, "c"."SEX" AS c20, "c"."SPECIMEN" AS c21, "c"."TEL" AS c22, "c"."TNAME" AS c23, "c"."VISIT_NO" AS c24
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_2
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_3
OR CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_4 ||
    coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "c"."CASE_NO" IS NULL;

-- keys only
SELECT "c"."CASE_NO" AS c1
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_2
AND CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_3
OR CASE WHEN (rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."MODI_DATE" AS VARCHAR(10))) || :param_4 ||
    coalesce(nullif(replace(rtrim(CAST("c"."MODI_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "c"."CASE_NO" IS NOT NULL
ORDER BY "c"."CASE_NO"
 LIMIT :param_5 OFFSET :param_6;

-- a period
SELECT "c"."AGE" AS c1, "c"."AGE_UNIT" AS c2, "c"."BIRTH" AS c3, "c"."CANCELLED" AS c4, "c"."CASE_NO" AS c5, "c"."CLIN_DIAG" AS c6,
    "c"."HIS_PID" AS c7, "c"."IDNO" AS c8, "c"."IS_VIP" AS c9, "c"."MODI_DATE" AS c10, "c"."MODI_TIME" AS c11, "c"."PAT_SRC" AS c12,
    "c"."RECV_DATE" AS c13, "c"."RECV_TIME" AS c14, "c"."REQ_NO" AS c15, "c"."SEND_DATE" AS c16, "c"."SEND_DEPT" AS c17, "c"."SEND_HOSP"
    AS c18, "c"."SEND_TIME" AS c19, "c"."SEX" AS c20, "c"."SPECIMEN" AS c21, "c"."TEL" AS c22, "c"."TNAME" AS c23, "c"."VISIT_NO" AS c24
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_2
AND CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_3
OR CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_4 ||
    coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "c"."CASE_NO" IS NOT NULL
ORDER BY "c"."CASE_NO"
 LIMIT :param_5 OFFSET :param_6;

-- some exams
SELECT "c"."AGE" AS c1, "c"."AGE_UNIT" AS c2, "c"."BIRTH" AS c3, "c"."CANCELLED" AS c4, "c"."CASE_NO" AS c5, "c"."CLIN_DIAG" AS c6,
    "c"."HIS_PID" AS c7, "c"."IDNO" AS c8, "c"."IS_VIP" AS c9, "c"."MODI_DATE" AS c10, "c"."MODI_TIME" AS c11, "c"."PAT_SRC" AS c12,
    "c"."RECV_DATE" AS c13, "c"."RECV_TIME" AS c14, "c"."REQ_NO" AS c15, "c"."SEND_DATE" AS c16, "c"."SEND_DEPT" AS c17, "c"."SEND_HOSP"
    AS c18, "c"."SEND_TIME" AS c19, "c"."SEX" AS c20, "c"."SPECIMEN" AS c21, "c"."TEL" AS c22, "c"."TNAME" AS c23, "c"."VISIT_NO" AS c24
FROM "T_CASE" AS "c"
WHERE "c"."REQ_NO" IS NOT NULL
AND "c"."CASE_NO" = :param_1
ORDER BY "c"."CASE_NO";
