-- NMIS.orders, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18
FROM (SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6,
    "V"."HIS_PID" AS c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS
    c13, "V"."STATUS" AS c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18
FROM (SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6,
    "V"."HIS_PID" AS c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS
    c13, "V"."STATUS" AS c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6, "V"."HIS_PID" AS
    c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS c13, "V"."STATUS" AS
    c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NULL;

-- keys only
SELECT anon_1.c1
FROM (SELECT "V"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- a period
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18
FROM (SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6,
    "V"."HIS_PID" AS c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS
    c13, "V"."STATUS" AS c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
AND "V"."EXAM_DATE" < :EXAM_DATE_2
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO") anon_1
WHERE ROWNUM <= 5000;

-- some exams
SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6, "V"."HIS_PID" AS
    c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS c13, "V"."STATUS" AS
    c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND "V"."EXAM_NO" = :param_1
ORDER BY "V"."EXAM_NO";
