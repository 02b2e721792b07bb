-- PIS.images, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "C"."CASE_NO" AS c1, "I"."CASE_NO" AS c2, "I"."IMG_ID" AS c3, "I"."PIC_PATH" AS c4, "I"."SEQ" AS c5
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND ("I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" < :IMG_ID_1
OR "I"."IMG_ID" IS NULL)
AND "I"."IMG_ID" IS NOT NULL
ORDER BY "I"."IMG_ID"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "C"."CASE_NO" AS c1, "I"."CASE_NO" AS c2, "I"."IMG_ID" AS c3, "I"."PIC_PATH" AS c4, "I"."SEQ" AS c5
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND ("I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" >= :IMG_ID_1
AND "I"."IMG_ID" < :IMG_ID_2
OR "I"."IMG_ID" IS NULL)
AND "I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" > :IMG_ID_3
ORDER BY "I"."IMG_ID"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "C"."CASE_NO" AS c1, "I"."CASE_NO" AS c2, "I"."IMG_ID" AS c3, "I"."PIC_PATH" AS c4, "I"."SEQ" AS c5
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND ("I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" >= :IMG_ID_1
AND "I"."IMG_ID" < :IMG_ID_2
OR "I"."IMG_ID" IS NULL)
AND "I"."IMG_ID" IS NULL;

-- highest mark of 'image'
SELECT max("I"."IMG_ID") AS max_1
FROM "T_IMAGE" "I";
