import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, type Call, show } from "../../../testing/render";
import { counts, feed, request } from "../../../testing/samples";
import { bodies, examIds, largeDays } from "../plan";
import RecollectPage from "../recollect-page";
import { intervalOf, outcomeOf } from "../request-columns";

const RIGHTS = ["collect:request", "runs:read", "feeds:read"];
const interval = { source: "RIS", feed: "exams", begin: "2026-10-01T00:00:00", end: "2026-10-02T00:00:00" };
const recollection = (state: string, result: Record<string, unknown> | null = null, changes: object = {}) => ({ ...request(state, result), kind: "recollect", arguments: interval, ...changes });
const answers = { "/feeds": { items: [feed, { ...feed, feed: "orders" }, { ...feed, source: "UIS" }], totals: counts }, "/codes": { tables: {} }, "/requests": { items: [], next: null } };
const asked = (calls: Call[]) => calls.filter((call) => call.method === "POST").map((call) => call.body);

test("an interval is a request a feed, its last day whole; exams are one request", () => {
  const days = { source: "RIS", feeds: ["orders", "exams"], from: "2026-10-01", to: "2026-10-01", exams: undefined };
  expect(bodies(days)).toEqual([{ kind: "recollect", arguments: { ...interval, feed: "orders" } }, { kind: "recollect", arguments: interval }]);
  expect(bodies({ ...days, exams: [7] })).toEqual([{ kind: "recollect", arguments: { source: "RIS", exams: [7] } }]);
  expect([bodies({ ...days, to: undefined }), bodies({ ...days, source: undefined }), bodies({ ...days, exams: [] })]).toEqual([[], [], []]);
});

test("what is no exam number is told, not dropped", () => {
  expect(examIds(["1000017", "#1000018", " 1000017 ", "", "RIS1", "0"])).toEqual({ ids: [1000017, 1000018], wrong: ["RIS1", "0"] });
});

test("more than a month is large; naming exams never is", () => {
  const days = { source: "RIS", feeds: ["exams"], from: "2026-10-01", to: "2026-10-31", exams: undefined };
  expect(largeDays(days)).toBeNull();
  expect(largeDays({ ...days, to: "2026-11-01" })).toBe(32);
  expect(largeDays({ ...days, to: "2026-11-01", exams: [1] })).toBeNull();
});

test("a request leads to its runs, a repair to its row; whole days are told as days", () => {
  expect(outcomeOf(recollection("done"))).toBe("/runs?source=RIS&feed=exams&by=request:7");
  expect(outcomeOf({ ...request("done"), kind: "repair", arguments: { item: 12, columns: ["name"] } })).toBe("/quarantine?state=all&item=12");
  expect(intervalOf(recollection("done"))).toBe("2026-10-01");
  expect(intervalOf(request("done"))).toBe("");
  expect(intervalOf(recollection("done", null, { arguments: { ...interval, end: "2026-10-02T08:30:00" } }))).toBe("2026-10-01 00:00 – 2026-10-02 08:30");
});

test("what the address names is asked for, all feeds of the system in the order of the line", async () => {
  const calls = answerWith({ ...answers, "POST /requests": (call: Call) => ({ ...recollection("waiting"), request_id: (call.body as { arguments: { feed: string } }).arguments.feed === "orders" ? 8 : 9 }) });
  show(<RecollectPage />, RIGHTS, "/recollect?source=RIS&from=2026-10-01&to=2026-10-01");
  await userEvent.click(await screen.findByText("补采 2 个任务"));
  expect(await screen.findByText("已提交 #8 #9")).toBeInTheDocument();
  expect(asked(calls)).toEqual(bodies({ source: "RIS", feeds: ["orders", "exams"], from: "2026-10-01", to: "2026-10-01", exams: undefined }));
});

test("a large interval is asked about before it is asked for", async () => {
  const calls = answerWith({ ...answers, "POST /requests": recollection("waiting") });
  show(<RecollectPage />, RIGHTS, "/recollect?source=RIS&feed=exams&from=2026-01-01&to=2026-10-01");
  await userEvent.click(await screen.findByText("补采 1 个任务"));
  expect(asked(calls)).toEqual([]);
  const question = await screen.findByRole("tooltip");
  expect(question).toHaveTextContent("区间有 274 天");
  await userEvent.click(within(question).getByRole("button", { name: "补采" }));
  expect(await screen.findByText("已提交 #7")).toBeInTheDocument();
  expect(asked(calls)).toHaveLength(1);
});

test("a request is followed in the list until it ended, with its counts", async () => {
  const states = [recollection("running"), recollection("done", { extracted: 3, loaded: 1, unchanged: 2 })];
  answerWith({ ...answers, "/requests": () => ({ items: [states.shift() ?? recollection("done", { extracted: 3, loaded: 1, unchanged: 2 })], next: null }) });
  show(<RecollectPage />, RIGHTS, "/recollect");
  expect(await screen.findByText("处理中")).toBeInTheDocument();
  expect(await screen.findByText("完成", {}, { timeout: 4_000 })).toBeInTheDocument();
  expect(screen.getByTitle("抽取")).toHaveTextContent("3");
  expect(screen.getByText("查看运行")).toHaveAttribute("href", "/runs?source=RIS&feed=exams&by=request:7");
});

test("a request that failed says why", async () => {
  answerWith({ ...answers, "/requests": { items: [recollection("failed", { error: "RIS does not answer" })], next: null } });
  show(<RecollectPage />, RIGHTS, "/recollect");
  expect(await screen.findByText("RIS does not answer")).toHaveClass("bad");
});
