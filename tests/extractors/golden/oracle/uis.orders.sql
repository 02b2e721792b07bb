-- UIS.orders, oracle. Values are bound; :names stand for them.

-- first page of everything
SELECT "B"."BRID" AS c1, "B"."CSRQ" AS c2, "B"."DZ" AS c3, "B"."LXDH" AS c4, "B"."NL" AS c5, "B"."SFZH" AS c6, "B"."XB" AS c7, "B"."XM"
    AS c8, "B"."XM2" AS c9, "B"."YBKH" AS c10, "J"."BRID" AS c11, "J"."BW" AS c12, "J"."DJSJ" AS c13, "J"."JCLX" AS c14, "J"."JCXH" AS
    c15, "J"."JZ" AS c16, "J"."KDSJ" AS c17, "J"."LY" AS c18, "J"."MZH" AS c19, "J"."SQDH" AS c20, "J"."SQKS" AS c21, "J"."VIP" AS c22,
    "J"."XGSJ" AS c23, "J"."ZT" AS c24, "J"."ZYH" AS c25
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" < :JCXH_1
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- following page of a window
SELECT "B"."BRID" AS c1, "B"."CSRQ" AS c2, "B"."DZ" AS c3, "B"."LXDH" AS c4, "B"."NL" AS c5, "B"."SFZH" AS c6, "B"."XB" AS c7, "B"."XM"
    AS c8, "B"."XM2" AS c9, "B"."YBKH" AS c10, "J"."BRID" AS c11, "J"."BW" AS c12, "J"."DJSJ" AS c13, "J"."JCLX" AS c14, "J"."JCXH" AS
    c15, "J"."JZ" AS c16, "J"."KDSJ" AS c17, "J"."LY" AS c18, "J"."MZH" AS c19, "J"."SQDH" AS c20, "J"."SQKS" AS c21, "J"."VIP" AS c22,
    "J"."XGSJ" AS c23, "J"."ZT" AS c24, "J"."ZYH" AS c25
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
AND "J"."JCXH" > :JCXH_3
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- rows without a key
SELECT "B"."BRID" AS c1, "B"."CSRQ" AS c2, "B"."DZ" AS c3, "B"."LXDH" AS c4, "B"."NL" AS c5, "B"."SFZH" AS c6, "B"."XB" AS c7, "B"."XM"
    AS c8, "B"."XM2" AS c9, "B"."YBKH" AS c10, "J"."BRID" AS c11, "J"."BW" AS c12, "J"."DJSJ" AS c13, "J"."JCLX" AS c14, "J"."JCXH" AS
    c15, "J"."JZ" AS c16, "J"."KDSJ" AS c17, "J"."LY" AS c18, "J"."MZH" AS c19, "J"."SQDH" AS c20, "J"."SQKS" AS c21, "J"."VIP" AS c22,
    "J"."XGSJ" AS c23, "J"."ZT" AS c24, "J"."ZYH" AS c25
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NULL;

-- keys only
SELECT "J"."JCXH" AS c1
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND ("J"."JCXH" IS NOT NULL
AND "J"."JCXH" >= :JCXH_1
AND "J"."JCXH" < :JCXH_2
OR "J"."XGSJ" IS NOT NULL
AND "J"."XGSJ" >= CAST(:param_1 AS DATE)
AND "J"."XGSJ" < CAST(:param_1 AS DATE)
OR "J"."JCXH" IS NULL
AND "J"."XGSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- a period
SELECT "B"."BRID" AS c1, "B"."CSRQ" AS c2, "B"."DZ" AS c3, "B"."LXDH" AS c4, "B"."NL" AS c5, "B"."SFZH" AS c6, "B"."XB" AS c7, "B"."XM"
    AS c8, "B"."XM2" AS c9, "B"."YBKH" AS c10, "J"."BRID" AS c11, "J"."BW" AS c12, "J"."DJSJ" AS c13, "J"."JCLX" AS c14, "J"."JCXH" AS
    c15, "J"."JZ" AS c16, "J"."KDSJ" AS c17, "J"."LY" AS c18, "J"."MZH" AS c19, "J"."SQDH" AS c20, "J"."SQKS" AS c21, "J"."VIP" AS c22,
    "J"."XGSJ" AS c23, "J"."ZT" AS c24, "J"."ZYH" AS c25
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND ("J"."DJSJ" IS NOT NULL
AND "J"."DJSJ" >= CAST(:param_1 AS DATE)
AND "J"."DJSJ" < CAST(:param_1 AS DATE)
OR "J"."DJSJ" IS NULL)
AND "J"."JCXH" IS NOT NULL
ORDER BY "J"."JCXH"
 FETCH FIRST 5000 ROWS ONLY;

-- some exams
SELECT "B"."BRID" AS c1, "B"."CSRQ" AS c2, "B"."DZ" AS c3, "B"."LXDH" AS c4, "B"."NL" AS c5, "B"."SFZH" AS c6, "B"."XB" AS c7, "B"."XM"
    AS c8, "B"."XM2" AS c9, "B"."YBKH" AS c10, "J"."BRID" AS c11, "J"."BW" AS c12, "J"."DJSJ" AS c13, "J"."JCLX" AS c14, "J"."JCXH" AS
    c15, "J"."JZ" AS c16, "J"."KDSJ" AS c17, "J"."LY" AS c18, "J"."MZH" AS c19, "J"."SQDH" AS c20, "J"."SQKS" AS c21, "J"."VIP" AS c22,
    "J"."XGSJ" AS c23, "J"."ZT" AS c24, "J"."ZYH" AS c25
FROM "JC_JL" "J"
LEFT OUTER JOIN "BR_XX" "B" ON "B"."BRID" = "J"."BRID"
WHERE ("J"."SQDH" IS NOT NULL
OR "J"."KDSJ" IS NOT NULL)
AND "J"."JCXH" = :param_1
ORDER BY "J"."JCXH";

-- highest mark of 'number'
SELECT max("J"."JCXH") AS max_1
FROM "JC_JL" "J";
