import { expect, test } from "vitest";

import { countsOf, errorOf, hasEnded } from "../api/requests";
import { daysIn, SPANS, today, utcMoments, wallTimes } from "../lib/days";
import { causeOf } from "../lib/words";
import { request } from "../../testing/samples";

test("a day is the hospital's, wherever the browser is", () => {
  expect(today(new Date("2026-11-23T15:59:59Z"))).toBe("2026-11-23");
  expect(today(new Date("2026-11-23T16:00:00Z"))).toBe("2026-11-24");
  expect(SPANS.yesterday("2026-03-01")).toEqual(["2026-02-28", "2026-02-28"]);
  expect(SPANS.week("2026-11-24")).toEqual(["2026-11-18", "2026-11-24"]);
  expect(SPANS.thisMonth("2026-11-24")).toEqual(["2026-11-01", "2026-11-24"]);
  expect(daysIn("2026-10-30", "2026-11-02")).toBe(4);
});

test("days become moments that hold the last day whole and sort among moments with fractions", () => {
  const { since, until } = utcMoments("2026-11-24", "2026-11-24");
  expect([since, until]).toEqual(["2026-11-23T16:00:00", "2026-11-24T16:00:00"]);
  expect("2026-11-23T16:00:00.000001Z" >= String(since) && "2026-11-24T15:59:59.999999Z" < String(until)).toBe(true);
  expect("2026-11-24T16:00:00.000000Z" < String(until)).toBe(false);
  expect(utcMoments(undefined, "2026-11-24").since).toBeUndefined();
  expect(wallTimes("2026-10-31", "2026-10-31")).toEqual({ begin: "2026-10-31T00:00:00", end: "2026-11-01T00:00:00" });
});

test("a request that ended tells its counts, or why it failed", () => {
  expect([undefined, request("waiting"), request("running")].some(hasEnded)).toBe(false);
  expect(countsOf(request("done", { extracted: 2, loaded: 1, quarantined: 1 }))).toMatchObject({ extracted: 2, loaded: 1, quarantined: 1, merged: 0 });
  expect(errorOf(request("done", { loaded: 1 }))).toBeNull();
  expect(errorOf(request("failed", { error: "RIS is silent" }))).toBe("RIS is silent");
  expect(errorOf(request("failed"))).toBe("");
});

test("a cause is told in English where there is an English one", () => {
  expect(causeOf({ cause: "主键为空" }, "en")).toBe("主键为空");
  expect(causeOf({ cause: "主键为空", cause_en: "The key is empty" }, "en")).toBe("The key is empty");
  expect(causeOf({ cause: "主键为空", cause_en: "The key is empty" }, "zh")).toBe("主键为空");
  expect(causeOf({ cause: null }, "zh")).toBeNull();
});
