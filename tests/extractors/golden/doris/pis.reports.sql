-- PIS.reports, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CASE_NO` AS c4, `c`.`HIS_PID` AS c5, `c`.`IDNO` AS c6,
    `c`.`IS_VIP` AS c7, `c`.`MODI_DATE` AS c8, `c`.`MODI_TIME` AS c9, `c`.`RECV_DATE` AS c10, `c`.`RECV_TIME` AS c11, `c`.`SEX` AS c12,
    `c`.`TEL` AS c13, `c`.`TNAME` AS c14, `c`.`VISIT_NO` AS c15, `r`.`BENIGN_MALIG` AS c16, `r`.`CASE_NO` AS c17, `r`.`CRITICAL` AS c18,
    `r`.`DIAGNOSIS` AS c19, `r`.`DIAG_DATE` AS c20, `r`.`DIAG_DOC` AS c21, `r`.`DIAG_TIME` AS c22, `r`.`IHC_RESULT` AS c23,
    `r`.`MICRO_DESC` AS c24, `r`.`PRINT_DATE` AS c25, `r`.`PRINT_TIME` AS c26, `r`.`ROWVER` AS c27, `r`.`RPT_SEQ` AS c28,
    `r`.`RPT_STATE` AS c29, `r`.`RPT_TYPE` AS c30, `r`.`SIGN_DATE` AS c31, `r`.`SIGN_DOC` AS c32, `r`.`SIGN_TIME` AS c33
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE (`r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` < :ROWVER_1
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_2
OR `r`.`ROWVER` IS NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_3,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND `r`.`CASE_NO` IS NOT NULL
AND `r`.`RPT_TYPE` IS NOT NULL
AND `r`.`RPT_SEQ` IS NOT NULL
ORDER BY `r`.`CASE_NO`, `r`.`RPT_TYPE`, `r`.`RPT_SEQ`
 LIMIT :param_4;

-- following page of a window
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CASE_NO` AS c4, `c`.`HIS_PID` AS c5, `c`.`IDNO` AS c6,
    `c`.`IS_VIP` AS c7, `c`.`MODI_DATE` AS c8, `c`.`MODI_TIME` AS c9, `c`.`RECV_DATE` AS c10, `c`.`RECV_TIME` AS c11, `c`.`SEX` AS c12,
    `c`.`TEL` AS c13, `c`.`TNAME` AS c14, `c`.`VISIT_NO` AS c15, `r`.`BENIGN_MALIG` AS c16, `r`.`CASE_NO` AS c17, `r`.`CRITICAL` AS c18,
    `r`.`DIAGNOSIS` AS c19, `r`.`DIAG_DATE` AS c20, `r`.`DIAG_DOC` AS c21, `r`.`DIAG_TIME` AS c22, `r`.`IHC_RESULT` AS c23,
    `r`.`MICRO_DESC` AS c24, `r`.`PRINT_DATE` AS c25, `r`.`PRINT_TIME` AS c26, `r`.`ROWVER` AS c27, `r`.`RPT_SEQ` AS c28,
    `r`.`RPT_STATE` AS c29, `r`.`RPT_TYPE` AS c30, `r`.`SIGN_DATE` AS c31, `r`.`SIGN_DOC` AS c32, `r`.`SIGN_TIME` AS c33
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE (`r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND `r`.`CASE_NO` IS NOT NULL
AND `r`.`RPT_TYPE` IS NOT NULL
AND `r`.`RPT_SEQ` IS NOT NULL
AND (`r`.`CASE_NO` > :CASE_NO_1
OR `r`.`CASE_NO` = :CASE_NO_2
AND `r`.`RPT_TYPE` > :RPT_TYPE_1
OR `r`.`CASE_NO` = :CASE_NO_3
AND `r`.`RPT_TYPE` = :RPT_TYPE_2
AND `r`.`RPT_SEQ` > :RPT_SEQ_1)
ORDER BY `r`.`CASE_NO`, `r`.`RPT_TYPE`, `r`.`RPT_SEQ`
 LIMIT :param_5;

-- rows without a key
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CASE_NO` AS c4, `c`.`HIS_PID` AS c5, `c`.`IDNO` AS c6,
    `c`.`IS_VIP` AS c7, `c`.`MODI_DATE` AS c8, `c`.`MODI_TIME` AS c9, `c`.`RECV_DATE` AS c10, `c`.`RECV_TIME` AS c11, `c`.`SEX` AS c12,
    `c`.`TEL` AS c13, `c`.`TNAME` AS c14, `c`.`VISIT_NO` AS c15, `r`.`BENIGN_MALIG` AS c16, `r`.`CASE_NO` AS c17, `r`.`CRITICAL` AS c18,
    `r`.`DIAGNOSIS` AS c19, `r`.`DIAG_DATE` AS c20, `r`.`DIAG_DOC` AS c21, `r`.`DIAG_TIME` AS c22, `r`.`IHC_RESULT` AS c23,
    `r`.`MICRO_DESC` AS c24, `r`.`PRINT_DATE` AS c25, `r`.`PRINT_TIME` AS c26, `r`.`ROWVER` AS c27, `r`.`RPT_SEQ` AS c28,
    `r`.`RPT_STATE` AS c29, `r`.`RPT_TYPE` AS c30, `r`.`SIGN_DATE` AS c31, `r`.`SIGN_DOC` AS c32, `r`.`SIGN_TIME` AS c33
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE (`r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND (`r`.`CASE_NO` IS NULL
OR `r`.`RPT_TYPE` IS NULL
OR `r`.`RPT_SEQ` IS NULL);

-- keys only
SELECT `r`.`CASE_NO` AS c1, `r`.`RPT_TYPE` AS c2, `r`.`RPT_SEQ` AS c3
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE (`r`.`ROWVER` IS NOT NULL
AND `r`.`ROWVER` >= :ROWVER_1
AND `r`.`ROWVER` < :ROWVER_2
OR CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR `r`.`ROWVER` IS NULL
AND CASE WHEN (rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`MODI_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`MODI_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND `r`.`CASE_NO` IS NOT NULL
AND `r`.`RPT_TYPE` IS NOT NULL
AND `r`.`RPT_SEQ` IS NOT NULL
ORDER BY `r`.`CASE_NO`, `r`.`RPT_TYPE`, `r`.`RPT_SEQ`
 LIMIT :param_5;

-- a period
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CASE_NO` AS c4, `c`.`HIS_PID` AS c5, `c`.`IDNO` AS c6,
    `c`.`IS_VIP` AS c7, `c`.`MODI_DATE` AS c8, `c`.`MODI_TIME` AS c9, `c`.`RECV_DATE` AS c10, `c`.`RECV_TIME` AS c11, `c`.`SEX` AS c12,
    `c`.`TEL` AS c13, `c`.`TNAME` AS c14, `c`.`VISIT_NO` AS c15, `r`.`BENIGN_MALIG` AS c16, `r`.`CASE_NO` AS c17, `r`.`CRITICAL` AS c18,
    `r`.`DIAGNOSIS` AS c19, `r`.`DIAG_DATE` AS c20, `r`.`DIAG_DOC` AS c21, `r`.`DIAG_TIME` AS c22, `r`.`IHC_RESULT` AS c23,
    `r`.`MICRO_DESC` AS c24, `r`.`PRINT_DATE` AS c25, `r`.`PRINT_TIME` AS c26, `r`.`ROWVER` AS c27, `r`.`RPT_SEQ` AS c28,
    `r`.`RPT_STATE` AS c29, `r`.`RPT_TYPE` AS c30, `r`.`SIGN_DATE` AS c31, `r`.`SIGN_DOC` AS c32, `r`.`SIGN_TIME` AS c33
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE (CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))),
    :param_1, coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END IS
    NOT NULL
AND CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END >= :param_2
AND CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_1) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_1,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_1, :replace_2), :nullif_1), :coalesce_1)) END < :param_3
OR CASE WHEN (rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))) LIKE :rtrim_2) THEN concat(rtrim(CAST(`c`.`RECV_DATE` AS CHAR(10))), :param_4,
    coalesce(nullif(replace(rtrim(CAST(`c`.`RECV_TIME` AS CHAR(8))), :replace_3, :replace_4), :nullif_2), :coalesce_2)) END IS NULL)
AND `r`.`CASE_NO` IS NOT NULL
AND `r`.`RPT_TYPE` IS NOT NULL
AND `r`.`RPT_SEQ` IS NOT NULL
ORDER BY `r`.`CASE_NO`, `r`.`RPT_TYPE`, `r`.`RPT_SEQ`
 LIMIT :param_5;

-- some exams
SELECT `c`.`AGE` AS c1, `c`.`AGE_UNIT` AS c2, `c`.`BIRTH` AS c3, `c`.`CASE_NO` AS c4, `c`.`HIS_PID` AS c5, `c`.`IDNO` AS c6,
    `c`.`IS_VIP` AS c7, `c`.`MODI_DATE` AS c8, `c`.`MODI_TIME` AS c9, `c`.`RECV_DATE` AS c10, `c`.`RECV_TIME` AS c11, `c`.`SEX` AS c12,
    `c`.`TEL` AS c13, `c`.`TNAME` AS c14, `c`.`VISIT_NO` AS c15, `r`.`BENIGN_MALIG` AS c16, `r`.`CASE_NO` AS c17, `r`.`CRITICAL` AS c18,
    `r`.`DIAGNOSIS` AS c19, `r`.`DIAG_DATE` AS c20, `r`.`DIAG_DOC` AS c21, `r`.`DIAG_TIME` AS c22, `r`.`IHC_RESULT` AS c23,
    `r`.`MICRO_DESC` AS c24, `r`.`PRINT_DATE` AS c25, `r`.`PRINT_TIME` AS c26, `r`.`ROWVER` AS c27, `r`.`RPT_SEQ` AS c28,
    `r`.`RPT_STATE` AS c29, `r`.`RPT_TYPE` AS c30, `r`.`SIGN_DATE` AS c31, `r`.`SIGN_DOC` AS c32, `r`.`SIGN_TIME` AS c33
FROM `T_REPORT` AS `r`
LEFT OUTER JOIN `T_CASE` AS `c` ON `c`.`CASE_NO` = `r`.`CASE_NO`
WHERE `r`.`CASE_NO` = :param_1
ORDER BY `r`.`CASE_NO`, `r`.`RPT_TYPE`, `r`.`RPT_SEQ`;

-- highest mark of 'report'
SELECT max(`r`.`ROWVER`) AS max_1
FROM `T_REPORT` AS `r`;
