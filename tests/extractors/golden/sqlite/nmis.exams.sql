-- NMIS.exams, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "v"."ACQ_END" AS c1, "v"."ACQ_TIME" AS c2, "v"."BG_TIME" AS c3, "v"."BRLY" AS c4, "v"."BW" AS c5, "v"."CSRQ" AS c6, "v"."DH" AS
    c7, "v"."DJ_TIME" AS c8, "v"."DY_TIME" AS c9, "v"."EXAM_DATE" AS c10, "v"."EXAM_NO" AS c11, "v"."HIS_PID" AS c12, "v"."IMG_NUM" AS
    c13, "v"."INJ_TIME" AS c14, "v"."KD_TIME" AS c15, "v"."LB" AS c16, "v"."LCZD" AS c17, "v"."SB" AS c18, "v"."SFZH" AS c19,
    "v"."SH_TIME" AS c20, "v"."SQDH" AS c21, "v"."SQKS" AS c22, "v"."STATUS" AS c23, "v"."STUDY_UID" AS c24, "v"."VISIT_NO" AS c25,
    "v"."XB" AS c26, "v"."XM" AS c27, "v"."XMMC" AS c28
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."EXAM_DATE" IS NOT NULL
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "v"."ACQ_END" AS c1, "v"."ACQ_TIME" AS c2, "v"."BG_TIME" AS c3, "v"."BRLY" AS c4, "v"."BW" AS c5, "v"."CSRQ" AS c6, "v"."DH" AS
    c7, "v"."DJ_TIME" AS c8, "v"."DY_TIME" AS c9, "v"."EXAM_DATE" AS c10, "v"."EXAM_NO" AS c11, "v"."HIS_PID" AS c12, "v"."IMG_NUM" AS
    c13, "v"."INJ_TIME" AS c14, "v"."KD_TIME" AS c15, "v"."LB" AS c16, "v"."LCZD" AS c17, "v"."SB" AS c18, "v"."SFZH" AS c19,
    "v"."SH_TIME" AS c20, "v"."SQDH" AS c21, "v"."SQKS" AS c22, "v"."STATUS" AS c23, "v"."STUDY_UID" AS c24, "v"."VISIT_NO" AS c25,
    "v"."XB" AS c26, "v"."XM" AS c27, "v"."XMMC" AS c28
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
AND "v"."EXAM_NO" > :EXAM_NO_1
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "v"."ACQ_END" AS c1, "v"."ACQ_TIME" AS c2, "v"."BG_TIME" AS c3, "v"."BRLY" AS c4, "v"."BW" AS c5, "v"."CSRQ" AS c6, "v"."DH" AS
    c7, "v"."DJ_TIME" AS c8, "v"."DY_TIME" AS c9, "v"."EXAM_DATE" AS c10, "v"."EXAM_NO" AS c11, "v"."HIS_PID" AS c12, "v"."IMG_NUM" AS
    c13, "v"."INJ_TIME" AS c14, "v"."KD_TIME" AS c15, "v"."LB" AS c16, "v"."LCZD" AS c17, "v"."SB" AS c18, "v"."SFZH" AS c19,
    "v"."SH_TIME" AS c20, "v"."SQDH" AS c21, "v"."SQKS" AS c22, "v"."STATUS" AS c23, "v"."STUDY_UID" AS c24, "v"."VISIT_NO" AS c25,
    "v"."XB" AS c26, "v"."XM" AS c27, "v"."XMMC" AS c28
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NULL;

-- keys only
SELECT "v"."EXAM_NO" AS c1
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "v"."ACQ_END" AS c1, "v"."ACQ_TIME" AS c2, "v"."BG_TIME" AS c3, "v"."BRLY" AS c4, "v"."BW" AS c5, "v"."CSRQ" AS c6, "v"."DH" AS
    c7, "v"."DJ_TIME" AS c8, "v"."DY_TIME" AS c9, "v"."EXAM_DATE" AS c10, "v"."EXAM_NO" AS c11, "v"."HIS_PID" AS c12, "v"."IMG_NUM" AS
    c13, "v"."INJ_TIME" AS c14, "v"."KD_TIME" AS c15, "v"."LB" AS c16, "v"."LCZD" AS c17, "v"."SB" AS c18, "v"."SFZH" AS c19,
    "v"."SH_TIME" AS c20, "v"."SQDH" AS c21, "v"."SQKS" AS c22, "v"."STATUS" AS c23, "v"."STUDY_UID" AS c24, "v"."VISIT_NO" AS c25,
    "v"."XB" AS c26, "v"."XM" AS c27, "v"."XMMC" AS c28
FROM "V_NM_PLATFORM" AS "v"
WHERE ("v"."EXAM_DATE" IS NOT NULL
AND "v"."EXAM_DATE" >= :EXAM_DATE_1
AND "v"."EXAM_DATE" < :EXAM_DATE_2
OR "v"."EXAM_DATE" IS NULL)
AND "v"."EXAM_NO" IS NOT NULL
ORDER BY "v"."EXAM_NO"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "v"."ACQ_END" AS c1, "v"."ACQ_TIME" AS c2, "v"."BG_TIME" AS c3, "v"."BRLY" AS c4, "v"."BW" AS c5, "v"."CSRQ" AS c6, "v"."DH" AS
    c7, "v"."DJ_TIME" AS c8, "v"."DY_TIME" AS c9, "v"."EXAM_DATE" AS c10, "v"."EXAM_NO" AS c11, "v"."HIS_PID" AS c12, "v"."IMG_NUM" AS
    c13, "v"."INJ_TIME" AS c14, "v"."KD_TIME" AS c15, "v"."LB" AS c16, "v"."LCZD" AS c17, "v"."SB" AS c18, "v"."SFZH" AS c19,
    "v"."SH_TIME" AS c20, "v"."SQDH" AS c21, "v"."SQKS" AS c22, "v"."STATUS" AS c23, "v"."STUDY_UID" AS c24, "v"."VISIT_NO" AS c25,
    "v"."XB" AS c26, "v"."XM" AS c27, "v"."XMMC" AS c28
FROM "V_NM_PLATFORM" AS "v"
WHERE "v"."EXAM_NO" = :param_1
ORDER BY "v"."EXAM_NO";
