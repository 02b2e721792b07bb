-- NMIS.orders, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "v"."BRLY" AS c1, "v"."BW" AS c2, "v"."CSRQ" AS c3, "v"."DH" AS c4, "v"."EXAM_DATE" AS c5, "v"."EXAM_NO" AS c6, "v"."HIS_PID" AS
    c7, "v"."KD_TIME" AS c8, "v"."LB" AS c9, "v"."LCZD" AS c10, "v"."SFZH" AS c11, "v"."SQDH" AS c12, "v"."SQKS" AS c13, "v"."STATUS" AS
    c14, "v"."VISIT_NO" AS c15, "v"."XB" AS c16, "v"."XM" AS c17, "v"."XMMC" AS c18
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND ("v"."EXAM_DATE" IS NOT NULL
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "v"."BRLY" AS c1, "v"."BW" AS c2, "v"."CSRQ" AS c3, "v"."DH" AS c4, "v"."EXAM_DATE" AS c5, "v"."EXAM_NO" AS c6, "v"."HIS_PID" AS
    c7, "v"."KD_TIME" AS c8, "v"."LB" AS c9, "v"."LCZD" AS c10, "v"."SFZH" AS c11, "v"."SQDH" AS c12, "v"."SQKS" AS c13, "v"."STATUS" AS
    c14, "v"."VISIT_NO" AS c15, "v"."XB" AS c16, "v"."XM" AS c17, "v"."XMMC" AS c18
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
AND "v"."EXAM_NO" > :EXAM_NO_1
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "v"."BRLY" AS c1, "v"."BW" AS c2, "v"."CSRQ" AS c3, "v"."DH" AS c4, "v"."EXAM_DATE" AS c5, "v"."EXAM_NO" AS c6, "v"."HIS_PID" AS
    c7, "v"."KD_TIME" AS c8, "v"."LB" AS c9, "v"."LCZD" AS c10, "v"."SFZH" AS c11, "v"."SQDH" AS c12, "v"."SQKS" AS c13, "v"."STATUS" AS
    c14, "v"."VISIT_NO" AS c15, "v"."XB" AS c16, "v"."XM" AS c17, "v"."XMMC" AS c18
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NULL;

-- keys only
SELECT "v"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "v"."BRLY" AS c1, "v"."BW" AS c2, "v"."CSRQ" AS c3, "v"."DH" AS c4, "v"."EXAM_DATE" AS c5, "v"."EXAM_NO" AS c6, "v"."HIS_PID" AS
    c7, "v"."KD_TIME" AS c8, "v"."LB" AS c9, "v"."LCZD" AS c10, "v"."SFZH" AS c11, "v"."SQDH" AS c12, "v"."SQKS" AS c13, "v"."STATUS" AS
    c14, "v"."VISIT_NO" AS c15, "v"."XB" AS c16, "v"."XM" AS c17, "v"."XMMC" AS c18
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
AND "v"."EXAM_DATE" < :EXAM_DATE_2
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "v"."BRLY" AS c1, "v"."BW" AS c2, "v"."CSRQ" AS c3, "v"."DH" AS c4, "v"."EXAM_DATE" AS c5, "v"."EXAM_NO" AS c6, "v"."HIS_PID" AS
    c7, "v"."KD_TIME" AS c8, "v"."LB" AS c9, "v"."LCZD" AS c10, "v"."SFZH" AS c11, "v"."SQDH" AS c12, "v"."SQKS" AS c13, "v"."STATUS" AS
    c14, "v"."VISIT_NO" AS c15, "v"."XB" AS c16, "v"."XM" AS c17, "v"."XMMC" AS c18
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."SQDH" IS NOT NULL
OR "v"."KD_TIME" IS NOT NULL)
AND "v"."EXAM_NO" = :param_1
ORDER BY "v"."EXAM_NO";
