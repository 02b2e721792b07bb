import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { exam, file, page } from "../../../testing/samples";
import ExamPage from "../exam-page";
import { stacksOf } from "../stacks";
import { TimeChain } from "../time-chain";

const chain = {
  nodes: [
    { node: "T3", column: "exam_begin_time", zh: "检查开始时间", time: "2026-10-01T09:00:00", inverted_with: [] },
    { node: "T5", column: "report_time", zh: "报告时间", time: "2026-10-01T09:40:00", inverted_with: ["T6"] },
    { node: "T6", column: "verify_time", zh: "审核时间", time: "2026-10-01T09:35:00", inverted_with: ["T5"] },
    { node: "T7", column: "print_time", zh: "打印时间", time: null, inverted_with: [] },
  ],
  marks: [{ later: "T6", earlier: "T5" }],
  durations: [{ name: "review_s", zh: "审核耗时", seconds: null }],
};
const report = { report_id: 31, exam_id: 1000017, person_id: 10000017, source: "RIS", report_status: "40", positive: "1", critical: "0", critical_text: null, findings: "肺内见结节", conclusion: "考虑良性", advice: null, version: 2, original: true, report_time: "2026-10-01T09:40:00", verify_time: null };
const files = [file({ file_id: 5, kind: "RPT_PDF", media_type: "application/pdf" }), file({ file_id: 6 }), file({ file_id: 7, sequence: 2 })];
const patient = { person_id: 10000017, name: "欧阳测试", sex: "1", birth_date: "1986-01-01", id_type: "01", id_number: "440***********0017", phones: [], card_no: null, address: null, newborn: false, vip: false };
const detail = { exam: exam(), chain, reports: [report], files, patient: null, numbers: null };
const ALL = ["exams:search", "exams:read", "person:reveal", "report:original", "files:read"];

function open(operations: string[], changes: object = {}, at = "/exams/1000017", more: object = {}) {
  const calls = answerWith({
    "/exams/1000017": { ...detail, ...changes }, "POST /exams/search": page([exam()]), "/codes": { tables: {} }, "/files/5/pages": { file_id: 5, media_type: "application/pdf", pages: 2 },
    "POST /persons/10000017/reveal": { field: "id_number", values: ["440000198601010017"] }, ...more,
  });
  const shown = show(<Routes><Route path="/exams/:examId" element={<ExamPage />} /><Route path="/exams" element={<p>list</p>} /></Routes>, operations, at);
  return { calls, ...shown };
}

test("where time runs backwards the later node tells both times, and only it", () => {
  show(<TimeChain chain={chain} />, []);
  const places = screen.getAllByRole("listitem");
  expect(places[2]).toHaveClass("inverted");
  expect(places[2]).toHaveTextContent("09:35 早于报告 09:40");
  expect(places[1]).toHaveClass("against", "back");
  expect(places[1]).toHaveTextContent("−5 分");
  expect(places[1]).not.toHaveTextContent("早于");
  expect(places[3]).toHaveClass("missing");
  expect(places[0]).toHaveTextContent("40 分");
});

test("DICOM files of one series are one stack in their order; reports and files without a picture stand apart", () => {
  const dicom = (id: number, sequence: number, series: string) => file({ file_id: id, sequence, series_uid: series, kind: "IMG_DCM", media_type: "application/dicom" });
  const { papers, pictures, others } = stacksOf([dicom(1, 2, "a"), dicom(2, 1, "a"), dicom(3, 1, "b"), file({ file_id: 4, kind: "AECG", media_type: "application/xml" }), ...files]);
  expect(pictures.map((stack) => stack.files.map((one) => one.file_id))).toEqual([[2, 1], [3], [6], [7]]);
  expect(papers.map((stack) => stack.key)).toEqual(["5"]);
  expect(others.map((one) => one.file_id)).toEqual([4]);
});

test("an analyst reads the report without name, numbers, pictures or documents", async () => {
  open(["exams:search", "exams:read"]);
  expect(await screen.findByText("考虑良性")).toBeInTheDocument();
  expect(within(screen.getByTestId("person")).getByText("#10000017")).toBeInTheDocument();
  expect(screen.getByText("您的角色不能查看影像与报告原件")).toBeInTheDocument();
  expect(screen.queryByText("原件")).toBeNull();
  expect(screen.queryByText("源系统原文")).toBeNull();
});

test("a number is masked until it is asked for", async () => {
  const { calls } = open(ALL, { patient });
  expect(await screen.findByText("440***********0017")).toBeInTheDocument();
  expect(calls.some((call) => call.path.endsWith("/reveal"))).toBe(false);
  await userEvent.click(screen.getByText("显示"));
  expect(await screen.findByText("440000198601010017")).toBeInTheDocument();
});

test("the signed document is shown page by page, and the choice is in the address", async () => {
  const { here } = open(ALL, { patient });
  await userEvent.click(await screen.findByText("原件"));
  expect(here()).toBe("/exams/1000017?report=paper");
  const pages = await within(await screen.findByTestId("paper")).findAllByRole("img");
  expect(pages.map((one) => one.getAttribute("src"))).toEqual(["/api/v1/files/5/pages/1.png", "/api/v1/files/5/pages/2.png"]);
});

test("pictures open full screen: arrows turn, i inverts, Escape closes and only then leaves the exam", async () => {
  const { here } = open(ALL, { patient });
  await userEvent.click((await screen.findAllByRole("button", { name: "IMG_JPG" }))[0] as HTMLElement);
  const viewer = await screen.findByRole("dialog");
  const picture = () => viewer.querySelector("main img") as HTMLImageElement;
  expect(picture().getAttribute("src")).toBe("/api/v1/files/6");
  fireEvent.keyDown(window, { key: "ArrowRight" });
  expect(picture().getAttribute("src")).toBe("/api/v1/files/7");
  fireEvent.keyDown(window, { key: "i" });
  expect(picture().style.filter).toBe("invert(1)");
  fireEvent.keyDown(window, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(here()).toBe("/exams/1000017");
  fireEvent.keyDown(window, { key: "Escape" });
  expect(here()).toBe("/exams");
});

const reasons = { tables: { void_reason: [{ code: "SRC_DEL", zh: "PACS已删除", en: "Deleted in the source" }, { code: "WRONG_PT", zh: "患者匹配错误", en: "Wrong patient" }] } };

test("an exam is voided with a reason a person may give and a word why, by who may", async () => {
  const { calls, here } = open([...ALL, "exam:void"], { patient }, "/exams/1000017", { "/codes": reasons, "POST /exams/1000017/void": { void_id: 3 } });
  await userEvent.click(await screen.findByRole("button", { name: "作废" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "作废" }));
  expect(await within(dialog).findAllByText("必填")).toHaveLength(2);
  await userEvent.click(within(dialog).getByRole("combobox"));
  expect(screen.queryByTitle("PACS已删除")).toBeNull();
  await userEvent.click(await screen.findByTitle("患者匹配错误"));
  await userEvent.type(within(dialog).getByRole("textbox"), "与申请单不符");
  await userEvent.click(within(dialog).getByRole("button", { name: "作废" }));
  await waitFor(() => expect(here()).toBe("/exams"));
  expect(calls.find((call) => call.path.endsWith("/void"))?.body).toEqual({ reason: "WRONG_PT", note: "与申请单不符" });
});

test("who may collect is led to collect this exam again; voiding is not offered without the right", async () => {
  open(["exams:read", "collect:request"]);
  expect((await screen.findByText("补采")).closest("a")).toHaveAttribute("href", "/recollect?source=RIS&exams=1000017");
  expect(screen.queryByRole("button", { name: "作废" })).toBeNull();
});
