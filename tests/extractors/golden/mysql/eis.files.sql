-- EIS.files, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `r`.`exam_uuid` AS c5, `r`.`report_id`
    AS c6, `r`.`update_ts` AS c7
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE (`r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` < :update_ts_1
OR `e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` < :update_ts_2
OR `r`.`update_ts` IS NULL
AND `e`.`update_ts` IS NULL)
AND `r`.`report_id` IS NOT NULL
ORDER BY `r`.`report_id`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `r`.`exam_uuid` AS c5, `r`.`report_id`
    AS c6, `r`.`update_ts` AS c7
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE (`r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_1
AND `r`.`update_ts` < :update_ts_2
OR `e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_3
AND `e`.`update_ts` < :update_ts_4
OR `r`.`update_ts` IS NULL
AND `e`.`update_ts` IS NULL)
AND `r`.`report_id` IS NOT NULL
AND `r`.`report_id` > :report_id_1
ORDER BY `r`.`report_id`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `r`.`exam_uuid` AS c5, `r`.`report_id`
    AS c6, `r`.`update_ts` AS c7
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE (`r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_1
AND `r`.`update_ts` < :update_ts_2
OR `e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_3
AND `e`.`update_ts` < :update_ts_4
OR `r`.`update_ts` IS NULL
AND `e`.`update_ts` IS NULL)
AND `r`.`report_id` IS NULL;

-- keys only
SELECT `r`.`report_id` AS c1
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE (`r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_1
AND `r`.`update_ts` < :update_ts_2
OR `e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_3
AND `e`.`update_ts` < :update_ts_4
OR `r`.`update_ts` IS NULL
AND `e`.`update_ts` IS NULL)
AND `r`.`report_id` IS NOT NULL
ORDER BY `r`.`report_id`
 LIMIT :param_1;

-- a period
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `r`.`exam_uuid` AS c5, `r`.`report_id`
    AS c6, `r`.`update_ts` AS c7
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE (`e`.`register_ts` IS NOT NULL
AND `e`.`register_ts` >= :register_ts_1
AND `e`.`register_ts` < :register_ts_2
OR `e`.`register_ts` IS NULL)
AND `r`.`report_id` IS NOT NULL
ORDER BY `r`.`report_id`
 LIMIT :param_1;

-- some exams
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `r`.`exam_uuid` AS c5, `r`.`report_id`
    AS c6, `r`.`update_ts` AS c7
FROM `report` AS `r`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `r`.`exam_uuid`
WHERE `r`.`exam_uuid` = :param_1
ORDER BY `r`.`report_id`;
