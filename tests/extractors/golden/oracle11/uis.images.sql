-- UIS.images, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4
FROM (SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" < :JCXH_1
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4
FROM (SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
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
ORDER BY "J"."JCXH") anon_1
WHERE ROWNUM <= 5000;

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
SELECT anon_1.c1
FROM (SELECT "J"."JCXH" AS c1
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
ORDER BY "J"."JCXH") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4
FROM (SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE ("J"."DJSJ" IS NOT NULL
AND "J"."DJSJ" >= CAST(:param_1 AS DATE)
AND "J"."DJSJ" < CAST(:param_1 AS DATE)
OR "J"."DJSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "J"."DJSJ" AS c1, "J"."JCH" AS c2, "J"."JCXH" AS c3, "J"."XGSJ" AS c4
FROM "JC_JL" "J"
WHERE "J"."JCXH" = :param_1
ORDER BY "J"."JCXH";

-- highest mark of 'number'
SELECT max("J"."JCXH") AS max_1
FROM "JC_JL" "J";
