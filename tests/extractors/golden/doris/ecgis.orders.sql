-- ECGIS.orders, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `w`.`age` AS c1, `w`.`birth` AS c2, `w`.`dept` AS c3, `w`.`gender` AS c4, `w`.`his_pid` AS c5, `w`.`id_no` AS c6, `w`.`is_vip` AS
    c7, `w`.`modified_at` AS c8, `w`.`order_at` AS c9, `w`.`order_no` AS c10, `w`.`patient_name` AS c11, `w`.`phone` AS c12,
    `w`.`rec_type` AS c13, `w`.`record_no` AS c14, `w`.`src` AS c15, `w`.`state` AS c16, `w`.`upload_seq` AS c17, `w`.`uploaded_at` AS
    c18, `w`.`visit_no` AS c19
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` < :uploaded_at_1
OR `w`.`modified_at` IS NOT NULL
AND `w`.`modified_at` < :modified_at_1
OR `w`.`uploaded_at` IS NULL
AND `w`.`modified_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- following page of a window
SELECT `w`.`age` AS c1, `w`.`birth` AS c2, `w`.`dept` AS c3, `w`.`gender` AS c4, `w`.`his_pid` AS c5, `w`.`id_no` AS c6, `w`.`is_vip` AS
    c7, `w`.`modified_at` AS c8, `w`.`order_at` AS c9, `w`.`order_no` AS c10, `w`.`patient_name` AS c11, `w`.`phone` AS c12,
    `w`.`rec_type` AS c13, `w`.`record_no` AS c14, `w`.`src` AS c15, `w`.`state` AS c16, `w`.`upload_seq` AS c17, `w`.`uploaded_at` AS
    c18, `w`.`visit_no` AS c19
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`modified_at` IS NOT NULL
AND `w`.`modified_at` >= :modified_at_1
AND `w`.`modified_at` < :modified_at_2
OR `w`.`uploaded_at` IS NULL
AND `w`.`modified_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
AND (`w`.`record_no` > :record_no_1
OR `w`.`record_no` = :record_no_2
AND `w`.`upload_seq` > :upload_seq_1)
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- rows without a key
SELECT `w`.`age` AS c1, `w`.`birth` AS c2, `w`.`dept` AS c3, `w`.`gender` AS c4, `w`.`his_pid` AS c5, `w`.`id_no` AS c6, `w`.`is_vip` AS
    c7, `w`.`modified_at` AS c8, `w`.`order_at` AS c9, `w`.`order_no` AS c10, `w`.`patient_name` AS c11, `w`.`phone` AS c12,
    `w`.`rec_type` AS c13, `w`.`record_no` AS c14, `w`.`src` AS c15, `w`.`state` AS c16, `w`.`upload_seq` AS c17, `w`.`uploaded_at` AS
    c18, `w`.`visit_no` AS c19
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`modified_at` IS NOT NULL
AND `w`.`modified_at` >= :modified_at_1
AND `w`.`modified_at` < :modified_at_2
OR `w`.`uploaded_at` IS NULL
AND `w`.`modified_at` IS NULL)
AND (`w`.`record_no` IS NULL
OR `w`.`upload_seq` IS NULL);

-- keys only
SELECT `w`.`record_no` AS c1, `w`.`upload_seq` AS c2
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`modified_at` IS NOT NULL
AND `w`.`modified_at` >= :modified_at_1
AND `w`.`modified_at` < :modified_at_2
OR `w`.`uploaded_at` IS NULL
AND `w`.`modified_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- a period
SELECT `w`.`age` AS c1, `w`.`birth` AS c2, `w`.`dept` AS c3, `w`.`gender` AS c4, `w`.`his_pid` AS c5, `w`.`id_no` AS c6, `w`.`is_vip` AS
    c7, `w`.`modified_at` AS c8, `w`.`order_at` AS c9, `w`.`order_no` AS c10, `w`.`patient_name` AS c11, `w`.`phone` AS c12,
    `w`.`rec_type` AS c13, `w`.`record_no` AS c14, `w`.`src` AS c15, `w`.`state` AS c16, `w`.`upload_seq` AS c17, `w`.`uploaded_at` AS
    c18, `w`.`visit_no` AS c19
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`uploaded_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- some exams
SELECT `w`.`age` AS c1, `w`.`birth` AS c2, `w`.`dept` AS c3, `w`.`gender` AS c4, `w`.`his_pid` AS c5, `w`.`id_no` AS c6, `w`.`is_vip` AS
    c7, `w`.`modified_at` AS c8, `w`.`order_at` AS c9, `w`.`order_no` AS c10, `w`.`patient_name` AS c11, `w`.`phone` AS c12,
    `w`.`rec_type` AS c13, `w`.`record_no` AS c14, `w`.`src` AS c15, `w`.`state` AS c16, `w`.`upload_seq` AS c17, `w`.`uploaded_at` AS
    c18, `w`.`visit_no` AS c19
FROM `ecg_wide` AS `w`
WHERE (`w`.`order_no` IS NOT NULL
OR `w`.`order_at` IS NOT NULL)
AND `w`.`record_no` = :param_1
AND `w`.`upload_seq` = :param_2
ORDER BY `w`.`record_no`, `w`.`upload_seq`;
