-- PIS.images, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "C"."CASE_NO" AS c1, "C"."RECV_DATE" AS c2, "C"."RECV_TIME" AS c3, "I"."CASE_NO" AS c4, "I"."IMG_ID" AS c5, "I"."PIC_PATH" AS c6,
    "I"."SEQ" AS c7
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
SELECT "C"."CASE_NO" AS c1, "C"."RECV_DATE" AS c2, "C"."RECV_TIME" AS c3, "I"."CASE_NO" AS c4, "I"."IMG_ID" AS c5, "I"."PIC_PATH" AS c6,
    "I"."SEQ" AS c7
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
SELECT "C"."CASE_NO" AS c1, "C"."RECV_DATE" AS c2, "C"."RECV_TIME" AS c3, "I"."CASE_NO" AS c4, "I"."IMG_ID" AS c5, "I"."PIC_PATH" AS c6,
    "I"."SEQ" AS c7
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND ("I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" >= :IMG_ID_1
AND "I"."IMG_ID" < :IMG_ID_2
OR "I"."IMG_ID" IS NULL)
AND "I"."IMG_ID" IS NULL;

-- keys only
SELECT "I"."IMG_ID" AS c1
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND ("I"."IMG_ID" IS NOT NULL
AND "I"."IMG_ID" >= :IMG_ID_1
AND "I"."IMG_ID" < :IMG_ID_2
OR "I"."IMG_ID" IS NULL)
AND "I"."IMG_ID" IS NOT NULL
ORDER BY "I"."IMG_ID"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "C"."CASE_NO" AS c1, "C"."RECV_DATE" AS c2, "C"."RECV_TIME" AS c3, "I"."CASE_NO" AS c4, "I"."IMG_ID" AS c5, "I"."PIC_PATH" AS c6,
    "I"."SEQ" AS c7
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END IS NOT NULL
AND CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END >= :param_2
AND CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_1) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR)))
    || :param_1 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_1, :replace_2), :nullif_1),
    :coalesce_1) END < :param_3
OR CASE WHEN (rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) LIKE :rtrim_2) THEN rtrim(CAST("C"."RECV_DATE" AS VARCHAR2(10 CHAR))) ||
    :param_4 || coalesce(nullif(replace(rtrim(CAST("C"."RECV_TIME" AS VARCHAR2(8 CHAR))), :replace_3, :replace_4), :nullif_2),
    :coalesce_2) END IS NULL)
AND "I"."IMG_ID" IS NOT NULL
ORDER BY "I"."IMG_ID"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "C"."CASE_NO" AS c1, "C"."RECV_DATE" AS c2, "C"."RECV_TIME" AS c3, "I"."CASE_NO" AS c4, "I"."IMG_ID" AS c5, "I"."PIC_PATH" AS c6,
    "I"."SEQ" AS c7
FROM "T_IMAGE" "I"
LEFT OUTER JOIN "T_CASE" "C" ON "C"."CASE_NO" = "I"."CASE_NO"
WHERE "I"."PIC_PATH" IS NOT NULL
AND "I"."CASE_NO" = :param_1
ORDER BY "I"."IMG_ID";

-- highest mark of 'image'
SELECT max("I"."IMG_ID") AS max_1
FROM "T_IMAGE" "I";
