-- RIS.files, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."REG_DT" AS c5,
    "E"."UPDATE_DT" AS c6, "R"."EXAM_ID" AS c7, "R"."IS_CURRENT" AS c8, "R"."PDF_PATH" AS c9, "R"."REPORT_DT" AS c10, "R"."REPORT_ID" AS
    c11, "R"."UPDATE_DT" AS c12
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE ("R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "R"."UPDATE_DT" IS NULL
AND "E"."UPDATE_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."REG_DT" AS c5,
    "E"."UPDATE_DT" AS c6, "R"."EXAM_ID" AS c7, "R"."IS_CURRENT" AS c8, "R"."PDF_PATH" AS c9, "R"."REPORT_DT" AS c10, "R"."REPORT_ID" AS
    c11, "R"."UPDATE_DT" AS c12
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE ("R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "R"."UPDATE_DT" IS NULL
AND "E"."UPDATE_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
AND "R"."REPORT_ID" > :REPORT_ID_1
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."REG_DT" AS c5, "E"."UPDATE_DT"
    AS c6, "R"."EXAM_ID" AS c7, "R"."IS_CURRENT" AS c8, "R"."PDF_PATH" AS c9, "R"."REPORT_DT" AS c10, "R"."REPORT_ID" AS c11,
    "R"."UPDATE_DT" AS c12
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE ("R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "R"."UPDATE_DT" IS NULL
AND "E"."UPDATE_DT" IS NULL)
AND "R"."REPORT_ID" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "R"."REPORT_ID" AS c1
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE ("R"."UPDATE_DT" IS NOT NULL
AND "R"."UPDATE_DT" >= CAST(:param_1 AS DATE)
AND "R"."UPDATE_DT" < CAST(:param_1 AS DATE)
OR "E"."UPDATE_DT" IS NOT NULL
AND "E"."UPDATE_DT" >= CAST(:param_2 AS DATE)
AND "E"."UPDATE_DT" < CAST(:param_2 AS DATE)
OR "R"."UPDATE_DT" IS NULL
AND "E"."UPDATE_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12
FROM (SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."REG_DT" AS c5,
    "E"."UPDATE_DT" AS c6, "R"."EXAM_ID" AS c7, "R"."IS_CURRENT" AS c8, "R"."PDF_PATH" AS c9, "R"."REPORT_DT" AS c10, "R"."REPORT_ID" AS
    c11, "R"."UPDATE_DT" AS c12
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE ("E"."REG_DT" IS NOT NULL
AND "E"."REG_DT" >= CAST(:param_1 AS DATE)
AND "E"."REG_DT" < CAST(:param_1 AS DATE)
OR "E"."REG_DT" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "E"."ACCESSION_NO" AS c1, "E"."DEL_FLAG" AS c2, "E"."DEL_REASON" AS c3, "E"."EXAM_ID" AS c4, "E"."REG_DT" AS c5, "E"."UPDATE_DT"
    AS c6, "R"."EXAM_ID" AS c7, "R"."IS_CURRENT" AS c8, "R"."PDF_PATH" AS c9, "R"."REPORT_DT" AS c10, "R"."REPORT_ID" AS c11,
    "R"."UPDATE_DT" AS c12
FROM "RIS_REPORT" "R"
LEFT OUTER JOIN "RIS_EXAM" "E" ON "E"."EXAM_ID" = "R"."EXAM_ID"
WHERE "R"."EXAM_ID" = :param_1
ORDER BY "R"."REPORT_ID";
