import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import ExamsPage from "../features/exams/exams-page";
import { TimeChain } from "../features/exams/time-chain";
import FeedsPage, { isBalanced } from "../features/feeds/feeds-page";
import { queryString } from "../shared/api/client";
import { duration, shortTime } from "../shared/lib/format";
import { i18n } from "../shared/i18n";
import { answerWith, show } from "./render";

const counts = { extracted: 12, loaded: 9, corrected: 2, unchanged: 1, merged: 1, deleted: 0, excluded: 0, quarantined: 1 };
const feed = { source: "RIS", source_zh: "放射信息系统", feed: "exams", group: "business", group_zh: "业务", schedule: "*/10 * * * *", enabled: true, counts, totals: counts, watermark: null, last_run: { run_id: "af-1", state: "success", started_at: "2026-11-24T01:30:02.114253Z", ended_at: null, error: null }, last_success: null, lag_s: 75, quarantine_open: 1, balanced: true };

test("a feed shows its balance and each number opens its rows", async () => {
  answerWith({ "/api/v1/feeds": { items: [feed], totals: counts } });
  show(<FeedsPage />, ["feeds:read"], "/?view=last");
  const row = (await screen.findByText("RIS")).closest("tr") as HTMLElement;
  expect(within(row).getByTitle("抽取")).toHaveAttribute("href", "/runs/af-1");
  expect(within(row).getByTitle("隔离")).toHaveAttribute("href", "/quarantine?source=RIS&feed=exams&run_id=af-1&state=all");
  expect(within(row).getByLabelText("账平")).toBeInTheDocument();
  expect(within(row).queryByText("立即采集")).toBeNull();
});

test("counts that do not add up are told", () => {
  expect(isBalanced(counts)).toBe(true);
  expect(isBalanced({ ...counts, loaded: 8 })).toBe(false);
});

test("a failure says what happened and what to do", async () => {
  answerWith({});
  show(<FeedsPage />, ["feeds:read"]);
  expect(await screen.findByText("不存在")).toBeInTheDocument();
  expect(screen.getByText("没有找到。请核对")).toBeInTheDocument();
});

test("what is searched for goes in a body, never in an address", async () => {
  const calls = answerWith({ "/api/v1/exams/search": { items: [], total: 0, total_is_capped: false, next: null }, "/api/v1/codes": { tables: {} } });
  show(<ExamsPage />, ["exams:search", "person:reveal"]);
  await screen.findByText("没有数据");
  await userEvent.type(screen.getByRole("searchbox"), "欧阳测试{Enter}");
  await waitFor(() => expect(calls.some((c) => (c.body as { q?: string } | undefined)?.q === "欧阳测试")).toBe(true));
  expect(calls.every((c) => !decodeURIComponent(c.url).includes("欧阳"))).toBe(true);
});

test("an inverted node is marked with both times", () => {
  const chain = {
    nodes: [
      { node: "T5", column: "report_time", zh: "诊断", time: "2026-10-01T09:40:00", inverted_with: [] },
      { node: "T6", column: "verify_time", zh: "审核", time: "2026-10-01T09:35:00", inverted_with: ["T5"] },
      { node: "T7", column: "print_time", zh: "打印", time: null, inverted_with: [] },
    ],
    marks: [{ later: "T6", earlier: "T5" }],
    durations: [{ name: "review_s", zh: "审核", seconds: null }],
  };
  show(<TimeChain chain={chain} />, []);
  expect(screen.getByText("早于 诊断 2026-10-01 09:40")).toBeInTheDocument();
  expect(screen.getAllByRole("listitem")[1]).toHaveClass("inverted");
  expect(screen.getAllByRole("listitem")[2]).toHaveClass("missing");
});

test("times and durations: a missing value is a dash, never zero", () => {
  const t = i18n.t.bind(i18n);
  expect(duration(null, t)).toBe("—");
  expect(duration(0, t)).toBe("0 秒");
  expect(duration(5400, t)).toBe("1.5 小时");
  expect(shortTime(null)).toBe("—");
  expect(shortTime("2026-10-31T09:05:00")).toBe("2026-10-31 09:05");
});

test("empty filters leave no trace in the address", () => {
  expect(queryString({ a: undefined, b: "", c: null, d: ["x", "y"], e: false })).toBe("?d=x&d=y&e=false");
});
