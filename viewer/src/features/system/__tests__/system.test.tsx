import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import AuditPage from "../audit-page";
import { type Entry, factsOf, meets, pageOf } from "../entries";
import StatusPage from "../status-page";

const entry = (changes: Partial<Entry>): Entry => ({ entry: 7, at: "2026-11-24T01:30:02Z", principal: "clinician", operation: "exams:read", object: "exam:1000017", allowed: true, detail: { address: "10.1.2.3" }, ...changes });

test("a process that does not work is told with what to do", async () => {
  answerWith({ "/status": { ok: false, processes: [{ name: "gateway", alive: true, healthy: true }, { name: "api", alive: true, healthy: false }, { name: "airflow-api", alive: false, healthy: false }], stores: [{ name: "analytic store", ok: true, detail: "HTTP 200" }] } });
  show(<StatusPage />, ["status:read"]);
  expect(await screen.findByText("有组件不正常")).toBeInTheDocument();
  const row = (name: string) => screen.getByText(name).closest("tr") as HTMLElement;
  expect(within(row("gateway")).getByText("正常")).toHaveClass("good");
  expect(within(row("api")).getByText("没有应答")).toHaveClass("bad");
  expect(within(row("airflow-api")).getByText(/lightbox up/)).toBeInTheDocument();
});

test("entries are found by any of their words; what pages read by themselves is left out, refusals never are", () => {
  const wanted = { q: undefined, refused: false, acts: true };
  expect(meets(entry({}), { ...wanted, q: "1000017 10.1.2" })).toBe(true);
  expect(meets(entry({}), { ...wanted, q: "1000018" })).toBe(false);
  expect(meets(entry({ operation: "runs:read" }), wanted)).toBe(false);
  expect(meets(entry({ operation: "runs:read", allowed: false }), wanted)).toBe(true);
  expect(["session:login", "codes"].map((object) => meets(entry({ operation: "session:own", object }), wanted))).toEqual([true, false]);
  expect(meets(entry({}), { ...wanted, refused: true })).toBe(false);
});

test("a long list beside an entry is told short and found whole", () => {
  const many = entry({ detail: { persons: [1, 2, 3, 4], reason: "x" } });
  expect(factsOf(many, 2)).toBe("persons=1,2…(4) reason=x");
  expect(meets(many, { q: "4", refused: false, acts: true })).toBe(true);
});

test("an object leads to its page where one may see it", () => {
  const may = (...rights: string[]) => (operation: string) => rights.includes(operation);
  expect(pageOf("exam:1000017", may("exams:read"))).toBe("/exams/1000017");
  expect(pageOf("exam:1000017", may())).toBeUndefined();
  expect(pageOf("quarantine:12", may("quarantine:read"))).toBe("/quarantine?state=all&item=12");
  expect(pageOf("exam:?", may("exams:read"))).toBeUndefined();
  expect(pageOf("audit", may("audit:read"))).toBeUndefined();
});

test("looking for refusals stays on the page one is at", async () => {
  const calls = answerWith({ "/audit": { items: [entry({}), entry({ entry: 6, principal: "it", operation: "exam:void", allowed: false })], next: 6 } });
  const { here } = show(<AuditPage />, ["audit:read"], "/audit?cursor=90");
  expect(await screen.findByText("clinician")).toBeInTheDocument();
  await userEvent.click(screen.getByText("仅被拒绝"));
  expect(here()).toBe("/audit?cursor=90&refused=1");
  expect(screen.queryByText("clinician")).toBeNull();
  expect(within(screen.getByText("it").closest("tr") as HTMLElement).getByText("拒绝")).toHaveClass("bad");
  expect(calls.every((call) => call.query.get("before") === "90")).toBe(true);
});
