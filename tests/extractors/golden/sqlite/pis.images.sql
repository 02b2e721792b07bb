-- PIS.images, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "c"."CASE_NO" AS c1, "c"."RECV_DATE" AS c2, "c"."RECV_TIME" AS c3, "i"."CASE_NO" AS c4, "i"."IMG_ID" AS c5, "i"."PIC_PATH" AS c6,
    "i"."SEQ" AS c7
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND ("i"."IMG_ID" IS NOT NULL
AND "i"."IMG_ID" < :IMG_ID_1
OR "i"."IMG_ID" IS NULL)
AND "i"."IMG_ID" IS NOT NULL
ORDER BY "i"."IMG_ID"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "c"."CASE_NO" AS c1, "c"."RECV_DATE" AS c2, "c"."RECV_TIME" AS c3, "i"."CASE_NO" AS c4, "i"."IMG_ID" AS c5, "i"."PIC_PATH" AS c6,
    "i"."SEQ" AS c7
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND ("i"."IMG_ID" IS NOT NULL
AND "i"."IMG_ID" >= :IMG_ID_1
AND "i"."IMG_ID" < :IMG_ID_2
OR "i"."IMG_ID" IS NULL)
AND "i"."IMG_ID" IS NOT NULL
AND "i"."IMG_ID" > :IMG_ID_3
ORDER BY "i"."IMG_ID"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "c"."CASE_NO" AS c1, "c"."RECV_DATE" AS c2, "c"."RECV_TIME" AS c3, "i"."CASE_NO" AS c4, "i"."IMG_ID" AS c5, "i"."PIC_PATH" AS c6,
    "i"."SEQ" AS c7
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND ("i"."IMG_ID" IS NOT NULL
AND "i"."IMG_ID" >= :IMG_ID_1
AND "i"."IMG_ID" < :IMG_ID_2
OR "i"."IMG_ID" IS NULL)
AND "i"."IMG_ID" IS NULL;

-- keys only
SELECT "i"."IMG_ID" AS c1
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND ("i"."IMG_ID" IS NOT NULL
AND "i"."IMG_ID" >= :IMG_ID_1
AND "i"."IMG_ID" < :IMG_ID_2
OR "i"."IMG_ID" IS NULL)
AND "i"."IMG_ID" IS NOT NULL
ORDER BY "i"."IMG_ID"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "c"."CASE_NO" AS c1, "c"."RECV_DATE" AS c2, "c"."RECV_TIME" AS c3, "i"."CASE_NO" AS c4, "i"."IMG_ID" AS c5, "i"."PIC_PATH" AS c6,
    "i"."SEQ" AS c7
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND (CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END IS NOT
    NULL
AND CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END >=
    :param_2
AND CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_1) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_1
    || coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1) END <
    :param_3
OR CASE WHEN (rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) LIKE :rtrim_2) THEN rtrim(CAST("c"."RECV_DATE" AS VARCHAR(10))) || :param_4 ||
    coalesce(nullif(replace(rtrim(CAST("c"."RECV_TIME" AS VARCHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2) END IS NULL)
AND "i"."IMG_ID" IS NOT NULL
ORDER BY "i"."IMG_ID"
 LIMIT :param_5 OFFSET :param_6;

-- some exams
SELECT "c"."CASE_NO" AS c1, "c"."RECV_DATE" AS c2, "c"."RECV_TIME" AS c3, "i"."CASE_NO" AS c4, "i"."IMG_ID" AS c5, "i"."PIC_PATH" AS c6,
    "i"."SEQ" AS c7
FROM "T_IMAGE" AS "i"
LEFT OUTER JOIN "T_CASE" AS "c" ON "c"."CASE_NO" = "i"."CASE_NO"
WHERE "i"."PIC_PATH" IS NOT NULL
AND "i"."CASE_NO" = :param_1
ORDER BY "i"."IMG_ID";

-- highest mark of 'image'
SELECT max("i"."IMG_ID") AS max_1
FROM "T_IMAGE" AS "i";
