-- RIS.images, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6
FROM (SELECT "E"."DEL_FLAG" AS c1, "E"."DEL_REASON" AS c2, "E"."EXAM_ID" AS c3, "E"."REG_DT" AS c4, "E"."STUDY_UID" AS c5,
    "E"."UPDATE_DT" AS c6
FROM "RIS_EXAM" "E"
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6
FROM (SELECT "E"."DEL_FLAG" AS c1, "E"."DEL_REASON" AS c2, "E"."EXAM_ID" AS c3, "E"."REG_DT" AS c4, "E"."STUDY_UID" AS c5,
    "E"."UPDATE_DT" AS c6
FROM "RIS_EXAM" "E"
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
AND "E"."EXAM_ID" > :EXAM_ID_1
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."DEL_FLAG" AS c1, "E"."DEL_REASON" AS c2, "E"."EXAM_ID" AS c3, "E"."REG_DT" AS c4, "E"."STUDY_UID" AS c5, "E"."UPDATE_DT" AS
    c6
FROM "RIS_EXAM" "E"
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NULL)
AND "E"."EXAM_ID" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "E"."EXAM_ID" AS c1
FROM "RIS_EXAM" "E"
WHERE ("E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6
FROM (SELECT "E"."DEL_FLAG" AS c1, "E"."DEL_REASON" AS c2, "E"."EXAM_ID" AS c3, "E"."REG_DT" AS c4, "E"."STUDY_UID" AS c5,
    "E"."UPDATE_DT" AS c6
FROM "RIS_EXAM" "E"
WHERE ("E"."REG_DT" IS NOT NULL
AND "E"."REG_DT" >= CAST(:param_1 AS DATE)
AND "E"."REG_DT" < CAST(:param_1 AS DATE)
OR "E"."REG_DT" IS NULL)
AND "E"."EXAM_ID" IS NOT NULL
ORDER BY "E"."EXAM_ID") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "E"."DEL_FLAG" AS c1, "E"."DEL_REASON" AS c2, "E"."EXAM_ID" AS c3, "E"."REG_DT" AS c4, "E"."STUDY_UID" AS c5, "E"."UPDATE_DT" AS
    c6
FROM "RIS_EXAM" "E"
WHERE "E"."EXAM_ID" = :param_1
ORDER BY "E"."EXAM_ID";
