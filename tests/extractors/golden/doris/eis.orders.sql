-- EIS.orders, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`register_ts` AS c10, `e`.`status` AS c11,
    `e`.`update_ts` AS c12, `e`.`visit_no` AS c13, `p`.`birthday` AS c14, `p`.`full_name` AS c15, `p`.`gender` AS c16, `p`.`his_pid` AS
    c17, `p`.`id_card_enc` AS c18, `p`.`is_vip` AS c19, `p`.`mobile` AS c20, `p`.`patient_id` AS c21, `p`.`update_ts` AS c22
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` < :update_ts_1
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` < :update_ts_2
OR `e`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`register_ts` AS c10, `e`.`status` AS c11,
    `e`.`update_ts` AS c12, `e`.`visit_no` AS c13, `p`.`birthday` AS c14, `p`.`full_name` AS c15, `p`.`gender` AS c16, `p`.`his_pid` AS
    c17, `p`.`id_card_enc` AS c18, `p`.`is_vip` AS c19, `p`.`mobile` AS c20, `p`.`patient_id` AS c21, `p`.`update_ts` AS c22
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_3
AND `p`.`update_ts` < :update_ts_4
OR `e`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
AND `e`.`exam_uuid` > :exam_uuid_1
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`register_ts` AS c10, `e`.`status` AS c11,
    `e`.`update_ts` AS c12, `e`.`visit_no` AS c13, `p`.`birthday` AS c14, `p`.`full_name` AS c15, `p`.`gender` AS c16, `p`.`his_pid` AS
    c17, `p`.`id_card_enc` AS c18, `p`.`is_vip` AS c19, `p`.`mobile` AS c20, `p`.`patient_id` AS c21, `p`.`update_ts` AS c22
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_3
AND `p`.`update_ts` < :update_ts_4
OR `e`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NULL;

-- keys only
SELECT `e`.`exam_uuid` AS c1
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_3
AND `p`.`update_ts` < :update_ts_4
OR `e`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- a period
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`register_ts` AS c10, `e`.`status` AS c11,
    `e`.`update_ts` AS c12, `e`.`visit_no` AS c13, `p`.`birthday` AS c14, `p`.`full_name` AS c15, `p`.`gender` AS c16, `p`.`his_pid` AS
    c17, `p`.`id_card_enc` AS c18, `p`.`is_vip` AS c19, `p`.`mobile` AS c20, `p`.`patient_id` AS c21, `p`.`update_ts` AS c22
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND (`e`.`register_ts` IS NOT NULL
AND `e`.`register_ts` >= :register_ts_1
AND `e`.`register_ts` < :register_ts_2
OR `e`.`register_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- some exams
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`register_ts` AS c10, `e`.`status` AS c11,
    `e`.`update_ts` AS c12, `e`.`visit_no` AS c13, `p`.`birthday` AS c14, `p`.`full_name` AS c15, `p`.`gender` AS c16, `p`.`his_pid` AS
    c17, `p`.`id_card_enc` AS c18, `p`.`is_vip` AS c19, `p`.`mobile` AS c20, `p`.`patient_id` AS c21, `p`.`update_ts` AS c22
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
WHERE (`e`.`apply_no` IS NOT NULL
OR `e`.`apply_ts` IS NOT NULL)
AND `e`.`exam_uuid` = :param_1
ORDER BY `e`.`exam_uuid`;
