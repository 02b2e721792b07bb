import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { counts, feed } from "../../../testing/samples";
import { groupRows, lag, lastRun } from "../sources";
import SourcesPage from "../sources-page";

const source = { source: "RIS", zh: "放射信息系统", compare: false, groups: [{ group: "business", enabled: true, zh: "业务数据", feeds: ["orders", "exams"], schedule: "*/10 * * * *" }, { group: "files", enabled: false, zh: "文件", feeds: ["files"], schedule: "*/15 * * * *" }] };
const run = { run_id: "af-2", state: "success", started_at: "2026-11-24T02:00:00Z", ended_at: null, error: null };
const answers = { "/sources": { items: [source] }, "/feeds": { items: [feed], totals: counts }, "/codes": { tables: {} } };

test("a group stands as the worst of its feeds does", () => {
  const orders = { ...feed, feed: "orders", lag_s: 400, last_run: run };
  const rows = groupRows([source], [feed, orders]);
  expect(rows.map((row) => [row.group, row.span, row.states.length])).toEqual([["business", 2, 2], ["files", 0, 0]]);
  expect(lag([feed, orders])).toBe(400);
  expect(lag([feed, { ...orders, lag_s: null }])).toBeNull();
  expect(lastRun([feed, orders])?.run_id).toBe("af-2");
  expect(lastRun([{ ...feed, last_run: { ...run, run_id: "af-0", state: "failed", started_at: "2026-11-24T00:00:00Z" } }, orders])?.run_id).toBe("af-0");
  expect(lastRun([])).toBeNull();
});

test("a system's schedule is told in words and its numbers lead to their rows", async () => {
  answerWith(answers);
  show(<SourcesPage />, ["rules:read", "feeds:read", "runs:read", "collect:request"]);
  const row = (await screen.findByText("业务数据")).closest("tr") as HTMLElement;
  expect(within(row).getByText("每 10 分钟")).toBeInTheDocument();
  expect(screen.getByText("仅手工")).toBeInTheDocument();
  expect((await within(row).findByText("1")).closest("a")).toHaveAttribute("href", "/quarantine?source=RIS&feed=exams");
  expect(within(row).getByText("检查", { selector: "a[href^='/runs']" })).toHaveAttribute("href", "/runs?source=RIS&feed=exams");
  expect(within(row).getByText("补采")).toHaveAttribute("href", "/recollect?source=RIS&feed=orders,exams");
});

test("who may not see feeds reads what is collected, and no states", async () => {
  const calls = answerWith(answers);
  show(<SourcesPage />, ["rules:read"]);
  expect(await screen.findByText("业务数据")).toBeInTheDocument();
  expect(screen.queryByText("最近一次")).toBeNull();
  expect(calls.some((call) => call.path === "/feeds")).toBe(false);
});
