-- RIS.reports, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`ACCESSION_NO` AS c1, `e`.`DEL_FLAG` AS c2, `e`.`DEL_REASON` AS c3, `e`.`EXAM_ID` AS c4, `e`.`PATIENT_NO` AS c5,
    `e`.`PRINT_DT` AS c6, `e`.`REG_DT` AS c7, `e`.`UPDATE_DT` AS c8, `e`.`VIP_FLAG` AS c9, `e`.`VISIT_NO` AS c10, `p`.`ADDR` AS c11,
    `p`.`AGE_TXT` AS c12, `p`.`BIRTH_DT` AS c13, `p`.`CARD_NO` AS c14, `p`.`HIS_PID` AS c15, `p`.`ID_NO` AS c16, `p`.`ID_TYPE` AS c17,
    `p`.`MOD_DT` AS c18, `p`.`NAME` AS c19, `p`.`NAME_PY` AS c20, `p`.`PATIENT_NO` AS c21, `p`.`PHONE` AS c22, `p`.`SEX` AS c23,
    `r`.`ADVICE` AS c24, `r`.`CRITICAL` AS c25, `r`.`CRITICAL_TXT` AS c26, `r`.`DIAGNOSIS` AS c27, `r`.`EXAM_ID` AS c28, `r`.`FINDINGS`
    AS c29, `r`.`IS_CURRENT` AS c30, `r`.`POS_FLAG` AS c31, `r`.`REPORT_DOC` AS c32, `r`.`REPORT_DT` AS c33, `r`.`REPORT_ID` AS c34,
    `r`.`REPORT_STATUS` AS c35, `r`.`RPT_GRADE` AS c36, `r`.`UPDATE_DT` AS c37, `r`.`VERIFY_DOC` AS c38, `r`.`VERIFY_DT` AS c39
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` < :UPDATE_DT_1
OR `r`.`UPDATE_DT` IS NOT NULL
AND `r`.`UPDATE_DT` < :UPDATE_DT_2
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` < :MOD_DT_1
OR `e`.`UPDATE_DT` IS NULL
AND `r`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `r`.`REPORT_ID` IS NOT NULL
ORDER BY `r`.`REPORT_ID`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`ACCESSION_NO` AS c1, `e`.`DEL_FLAG` AS c2, `e`.`DEL_REASON` AS c3, `e`.`EXAM_ID` AS c4, `e`.`PATIENT_NO` AS c5,
    `e`.`PRINT_DT` AS c6, `e`.`REG_DT` AS c7, `e`.`UPDATE_DT` AS c8, `e`.`VIP_FLAG` AS c9, `e`.`VISIT_NO` AS c10, `p`.`ADDR` AS c11,
    `p`.`AGE_TXT` AS c12, `p`.`BIRTH_DT` AS c13, `p`.`CARD_NO` AS c14, `p`.`HIS_PID` AS c15, `p`.`ID_NO` AS c16, `p`.`ID_TYPE` AS c17,
    `p`.`MOD_DT` AS c18, `p`.`NAME` AS c19, `p`.`NAME_PY` AS c20, `p`.`PATIENT_NO` AS c21, `p`.`PHONE` AS c22, `p`.`SEX` AS c23,
    `r`.`ADVICE` AS c24, `r`.`CRITICAL` AS c25, `r`.`CRITICAL_TXT` AS c26, `r`.`DIAGNOSIS` AS c27, `r`.`EXAM_ID` AS c28, `r`.`FINDINGS`
    AS c29, `r`.`IS_CURRENT` AS c30, `r`.`POS_FLAG` AS c31, `r`.`REPORT_DOC` AS c32, `r`.`REPORT_DT` AS c33, `r`.`REPORT_ID` AS c34,
    `r`.`REPORT_STATUS` AS c35, `r`.`RPT_GRADE` AS c36, `r`.`UPDATE_DT` AS c37, `r`.`VERIFY_DOC` AS c38, `r`.`VERIFY_DT` AS c39
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `r`.`UPDATE_DT` IS NOT NULL
AND `r`.`UPDATE_DT` >= :UPDATE_DT_3
AND `r`.`UPDATE_DT` < :UPDATE_DT_4
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` >= :MOD_DT_1
AND `p`.`MOD_DT` < :MOD_DT_2
OR `e`.`UPDATE_DT` IS NULL
AND `r`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `r`.`REPORT_ID` IS NOT NULL
AND `r`.`REPORT_ID` > :REPORT_ID_1
ORDER BY `r`.`REPORT_ID`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`ACCESSION_NO` AS c1, `e`.`DEL_FLAG` AS c2, `e`.`DEL_REASON` AS c3, `e`.`EXAM_ID` AS c4, `e`.`PATIENT_NO` AS c5,
    `e`.`PRINT_DT` AS c6, `e`.`REG_DT` AS c7, `e`.`UPDATE_DT` AS c8, `e`.`VIP_FLAG` AS c9, `e`.`VISIT_NO` AS c10, `p`.`ADDR` AS c11,
    `p`.`AGE_TXT` AS c12, `p`.`BIRTH_DT` AS c13, `p`.`CARD_NO` AS c14, `p`.`HIS_PID` AS c15, `p`.`ID_NO` AS c16, `p`.`ID_TYPE` AS c17,
    `p`.`MOD_DT` AS c18, `p`.`NAME` AS c19, `p`.`NAME_PY` AS c20, `p`.`PATIENT_NO` AS c21, `p`.`PHONE` AS c22, `p`.`SEX` AS c23,
    `r`.`ADVICE` AS c24, `r`.`CRITICAL` AS c25, `r`.`CRITICAL_TXT` AS c26, `r`.`DIAGNOSIS` AS c27, `r`.`EXAM_ID` AS c28, `r`.`FINDINGS`
    AS c29, `r`.`IS_CURRENT` AS c30, `r`.`POS_FLAG` AS c31, `r`.`REPORT_DOC` AS c32, `r`.`REPORT_DT` AS c33, `r`.`REPORT_ID` AS c34,
    `r`.`REPORT_STATUS` AS c35, `r`.`RPT_GRADE` AS c36, `r`.`UPDATE_DT` AS c37, `r`.`VERIFY_DOC` AS c38, `r`.`VERIFY_DT` AS c39
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `r`.`UPDATE_DT` IS NOT NULL
AND `r`.`UPDATE_DT` >= :UPDATE_DT_3
AND `r`.`UPDATE_DT` < :UPDATE_DT_4
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` >= :MOD_DT_1
AND `p`.`MOD_DT` < :MOD_DT_2
OR `e`.`UPDATE_DT` IS NULL
AND `r`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `r`.`REPORT_ID` IS NULL;

-- keys only
SELECT `r`.`REPORT_ID` AS c1
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `r`.`UPDATE_DT` IS NOT NULL
AND `r`.`UPDATE_DT` >= :UPDATE_DT_3
AND `r`.`UPDATE_DT` < :UPDATE_DT_4
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` >= :MOD_DT_1
AND `p`.`MOD_DT` < :MOD_DT_2
OR `e`.`UPDATE_DT` IS NULL
AND `r`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `r`.`REPORT_ID` IS NOT NULL
ORDER BY `r`.`REPORT_ID`
 LIMIT :param_1;

-- a period
SELECT `e`.`ACCESSION_NO` AS c1, `e`.`DEL_FLAG` AS c2, `e`.`DEL_REASON` AS c3, `e`.`EXAM_ID` AS c4, `e`.`PATIENT_NO` AS c5,
    `e`.`PRINT_DT` AS c6, `e`.`REG_DT` AS c7, `e`.`UPDATE_DT` AS c8, `e`.`VIP_FLAG` AS c9, `e`.`VISIT_NO` AS c10, `p`.`ADDR` AS c11,
    `p`.`AGE_TXT` AS c12, `p`.`BIRTH_DT` AS c13, `p`.`CARD_NO` AS c14, `p`.`HIS_PID` AS c15, `p`.`ID_NO` AS c16, `p`.`ID_TYPE` AS c17,
    `p`.`MOD_DT` AS c18, `p`.`NAME` AS c19, `p`.`NAME_PY` AS c20, `p`.`PATIENT_NO` AS c21, `p`.`PHONE` AS c22, `p`.`SEX` AS c23,
    `r`.`ADVICE` AS c24, `r`.`CRITICAL` AS c25, `r`.`CRITICAL_TXT` AS c26, `r`.`DIAGNOSIS` AS c27, `r`.`EXAM_ID` AS c28, `r`.`FINDINGS`
    AS c29, `r`.`IS_CURRENT` AS c30, `r`.`POS_FLAG` AS c31, `r`.`REPORT_DOC` AS c32, `r`.`REPORT_DT` AS c33, `r`.`REPORT_ID` AS c34,
    `r`.`REPORT_STATUS` AS c35, `r`.`RPT_GRADE` AS c36, `r`.`UPDATE_DT` AS c37, `r`.`VERIFY_DOC` AS c38, `r`.`VERIFY_DT` AS c39
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`REG_DT` IS NOT NULL
AND `e`.`REG_DT` >= :REG_DT_1
AND `e`.`REG_DT` < :REG_DT_2
OR `e`.`REG_DT` IS NULL)
AND `r`.`REPORT_ID` IS NOT NULL
ORDER BY `r`.`REPORT_ID`
 LIMIT :param_1;

-- some exams
SELECT `e`.`ACCESSION_NO` AS c1, `e`.`DEL_FLAG` AS c2, `e`.`DEL_REASON` AS c3, `e`.`EXAM_ID` AS c4, `e`.`PATIENT_NO` AS c5,
    `e`.`PRINT_DT` AS c6, `e`.`REG_DT` AS c7, `e`.`UPDATE_DT` AS c8, `e`.`VIP_FLAG` AS c9, `e`.`VISIT_NO` AS c10, `p`.`ADDR` AS c11,
    `p`.`AGE_TXT` AS c12, `p`.`BIRTH_DT` AS c13, `p`.`CARD_NO` AS c14, `p`.`HIS_PID` AS c15, `p`.`ID_NO` AS c16, `p`.`ID_TYPE` AS c17,
    `p`.`MOD_DT` AS c18, `p`.`NAME` AS c19, `p`.`NAME_PY` AS c20, `p`.`PATIENT_NO` AS c21, `p`.`PHONE` AS c22, `p`.`SEX` AS c23,
    `r`.`ADVICE` AS c24, `r`.`CRITICAL` AS c25, `r`.`CRITICAL_TXT` AS c26, `r`.`DIAGNOSIS` AS c27, `r`.`EXAM_ID` AS c28, `r`.`FINDINGS`
    AS c29, `r`.`IS_CURRENT` AS c30, `r`.`POS_FLAG` AS c31, `r`.`REPORT_DOC` AS c32, `r`.`REPORT_DT` AS c33, `r`.`REPORT_ID` AS c34,
    `r`.`REPORT_STATUS` AS c35, `r`.`RPT_GRADE` AS c36, `r`.`UPDATE_DT` AS c37, `r`.`VERIFY_DOC` AS c38, `r`.`VERIFY_DT` AS c39
FROM `RIS_REPORT` AS `r`
LEFT OUTER JOIN `RIS_EXAM` AS `e` ON `e`.`EXAM_ID` = `r`.`EXAM_ID`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE `r`.`EXAM_ID` = :param_1
ORDER BY `r`.`REPORT_ID`;
