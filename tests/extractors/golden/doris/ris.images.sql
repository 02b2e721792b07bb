-- RIS.images, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`DEL_FLAG` AS c1, `e`.`DEL_REASON` AS c2, `e`.`EXAM_ID` AS c3, `e`.`REG_DT` AS c4, `e`.`STUDY_UID` AS c5, `e`.`UPDATE_DT` AS
    c6
FROM `RIS_EXAM` AS `e`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` < :UPDATE_DT_1
OR `e`.`UPDATE_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`DEL_FLAG` AS c1, `e`.`DEL_REASON` AS c2, `e`.`EXAM_ID` AS c3, `e`.`REG_DT` AS c4, `e`.`STUDY_UID` AS c5, `e`.`UPDATE_DT` AS
    c6
FROM `RIS_EXAM` AS `e`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `e`.`UPDATE_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
AND `e`.`EXAM_ID` > :EXAM_ID_1
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`DEL_FLAG` AS c1, `e`.`DEL_REASON` AS c2, `e`.`EXAM_ID` AS c3, `e`.`REG_DT` AS c4, `e`.`STUDY_UID` AS c5, `e`.`UPDATE_DT` AS
    c6
FROM `RIS_EXAM` AS `e`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `e`.`UPDATE_DT` IS NULL)
AND `e`.`EXAM_ID` IS NULL;

-- keys only
SELECT `e`.`EXAM_ID` AS c1
FROM `RIS_EXAM` AS `e`
WHERE (`e`.`UPDATE_DT` IS NOT NULL
AND `e`.`UPDATE_DT` >= :UPDATE_DT_1
AND `e`.`UPDATE_DT` < :UPDATE_DT_2
OR `e`.`UPDATE_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- a period
SELECT `e`.`DEL_FLAG` AS c1, `e`.`DEL_REASON` AS c2, `e`.`EXAM_ID` AS c3, `e`.`REG_DT` AS c4, `e`.`STUDY_UID` AS c5, `e`.`UPDATE_DT` AS
    c6
FROM `RIS_EXAM` AS `e`
WHERE (`e`.`REG_DT` IS NOT NULL
AND `e`.`REG_DT` >= :REG_DT_1
AND `e`.`REG_DT` < :REG_DT_2
OR `e`.`REG_DT` IS NULL)
AND `e`.`EXAM_ID` IS NOT NULL
ORDER BY `e`.`EXAM_ID`
 LIMIT :param_1;

-- some exams
SELECT `e`.`DEL_FLAG` AS c1, `e`.`DEL_REASON` AS c2, `e`.`EXAM_ID` AS c3, `e`.`REG_DT` AS c4, `e`.`STUDY_UID` AS c5, `e`.`UPDATE_DT` AS
    c6
FROM `RIS_EXAM` AS `e`
WHERE `e`.`EXAM_ID` = :param_1
ORDER BY `e`.`EXAM_ID`;
