-- RIS.orders, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`BODY_PART` AS c1, `e`.`CLINIC_DIAG` AS c2, `e`.`DEL_FLAG` AS c3, `e`.`DEL_REASON` AS c4, `e`.`EMERGENCY` AS c5,
    `e`.`EXAM_ID` AS c6, `e`.`EXAM_ITEM` AS c7, `e`.`EXAM_STATUS` AS c8, `e`.`MODALITY` AS c9, `e`.`ORDER_DT` AS c10, `e`.`ORDER_NO` AS
    c11, `e`.`PATIENT_NO` AS c12, `e`.`PATIENT_TYPE` AS c13, `e`.`REQ_DEPT` AS c14, `e`.`REQ_DEPT_NAME` AS c15, `e`.`UPDATE_DT` AS c16,
    `e`.`VIP_FLAG` AS c17, `e`.`VISIT_NO` AS c18, `p`.`ADDR` AS c19, `p`.`AGE_TXT` AS c20, `p`.`BIRTH_DT` AS c21, `p`.`CARD_NO` AS c22,
    `p`.`HIS_PID` AS c23, `p`.`ID_NO` AS c24, `p`.`ID_TYPE` AS c25, `p`.`MOD_DT` AS c26, `p`.`NAME` AS c27, `p`.`NAME_PY` AS c28,
    `p`.`PATIENT_NO` AS c29, `p`.`PHONE` AS c30, `p`.`SEX` AS c31
FROM `RIS_EXAM` AS `e`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`ORDER_NO` IS NOT NULL
OR `e`.`ORDER_DT` IS NOT NULL)
AND (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` < :UPDATE_DT_1
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` < :MOD_DT_1
OR `e`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`BODY_PART` AS c1, `e`.`CLINIC_DIAG` AS c2, `e`.`DEL_FLAG` AS c3, `e`.`DEL_REASON` AS c4, `e`.`EMERGENCY` AS c5,
    `e`.`EXAM_ID` AS c6, `e`.`EXAM_ITEM` AS c7, `e`.`EXAM_STATUS` AS c8, `e`.`MODALITY` AS c9, `e`.`ORDER_DT` AS c10, `e`.`ORDER_NO` AS
    c11, `e`.`PATIENT_NO` AS c12, `e`.`PATIENT_TYPE` AS c13, `e`.`REQ_DEPT` AS c14, `e`.`REQ_DEPT_NAME` AS c15, `e`.`UPDATE_DT` AS c16,
    `e`.`VIP_FLAG` AS c17, `e`.`VISIT_NO` AS c18, `p`.`ADDR` AS c19, `p`.`AGE_TXT` AS c20, `p`.`BIRTH_DT` AS c21, `p`.`CARD_NO` AS c22,
    `p`.`HIS_PID` AS c23, `p`.`ID_NO` AS c24, `p`.`ID_TYPE` AS c25, `p`.`MOD_DT` AS c26, `p`.`NAME` AS c27, `p`.`NAME_PY` AS c28,
    `p`.`PATIENT_NO` AS c29, `p`.`PHONE` AS c30, `p`.`SEX` AS c31
FROM `RIS_EXAM` AS `e`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`ORDER_NO` IS NOT NULL
OR `e`.`ORDER_DT` IS NOT NULL)
AND (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` >= :MOD_DT_1
AND `p`.`MOD_DT` < :MOD_DT_2
OR `e`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
AND `e`.`EXAM_ID` > :EXAM_ID_1
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`BODY_PART` AS c1, `e`.`CLINIC_DIAG` AS c2, `e`.`DEL_FLAG` AS c3, `e`.`DEL_REASON` AS c4, `e`.`EMERGENCY` AS c5,
    `e`.`EXAM_ID` AS c6, `e`.`EXAM_ITEM` AS c7, `e`.`EXAM_STATUS` AS c8, `e`.`MODALITY` AS c9, `e`.`ORDER_DT` AS c10, `e`.`ORDER_NO` AS
    c11, `e`.`PATIENT_NO` AS c12, `e`.`PATIENT_TYPE` AS c13, `e`.`REQ_DEPT` AS c14, `e`.`REQ_DEPT_NAME` AS c15, `e`.`UPDATE_DT` AS c16,
    `e`.`VIP_FLAG` AS c17, `e`.`VISIT_NO` AS c18, `p`.`ADDR` AS c19, `p`.`AGE_TXT` AS c20, `p`.`BIRTH_DT` AS c21, `p`.`CARD_NO` AS c22,
    `p`.`HIS_PID` AS c23, `p`.`ID_NO` AS c24, `p`.`ID_TYPE` AS c25, `p`.`MOD_DT` AS c26, `p`.`NAME` AS c27, `p`.`NAME_PY` AS c28,
    `p`.`PATIENT_NO` AS c29, `p`.`PHONE` AS c30, `p`.`SEX` AS c31
FROM `RIS_EXAM` AS `e`
LEFT OUTER JOIN `RIS_PATIENT` AS `p` ON `p`.`PATIENT_NO` = `e`.`PATIENT_NO`
WHERE (`e`.`ORDER_NO` IS NOT NULL
OR `e`.`ORDER_DT` IS NOT NULL)
AND (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `p`.`MOD_DT` IS NOT NULL
AND `p`.`MOD_DT` >= :MOD_DT_1
AND `p`.`MOD_DT` < :MOD_DT_2
OR `e`.`UPDATE_DT` IS NULL
AND `p`.`MOD_DT` IS NULL)
AND `e`.`EXAM_ID` IS NULL;
