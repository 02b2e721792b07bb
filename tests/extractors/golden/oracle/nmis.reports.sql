-- NMIS.reports, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "V"."BG_DOC" AS c1, "V"."BG_TIME" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."DY_TIME" AS c5, "V"."EXAM_DATE" AS c6,
    "V"."EXAM_NO" AS c7, "V"."HIS_PID" AS c8, "V"."SFZH" AS c9, "V"."SH_DOC" AS c10, "V"."SH_TIME" AS c11, "V"."SJ" AS c12, "V"."STATUS"
    AS c13, "V"."VISIT_NO" AS c14, "V"."WJ" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."YYJG" AS c18, "V"."ZD" AS c19
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "V"."BG_DOC" AS c1, "V"."BG_TIME" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."DY_TIME" AS c5, "V"."EXAM_DATE" AS c6,
    "V"."EXAM_NO" AS c7, "V"."HIS_PID" AS c8, "V"."SFZH" AS c9, "V"."SH_DOC" AS c10, "V"."SH_TIME" AS c11, "V"."SJ" AS c12, "V"."STATUS"
    AS c13, "V"."VISIT_NO" AS c14, "V"."WJ" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."YYJG" AS c18, "V"."ZD" AS c19
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "V"."BG_DOC" AS c1, "V"."BG_TIME" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."DY_TIME" AS c5, "V"."EXAM_DATE" AS c6,
    "V"."EXAM_NO" AS c7, "V"."HIS_PID" AS c8, "V"."SFZH" AS c9, "V"."SH_DOC" AS c10, "V"."SH_TIME" AS c11, "V"."SJ" AS c12, "V"."STATUS"
    AS c13, "V"."VISIT_NO" AS c14, "V"."WJ" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."YYJG" AS c18, "V"."ZD" AS c19
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NULL;

-- keys only
SELECT "V"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "V"."BG_DOC" AS c1, "V"."BG_TIME" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."DY_TIME" AS c5, "V"."EXAM_DATE" AS c6,
    "V"."EXAM_NO" AS c7, "V"."HIS_PID" AS c8, "V"."SFZH" AS c9, "V"."SH_DOC" AS c10, "V"."SH_TIME" AS c11, "V"."SJ" AS c12, "V"."STATUS"
    AS c13, "V"."VISIT_NO" AS c14, "V"."WJ" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."YYJG" AS c18, "V"."ZD" AS c19
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
AND "V"."EXAM_DATE" < :EXAM_DATE_2
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "V"."BG_DOC" AS c1, "V"."BG_TIME" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."DY_TIME" AS c5, "V"."EXAM_DATE" AS c6,
    "V"."EXAM_NO" AS c7, "V"."HIS_PID" AS c8, "V"."SFZH" AS c9, "V"."SH_DOC" AS c10, "V"."SH_TIME" AS c11, "V"."SJ" AS c12, "V"."STATUS"
    AS c13, "V"."VISIT_NO" AS c14, "V"."WJ" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."YYJG" AS c18, "V"."ZD" AS c19
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SJ" IS NOT NULL
OR "V"."ZD" IS NOT NULL)
AND "V"."EXAM_NO" = :param_1
ORDER BY "V"."EXAM_NO";
