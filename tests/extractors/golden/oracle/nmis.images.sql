-- NMIS.images, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "V"."EXAM_DATE" AS c1, "V"."EXAM_NO" AS c2, "V"."LB" AS c3
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."LB" IS NULL
OR (ltrim(rtrim(CAST("V"."LB" AS VARCHAR2(100 CHAR)))) NOT IN (:ltrim_1_1)))
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NULL;
