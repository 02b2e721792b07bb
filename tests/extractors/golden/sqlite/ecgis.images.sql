-- ECGIS.images, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "w"."modified_at" AS c1, "w"."record_no" AS c2, "w"."upload_seq" AS c3, "w"."uploaded_at" AS c4, "w"."xml_path" AS c5
FROM "ecg_wide" AS "w"
WHERE ("w"."uploaded_at" IS NOT NULL
AND "w"."uploaded_at" < :uploaded_at_1
OR "w"."modified_at" IS NOT NULL
AND "w"."modified_at" < :modified_at_1
OR "w"."uploaded_at" IS NULL
AND "w"."modified_at" IS NULL)
AND "w"."record_no" IS NOT NULL
AND "w"."upload_seq" IS NOT NULL
ORDER BY "w"."record_no", "w"."upload_seq"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "w"."modified_at" AS c1, "w"."record_no" AS c2, "w"."upload_seq" AS c3, "w"."uploaded_at" AS c4, "w"."xml_path" AS c5
FROM "ecg_wide" AS "w"
WHERE ("w"."uploaded_at" IS NOT NULL
AND "w"."uploaded_at" >= :uploaded_at_1
AND "w"."uploaded_at" < :uploaded_at_2
OR "w"."modified_at" IS NOT NULL
AND "w"."modified_at" >= :modified_at_1
AND "w"."modified_at" < :modified_at_2
OR "w"."uploaded_at" IS NULL
AND "w"."modified_at" IS NULL)
AND "w"."record_no" IS NOT NULL
AND "w"."upload_seq" IS NOT NULL
AND ("w"."record_no" > :record_no_1
OR "w"."record_no" = :record_no_2
AND "w"."upload_seq" > :upload_seq_1)
ORDER BY "w"."record_no", "w"."upload_seq"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "w"."modified_at" AS c1, "w"."record_no" AS c2, "w"."upload_seq" AS c3, "w"."uploaded_at" AS c4, "w"."xml_path" AS c5
FROM "ecg_wide" AS "w"
WHERE ("w"."uploaded_at" IS NOT NULL
AND "w"."uploaded_at" >= :uploaded_at_1
AND "w"."uploaded_at" < :uploaded_at_2
OR "w"."modified_at" IS NOT NULL
AND "w"."modified_at" >= :modified_at_1
AND "w"."modified_at" < :modified_at_2
OR "w"."uploaded_at" IS NULL
AND "w"."modified_at" IS NULL)
AND ("w"."record_no" IS NULL
OR "w"."upload_seq" IS NULL);

-- keys only
SELECT "w"."record_no" AS c1, "w"."upload_seq" AS c2
FROM "ecg_wide" AS "w"
WHERE ("w"."uploaded_at" IS NOT NULL
AND "w"."uploaded_at" >= :uploaded_at_1
AND "w"."uploaded_at" < :uploaded_at_2
OR "w"."modified_at" IS NOT NULL
AND "w"."modified_at" >= :modified_at_1
AND "w"."modified_at" < :modified_at_2
OR "w"."uploaded_at" IS NULL
AND "w"."modified_at" IS NULL)
AND "w"."record_no" IS NOT NULL
AND "w"."upload_seq" IS NOT NULL
ORDER BY "w"."record_no", "w"."upload_seq"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "w"."modified_at" AS c1, "w"."record_no" AS c2, "w"."upload_seq" AS c3, "w"."uploaded_at" AS c4, "w"."xml_path" AS c5
FROM "ecg_wide" AS "w"
WHERE ("w"."uploaded_at" IS NOT NULL
AND "w"."uploaded_at" >= :uploaded_at_1
AND "w"."uploaded_at" < :uploaded_at_2
OR "w"."uploaded_at" IS NULL)
AND "w"."record_no" IS NOT NULL
AND "w"."upload_seq" IS NOT NULL
ORDER BY "w"."record_no", "w"."upload_seq"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "w"."modified_at" AS c1, "w"."record_no" AS c2, "w"."upload_seq" AS c3, "w"."uploaded_at" AS c4, "w"."xml_path" AS c5
FROM "ecg_wide" AS "w"
WHERE "w"."record_no" = :param_1
AND "w"."upload_seq" = :param_2
ORDER BY "w"."record_no", "w"."upload_seq";
