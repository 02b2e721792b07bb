import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import DictionaryPage from "../dictionary-page";
import { entriesOf, meets, openedOf, typeOf } from "../entries";

const sex = { name: "sex", zh: "性别", en: "Sex", type: "STRING", sensitivity: "N", unit: null, codes: "sex", length: 16, nullable: true, made_of: [], sources: ["RIS", "UIS"], rules: ["SX-01"] };
const wait = { ...sex, name: "wait_s", zh: "等待耗时", en: "T3 - T2", type: "INT", unit: "s", codes: null, length: null, sources: ["RIS"], rules: ["TM-01", "TM-02", "TM-03", "TM-04", "TM-05"] };
const person = { ...sex, name: "person_id", zh: "患者主索引", en: "Person", type: "BIGINT", sensitivity: "Q", codes: null, rules: [] };
const tables = [
  { name: "exam", zh: "检查", en: "Exam", group: "tables", key: ["exam_id"], columns: [person, sex, wait] },
  { name: "v_exam", zh: "检查视图", en: "Exam", group: "views", key: [], columns: [{ ...sex, made_of: ["exam.sex"] }] },
];
const rule = { id: "SX-01", action: "correct", severity: "W", zh: "性别与证件号不符", en: "Sex contradicts" };
const lineage = { ...sex, table: "exam", table_zh: "检查", table_en: "Exam", lineage: [{ source: "RIS", feed: "exams", field: "sex", columns: ["RIS_PATIENT.SEX"], code_map: "sex", constant: false, rules: [rule] }, { source: "UIS", feed: "exams", field: "sex", columns: ["EXAM.XB"], code_map: null, constant: false, rules: [] }] };

test("filters are read from the address", () => {
  const kept = (filters: Record<string, string>) => entriesOf(tables).filter((entry) => meets(entry, (name) => filters[name])).map((entry) => `${entry.table}.${entry.column.name}`);
  expect(kept({})).toHaveLength(4);
  expect(kept({ q: "等待" })).toEqual(["exam.wait_s"]);
  expect(kept({ q: "exam.SEX" })).toEqual(["exam.sex", "v_exam.sex"]);
  expect(kept({ class: "Q" })).toEqual(["exam.person_id"]);
  expect(kept({ source: "UIS", table: "exam" })).toEqual(["exam.person_id", "exam.sex"]);
  expect(kept({ rule: "TM-02" })).toEqual(["exam.wait_s"]);
});

test("an address that names no column opens nothing", () => {
  expect(openedOf("exam.sex")).toEqual({ table: "exam", column: "sex" });
  for (const item of [undefined, "", "exam", "exam.sex.more", ".sex"]) expect(openedOf(item)).toBeNull();
  expect([typeOf(sex), typeOf(wait)]).toEqual(["STRING(16)", "INT"]);
});

test("a column opens with its way from source column over rule to table column", async () => {
  answerWith({ "/dictionary": { tables }, "/dictionary/exam/sex": lineage });
  const { here } = show(<DictionaryPage />, ["rules:read"], "/dictionary?q=sex&table=exam");
  await userEvent.click(await screen.findByRole("button", { name: "sex" }));
  expect(here()).toContain("item=exam.sex");
  const picture = await screen.findByTestId("lineage");
  const [, first, second] = within(picture).getAllByRole("row");
  expect(within(first as HTMLElement).getByText("RIS_PATIENT.SEX")).toBeInTheDocument();
  expect(within(first as HTMLElement).getByText("SX-01")).toHaveAttribute("href", "/rules?q=SX-01");
  expect(within(first as HTMLElement).getByText("RIS").closest("a")).toHaveAttribute("href", "/sources");
  expect(within(first as HTMLElement).getByText("exam.sex")).toBeInTheDocument();
  expect(within(second as HTMLElement).getByText("没有规则")).toBeInTheDocument();
});

test("a column with many rules shows the first and how many more", async () => {
  answerWith({ "/dictionary": { tables } });
  show(<DictionaryPage />, ["rules:read"], "/dictionary");
  const row = (await screen.findByRole("button", { name: "wait_s" })).closest("tr") as HTMLElement;
  expect(within(row).getAllByRole("link")).toHaveLength(4);
  expect(within(row).getByText("+1")).toBeInTheDocument();
});
