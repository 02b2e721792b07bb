import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { group, item, request } from "../../../testing/samples";
import { entries, rowsOf } from "../groups";
import { isRepairable, objections, suspectsOf } from "../item-rules";
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

const post = (calls: { method: string; path: string; body: unknown }[], path: string) => calls.find((call) => call.method === "POST" && call.path === path)?.body;
const ALL = ["quarantine:read", "quarantine:release", "quarantine:repair", "quarantine:discard", "quarantine:reveal"];

test("days and run narrow the list and its groups alike", async () => {
  const calls = answerWith(answers);
  show(<QuarantinePage />, ["quarantine:read"], "/quarantine?run_id=af-1&from=2026-11-24&to=2026-11-24&state=all");
  await screen.findByText("运行 af-1");
  for (const path of ["/quarantine", "/quarantine/groups"]) {
    const query = calls.find((call) => call.path === path)?.query;
    expect([query?.get("run_id"), query?.get("since"), query?.get("until"), query?.get("state")]).toEqual(["af-1", "2026-11-23T16:00:00", "2026-11-24T16:00:00", null]);
  }
});

test("rules that stop rows are counted, each row once a rule", () => {
  const two = { ...item, item_id: 13, findings: [...item.findings, { rule: "KY-01", field: "key", severity: "E", reason: "主键为空" }, { rule: "ID-02", field: "id_number", severity: "W", reason: "x" }] };
  expect(objections([item, two])).toEqual([{ rule: "CS-01", zh: "字节不符合字符集", items: 2 }, { rule: "KY-01", zh: null, items: 1 }]);
  expect(suspectsOf({ ...two, field: "key" })).toEqual(["name", "id_number"]);
  expect(["key", "exam_key", "deleted", "_row_hash"].filter(isRepairable)).toEqual([]);
});

test("waiving names the rules it sets aside before it does", async () => {
  const calls = answerWith({ ...answers, "POST /requests": request("done", { extracted: 1, loaded: 1 }), "/requests/7": request("done", { extracted: 1, loaded: 1 }) });
  show(<QuarantinePage />, ALL, "/quarantine");
  await screen.findByText("12");
  await userEvent.click(screen.getAllByRole("checkbox")[1] as HTMLElement);
  await userEvent.click(screen.getByText("放行"));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("checkbox"));
  expect(within(dialog).getByText("CS-01")).toBeInTheDocument();
  await userEvent.click(within(dialog).getByText("豁免 CS-01 并装载"));
  expect(post(calls, "/requests")).toEqual({ kind: "release", arguments: { items: [12], waive: true } });
});

test("rows are put aside with a reason only, and the line tells how many were", async () => {
  const calls = answerWith({ ...answers, "POST /quarantine/discard": { items: 1 } });
  show(<QuarantinePage />, ALL, "/quarantine");
  await screen.findByText("12");
  await userEvent.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await userEvent.click(screen.getByText("弃用所选 2 条"));
  const dialog = await screen.findByRole("dialog");
  const go = within(dialog).getByRole("button", { name: "弃用" });
  expect(go).toBeDisabled();
  await userEvent.type(within(dialog).getByRole("textbox"), "测试数据");
  await userEvent.click(go);
  expect(await screen.findByText("已弃用 1 / 2 条")).toBeInTheDocument();
  expect(post(calls, "/quarantine/discard")).toEqual({ items: [12, 11], note: "测试数据" });
});

test("rows put aside can be taken back, and nothing else", async () => {
  const calls = answerWith({ ...answers, "/quarantine": { items: [{ ...item, state: "discarded" }], next: null }, "POST /quarantine/reopen": { items: 1 } });
  show(<QuarantinePage />, ALL, "/quarantine?state=discarded");
  await screen.findByText("12");
  await userEvent.click(screen.getAllByRole("checkbox")[1] as HTMLElement);
  expect(screen.queryByText("放行")).toBeNull();
  await userEvent.click(screen.getByText("重新打开"));
  expect(await screen.findByText("已重新打开 1 / 1 条")).toBeInTheDocument();
  expect(post(calls, "/quarantine/reopen")).toEqual({ items: [12] });
});

test("who may not see the row repairs a column its findings name, and reads whether it was loaded", async () => {
  const ended = request("done", { extracted: 1, loaded: 1 });
  const calls = answerWith({ ...answers, "POST /requests": request("waiting"), "/requests/7": ended });
  show(<QuarantinePage />, ["quarantine:read", "quarantine:repair"], "/quarantine?item=12");
  const part = await screen.findByTestId("repair");
  expect(within(part).getByText("修复并重试").closest("button")).toBeDisabled();
  await userEvent.click(within(part).getByRole("combobox"));
  await userEvent.click(await screen.findByTitle("name"));
  await userEvent.type(within(part).getByLabelText("name"), "张三");
  await userEvent.click(within(part).getByText("修复并重试"));
  expect(await within(part).findByText("已装载", {}, { timeout: 4_000 })).toBeInTheDocument();
  expect(post(calls, "/requests")).toEqual({ kind: "repair", arguments: { item: 12, values: { name: "张三" } } });
});

test("after the row is shown its values are edited in place; a key is not", async () => {
  const calls = answerWith({ ...answers, "POST /quarantine/12/reveal": { item_id: 12, row: { key: "U1", name: "张\ufffd", sex: "M" } }, "POST /requests": request("done", { extracted: 1, quarantined: 1 }), "/requests/7": request("done", { extracted: 1, quarantined: 1 }) });
  show(<QuarantinePage />, ALL, "/quarantine?item=12");
  await userEvent.click(await screen.findByText("查看原始数据"));
  expect(await screen.findByText("张\ufffd")).toBeInTheDocument();
  expect(screen.queryByLabelText("修改 key")).toBeNull();
  await userEvent.click(screen.getByLabelText("修改 name"));
  const field = screen.getByLabelText("name");
  expect(field).toHaveValue("张\ufffd");
  await userEvent.clear(field);
  await userEvent.click(screen.getByText("修复并重试"));
  expect(await screen.findByText("仍被隔离，原因见上")).toBeInTheDocument();
  expect(post(calls, "/requests")).toEqual({ kind: "repair", arguments: { item: 12, values: { name: null } } });
});

test("a failed file is fetched again with one press, and its row tells how that ended", async () => {
  const failed = { ...item, feed: "files", rule: "FL-01", field: "path" };
  const done = request("done", { extracted: 1, loaded: 1 });
  const calls = answerWith({ ...answers, "/quarantine": { items: [failed, { ...item, item_id: 11 }], next: null }, "/quarantine/12": { ...failed, state: "released" }, "POST /requests": done, "/requests/7": done });
  show(<QuarantinePage />, ALL, "/quarantine");
  const row = (await screen.findByText("12")).closest("tr") as HTMLElement;
  expect(screen.getAllByText("重新获取")).toHaveLength(1);
  await userEvent.click(within(row).getByText("重新获取"));
  expect(await within(row).findByText("已取回")).toBeInTheDocument();
  expect(within(row).getByText("已放行")).toBeInTheDocument();
  expect(post(calls, "/requests")).toEqual({ kind: "release", arguments: { items: [12], waive: false } });
});

test("the key x chooses the current row and lets it go", async () => {
  answerWith(answers);
  show(<QuarantinePage />, ALL, "/quarantine");
  await screen.findByText("12");
  fireEvent.keyDown(window, { key: "x" });
  expect(await screen.findByText("已选 1 条")).toBeInTheDocument();
  fireEvent.keyDown(window, { key: "x" });
  await waitFor(() => expect(screen.queryByText("已选 1 条")).toBeNull());
});
