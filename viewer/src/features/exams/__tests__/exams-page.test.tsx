import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { exam, page } from "../../../testing/samples";
import ExamsPage from "../exams-page";
import { neighbours, remember } from "../memory";

const answers = { "POST /exams/search": page([exam(), exam({ exam_id: 1000018, patient: { name: "欧阳测试", restricted: false } }), exam({ exam_id: 1000019, patient: { name: "*", restricted: true } })]), "/codes": { tables: {} } };
const NAMES = ["exams:search", "person:reveal"];

beforeEach(() => remember({ q: "", list: "", exams: [] }));

test("what is searched for goes in a body, never in an address", async () => {
  const calls = answerWith(answers);
  const { here } = show(<ExamsPage />, NAMES, "/exams");
  await screen.findByText("欧阳测试");
  await userEvent.type(screen.getByLabelText("姓名、拼音、证件号、电话、卡号、检查号…"), "欧阳测试{Enter}");
  await waitFor(() => expect(calls.some((call) => (call.body as { q?: string } | undefined)?.q === "欧阳测试")).toBe(true));
  expect(calls.every((call) => !call.path.includes("欧阳") && !call.query.toString().includes("%E6"))).toBe(true);
  expect(here()).toBe("/exams");
});

test("filters are read from the address and sent with the search", async () => {
  const calls = answerWith(answers);
  show(<ExamsPage />, NAMES, "/exams?source=RIS&from=2026-10-01&abnormal=1&rule=ID-02");
  await screen.findByText("欧阳测试");
  expect(calls.find((call) => call.path === "/exams/search")?.body).toMatchObject({ source: ["RIS"], from: "2026-10-01", to: null, abnormal: true, positive: null, rule: "ID-02", q: null });
  expect(screen.getByText("命中 ID-02")).toBeInTheDocument();
});

test("people without the right neither see names nor search for them", async () => {
  answerWith({ ...answers, "POST /exams/search": page([exam()]) });
  show(<ExamsPage />, ["exams:search"], "/exams");
  expect(await screen.findByText("#10000017")).toBeInTheDocument();
  expect(screen.queryByLabelText("姓名、拼音、证件号、电话、卡号、检查号…")).toBeNull();
});

test("a restricted person is named by no name", async () => {
  answerWith(answers);
  show(<ExamsPage />, NAMES, "/exams");
  expect(await screen.findByText("重点病人")).toBeInTheDocument();
  expect(screen.queryByText("*")).toBeNull();
});

test("j and Enter open the next exam; the list is remembered in its order", async () => {
  answerWith(answers);
  const { here } = show(<ExamsPage />, NAMES, "/exams?source=RIS");
  await screen.findByText("欧阳测试");
  await userEvent.keyboard("j");
  await userEvent.keyboard("{Enter}");
  expect(here()).toBe("/exams/1000018");
  expect(neighbours(1000018)).toEqual({ before: 1000017, after: 1000019 });
  expect(neighbours(5)).toEqual({ before: undefined, after: undefined });
});

test("the total of the first page stays while pages are turned", async () => {
  answerWith({ ...answers, "POST /exams/search": (call: { body: { cursor: string | null } }) => (call.body.cursor ? page([exam()], null, null) : page([exam()], "abc", 77)) });
  const { here } = show(<ExamsPage />, NAMES, "/exams");
  await userEvent.click(await screen.findByText("下一页"));
  await waitFor(() => expect(here()).toBe("/exams?cursor=abc"));
  expect(await screen.findByText("第一页")).toBeInTheDocument();
  expect(screen.getByTestId("total")).toHaveTextContent("77 次检查");
});
