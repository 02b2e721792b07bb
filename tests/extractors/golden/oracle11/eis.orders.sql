-- EIS.orders, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21
FROM (SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."EMERGENCY" AS c4, "E"."EXAM_NO" AS c5,
    "E"."EXAM_UUID" AS c6, "E"."ITEM_NAME" AS c7, "E"."PATIENT_FROM" AS c8, "E"."PATIENT_ID" AS c9, "E"."STATUS" AS c10, "E"."UPDATE_TS"
    AS c11, "E"."VISIT_NO" AS c12, "P"."BIRTHDAY" AS c13, "P"."FULL_NAME" AS c14, "P"."GENDER" AS c15, "P"."HIS_PID" AS c16,
    "P"."ID_CARD_ENC" AS c17, "P"."IS_VIP" AS c18, "P"."MOBILE" AS c19, "P"."PATIENT_ID" AS c20, "P"."UPDATE_TS" AS c21
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
WHERE ("E"."APPLY_NO" IS NOT NULL
OR "E"."APPLY_TS" IS NOT NULL)
AND ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" < :UPDATE_TS_1
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" < :UPDATE_TS_2
OR "E"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NOT NULL
ORDER BY "E"."EXAM_UUID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21
FROM (SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."EMERGENCY" AS c4, "E"."EXAM_NO" AS c5,
    "E"."EXAM_UUID" AS c6, "E"."ITEM_NAME" AS c7, "E"."PATIENT_FROM" AS c8, "E"."PATIENT_ID" AS c9, "E"."STATUS" AS c10, "E"."UPDATE_TS"
    AS c11, "E"."VISIT_NO" AS c12, "P"."BIRTHDAY" AS c13, "P"."FULL_NAME" AS c14, "P"."GENDER" AS c15, "P"."HIS_PID" AS c16,
    "P"."ID_CARD_ENC" AS c17, "P"."IS_VIP" AS c18, "P"."MOBILE" AS c19, "P"."PATIENT_ID" AS c20, "P"."UPDATE_TS" AS c21
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
WHERE ("E"."APPLY_NO" IS NOT NULL
OR "E"."APPLY_TS" IS NOT NULL)
AND ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" >= :UPDATE_TS_1
AND "E"."UPDATE_TS" < :UPDATE_TS_2
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" >= :UPDATE_TS_3
AND "P"."UPDATE_TS" < :UPDATE_TS_4
OR "E"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NOT NULL
AND "E"."EXAM_UUID" > :EXAM_UUID_1
ORDER BY "E"."EXAM_UUID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."EMERGENCY" AS c4, "E"."EXAM_NO" AS c5, "E"."EXAM_UUID"
    AS c6, "E"."ITEM_NAME" AS c7, "E"."PATIENT_FROM" AS c8, "E"."PATIENT_ID" AS c9, "E"."STATUS" AS c10, "E"."UPDATE_TS" AS c11,
    "E"."VISIT_NO" AS c12, "P"."BIRTHDAY" AS c13, "P"."FULL_NAME" AS c14, "P"."GENDER" AS c15, "P"."HIS_PID" AS c16, "P"."ID_CARD_ENC"
    AS c17, "P"."IS_VIP" AS c18, "P"."MOBILE" AS c19, "P"."PATIENT_ID" AS c20, "P"."UPDATE_TS" AS c21
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
WHERE ("E"."APPLY_NO" IS NOT NULL
OR "E"."APPLY_TS" IS NOT NULL)
AND ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" >= :UPDATE_TS_1
AND "E"."UPDATE_TS" < :UPDATE_TS_2
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" >= :UPDATE_TS_3
AND "P"."UPDATE_TS" < :UPDATE_TS_4
OR "E"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NULL;
