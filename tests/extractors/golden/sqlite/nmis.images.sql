-- NMIS.images, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "v"."EXAM_DATE" AS c1, "v"."EXAM_NO" AS c2, "v"."LB" AS c3
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND ("v"."EXAM_DATE" IS NOT NULL
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "v"."EXAM_DATE" AS c1, "v"."EXAM_NO" AS c2, "v"."LB" AS c3
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
AND "v"."EXAM_NO" > :EXAM_NO_1
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "v"."EXAM_DATE" AS c1, "v"."EXAM_NO" AS c2, "v"."LB" AS c3
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NULL;

-- keys only
SELECT "v"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "v"."EXAM_DATE" AS c1, "v"."EXAM_NO" AS c2, "v"."LB" AS c3
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
AND "v"."EXAM_DATE" < :EXAM_DATE_2
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "v"."EXAM_DATE" AS c1, "v"."EXAM_NO" AS c2, "v"."LB" AS c3
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."LB" IS NULL
OR (ltrim(rtrim(CAST("v"."LB" AS VARCHAR(100)))) NOT IN (:ltrim_1_1)))
AND "v"."EXAM_NO" = :param_1
ORDER BY "v"."EXAM_NO";
