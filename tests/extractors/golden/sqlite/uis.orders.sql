-- UIS.orders, sqlite. Values are bound; :names stand for them.

-- first page of everything
SELECT "b"."BRID" AS c1, "b"."CSRQ" AS c2, "b"."DZ" AS c3, "b"."LXDH" AS c4, "b"."NL" AS c5, "b"."SFZH" AS c6, "b"."XB" AS c7, "b"."XM"
    AS c8, "b"."XM2" AS c9, "b"."YBKH" AS c10, "j"."BRID" AS c11, "j"."BW" AS c12, "j"."DJSJ" AS c13, "j"."JCLX" AS c14, "j"."JCXH" AS
    c15, "j"."JZ" AS c16, "j"."KDSJ" AS c17, "j"."LY" AS c18, "j"."MZH" AS c19, "j"."SQDH" AS c20, "j"."SQKS" AS c21, "j"."VIP" AS c22,
    "j"."XGSJ" AS c23, "j"."ZT" AS c24, "j"."ZYH" AS c25
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" < :JCXH_1
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" < :XGSJ_1
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- following page of a window
SELECT "b"."BRID" AS c1, "b"."CSRQ" AS c2, "b"."DZ" AS c3, "b"."LXDH" AS c4, "b"."NL" AS c5, "b"."SFZH" AS c6, "b"."XB" AS c7, "b"."XM"
    AS c8, "b"."XM2" AS c9, "b"."YBKH" AS c10, "j"."BRID" AS c11, "j"."BW" AS c12, "j"."DJSJ" AS c13, "j"."JCLX" AS c14, "j"."JCXH" AS
    c15, "j"."JZ" AS c16, "j"."KDSJ" AS c17, "j"."LY" AS c18, "j"."MZH" AS c19, "j"."SQDH" AS c20, "j"."SQKS" AS c21, "j"."VIP" AS c22,
    "j"."XGSJ" AS c23, "j"."ZT" AS c24, "j"."ZYH" AS c25
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
AND "j"."JCXH" > :JCXH_3
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- rows without a key
SELECT "b"."BRID" AS c1, "b"."CSRQ" AS c2, "b"."DZ" AS c3, "b"."LXDH" AS c4, "b"."NL" AS c5, "b"."SFZH" AS c6, "b"."XB" AS c7, "b"."XM"
    AS c8, "b"."XM2" AS c9, "b"."YBKH" AS c10, "j"."BRID" AS c11, "j"."BW" AS c12, "j"."DJSJ" AS c13, "j"."JCLX" AS c14, "j"."JCXH" AS
    c15, "j"."JZ" AS c16, "j"."KDSJ" AS c17, "j"."LY" AS c18, "j"."MZH" AS c19, "j"."SQDH" AS c20, "j"."SQKS" AS c21, "j"."VIP" AS c22,
    "j"."XGSJ" AS c23, "j"."ZT" AS c24, "j"."ZYH" AS c25
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NULL;

-- keys only
SELECT "j"."JCXH" AS c1
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND ("j"."JCXH" IS NOT NULL
AND "j"."JCXH" >= :JCXH_1
AND "j"."JCXH" < :JCXH_2
OR "j"."XGSJ" IS NOT NULL
AND "j"."XGSJ" >= :XGSJ_1
AND "j"."XGSJ" < :XGSJ_2
OR "j"."JCXH" IS NULL
AND "j"."XGSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- a period
SELECT "b"."BRID" AS c1, "b"."CSRQ" AS c2, "b"."DZ" AS c3, "b"."LXDH" AS c4, "b"."NL" AS c5, "b"."SFZH" AS c6, "b"."XB" AS c7, "b"."XM"
    AS c8, "b"."XM2" AS c9, "b"."YBKH" AS c10, "j"."BRID" AS c11, "j"."BW" AS c12, "j"."DJSJ" AS c13, "j"."JCLX" AS c14, "j"."JCXH" AS
    c15, "j"."JZ" AS c16, "j"."KDSJ" AS c17, "j"."LY" AS c18, "j"."MZH" AS c19, "j"."SQDH" AS c20, "j"."SQKS" AS c21, "j"."VIP" AS c22,
    "j"."XGSJ" AS c23, "j"."ZT" AS c24, "j"."ZYH" AS c25
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND ("j"."DJSJ" IS NOT NULL
AND "j"."DJSJ" >= :DJSJ_1
AND "j"."DJSJ" < :DJSJ_2
OR "j"."DJSJ" IS NULL)
AND "j"."JCXH" IS NOT NULL
ORDER BY "j"."JCXH"
 LIMIT :param_1 OFFSET :param_2;

-- some exams
SELECT "b"."BRID" AS c1, "b"."CSRQ" AS c2, "b"."DZ" AS c3, "b"."LXDH" AS c4, "b"."NL" AS c5, "b"."SFZH" AS c6, "b"."XB" AS c7, "b"."XM"
    AS c8, "b"."XM2" AS c9, "b"."YBKH" AS c10, "j"."BRID" AS c11, "j"."BW" AS c12, "j"."DJSJ" AS c13, "j"."JCLX" AS c14, "j"."JCXH" AS
    c15, "j"."JZ" AS c16, "j"."KDSJ" AS c17, "j"."LY" AS c18, "j"."MZH" AS c19, "j"."SQDH" AS c20, "j"."SQKS" AS c21, "j"."VIP" AS c22,
    "j"."XGSJ" AS c23, "j"."ZT" AS c24, "j"."ZYH" AS c25
FROM "JC_JL" AS "j"
LEFT OUTER JOIN "BR_XX" AS "b" ON "b"."BRID" = "j"."BRID"
WHERE ("j"."SQDH" IS NOT NULL
OR "j"."KDSJ" IS NOT NULL)
AND "j"."JCXH" = :param_1
ORDER BY "j"."JCXH";

-- highest mark of 'number'
SELECT max("j"."JCXH") AS max_1
FROM "JC_JL" AS "j";
