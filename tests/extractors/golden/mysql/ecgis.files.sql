-- ECGIS.files, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `w`.`jpg_path` AS c1, `w`.`modified_at` AS c2, `w`.`pdf_path` AS c3, `w`.`record_no` AS c4, `w`.`upload_seq` AS c5,
    `w`.`uploaded_at` AS c6
FROM `ecg_wide` AS `w`
WHERE (`w`.`uploaded_at` IS NOT NULL
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
SELECT `w`.`jpg_path` AS c1, `w`.`modified_at` AS c2, `w`.`pdf_path` AS c3, `w`.`record_no` AS c4, `w`.`upload_seq` AS c5,
    `w`.`uploaded_at` AS c6
FROM `ecg_wide` AS `w`
WHERE (`w`.`uploaded_at` IS NOT NULL
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
SELECT `w`.`jpg_path` AS c1, `w`.`modified_at` AS c2, `w`.`pdf_path` AS c3, `w`.`record_no` AS c4, `w`.`upload_seq` AS c5,
    `w`.`uploaded_at` AS c6
FROM `ecg_wide` AS `w`
WHERE (`w`.`uploaded_at` IS NOT NULL
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
WHERE (`w`.`uploaded_at` IS NOT NULL
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
SELECT `w`.`jpg_path` AS c1, `w`.`modified_at` AS c2, `w`.`pdf_path` AS c3, `w`.`record_no` AS c4, `w`.`upload_seq` AS c5,
    `w`.`uploaded_at` AS c6
FROM `ecg_wide` AS `w`
WHERE (`w`.`uploaded_at` IS NOT NULL
AND `w`.`uploaded_at` >= :uploaded_at_1
AND `w`.`uploaded_at` < :uploaded_at_2
OR `w`.`uploaded_at` IS NULL)
AND `w`.`record_no` IS NOT NULL
AND `w`.`upload_seq` IS NOT NULL
ORDER BY `w`.`record_no`, `w`.`upload_seq`
 LIMIT :param_1;

-- some exams
SELECT `w`.`jpg_path` AS c1, `w`.`modified_at` AS c2, `w`.`pdf_path` AS c3, `w`.`record_no` AS c4, `w`.`upload_seq` AS c5,
    `w`.`uploaded_at` AS c6
FROM `ecg_wide` AS `w`
WHERE `w`.`record_no` = :param_1
AND `w`.`upload_seq` = :param_2
ORDER BY `w`.`record_no`, `w`.`upload_seq`;
