-- RIS.images, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "e"."DEL_FLAG" AS c1, "e"."DEL_REASON" AS c2, "e"."EXAM_ID" AS c3, "e"."STUDY_UID" AS c4, "e"."UPDATE_DT" AS c5
FROM "RIS_EXAM" AS "e"
WHERE ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" < :UPDATE_DT_1
OR "e"."UPDATE_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "e"."DEL_FLAG" AS c1, "e"."DEL_REASON" AS c2, "e"."EXAM_ID" AS c3, "e"."STUDY_UID" AS c4, "e"."UPDATE_DT" AS c5
FROM "RIS_EXAM" AS "e"
WHERE ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" >= :UPDATE_DT_1
AND "e"."UPDATE_DT" < :UPDATE_DT_2
OR "e"."UPDATE_DT" IS NULL)
AND "e"."EXAM_ID" IS NOT NULL
AND "e"."EXAM_ID" > :EXAM_ID_1
ORDER BY "e"."EXAM_ID"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "e"."DEL_FLAG" AS c1, "e"."DEL_REASON" AS c2, "e"."EXAM_ID" AS c3, "e"."STUDY_UID" AS c4, "e"."UPDATE_DT" AS c5
FROM "RIS_EXAM" AS "e"
WHERE ("e"."UPDATE_DT" IS NOT NULL
AND "e"."UPDATE_DT" >= :UPDATE_DT_1
AND "e"."UPDATE_DT" < :UPDATE_DT_2
OR "e"."UPDATE_DT" IS NULL)
AND "e"."EXAM_ID" IS NULL;
