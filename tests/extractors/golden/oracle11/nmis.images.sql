-- NMIS.images, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3
FROM (SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3
FROM (SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "V"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3
FROM (SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
AND "V"."EXAM_DATE" < :EXAM_DATE_2
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND "V"."EXAM_NO" = :param_1
ORDER BY "V"."EXAM_NO";
