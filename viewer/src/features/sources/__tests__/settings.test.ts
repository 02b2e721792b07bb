import { expect, test } from "vitest";

import { collectedShare, draftOf, historyBody, settingsBody } from "../settings";

const declared = { schedule: "*/10 * * * *", retries: 3, retry_seconds: 60 };
const group = { group: "business", zh: "业务数据", feeds: ["exams"], enabled: true, ...declared, declared };

test("what is as declared is left to the declaration", () => {
  expect(settingsBody(draftOf(group), group)).toEqual({ enabled: true, schedule: null, retries: null, retry_seconds: null, from_day: null });
  expect(settingsBody({ ...draftOf(group), schedule: " */2 * * * * ", retries: 5, fromDay: "2025-01-01" }, group)).toEqual({ enabled: true, schedule: "*/2 * * * *", retries: 5, retry_seconds: null, from_day: "2025-01-01" });
  expect(settingsBody({ ...draftOf(group), schedule: "" }, group).schedule).toBeNull();
});

test("a history needs days in order and a window that is not empty", () => {
  const draft = draftOf(group);
  expect(historyBody(draft)).toBeNull();
  expect(historyBody({ ...draft, begin: "2025-01-02", end: "2025-01-01" })).toBeNull();
  expect(historyBody({ ...draft, begin: "2025-01-01", end: "2025-02-01", toTime: "22:00" })).toBeNull();
  expect(historyBody({ ...draft, begin: "2025-01-01", end: "2025-02-01" })).toEqual({ begin: "2025-01-01T00:00:00", end: "2025-02-01T00:00:00", from_time: "22:00", to_time: "05:00", chunk_days: 7 });
});

test("the share of a history is told in whole per cent", () => {
  const days = { begin_at: "2025-01-01T00:00:00", end_at: "2025-01-11T00:00:00" };
  expect(collectedShare({ ...days, next_at: "2025-01-01T00:00:00" })).toBe(0);
  expect(collectedShare({ ...days, next_at: "2025-01-04T00:00:00" })).toBe(30);
  expect(collectedShare({ ...days, next_at: "2025-01-11T00:00:00" })).toBe(100);
});
