-- UIS.images, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" < :JCXH_1
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
AND "J"."JCXH" > :JCXH_3
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NULL;

-- keys only
SELECT "J"."JCXH" AS c1
FROM "JC_JL" "J"
WHERE ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."DJSJ" IS NOT NULL
AND "J"."DJSJ" >= CAST(:param_1 AS DATE)
AND "J"."DJSJ" < CAST(:param_1 AS DATE)
OR "J"."DJSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE "J"."JCXH" = :param_1
ORDER BY "J"."JCXH";

-- highest mark of 'number'
SELECT max("J"."JCXH") AS max_1
FROM "JC_JL" "J";
