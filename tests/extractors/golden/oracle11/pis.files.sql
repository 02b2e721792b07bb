-- PIS.files, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10
FROM (SELECT "C"."CASE_NO" AS c1, "C"."MODI_DATE" AS c2, "C"."MODI_TIME" AS c3, "C"."RECV_DATE" AS c4, "C"."RECV_TIME" AS c5,
    "R"."CASE_NO" AS c6, "R"."ROWVER" AS c7, "R"."RPT_SEQ" AS c8, "R"."RPT_STATE" AS c9, "R"."RPT_TYPE" AS c10
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
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10
FROM (SELECT "C"."CASE_NO" AS c1, "C"."MODI_DATE" AS c2, "C"."MODI_TIME" AS c3, "C"."RECV_DATE" AS c4, "C"."RECV_TIME" AS c5,
    "R"."CASE_NO" AS c6, "R"."ROWVER" AS c7, "R"."RPT_SEQ" AS c8, "R"."RPT_STATE" AS c9, "R"."RPT_TYPE" AS c10
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
SELECT "C"."CASE_NO" AS c1, "C"."MODI_DATE" AS c2, "C"."MODI_TIME" AS c3, "C"."RECV_DATE" AS c4, "C"."RECV_TIME" AS c5, "R"."CASE_NO" AS
    c6, "R"."ROWVER" AS c7, "R"."RPT_SEQ" AS c8, "R"."RPT_STATE" AS c9, "R"."RPT_TYPE" AS c10
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
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10
FROM (SELECT "C"."CASE_NO" AS c1, "C"."MODI_DATE" AS c2, "C"."MODI_TIME" AS c3, "C"."RECV_DATE" AS c4, "C"."RECV_TIME" AS c5,
    "R"."CASE_NO" AS c6, "R"."ROWVER" AS c7, "R"."RPT_SEQ" AS c8, "R"."RPT_STATE" AS c9, "R"."RPT_TYPE" AS c10
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
SELECT "C"."CASE_NO" AS c1, "C"."MODI_DATE" AS c2, "C"."MODI_TIME" AS c3, "C"."RECV_DATE" AS c4, "C"."RECV_TIME" AS c5, "R"."CASE_NO" AS
    c6, "R"."ROWVER" AS c7, "R"."RPT_SEQ" AS c8, "R"."RPT_STATE" AS c9, "R"."RPT_TYPE" AS c10
FROM "T_REPORT" "R"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "R"."CASE_NO"
WHERE "R"."CASE_NO" = :param_1
ORDER BY "R"."CASE_NO", "R"."RPT_TYPE", "R"."RPT_SEQ";

-- highest mark of 'report'
SELECT max("R"."ROWVER") AS max_1
FROM "T_REPORT" "R";
