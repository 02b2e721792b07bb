-- EIS.orders, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`emergency` AS c4, `e`.`exam_no` AS c5, `e`.`exam_uuid`
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`status` AS c10, `e`.`update_ts` AS c11,
    `e`.`visit_no` AS c12, `p`.`birthday` AS c13, `p`.`full_name` AS c14, `p`.`gender` AS c15, `p`.`his_pid` AS c16, `p`.`id_card_enc`
    AS c17, `p`.`is_vip` AS c18, `p`.`mobile` AS c19, `p`.`patient_id` AS c20, `p`.`update_ts` AS c21
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
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`status` AS c10, `e`.`update_ts` AS c11,
    `e`.`visit_no` AS c12, `p`.`birthday` AS c13, `p`.`full_name` AS c14, `p`.`gender` AS c15, `p`.`his_pid` AS c16, `p`.`id_card_enc`
    AS c17, `p`.`is_vip` AS c18, `p`.`mobile` AS c19, `p`.`patient_id` AS c20, `p`.`update_ts` AS c21
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
    AS c6, `e`.`item_name` AS c7, `e`.`patient_from` AS c8, `e`.`patient_id` AS c9, `e`.`status` AS c10, `e`.`update_ts` AS c11,
    `e`.`visit_no` AS c12, `p`.`birthday` AS c13, `p`.`full_name` AS c14, `p`.`gender` AS c15, `p`.`his_pid` AS c16, `p`.`id_card_enc`
    AS c17, `p`.`is_vip` AS c18, `p`.`mobile` AS c19, `p`.`patient_id` AS c20, `p`.`update_ts` AS c21
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
