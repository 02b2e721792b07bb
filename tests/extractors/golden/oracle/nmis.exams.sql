-- NMIS.exams, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "V"."ACQ_END" AS c1, "V"."ACQ_TIME" AS c2, "V"."BG_TIME" AS c3, "V"."BRLY" AS c4, "V"."BW" AS c5, "V"."CSRQ" AS c6, "V"."DH" AS
    c7, "V"."DJ_TIME" AS c8, "V"."DY_TIME" AS c9, "V"."EXAM_DATE" AS c10, "V"."EXAM_NO" AS c11, "V"."HIS_PID" AS c12, "V"."IMG_NUM" AS
    c13, "V"."INJ_TIME" AS c14, "V"."KD_TIME" AS c15, "V"."LB" AS c16, "V"."LCZD" AS c17, "V"."SB" AS c18, "V"."SFZH" AS c19,
    "V"."SH_TIME" AS c20, "V"."SQDH" AS c21, "V"."SQKS" AS c22, "V"."STATUS" AS c23, "V"."STUDY_UID" AS c24, "V"."VISIT_NO" AS c25,
    "V"."XB" AS c26, "V"."XM" AS c27, "V"."XMMC" AS c28
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."EXAM_DATE" IS NOT NULL
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "V"."ACQ_END" AS c1, "V"."ACQ_TIME" AS c2, "V"."BG_TIME" AS c3, "V"."BRLY" AS c4, "V"."BW" AS c5, "V"."CSRQ" AS c6, "V"."DH" AS
    c7, "V"."DJ_TIME" AS c8, "V"."DY_TIME" AS c9, "V"."EXAM_DATE" AS c10, "V"."EXAM_NO" AS c11, "V"."HIS_PID" AS c12, "V"."IMG_NUM" AS
    c13, "V"."INJ_TIME" AS c14, "V"."KD_TIME" AS c15, "V"."LB" AS c16, "V"."LCZD" AS c17, "V"."SB" AS c18, "V"."SFZH" AS c19,
    "V"."SH_TIME" AS c20, "V"."SQDH" AS c21, "V"."SQKS" AS c22, "V"."STATUS" AS c23, "V"."STUDY_UID" AS c24, "V"."VISIT_NO" AS c25,
    "V"."XB" AS c26, "V"."XM" AS c27, "V"."XMMC" AS c28
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
AND "V"."EXAM_NO" > :EXAM_NO_1
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "V"."ACQ_END" AS c1, "V"."ACQ_TIME" AS c2, "V"."BG_TIME" AS c3, "V"."BRLY" AS c4, "V"."BW" AS c5, "V"."CSRQ" AS c6, "V"."DH" AS
    c7, "V"."DJ_TIME" AS c8, "V"."DY_TIME" AS c9, "V"."EXAM_DATE" AS c10, "V"."EXAM_NO" AS c11, "V"."HIS_PID" AS c12, "V"."IMG_NUM" AS
    c13, "V"."INJ_TIME" AS c14, "V"."KD_TIME" AS c15, "V"."LB" AS c16, "V"."LCZD" AS c17, "V"."SB" AS c18, "V"."SFZH" AS c19,
    "V"."SH_TIME" AS c20, "V"."SQDH" AS c21, "V"."SQKS" AS c22, "V"."STATUS" AS c23, "V"."STUDY_UID" AS c24, "V"."VISIT_NO" AS c25,
    "V"."XB" AS c26, "V"."XM" AS c27, "V"."XMMC" AS c28
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NULL;

-- keys only
SELECT "V"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "V"."ACQ_END" AS c1, "V"."ACQ_TIME" AS c2, "V"."BG_TIME" AS c3, "V"."BRLY" AS c4, "V"."BW" AS c5, "V"."CSRQ" AS c6, "V"."DH" AS
    c7, "V"."DJ_TIME" AS c8, "V"."DY_TIME" AS c9, "V"."EXAM_DATE" AS c10, "V"."EXAM_NO" AS c11, "V"."HIS_PID" AS c12, "V"."IMG_NUM" AS
    c13, "V"."INJ_TIME" AS c14, "V"."KD_TIME" AS c15, "V"."LB" AS c16, "V"."LCZD" AS c17, "V"."SB" AS c18, "V"."SFZH" AS c19,
    "V"."SH_TIME" AS c20, "V"."SQDH" AS c21, "V"."SQKS" AS c22, "V"."STATUS" AS c23, "V"."STUDY_UID" AS c24, "V"."VISIT_NO" AS c25,
    "V"."XB" AS c26, "V"."XM" AS c27, "V"."XMMC" AS c28
FROM "V_NM_PLATFORM" "V"
WHERE ("V"."EXAM_DATE" IS NOT NULL
AND "V"."EXAM_DATE" >= :EXAM_DATE_1
AND "V"."EXAM_DATE" < :EXAM_DATE_2
OR "V"."EXAM_DATE" IS NULL)
AND "V"."EXAM_NO" IS NOT NULL
ORDER BY "V"."EXAM_NO"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "V"."ACQ_END" AS c1, "V"."ACQ_TIME" AS c2, "V"."BG_TIME" AS c3, "V"."BRLY" AS c4, "V"."BW" AS c5, "V"."CSRQ" AS c6, "V"."DH" AS
    c7, "V"."DJ_TIME" AS c8, "V"."DY_TIME" AS c9, "V"."EXAM_DATE" AS c10, "V"."EXAM_NO" AS c11, "V"."HIS_PID" AS c12, "V"."IMG_NUM" AS
    c13, "V"."INJ_TIME" AS c14, "V"."KD_TIME" AS c15, "V"."LB" AS c16, "V"."LCZD" AS c17, "V"."SB" AS c18, "V"."SFZH" AS c19,
    "V"."SH_TIME" AS c20, "V"."SQDH" AS c21, "V"."SQKS" AS c22, "V"."STATUS" AS c23, "V"."STUDY_UID" AS c24, "V"."VISIT_NO" AS c25,
    "V"."XB" AS c26, "V"."XM" AS c27, "V"."XMMC" AS c28
FROM "V_NM_PLATFORM" "V"
WHERE "V"."EXAM_NO" = :param_1
ORDER BY "V"."EXAM_NO";
