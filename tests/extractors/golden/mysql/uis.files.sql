-- UIS.files, mysql. Values are bound; :names stand for them.

-- first page of everything
SELECT `j`.`BGSJ` AS c1, `j`.`DJSJ` AS c2, `j`.`JCH` AS c3, `j`.`JCXH` AS c4, `j`.`SJ` AS c5, `j`.`XGSJ` AS c6, `j`.`ZD` AS c7
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND (`j`.`JCXH` IS NOT NULL
AND `j`.`JCXH` < :JCXH_1
OR `j`.`XGSJ` IS NOT NULL
AND `j`.`XGSJ` < :XGSJ_1
OR `j`.`JCXH` IS NULL
AND `j`.`XGSJ` IS NULL)
AND `j`.`JCXH` IS NOT NULL
ORDER BY `j`.`JCXH`
 LIMIT :param_1;

-- following page of a window
SELECT `j`.`BGSJ` AS c1, `j`.`DJSJ` AS c2, `j`.`JCH` AS c3, `j`.`JCXH` AS c4, `j`.`SJ` AS c5, `j`.`XGSJ` AS c6, `j`.`ZD` AS c7
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND (`j`.`JCXH` IS NOT NULL
AND `j`.`JCXH` >= :JCXH_1
AND `j`.`JCXH` < :JCXH_2
OR `j`.`XGSJ` IS NOT NULL
AND `j`.`XGSJ` >= :XGSJ_1
AND `j`.`XGSJ` < :XGSJ_2
OR `j`.`JCXH` IS NULL
AND `j`.`XGSJ` IS NULL)
AND `j`.`JCXH` IS NOT NULL
AND `j`.`JCXH` > :JCXH_3
ORDER BY `j`.`JCXH`
 LIMIT :param_1;

-- rows without a key
SELECT `j`.`BGSJ` AS c1, `j`.`DJSJ` AS c2, `j`.`JCH` AS c3, `j`.`JCXH` AS c4, `j`.`SJ` AS c5, `j`.`XGSJ` AS c6, `j`.`ZD` AS c7
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND (`j`.`JCXH` IS NOT NULL
AND `j`.`JCXH` >= :JCXH_1
AND `j`.`JCXH` < :JCXH_2
OR `j`.`XGSJ` IS NOT NULL
AND `j`.`XGSJ` >= :XGSJ_1
AND `j`.`XGSJ` < :XGSJ_2
OR `j`.`JCXH` IS NULL
AND `j`.`XGSJ` IS NULL)
AND `j`.`JCXH` IS NULL;

-- keys only
SELECT `j`.`JCXH` AS c1
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND (`j`.`JCXH` IS NOT NULL
AND `j`.`JCXH` >= :JCXH_1
AND `j`.`JCXH` < :JCXH_2
OR `j`.`XGSJ` IS NOT NULL
AND `j`.`XGSJ` >= :XGSJ_1
AND `j`.`XGSJ` < :XGSJ_2
OR `j`.`JCXH` IS NULL
AND `j`.`XGSJ` IS NULL)
AND `j`.`JCXH` IS NOT NULL
ORDER BY `j`.`JCXH`
 LIMIT :param_1;

-- a period
SELECT `j`.`BGSJ` AS c1, `j`.`DJSJ` AS c2, `j`.`JCH` AS c3, `j`.`JCXH` AS c4, `j`.`SJ` AS c5, `j`.`XGSJ` AS c6, `j`.`ZD` AS c7
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND (`j`.`DJSJ` IS NOT NULL
AND `j`.`DJSJ` >= :DJSJ_1
AND `j`.`DJSJ` < :DJSJ_2
OR `j`.`DJSJ` IS NULL)
AND `j`.`JCXH` IS NOT NULL
ORDER BY `j`.`JCXH`
 LIMIT :param_1;

-- some exams
SELECT `j`.`BGSJ` AS c1, `j`.`DJSJ` AS c2, `j`.`JCH` AS c3, `j`.`JCXH` AS c4, `j`.`SJ` AS c5, `j`.`XGSJ` AS c6, `j`.`ZD` AS c7
FROM `JC_JL` AS `j`
WHERE (`j`.`BGSJ` IS NOT NULL
OR `j`.`SJ` IS NOT NULL
OR `j`.`ZD` IS NOT NULL)
AND `j`.`JCXH` = :param_1
ORDER BY `j`.`JCXH`;

-- highest mark of 'number'
SELECT max(`j`.`JCXH`) AS max_1
FROM `JC_JL` AS `j`;
