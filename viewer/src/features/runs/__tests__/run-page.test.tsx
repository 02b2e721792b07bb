import { screen, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { counts } from "../../../testing/samples";
import RunPage from "../run-page";

const run = {
  run_id: "af-1", source: "RIS", feed: "exams", kind: "collect", state: "success", window: { lower: null, upper: { exam: "2026-11-24 09:30:00" } }, started_at: "2026-11-24T01:30:02Z", ended_at: "2026-11-24T01:30:09Z",
  started_by: "airflow", error: null, counts, balanced: true,
  steps: [{ step: "validate", seconds: 1.42, rows: 12 }, { step: "commit", seconds: 0.1, rows: 12 }, { step: "extract", seconds: 0.2, rows: 12 }],
  receipts: [{ ...counts, batch: 1, label: "RIS.exams.3b9c41d0", target_rows: { exam: 9 }, seconds: 3.7, written_at: "2026-11-24T01:30:09Z" }],
  findings: [
    { rule: "ID-02", rule_zh: "校验码错误", field: "id_number", severity: "W", rows: 9, evidence_rows: 8 },
    { rule: "KY-01", rule_zh: "主键缺失", field: "key", severity: "E", rows: 1, evidence_rows: 1 },
    { rule: "KY-03", rule_zh: "整行重复", field: "key", severity: "I", rows: 1, evidence_rows: null },
  ],
};

function showRun(operations: string[]) {
  answerWith({ "/runs/af-1": run });
  show(<Routes><Route path="/runs/:runId" element={<RunPage />} /></Routes>, operations, "/runs/af-1");
}

test("steps stand in the order of the line, not of the alphabet", async () => {
  showRun([]);
  const steps = (await screen.findByText("步骤")).closest("section") as HTMLElement;
  expect([...steps.querySelectorAll("div > span:first-child")].map((one) => one.textContent)).toEqual(["抽取", "校验", "提交"]);
});

test("each finding stands beside its evidence, and a difference is told", async () => {
  showRun(["exams:search"]);
  const row = (rule: string) => screen.getByText(rule).closest("tr") as HTMLElement;
  expect(await screen.findByText("· 1 / 2 项证据一致")).toHaveClass("bad");
  expect(within(row("ID-02")).getByTitle("与命中行数不一致")).toHaveTextContent("≠ 8");
  expect(within(row("KY-01")).getByTitle("与命中行数一致")).toHaveTextContent("= 1");
  expect(within(row("KY-03")).getByText("—")).toBeInTheDocument();
});

test("stopped rows open in the quarantine, loaded rows as exams", async () => {
  showRun(["exams:search"]);
  const link = (name: string, rule: string) => within(screen.getByText(rule).closest("tr") as HTMLElement).getByText(name, { selector: "a.num" });
  await screen.findByText("ID-02");
  expect(link("9", "ID-02")).toHaveAttribute("href", "/exams?source=RIS&rule=ID-02");
  expect(link("1", "KY-01")).toHaveAttribute("href", "/quarantine?run_id=af-1&rule=KY-01&state=all");
});
