import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { group, item, request } from "../../../testing/samples";
import { entries, rowsOf } from "../groups";
import QuarantinePage from "../quarantine-page";

const groups = [group({}), group({ source: "RIS", items: 2 }), group({ rule: "KY-01", field: "key", cause: "主键为空", items: 5 })];
const answers = { "/quarantine": { items: [item, { ...item, item_id: 11 }], next: null }, "/quarantine/groups": { items: groups, total: 15 }, "/quarantine/12": item };
const none = { source: undefined, feed: undefined, rule: undefined, field: undefined };

test("groups are summed by a dimension, with the other filters on", () => {
  expect(entries(groups, "rule", none).map((one) => [one.value, one.rows])).toEqual([["CS-01", 10], ["KY-01", 5]]);
  expect(entries(groups, "source", { ...none, rule: "CS-01" }).map((one) => [one.value, one.rows])).toEqual([["UIS", 8], ["RIS", 2]]);
  expect(entries(groups, "cause", { ...none, rule: "KY-01" })).toHaveLength(2);
  expect(rowsOf(groups, { ...none, source: "UIS" })).toBe(13);
});

test("choosing a cause narrows the list, and the choice is in the address", async () => {
  const calls = answerWith(answers);
  const { here } = show(<QuarantinePage />, ["quarantine:read"], "/quarantine");
  await userEvent.click(await screen.findByText("主键为空"));
  expect(here()).toBe("/quarantine?rule=KY-01");
  await waitFor(() => expect(calls.some((call) => call.path === "/quarantine" && call.query.get("rule") === "KY-01" && call.query.get("state") === "open")).toBe(true));
});

test("a row opens with its findings; it is not shown itself to people without the right", async () => {
  answerWith(answers);
  const { here } = show(<QuarantinePage />, ["quarantine:read"], "/quarantine");
  await userEvent.click(await screen.findByText("12"));
  expect(here()).toBe("/quarantine?item=12");
  expect(await screen.findByText("全部命中")).toBeInTheDocument();
  expect(screen.queryByText("查看原始数据")).toBeNull();
  expect(screen.queryByText("放行")).toBeNull();
});

test("the row itself is asked for on demand only", async () => {
  const calls = answerWith({ ...answers, "POST /quarantine/12/reveal": { item_id: 12, row: { key: "U1", name: { text: "张\ufffd" } } } });
  show(<QuarantinePage />, ["quarantine:read", "quarantine:reveal"], "/quarantine?item=12");
  const button = await screen.findByText("查看原始数据");
  expect(calls.some((call) => call.path.endsWith("/reveal"))).toBe(false);
  await userEvent.click(button);
  expect(await screen.findByText("张\ufffd")).toBeInTheDocument();
});

test("a release of many is confirmed, followed and its end shown as an equation", async () => {
  const states = [request("running"), request("done", { extracted: 2, loaded: 1, quarantined: 1 })];
  const calls = answerWith({ ...answers, "POST /requests": request("waiting"), "/requests/7": () => states.shift() ?? request("done") });
  show(<QuarantinePage />, ["quarantine:read", "quarantine:release"], "/quarantine");
  await screen.findByText("12");
  await userEvent.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await userEvent.click(screen.getByText("放行所选 2 条"));
  expect(calls.some((call) => call.method === "POST")).toBe(false);
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "放行" }));
  expect(await within(dialog).findByText("可以关闭，处理会继续")).toBeInTheDocument();
  const end = await within(dialog).findByTestId("balance", {}, { timeout: 4_000 });
  expect(end).toHaveTextContent("2抽取=1装载");
  expect(calls.find((call) => call.method === "POST")?.body).toEqual({ kind: "release", arguments: { items: [12, 11], waive: false } });
});

test("nothing stopped is good news, nothing found is not", async () => {
  answerWith({ "/quarantine": { items: [], next: null }, "/quarantine/groups": { items: [], total: 0 } });
  const { unmount } = show(<QuarantinePage />, ["quarantine:read"], "/quarantine");
  expect(await screen.findByText("所有数据都有了去处")).toBeInTheDocument();
  unmount();
  show(<QuarantinePage />, ["quarantine:read"], "/quarantine?rule=XX-01");
  expect(await screen.findByText("没有符合条件的数据")).toBeInTheDocument();
});
