-- EIS.images, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `i`.`captured_ts` AS c5,
    `i`.`exam_uuid` AS c6, `i`.`seq` AS c7
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` < :update_ts_1
OR `i`.`captured_ts` IS NOT NULL
AND `i`.`captured_ts` < :captured_ts_1
OR `e`.`update_ts` IS NULL
AND `i`.`captured_ts` IS NULL)
AND `i`.`exam_uuid` IS NOT NULL
AND `i`.`seq` IS NOT NULL
ORDER BY `i`.`exam_uuid`, `i`.`seq`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `i`.`captured_ts` AS c5,
    `i`.`exam_uuid` AS c6, `i`.`seq` AS c7
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `i`.`captured_ts` IS NOT NULL
AND `i`.`captured_ts` >= :captured_ts_1
AND `i`.`captured_ts` < :captured_ts_2
OR `e`.`update_ts` IS NULL
AND `i`.`captured_ts` IS NULL)
AND `i`.`exam_uuid` IS NOT NULL
AND `i`.`seq` IS NOT NULL
AND (`i`.`exam_uuid` > :exam_uuid_1
OR `i`.`exam_uuid` = :exam_uuid_2
AND `i`.`seq` > :seq_1)
ORDER BY `i`.`exam_uuid`, `i`.`seq`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `i`.`captured_ts` AS c5,
    `i`.`exam_uuid` AS c6, `i`.`seq` AS c7
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `i`.`captured_ts` IS NOT NULL
AND `i`.`captured_ts` >= :captured_ts_1
AND `i`.`captured_ts` < :captured_ts_2
OR `e`.`update_ts` IS NULL
AND `i`.`captured_ts` IS NULL)
AND (`i`.`exam_uuid` IS NULL
OR `i`.`seq` IS NULL);

-- keys only
SELECT `i`.`exam_uuid` AS c1, `i`.`seq` AS c2
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `i`.`captured_ts` IS NOT NULL
AND `i`.`captured_ts` >= :captured_ts_1
AND `i`.`captured_ts` < :captured_ts_2
OR `e`.`update_ts` IS NULL
AND `i`.`captured_ts` IS NULL)
AND `i`.`exam_uuid` IS NOT NULL
AND `i`.`seq` IS NOT NULL
ORDER BY `i`.`exam_uuid`, `i`.`seq`
 LIMIT :param_1;

-- a period
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `i`.`captured_ts` AS c5,
    `i`.`exam_uuid` AS c6, `i`.`seq` AS c7
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND (`e`.`register_ts` IS NOT NULL
AND `e`.`register_ts` >= :register_ts_1
AND `e`.`register_ts` < :register_ts_2
OR `e`.`register_ts` IS NULL)
AND `i`.`exam_uuid` IS NOT NULL
AND `i`.`seq` IS NOT NULL
ORDER BY `i`.`exam_uuid`, `i`.`seq`
 LIMIT :param_1;

-- some exams
SELECT `e`.`exam_uuid` AS c1, `e`.`register_ts` AS c2, `e`.`status` AS c3, `e`.`update_ts` AS c4, `i`.`captured_ts` AS c5,
    `i`.`exam_uuid` AS c6, `i`.`seq` AS c7
FROM `exam_image` AS `i`
LEFT OUTER JOIN `exam` AS `e` ON `e`.`exam_uuid` = `i`.`exam_uuid`
WHERE (`i`.`seq` IS NULL
OR (ltrim(rtrim(CAST(`i`.`seq` AS CHAR(100)))) NOT IN (:ltrim_1_1)))
AND `i`.`exam_uuid` = :param_1
ORDER BY `i`.`exam_uuid`, `i`.`seq`;
