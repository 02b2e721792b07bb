-- UIS.deletions, doris. Values are bound; :names stand for them.

-- first page of everything
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE (`d`.`SCSJ` IS NOT NULL
AND `d`.`SCSJ` < :SCSJ_1
OR `d`.`SCSJ` IS NULL)
AND `d`.`JCXH` IS NOT NULL
AND `d`.`SCSJ` IS NOT NULL
ORDER BY `d`.`JCXH`, `d`.`SCSJ`
 LIMIT :param_1;

-- following page of a window
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE (`d`.`SCSJ` IS NOT NULL
AND `d`.`SCSJ` >= :SCSJ_1
AND `d`.`SCSJ` < :SCSJ_2
OR `d`.`SCSJ` IS NULL)
AND `d`.`JCXH` IS NOT NULL
AND `d`.`SCSJ` IS NOT NULL
AND (`d`.`JCXH` > :JCXH_1
OR `d`.`JCXH` = :JCXH_2
AND `d`.`SCSJ` > :SCSJ_3)
ORDER BY `d`.`JCXH`, `d`.`SCSJ`
 LIMIT :param_1;

-- rows without a key
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE (`d`.`SCSJ` IS NOT NULL
AND `d`.`SCSJ` >= :SCSJ_1
AND `d`.`SCSJ` < :SCSJ_2
OR `d`.`SCSJ` IS NULL)
AND (`d`.`JCXH` IS NULL
OR `d`.`SCSJ` IS NULL);

-- keys only
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE (`d`.`SCSJ` IS NOT NULL
AND `d`.`SCSJ` >= :SCSJ_1
AND `d`.`SCSJ` < :SCSJ_2
OR `d`.`SCSJ` IS NULL)
AND `d`.`JCXH` IS NOT NULL
AND `d`.`SCSJ` IS NOT NULL
ORDER BY `d`.`JCXH`, `d`.`SCSJ`
 LIMIT :param_1;

-- a period
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE (`d`.`SCSJ` IS NOT NULL
AND `d`.`SCSJ` >= :SCSJ_1
AND `d`.`SCSJ` < :SCSJ_2
OR `d`.`SCSJ` IS NULL)
AND `d`.`JCXH` IS NOT NULL
AND `d`.`SCSJ` IS NOT NULL
ORDER BY `d`.`JCXH`, `d`.`SCSJ`
 LIMIT :param_1;

-- some exams
SELECT `d`.`JCXH` AS c1, `d`.`SCSJ` AS c2
FROM `JC_JL_DEL` AS `d`
WHERE `d`.`JCXH` = :param_1
ORDER BY `d`.`JCXH`, `d`.`SCSJ`;
