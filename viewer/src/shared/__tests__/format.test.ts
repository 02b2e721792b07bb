import { expect, test } from "vitest";

import { queryString } from "../api/client";
import { i18n } from "../i18n";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { everyMinutes, isLate, schedule } from "../lib/cron";
import { feedOrder } from "../lib/feeds";
import { bytes, duration, secondsBetween, shortTime } from "../lib/format";
import { isBalanced } from "../ui/balance";
import { counts } from "../../testing/samples";

const t = i18n.t.bind(i18n);

test("a missing value is a dash, never zero", () => {
  expect(duration(null, t)).toBe("—");
  expect(duration(0, t)).toBe("0 秒");
  expect(duration(5400, t)).toBe("1.5 小时");
  expect(shortTime(null)).toBe("—");
  expect(bytes(undefined)).toBe("—");
  expect(secondsBetween("2026-10-05T08:31:00", null)).toBeNull();
});

test("a wall time is shown as it is, a UTC time as the hospital's clock", () => {
  expect(shortTime("2026-10-31T09:05:00.000")).toBe("2026-10-31 09:05");
  expect(shortTime("2026-11-24T01:30:02.114253Z")).toBe("2026-11-24 09:30:02");
});

test("empty filters leave no trace in the address", () => {
  expect(queryString({ a: undefined, b: "", c: null, d: ["x", "y"], e: false })).toBe("?d=x&d=y&e=false");
});

test("simple schedules are told in words, others as they are", () => {
  expect(schedule("5-55/10 * * * *", t)).toBe("每 10 分钟");
  expect(schedule("30 2 * * *", t)).toBe("每天 02:30");
  expect(schedule("7 * * * *", t)).toBe("每小时");
  expect(schedule("0 2 * * 1", t)).toBe("0 2 * * 1");
  expect(everyMinutes("7 * * * *")).toBe(60);
  expect(everyMinutes(null)).toBeNull();
});

test("a feed is late after three periods without a success", () => {
  expect(isLate(1_800, "*/10 * * * *")).toBe(false);
  expect(isLate(1_801, "*/10 * * * *")).toBe(true);
  expect(isLate(null, "*/10 * * * *")).toBe(false);
});

test("feeds stand in the order of collection, systems in theirs", () => {
  const named = (source: string, feed: string) => ({ source, feed });
  const sorted = [named("XYZ", "exams"), named("UIS", "orders"), named("RIS", "reports"), named("RIS", "orders")].sort(feedOrder);
  expect(sorted.map((one) => `${one.source}.${one.feed}`)).toEqual(["RIS.orders", "RIS.reports", "UIS.orders", "XYZ.exams"]);
});

test("counts that do not add up are told", () => {
  expect(isBalanced(counts)).toBe(true);
  expect(isBalanced({ ...counts, loaded: 8 })).toBe(false);
});

test("both languages fill the same gaps in each text", () => {
  const gaps = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((found) => found[1]).sort().join();
  const walk = (a: object, b: object, path: string): string[] =>
    Object.entries(a).flatMap(([key, text]) => {
      const other = (b as Record<string, unknown>)[key];
      if (typeof text === "string") return gaps(text) === gaps(String(other)) ? [] : [`${path}${key}`];
      return walk(text as object, other as object, `${path}${key}.`);
    });
  expect(walk(zh, en, "")).toEqual([]);
});
