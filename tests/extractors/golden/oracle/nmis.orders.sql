-- NMIS.orders, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6, "V"."HIS_PID" AS
    c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS c13, "V"."STATUS" AS
    c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "V"."BRLY" AS c1, "V"."BW" AS c2, "V"."CSRQ" AS c3, "V"."DH" AS c4, "V"."EXAM_DATE" AS c5, "V"."EXAM_NO" AS c6, "V"."HIS_PID" AS
    c7, "V"."KD_TIME" AS c8, "V"."LB" AS c9, "V"."LCZD" AS c10, "V"."SFZH" AS c11, "V"."SQDH" AS c12, "V"."SQKS" AS c13, "V"."STATUS" AS
    c14, "V"."VISIT_NO" AS c15, "V"."XB" AS c16, "V"."XM" AS c17, "V"."XMMC" AS c18
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."SQDH" IS NOT NULL
OR "V"."KD_TIME" IS NOT NULL)
AND ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

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
