-- ECGIS.reports, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `w`.`abnormal` AS c1, `w`.`age` AS c2, `w`.`analysed_at` AS c3, `w`.`analyst` AS c4, `w`.`birth` AS c5, `w`.`critical` AS c6,
    `w`.`critical_type` AS c7, `w`.`doctor_text` AS c8, `w`.`gender` AS c9, `w`.`his_pid` AS c10, `w`.`id_no` AS c11,
    `w`.`interpretation` AS c12, `w`.`is_vip` AS c13, `w`.`machine_text` AS c14, `w`.`modified_at` AS c15, `w`.`patient_name` AS c16,
    `w`.`phone` AS c17, `w`.`printed_at` AS c18, `w`.`record_no` AS c19, `w`.`state` AS c20, `w`.`upload_seq` AS c21, `w`.`uploaded_at`
    AS c22, `w`.`verified_at` AS c23, `w`.`verifier` AS c24, `w`.`visit_no` AS c25
FROM `ecg_wide` AS `w`
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
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
SELECT `w`.`abnormal` AS c1, `w`.`age` AS c2, `w`.`analysed_at` AS c3, `w`.`analyst` AS c4, `w`.`birth` AS c5, `w`.`critical` AS c6,
    `w`.`critical_type` AS c7, `w`.`doctor_text` AS c8, `w`.`gender` AS c9, `w`.`his_pid` AS c10, `w`.`id_no` AS c11,
    `w`.`interpretation` AS c12, `w`.`is_vip` AS c13, `w`.`machine_text` AS c14, `w`.`modified_at` AS c15, `w`.`patient_name` AS c16,
    `w`.`phone` AS c17, `w`.`printed_at` AS c18, `w`.`record_no` AS c19, `w`.`state` AS c20, `w`.`upload_seq` AS c21, `w`.`uploaded_at`
    AS c22, `w`.`verified_at` AS c23, `w`.`verifier` AS c24, `w`.`visit_no` AS c25
FROM `ecg_wide` AS `w`
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
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
SELECT `w`.`abnormal` AS c1, `w`.`age` AS c2, `w`.`analysed_at` AS c3, `w`.`analyst` AS c4, `w`.`birth` AS c5, `w`.`critical` AS c6,
    `w`.`critical_type` AS c7, `w`.`doctor_text` AS c8, `w`.`gender` AS c9, `w`.`his_pid` AS c10, `w`.`id_no` AS c11,
    `w`.`interpretation` AS c12, `w`.`is_vip` AS c13, `w`.`machine_text` AS c14, `w`.`modified_at` AS c15, `w`.`patient_name` AS c16,
    `w`.`phone` AS c17, `w`.`printed_at` AS c18, `w`.`record_no` AS c19, `w`.`state` AS c20, `w`.`upload_seq` AS c21, `w`.`uploaded_at`
    AS c22, `w`.`verified_at` AS c23, `w`.`verifier` AS c24, `w`.`visit_no` AS c25
FROM `ecg_wide` AS `w`
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
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
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
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
SELECT `w`.`abnormal` AS c1, `w`.`age` AS c2, `w`.`analysed_at` AS c3, `w`.`analyst` AS c4, `w`.`birth` AS c5, `w`.`critical` AS c6,
    `w`.`critical_type` AS c7, `w`.`doctor_text` AS c8, `w`.`gender` AS c9, `w`.`his_pid` AS c10, `w`.`id_no` AS c11,
    `w`.`interpretation` AS c12, `w`.`is_vip` AS c13, `w`.`machine_text` AS c14, `w`.`modified_at` AS c15, `w`.`patient_name` AS c16,
    `w`.`phone` AS c17, `w`.`printed_at` AS c18, `w`.`record_no` AS c19, `w`.`state` AS c20, `w`.`upload_seq` AS c21, `w`.`uploaded_at`
    AS c22, `w`.`verified_at` AS c23, `w`.`verifier` AS c24, `w`.`visit_no` AS c25
FROM `ecg_wide` AS `w`
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
AND (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`uploaded_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- some exams
SELECT `w`.`abnormal` AS c1, `w`.`age` AS c2, `w`.`analysed_at` AS c3, `w`.`analyst` AS c4, `w`.`birth` AS c5, `w`.`critical` AS c6,
    `w`.`critical_type` AS c7, `w`.`doctor_text` AS c8, `w`.`gender` AS c9, `w`.`his_pid` AS c10, `w`.`id_no` AS c11,
    `w`.`interpretation` AS c12, `w`.`is_vip` AS c13, `w`.`machine_text` AS c14, `w`.`modified_at` AS c15, `w`.`patient_name` AS c16,
    `w`.`phone` AS c17, `w`.`printed_at` AS c18, `w`.`record_no` AS c19, `w`.`state` AS c20, `w`.`upload_seq` AS c21, `w`.`uploaded_at`
    AS c22, `w`.`verified_at` AS c23, `w`.`verifier` AS c24, `w`.`visit_no` AS c25
FROM `ecg_wide` AS `w`
WHERE (`w`.`doctor_text` IS NOT NULL
OR `w`.`interpretation` IS NOT NULL)
AND `w`.`record_no` = :param_1
AND `w`.`upload_seq` = :param_2
ORDER BY `w`.`record_no`, `w`.`upload_seq`;
