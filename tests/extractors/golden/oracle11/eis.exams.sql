-- EIS.exams, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33
FROM (SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."BEGIN_TS" AS c4, "E"."EMERGENCY" AS c5,
    "E"."END_TS" AS c6, "E"."EXAM_NO" AS c7, "E"."EXAM_UUID" AS c8, "E"."IMAGE_COUNT" AS c9, "E"."IMAGE_GRADE" AS c10, "E"."ITEM_NAME"
    AS c11, "E"."PATIENT_FROM" AS c12, "E"."PATIENT_ID" AS c13, "E"."PRINT_TS" AS c14, "E"."REGISTER_TS" AS c15, "E"."ROOM" AS c16,
    "E"."SCOPE_SN" AS c17, "E"."STATUS" AS c18, "E"."UPDATE_TS" AS c19, "E"."VISIT_NO" AS c20, "P"."BIRTHDAY" AS c21, "P"."FULL_NAME" AS
    c22, "P"."GENDER" AS c23, "P"."HIS_PID" AS c24, "P"."ID_CARD_ENC" AS c25, "P"."IS_VIP" AS c26, "P"."MOBILE" AS c27, "P"."PATIENT_ID"
    AS c28, "P"."UPDATE_TS" AS c29, "R"."AUDIT_TS" AS c30, "R"."EXAM_UUID" AS c31, "R"."UPDATE_TS" AS c32, "R"."WRITE_TS" AS c33
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
LEFT OUTER JOIN "REPORT" "R" ON "R"."EXAM_UUID" = "E"."EXAM_UUID"
WHERE ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" < :UPDATE_TS_1
OR "R"."UPDATE_TS" IS NOT NULL
AND "R"."UPDATE_TS" < :UPDATE_TS_2
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" < :UPDATE_TS_3
OR "E"."UPDATE_TS" IS NULL
AND "R"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NOT NULL
ORDER BY "E"."EXAM_UUID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28, anon_1.c29, anon_1.c30, anon_1.c31, anon_1.c32, anon_1.c33
FROM (SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."BEGIN_TS" AS c4, "E"."EMERGENCY" AS c5,
    "E"."END_TS" AS c6, "E"."EXAM_NO" AS c7, "E"."EXAM_UUID" AS c8, "E"."IMAGE_COUNT" AS c9, "E"."IMAGE_GRADE" AS c10, "E"."ITEM_NAME"
    AS c11, "E"."PATIENT_FROM" AS c12, "E"."PATIENT_ID" AS c13, "E"."PRINT_TS" AS c14, "E"."REGISTER_TS" AS c15, "E"."ROOM" AS c16,
    "E"."SCOPE_SN" AS c17, "E"."STATUS" AS c18, "E"."UPDATE_TS" AS c19, "E"."VISIT_NO" AS c20, "P"."BIRTHDAY" AS c21, "P"."FULL_NAME" AS
    c22, "P"."GENDER" AS c23, "P"."HIS_PID" AS c24, "P"."ID_CARD_ENC" AS c25, "P"."IS_VIP" AS c26, "P"."MOBILE" AS c27, "P"."PATIENT_ID"
    AS c28, "P"."UPDATE_TS" AS c29, "R"."AUDIT_TS" AS c30, "R"."EXAM_UUID" AS c31, "R"."UPDATE_TS" AS c32, "R"."WRITE_TS" AS c33
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
LEFT OUTER JOIN "REPORT" "R" ON "R"."EXAM_UUID" = "E"."EXAM_UUID"
WHERE ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" >= :UPDATE_TS_1
AND "E"."UPDATE_TS" < :UPDATE_TS_2
OR "R"."UPDATE_TS" IS NOT NULL
AND "R"."UPDATE_TS" >= :UPDATE_TS_3
AND "R"."UPDATE_TS" < :UPDATE_TS_4
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" >= :UPDATE_TS_5
AND "P"."UPDATE_TS" < :UPDATE_TS_6
OR "E"."UPDATE_TS" IS NULL
AND "R"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NOT NULL
AND "E"."EXAM_UUID" > :EXAM_UUID_1
ORDER BY "E"."EXAM_UUID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."APPLY_DEPT" AS c1, "E"."APPLY_NO" AS c2, "E"."APPLY_TS" AS c3, "E"."BEGIN_TS" AS c4, "E"."EMERGENCY" AS c5, "E"."END_TS" AS
    c6, "E"."EXAM_NO" AS c7, "E"."EXAM_UUID" AS c8, "E"."IMAGE_COUNT" AS c9, "E"."IMAGE_GRADE" AS c10, "E"."ITEM_NAME" AS c11,
    "E"."PATIENT_FROM" AS c12, "E"."PATIENT_ID" AS c13, "E"."PRINT_TS" AS c14, "E"."REGISTER_TS" AS c15, "E"."ROOM" AS c16,
    "E"."SCOPE_SN" AS c17, "E"."STATUS" AS c18, "E"."UPDATE_TS" AS c19, "E"."VISIT_NO" AS c20, "P"."BIRTHDAY" AS c21, "P"."FULL_NAME" AS
    c22, "P"."GENDER" AS c23, "P"."HIS_PID" AS c24, "P"."ID_CARD_ENC" AS c25, "P"."IS_VIP" AS c26, "P"."MOBILE" AS c27, "P"."PATIENT_ID"
    AS c28, "P"."UPDATE_TS" AS c29, "R"."AUDIT_TS" AS c30, "R"."EXAM_UUID" AS c31, "R"."UPDATE_TS" AS c32, "R"."WRITE_TS" AS c33
FROM "EXAM" "E"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
LEFT OUTER JOIN "REPORT" "R" ON "R"."EXAM_UUID" = "E"."EXAM_UUID"
WHERE ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" >= :UPDATE_TS_1
AND "E"."UPDATE_TS" < :UPDATE_TS_2
OR "R"."UPDATE_TS" IS NOT NULL
AND "R"."UPDATE_TS" >= :UPDATE_TS_3
AND "R"."UPDATE_TS" < :UPDATE_TS_4
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" >= :UPDATE_TS_5
AND "P"."UPDATE_TS" < :UPDATE_TS_6
OR "E"."UPDATE_TS" IS NULL
AND "R"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "E"."EXAM_UUID" IS NULL;
