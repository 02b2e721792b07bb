import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import VoidsPage from "../voids-page";

const one = {
  void_id: 3, exam_id: 1000017, source: "RIS", exam_category: "RAD.CT", exam_begin_time: "2026-10-05T12:00:00", reason: "WRONG_PT", reason_zh: "患者匹配错误", note: "与申请单不符", active: true, voided_by: "clinician",
  voided_at: "2026-11-24T01:30:08.001002Z", undo_note: null, undone_by: null, undone_at: null,
};
const codes = { tables: { void_reason: [{ code: "WRONG_PT", zh: "患者匹配错误", en: "Wrong patient" }] } };

test("a void tells who, why and in what words; it is undone with a reason only", async () => {
  const calls = answerWith({ "/voids": { items: [one], next: null }, "/codes": codes, "POST /voids/3/undo": { void_id: 3 } });
  show(<VoidsPage />, ["voids:read", "exam:void", "exams:read"], "/voids");
  const row = (await screen.findByText("与申请单不符")).closest("tr") as HTMLElement;
  expect(within(row).getByText("患者匹配错误")).toBeInTheDocument();
  expect(within(row).getByText("#1000017").closest("a")).toBeNull();
  await userEvent.click(within(row).getByText("撤销作废"));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByRole("button", { name: "撤销作废" })).toBeDisabled();
  await userEvent.type(within(dialog).getByRole("textbox"), "核对无误");
  await userEvent.click(within(dialog).getByRole("button", { name: "撤销作废" }));
  expect(calls.find((call) => call.method === "POST")?.body).toEqual({ note: "核对无误" });
});

test("the state that is asked for stands in the address; an exam shown again can be opened, and only who may undo is offered it", async () => {
  const undone = { ...one, active: false, undone_by: "it", undone_at: one.voided_at, undo_note: "核对无误" };
  const calls = answerWith({ "/voids": { items: [undone], next: null }, "/codes": codes });
  const { here } = show(<VoidsPage />, ["voids:read", "exams:read"], "/voids");
  await userEvent.click(await screen.findByText("已撤销"));
  expect(here()).toBe("/voids?state=undone");
  expect(calls.at(-1)?.query.get("state")).toBe("undone");
  expect((await screen.findByText("#1000017")).closest("a")).toHaveAttribute("href", "/exams/1000017");
  expect(screen.getByText("核对无误")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "撤销作废" })).toBeNull();
});
