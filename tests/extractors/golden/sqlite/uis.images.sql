-- UIS.images, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "j"."DJSJ" AS c1, "j"."JCH" AS c2, "j"."JCXH" AS c3, "j"."XGSJ" AS c4
FROM "JC_JL" AS "j"
WHERE ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" < :JCXH_1
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" < :XGSJ_1
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "j"."DJSJ" AS c1, "j"."JCH" AS c2, "j"."JCXH" AS c3, "j"."XGSJ" AS c4
FROM "JC_JL" AS "j"
WHERE ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
AND "j"."JCXH" > :JCXH_3
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "j"."DJSJ" AS c1, "j"."JCH" AS c2, "j"."JCXH" AS c3, "j"."XGSJ" AS c4
FROM "JC_JL" AS "j"
WHERE ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NULL;

-- keys only
SELECT "j"."JCXH" AS c1
FROM "JC_JL" AS "j"
WHERE ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "j"."DJSJ" AS c1, "j"."JCH" AS c2, "j"."JCXH" AS c3, "j"."XGSJ" AS c4
FROM "JC_JL" AS "j"
WHERE ("j"."DJSJ" IS NOT NULL
AND "j"."DJSJ" >= :DJSJ_1
AND "j"."DJSJ" < :DJSJ_2
OR "j"."DJSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "j"."DJSJ" AS c1, "j"."JCH" AS c2, "j"."JCXH" AS c3, "j"."XGSJ" AS c4
FROM "JC_JL" AS "j"
WHERE "j"."JCXH" = :param_1
ORDER BY "j"."JCXH";

-- highest mark of 'number'
SELECT max("j"."JCXH") AS max_1
FROM "JC_JL" AS "j";
