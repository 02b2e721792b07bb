-- EIS.reports, oracle11. Values are bound; :names stand for them.

-- first page of everything
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28
FROM (SELECT "E"."EXAM_NO" AS c1, "E"."EXAM_UUID" AS c2, "E"."PATIENT_ID" AS c3, "E"."PRINT_TS" AS c4, "E"."STATUS" AS c5,
    "E"."UPDATE_TS" AS c6, "E"."VISIT_NO" AS c7, "P"."BIRTHDAY" AS c8, "P"."FULL_NAME" AS c9, "P"."GENDER" AS c10, "P"."HIS_PID" AS c11,
    "P"."ID_CARD_ENC" AS c12, "P"."IS_VIP" AS c13, "P"."MOBILE" AS c14, "P"."PATIENT_ID" AS c15, "P"."UPDATE_TS" AS c16, "R"."ADVICE" AS
    c17, "R"."AUDIT_TS" AS c18, "R"."AUDITOR" AS c19, "R"."DIAGNOSIS" AS c20, "R"."EXAM_UUID" AS c21, "R"."POSITIVE" AS c22,
    "R"."REPORT_HTML" AS c23, "R"."REPORT_ID" AS c24, "R"."UPDATE_TS" AS c25, "R"."URGENCY" AS c26, "R"."WRITE_TS" AS c27, "R"."WRITER"
    AS c28
FROM "REPORT" "R"
LEFT OUTER JOIN "EXAM" "E" ON "E"."EXAM_UUID" = "R"."EXAM_UUID"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
WHERE ("E"."UPDATE_TS" IS NOT NULL
AND "E"."UPDATE_TS" < :UPDATE_TS_1
OR "R"."UPDATE_TS" IS NOT NULL
AND "R"."UPDATE_TS" < :UPDATE_TS_2
OR "P"."UPDATE_TS" IS NOT NULL
AND "P"."UPDATE_TS" < :UPDATE_TS_3
OR "E"."UPDATE_TS" IS NULL
AND "R"."UPDATE_TS" IS NULL
AND "P"."UPDATE_TS" IS NULL)
AND "R"."REPORT_ID" IS NOT NULL
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- following page of a window
SELECT anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, anon_1.c5, anon_1.c6, anon_1.c7, anon_1.c8, anon_1.c9, anon_1.c10, anon_1.c11,
    anon_1.c12, anon_1.c13, anon_1.c14, anon_1.c15, anon_1.c16, anon_1.c17, anon_1.c18, anon_1.c19, anon_1.c20, anon_1.c21, anon_1.c22,
    anon_1.c23, anon_1.c24, anon_1.c25, anon_1.c26, anon_1.c27, anon_1.c28
FROM (SELECT "E"."EXAM_NO" AS c1, "E"."EXAM_UUID" AS c2, "E"."PATIENT_ID" AS c3, "E"."PRINT_TS" AS c4, "E"."STATUS" AS c5,
    "E"."UPDATE_TS" AS c6, "E"."VISIT_NO" AS c7, "P"."BIRTHDAY" AS c8, "P"."FULL_NAME" AS c9, "P"."GENDER" AS c10, "P"."HIS_PID" AS c11,
    "P"."ID_CARD_ENC" AS c12, "P"."IS_VIP" AS c13, "P"."MOBILE" AS c14, "P"."PATIENT_ID" AS c15, "P"."UPDATE_TS" AS c16, "R"."ADVICE" AS
    c17, "R"."AUDIT_TS" AS c18, "R"."AUDITOR" AS c19, "R"."DIAGNOSIS" AS c20, "R"."EXAM_UUID" AS c21, "R"."POSITIVE" AS c22,
    "R"."REPORT_HTML" AS c23, "R"."REPORT_ID" AS c24, "R"."UPDATE_TS" AS c25, "R"."URGENCY" AS c26, "R"."WRITE_TS" AS c27, "R"."WRITER"
    AS c28
FROM "REPORT" "R"
LEFT OUTER JOIN "EXAM" "E" ON "E"."EXAM_UUID" = "R"."EXAM_UUID"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
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
AND "R"."REPORT_ID" IS NOT NULL
AND "R"."REPORT_ID" > :REPORT_ID_1
ORDER BY "R"."REPORT_ID") anon_1
WHERE ROWNUM <= 5000;

-- rows without a key
SELECT "E"."EXAM_NO" AS c1, "E"."EXAM_UUID" AS c2, "E"."PATIENT_ID" AS c3, "E"."PRINT_TS" AS c4, "E"."STATUS" AS c5, "E"."UPDATE_TS" AS
    c6, "E"."VISIT_NO" AS c7, "P"."BIRTHDAY" AS c8, "P"."FULL_NAME" AS c9, "P"."GENDER" AS c10, "P"."HIS_PID" AS c11, "P"."ID_CARD_ENC"
    AS c12, "P"."IS_VIP" AS c13, "P"."MOBILE" AS c14, "P"."PATIENT_ID" AS c15, "P"."UPDATE_TS" AS c16, "R"."ADVICE" AS c17,
    "R"."AUDIT_TS" AS c18, "R"."AUDITOR" AS c19, "R"."DIAGNOSIS" AS c20, "R"."EXAM_UUID" AS c21, "R"."POSITIVE" AS c22,
    "R"."REPORT_HTML" AS c23, "R"."REPORT_ID" AS c24, "R"."UPDATE_TS" AS c25, "R"."URGENCY" AS c26, "R"."WRITE_TS" AS c27, "R"."WRITER"
    AS c28
FROM "REPORT" "R"
LEFT OUTER JOIN "EXAM" "E" ON "E"."EXAM_UUID" = "R"."EXAM_UUID"
LEFT OUTER JOIN "PATIENT" "P" ON "P"."PATIENT_ID" = "E"."PATIENT_ID"
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
AND "R"."REPORT_ID" IS NULL;
