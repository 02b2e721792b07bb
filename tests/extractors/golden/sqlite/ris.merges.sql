-- RIS.merges, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "m"."MERGE_DT" AS c1, "m"."MERGE_ID" AS c2, "m"."NEW_NO" AS c3, "m"."OLD_NO" AS c4, "m"."UNDO_DT" AS c5
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE ("m"."MERGE_DT" IS NOT NULL
AND "m"."MERGE_DT" < :MERGE_DT_1
OR "m"."UNDO_DT" IS NOT NULL
AND "m"."UNDO_DT" < :UNDO_DT_1
OR "m"."MERGE_DT" IS NULL
AND "m"."UNDO_DT" IS NULL)
AND "m"."MERGE_ID" IS NOT NULL
ORDER BY "m"."MERGE_ID"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "m"."MERGE_DT" AS c1, "m"."MERGE_ID" AS c2, "m"."NEW_NO" AS c3, "m"."OLD_NO" AS c4, "m"."UNDO_DT" AS c5
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE ("m"."MERGE_DT" IS NOT NULL
AND "m"."MERGE_DT" >= :MERGE_DT_1
AND "m"."MERGE_DT" < :MERGE_DT_2
OR "m"."UNDO_DT" IS NOT NULL
AND "m"."UNDO_DT" >= :UNDO_DT_1
AND "m"."UNDO_DT" < :UNDO_DT_2
OR "m"."MERGE_DT" IS NULL
AND "m"."UNDO_DT" IS NULL)
AND "m"."MERGE_ID" IS NOT NULL
AND "m"."MERGE_ID" > :MERGE_ID_1
ORDER BY "m"."MERGE_ID"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "m"."MERGE_DT" AS c1, "m"."MERGE_ID" AS c2, "m"."NEW_NO" AS c3, "m"."OLD_NO" AS c4, "m"."UNDO_DT" AS c5
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE ("m"."MERGE_DT" IS NOT NULL
AND "m"."MERGE_DT" >= :MERGE_DT_1
AND "m"."MERGE_DT" < :MERGE_DT_2
OR "m"."UNDO_DT" IS NOT NULL
AND "m"."UNDO_DT" >= :UNDO_DT_1
AND "m"."UNDO_DT" < :UNDO_DT_2
OR "m"."MERGE_DT" IS NULL
AND "m"."UNDO_DT" IS NULL)
AND "m"."MERGE_ID" IS NULL;

-- keys only
SELECT "m"."MERGE_ID" AS c1
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE ("m"."MERGE_DT" IS NOT NULL
AND "m"."MERGE_DT" >= :MERGE_DT_1
AND "m"."MERGE_DT" < :MERGE_DT_2
OR "m"."UNDO_DT" IS NOT NULL
AND "m"."UNDO_DT" >= :UNDO_DT_1
AND "m"."UNDO_DT" < :UNDO_DT_2
OR "m"."MERGE_DT" IS NULL
AND "m"."UNDO_DT" IS NULL)
AND "m"."MERGE_ID" IS NOT NULL
ORDER BY "m"."MERGE_ID"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "m"."MERGE_DT" AS c1, "m"."MERGE_ID" AS c2, "m"."NEW_NO" AS c3, "m"."OLD_NO" AS c4, "m"."UNDO_DT" AS c5
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE ("m"."MERGE_DT" IS NOT NULL
AND "m"."MERGE_DT" >= :MERGE_DT_1
AND "m"."MERGE_DT" < :MERGE_DT_2
OR "m"."MERGE_DT" IS NULL)
AND "m"."MERGE_ID" IS NOT NULL
ORDER BY "m"."MERGE_ID"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "m"."MERGE_DT" AS c1, "m"."MERGE_ID" AS c2, "m"."NEW_NO" AS c3, "m"."OLD_NO" AS c4, "m"."UNDO_DT" AS c5
FROM "RIS_PATIENT_MERGE" AS "m"
WHERE "m"."MERGE_ID" = :param_1
ORDER BY "m"."MERGE_ID";
