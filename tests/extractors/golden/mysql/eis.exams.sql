-- EIS.exams, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`begin_ts` AS c4, `e`.`emergency` AS c5, `e`.`end_ts` AS
    c6, `e`.`exam_no` AS c7, `e`.`exam_uuid` AS c8, `e`.`image_count` AS c9, `e`.`image_grade` AS c10, `e`.`item_name` AS c11,
    `e`.`patient_from` AS c12, `e`.`patient_id` AS c13, `e`.`print_ts` AS c14, `e`.`register_ts` AS c15, `e`.`room` AS c16,
    `e`.`scope_sn` AS c17, `e`.`status` AS c18, `e`.`update_ts` AS c19, `e`.`visit_no` AS c20, `p`.`birthday` AS c21, `p`.`full_name` AS
    c22, `p`.`gender` AS c23, `p`.`his_pid` AS c24, `p`.`id_card_enc` AS c25, `p`.`is_vip` AS c26, `p`.`mobile` AS c27, `p`.`patient_id`
    AS c28, `p`.`update_ts` AS c29, `r`.`audit_ts` AS c30, `r`.`exam_uuid` AS c31, `r`.`update_ts` AS c32, `r`.`write_ts` AS c33
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` < :update_ts_1
OR `r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` < :update_ts_2
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` < :update_ts_3
OR `e`.`update_ts` IS NULL
AND `r`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- following page of a window
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`begin_ts` AS c4, `e`.`emergency` AS c5, `e`.`end_ts` AS
    c6, `e`.`exam_no` AS c7, `e`.`exam_uuid` AS c8, `e`.`image_count` AS c9, `e`.`image_grade` AS c10, `e`.`item_name` AS c11,
    `e`.`patient_from` AS c12, `e`.`patient_id` AS c13, `e`.`print_ts` AS c14, `e`.`register_ts` AS c15, `e`.`room` AS c16,
    `e`.`scope_sn` AS c17, `e`.`status` AS c18, `e`.`update_ts` AS c19, `e`.`visit_no` AS c20, `p`.`birthday` AS c21, `p`.`full_name` AS
    c22, `p`.`gender` AS c23, `p`.`his_pid` AS c24, `p`.`id_card_enc` AS c25, `p`.`is_vip` AS c26, `p`.`mobile` AS c27, `p`.`patient_id`
    AS c28, `p`.`update_ts` AS c29, `r`.`audit_ts` AS c30, `r`.`exam_uuid` AS c31, `r`.`update_ts` AS c32, `r`.`write_ts` AS c33
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_3
AND `r`.`update_ts` < :update_ts_4
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_5
AND `p`.`update_ts` < :update_ts_6
OR `e`.`update_ts` IS NULL
AND `r`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
AND `e`.`exam_uuid` > :exam_uuid_1
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- rows without a key
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`begin_ts` AS c4, `e`.`emergency` AS c5, `e`.`end_ts` AS
    c6, `e`.`exam_no` AS c7, `e`.`exam_uuid` AS c8, `e`.`image_count` AS c9, `e`.`image_grade` AS c10, `e`.`item_name` AS c11,
    `e`.`patient_from` AS c12, `e`.`patient_id` AS c13, `e`.`print_ts` AS c14, `e`.`register_ts` AS c15, `e`.`room` AS c16,
    `e`.`scope_sn` AS c17, `e`.`status` AS c18, `e`.`update_ts` AS c19, `e`.`visit_no` AS c20, `p`.`birthday` AS c21, `p`.`full_name` AS
    c22, `p`.`gender` AS c23, `p`.`his_pid` AS c24, `p`.`id_card_enc` AS c25, `p`.`is_vip` AS c26, `p`.`mobile` AS c27, `p`.`patient_id`
    AS c28, `p`.`update_ts` AS c29, `r`.`audit_ts` AS c30, `r`.`exam_uuid` AS c31, `r`.`update_ts` AS c32, `r`.`write_ts` AS c33
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_3
AND `r`.`update_ts` < :update_ts_4
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_5
AND `p`.`update_ts` < :update_ts_6
OR `e`.`update_ts` IS NULL
AND `r`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NULL;

-- keys only
SELECT `e`.`exam_uuid` AS c1
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE (`e`.`update_ts` IS NOT NULL
AND `e`.`update_ts` >= :update_ts_1
AND `e`.`update_ts` < :update_ts_2
OR `r`.`update_ts` IS NOT NULL
AND `r`.`update_ts` >= :update_ts_3
AND `r`.`update_ts` < :update_ts_4
OR `p`.`update_ts` IS NOT NULL
AND `p`.`update_ts` >= :update_ts_5
AND `p`.`update_ts` < :update_ts_6
OR `e`.`update_ts` IS NULL
AND `r`.`update_ts` IS NULL
AND `p`.`update_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- a period
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`begin_ts` AS c4, `e`.`emergency` AS c5, `e`.`end_ts` AS
    c6, `e`.`exam_no` AS c7, `e`.`exam_uuid` AS c8, `e`.`image_count` AS c9, `e`.`image_grade` AS c10, `e`.`item_name` AS c11,
    `e`.`patient_from` AS c12, `e`.`patient_id` AS c13, `e`.`print_ts` AS c14, `e`.`register_ts` AS c15, `e`.`room` AS c16,
    `e`.`scope_sn` AS c17, `e`.`status` AS c18, `e`.`update_ts` AS c19, `e`.`visit_no` AS c20, `p`.`birthday` AS c21, `p`.`full_name` AS
    c22, `p`.`gender` AS c23, `p`.`his_pid` AS c24, `p`.`id_card_enc` AS c25, `p`.`is_vip` AS c26, `p`.`mobile` AS c27, `p`.`patient_id`
    AS c28, `p`.`update_ts` AS c29, `r`.`audit_ts` AS c30, `r`.`exam_uuid` AS c31, `r`.`update_ts` AS c32, `r`.`write_ts` AS c33
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE (`e`.`register_ts` IS NOT NULL
AND `e`.`register_ts` >= :register_ts_1
AND `e`.`register_ts` < :register_ts_2
OR `e`.`register_ts` IS NULL)
AND `e`.`exam_uuid` IS NOT NULL
ORDER BY `e`.`exam_uuid`
 LIMIT :param_1;

-- some exams
SELECT `e`.`apply_dept` AS c1, `e`.`apply_no` AS c2, `e`.`apply_ts` AS c3, `e`.`begin_ts` AS c4, `e`.`emergency` AS c5, `e`.`end_ts` AS
    c6, `e`.`exam_no` AS c7, `e`.`exam_uuid` AS c8, `e`.`image_count` AS c9, `e`.`image_grade` AS c10, `e`.`item_name` AS c11,
    `e`.`patient_from` AS c12, `e`.`patient_id` AS c13, `e`.`print_ts` AS c14, `e`.`register_ts` AS c15, `e`.`room` AS c16,
    `e`.`scope_sn` AS c17, `e`.`status` AS c18, `e`.`update_ts` AS c19, `e`.`visit_no` AS c20, `p`.`birthday` AS c21, `p`.`full_name` AS
    c22, `p`.`gender` AS c23, `p`.`his_pid` AS c24, `p`.`id_card_enc` AS c25, `p`.`is_vip` AS c26, `p`.`mobile` AS c27, `p`.`patient_id`
    AS c28, `p`.`update_ts` AS c29, `r`.`audit_ts` AS c30, `r`.`exam_uuid` AS c31, `r`.`update_ts` AS c32, `r`.`write_ts` AS c33
FROM `exam` AS `e`
LEFT OUTER JOIN `patient` AS `p` ON `p`.`patient_id` = `e`.`patient_id`
LEFT OUTER JOIN `report` AS `r` ON `r`.`exam_uuid` = `e`.`exam_uuid`
WHERE `e`.`exam_uuid` = :param_1
ORDER BY `e`.`exam_uuid`;
