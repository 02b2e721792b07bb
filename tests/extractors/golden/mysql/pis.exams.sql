-- PIS.exams, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CANCELLED` AS c4, `c`.`CASE_NO` AS c5, `c`.`CLIN_DIAG` AS c6,
    `c`.`GROSS_DATE` AS c7, `c`.`GROSS_TIME` AS c8, `c`.`HIS_PID` AS c9, `c`.`IDNO` AS c10, `c`.`IS_VIP` AS c11, `c`.`MODI_DATE` AS c12,
    `c`.`MODI_TIME` AS c13, `c`.`PAT_SRC` AS c14, `c`.`RECV_DATE` AS c15, `c`.`RECV_TIME` AS c16, `c`.`REQ_NO` AS c17, `c`.`SEND_DATE`
    AS c18, `c`.`SEND_DEPT` AS c19, `c`.`SEND_HOSP` AS c20, `c`.`SEND_TIME` AS c21, `c`.`SEX` AS c22, `c`.`SLIDE_DATE` AS c23,
    `c`.`SLIDE_TIME` AS c24, `c`.`SPECIMEN` AS c25, `c`.`TEL` AS c26, `c`.`TNAME` AS c27, `c`.`VISIT_NO` AS c28, `f`.`CASE_NO` AS c29,
    `f`.`DIAG_DATE` AS c30, `f`.`DIAG_TIME` AS c31, `f`.`PRINT_DATE` AS c32, `f`.`PRINT_TIME` AS c33, `f`.`ROWVER` AS c34, `f`.`RPT_SEQ`
    AS c35, `f`.`RPT_TYPE` AS c36, `f`.`SIGN_DATE` AS c37, `f`.`SIGN_TIME` AS c38, `f`.`SLIDE_GRADE` AS c39, `r`.`CASE_NO` AS c40,
    `r`.`DIAG_DATE` AS c41, `r`.`DIAG_TIME` AS c42, `r`.`PRINT_DATE` AS c43, `r`.`PRINT_TIME` AS c44, `r`.`ROWVER` AS c45, `r`.`RPT_SEQ`
    AS c46, `r`.`RPT_TYPE` AS c47, `r`.`SIGN_DATE` AS c48, `r`.`SIGN_TIME` AS c49, `r`.`SLIDE_GRADE` AS c50
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_2
OR `r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` < :ROWVER_1
OR `f`.`ROWVER` IS NOT NULL
AND `f`.`ROWVER` < :ROWVER_2
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_3,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL
AND `r`.`ROWVER` IS NULL
AND `f`.`ROWVER` IS NULL)
AND `c`.`CASE_NO` IS NOT NULL
ORDER BY `c`.`CASE_NO`
 LIMIT :param_4;

-- following page of a window
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CANCELLED` AS c4, `c`.`CASE_NO` AS c5, `c`.`CLIN_DIAG` AS c6,
    `c`.`GROSS_DATE` AS c7, `c`.`GROSS_TIME` AS c8, `c`.`HIS_PID` AS c9, `c`.`IDNO` AS c10, `c`.`IS_VIP` AS c11, `c`.`MODI_DATE` AS c12,
    `c`.`MODI_TIME` AS c13, `c`.`PAT_SRC` AS c14, `c`.`RECV_DATE` AS c15, `c`.`RECV_TIME` AS c16, `c`.`REQ_NO` AS c17, `c`.`SEND_DATE`
    AS c18, `c`.`SEND_DEPT` AS c19, `c`.`SEND_HOSP` AS c20, `c`.`SEND_TIME` AS c21, `c`.`SEX` AS c22, `c`.`SLIDE_DATE` AS c23,
    `c`.`SLIDE_TIME` AS c24, `c`.`SPECIMEN` AS c25, `c`.`TEL` AS c26, `c`.`TNAME` AS c27, `c`.`VISIT_NO` AS c28, `f`.`CASE_NO` AS c29,
    `f`.`DIAG_DATE` AS c30, `f`.`DIAG_TIME` AS c31, `f`.`PRINT_DATE` AS c32, `f`.`PRINT_TIME` AS c33, `f`.`ROWVER` AS c34, `f`.`RPT_SEQ`
    AS c35, `f`.`RPT_TYPE` AS c36, `f`.`SIGN_DATE` AS c37, `f`.`SIGN_TIME` AS c38, `f`.`SLIDE_GRADE` AS c39, `r`.`CASE_NO` AS c40,
    `r`.`DIAG_DATE` AS c41, `r`.`DIAG_TIME` AS c42, `r`.`PRINT_DATE` AS c43, `r`.`PRINT_TIME` AS c44, `r`.`ROWVER` AS c45, `r`.`RPT_SEQ`
    AS c46, `r`.`RPT_TYPE` AS c47, `r`.`SIGN_DATE` AS c48, `r`.`SIGN_TIME` AS c49, `r`.`SLIDE_GRADE` AS c50
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR `f`.`ROWVER` IS NOT NULL
AND `f`.`ROWVER` >= :ROWVER_3
AND `f`.`ROWVER` < :ROWVER_4
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL
AND `r`.`ROWVER` IS NULL
AND `f`.`ROWVER` IS NULL)
AND `c`.`CASE_NO` IS NOT NULL
AND `c`.`CASE_NO` > :CASE_NO_1
ORDER BY `c`.`CASE_NO`
 LIMIT :param_5;

-- rows without a key
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CANCELLED` AS c4, `c`.`CASE_NO` AS c5, `c`.`CLIN_DIAG` AS c6,
    `c`.`GROSS_DATE` AS c7, `c`.`GROSS_TIME` AS c8, `c`.`HIS_PID` AS c9, `c`.`IDNO` AS c10, `c`.`IS_VIP` AS c11, `c`.`MODI_DATE` AS c12,
    `c`.`MODI_TIME` AS c13, `c`.`PAT_SRC` AS c14, `c`.`RECV_DATE` AS c15, `c`.`RECV_TIME` AS c16, `c`.`REQ_NO` AS c17, `c`.`SEND_DATE`
    AS c18, `c`.`SEND_DEPT` AS c19, `c`.`SEND_HOSP` AS c20, `c`.`SEND_TIME` AS c21, `c`.`SEX` AS c22, `c`.`SLIDE_DATE` AS c23,
    `c`.`SLIDE_TIME` AS c24, `c`.`SPECIMEN` AS c25, `c`.`TEL` AS c26, `c`.`TNAME` AS c27, `c`.`VISIT_NO` AS c28, `f`.`CASE_NO` AS c29,
    `f`.`DIAG_DATE` AS c30, `f`.`DIAG_TIME` AS c31, `f`.`PRINT_DATE` AS c32, `f`.`PRINT_TIME` AS c33, `f`.`ROWVER` AS c34, `f`.`RPT_SEQ`
    AS c35, `f`.`RPT_TYPE` AS c36, `f`.`SIGN_DATE` AS c37, `f`.`SIGN_TIME` AS c38, `f`.`SLIDE_GRADE` AS c39, `r`.`CASE_NO` AS c40,
    `r`.`DIAG_DATE` AS c41, `r`.`DIAG_TIME` AS c42, `r`.`PRINT_DATE` AS c43, `r`.`PRINT_TIME` AS c44, `r`.`ROWVER` AS c45, `r`.`RPT_SEQ`
    AS c46, `r`.`RPT_TYPE` AS c47, `r`.`SIGN_DATE` AS c48, `r`.`SIGN_TIME` AS c49, `r`.`SLIDE_GRADE` AS c50
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR `f`.`ROWVER` IS NOT NULL
AND `f`.`ROWVER` >= :ROWVER_3
AND `f`.`ROWVER` < :ROWVER_4
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL
AND `r`.`ROWVER` IS NULL
AND `f`.`ROWVER` IS NULL)
AND `c`.`CASE_NO` IS NULL;

-- keys only
SELECT `c`.`CASE_NO` AS c1
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR `f`.`ROWVER` IS NOT NULL
AND `f`.`ROWVER` >= :ROWVER_3
AND `f`.`ROWVER` < :ROWVER_4
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL
AND `r`.`ROWVER` IS NULL
AND `f`.`ROWVER` IS NULL)
AND `c`.`CASE_NO` IS NOT NULL
ORDER BY `c`.`CASE_NO`
 LIMIT :param_5;

-- a period
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CANCELLED` AS c4, `c`.`CASE_NO` AS c5, `c`.`CLIN_DIAG` AS c6,
    `c`.`GROSS_DATE` AS c7, `c`.`GROSS_TIME` AS c8, `c`.`HIS_PID` AS c9, `c`.`IDNO` AS c10, `c`.`IS_VIP` AS c11, `c`.`MODI_DATE` AS c12,
    `c`.`MODI_TIME` AS c13, `c`.`PAT_SRC` AS c14, `c`.`RECV_DATE` AS c15, `c`.`RECV_TIME` AS c16, `c`.`REQ_NO` AS c17, `c`.`SEND_DATE`
    AS c18, `c`.`SEND_DEPT` AS c19, `c`.`SEND_HOSP` AS c20, `c`.`SEND_TIME` AS c21, `c`.`SEX` AS c22, `c`.`SLIDE_DATE` AS c23,
    `c`.`SLIDE_TIME` AS c24, `c`.`SPECIMEN` AS c25, `c`.`TEL` AS c26, `c`.`TNAME` AS c27, `c`.`VISIT_NO` AS c28, `f`.`CASE_NO` AS c29,
    `f`.`DIAG_DATE` AS c30, `f`.`DIAG_TIME` AS c31, `f`.`PRINT_DATE` AS c32, `f`.`PRINT_TIME` AS c33, `f`.`ROWVER` AS c34, `f`.`RPT_SEQ`
    AS c35, `f`.`RPT_TYPE` AS c36, `f`.`SIGN_DATE` AS c37, `f`.`SIGN_TIME` AS c38, `f`.`SLIDE_GRADE` AS c39, `r`.`CASE_NO` AS c40,
    `r`.`DIAG_DATE` AS c41, `r`.`DIAG_TIME` AS c42, `r`.`PRINT_DATE` AS c43, `r`.`PRINT_TIME` AS c44, `r`.`ROWVER` AS c45, `r`.`RPT_SEQ`
    AS c46, `r`.`RPT_TYPE` AS c47, `r`.`SIGN_DATE` AS c48, `r`.`SIGN_TIME` AS c49, `r`.`SLIDE_GRADE` AS c50
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE (CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND `c`.`CASE_NO` IS NOT NULL
ORDER BY `c`.`CASE_NO`
 LIMIT :param_5;

-- some exams
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CANCELLED` AS c4, `c`.`CASE_NO` AS c5, `c`.`CLIN_DIAG` AS c6,
    `c`.`GROSS_DATE` AS c7, `c`.`GROSS_TIME` AS c8, `c`.`HIS_PID` AS c9, `c`.`IDNO` AS c10, `c`.`IS_VIP` AS c11, `c`.`MODI_DATE` AS c12,
    `c`.`MODI_TIME` AS c13, `c`.`PAT_SRC` AS c14, `c`.`RECV_DATE` AS c15, `c`.`RECV_TIME` AS c16, `c`.`REQ_NO` AS c17, `c`.`SEND_DATE`
    AS c18, `c`.`SEND_DEPT` AS c19, `c`.`SEND_HOSP` AS c20, `c`.`SEND_TIME` AS c21, `c`.`SEX` AS c22, `c`.`SLIDE_DATE` AS c23,
    `c`.`SLIDE_TIME` AS c24, `c`.`SPECIMEN` AS c25, `c`.`TEL` AS c26, `c`.`TNAME` AS c27, `c`.`VISIT_NO` AS c28, `f`.`CASE_NO` AS c29,
    `f`.`DIAG_DATE` AS c30, `f`.`DIAG_TIME` AS c31, `f`.`PRINT_DATE` AS c32, `f`.`PRINT_TIME` AS c33, `f`.`ROWVER` AS c34, `f`.`RPT_SEQ`
    AS c35, `f`.`RPT_TYPE` AS c36, `f`.`SIGN_DATE` AS c37, `f`.`SIGN_TIME` AS c38, `f`.`SLIDE_GRADE` AS c39, `r`.`CASE_NO` AS c40,
    `r`.`DIAG_DATE` AS c41, `r`.`DIAG_TIME` AS c42, `r`.`PRINT_DATE` AS c43, `r`.`PRINT_TIME` AS c44, `r`.`ROWVER` AS c45, `r`.`RPT_SEQ`
    AS c46, `r`.`RPT_TYPE` AS c47, `r`.`SIGN_DATE` AS c48, `r`.`SIGN_TIME` AS c49, `r`.`SLIDE_GRADE` AS c50
FROM `T_CASE` AS `c`
LEFT OUTER JOIN `T_REPORT` AS `r` ON `r`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`r`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_1_1)
AND ltrim(rtrim(CAST(`r`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_2_1)
LEFT OUTER JOIN `T_REPORT` AS `f` ON `f`.`CASE_NO` = `c`.`CASE_NO`
AND ltrim(rtrim(CAST(`f`.`RPT_TYPE` AS CHAR(100)))) IN (:ltrim_3_1)
AND ltrim(rtrim(CAST(`f`.`RPT_SEQ` AS CHAR(100)))) IN (:ltrim_4_1)
WHERE `c`.`CASE_NO` = :param_1
ORDER BY `c`.`CASE_NO`;

-- highest mark of 'report'
SELECT max(`r`.`ROWVER`) AS max_1
FROM `T_REPORT` AS `r`;

-- highest mark of 'frozen'
SELECT max(`f`.`ROWVER`) AS max_1
FROM `T_REPORT` AS `f`;
