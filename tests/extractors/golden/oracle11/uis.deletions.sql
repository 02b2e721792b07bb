-- UIS.deletions, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2
FROM (SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE ("D"."SCSJ" IS NOT NULL
AND "D"."SCSJ" < CAST(:param_1 AS DATE)
OR "D"."SCSJ" IS NULL)
AND "D"."JCXH" IS NOT NULL
AND "D"."SCSJ" IS NOT NULL
ORDER BY "D"."JCXH", "D"."SCSJ") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2
FROM (SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE ("D"."SCSJ" IS NOT NULL
AND "D"."SCSJ" >= CAST(:param_1 AS DATE)
AND "D"."SCSJ" < CAST(:param_1 AS DATE)
OR "D"."SCSJ" IS NULL)
AND "D"."JCXH" IS NOT NULL
AND "D"."SCSJ" IS NOT NULL
AND ("D"."JCXH" > :JCXH_1
OR "D"."JCXH" = :JCXH_2
AND "D"."SCSJ" > :SCSJ_1)
ORDER BY "D"."JCXH", "D"."SCSJ") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE ("D"."SCSJ" IS NOT NULL
AND "D"."SCSJ" >= CAST(:param_1 AS DATE)
AND "D"."SCSJ" < CAST(:param_1 AS DATE)
OR "D"."SCSJ" IS NULL)
AND ("D"."JCXH" IS NULL
OR "D"."SCSJ" IS NULL);

-- keys only
SELECT anon_1.c1, anon_1.c2
FROM (SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE ("D"."SCSJ" IS NOT NULL
AND "D"."SCSJ" >= CAST(:param_1 AS DATE)
AND "D"."SCSJ" < CAST(:param_1 AS DATE)
OR "D"."SCSJ" IS NULL)
AND "D"."JCXH" IS NOT NULL
AND "D"."SCSJ" IS NOT NULL
ORDER BY "D"."JCXH", "D"."SCSJ") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2
FROM (SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE ("D"."SCSJ" IS NOT NULL
AND "D"."SCSJ" >= CAST(:param_1 AS DATE)
AND "D"."SCSJ" < CAST(:param_1 AS DATE)
OR "D"."SCSJ" IS NULL)
AND "D"."JCXH" IS NOT NULL
AND "D"."SCSJ" IS NOT NULL
ORDER BY "D"."JCXH", "D"."SCSJ") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "D"."JCXH" AS c1, "D"."SCSJ" AS c2
FROM "JC_JL_DEL" "D"
WHERE "D"."JCXH" = :param_1
ORDER BY "D"."JCXH", "D"."SCSJ";
