import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { answerWith, show } from "../../../testing/render";
import { counts, feed, request } from "../../../testing/samples";
import FeedsPage from "../feeds-page";

const rowOf = async () => (await screen.findByText("RIS")).closest("tr") as HTMLElement;

test("a feed shows its balance and each number opens its rows", async () => {
  answerWith({ "/feeds": { items: [feed], totals: counts } });
  show(<FeedsPage />, ["feeds:read"]);
  const row = await rowOf();
  expect(within(row).getByTitle("抽取")).toHaveAttribute("href", "/runs/af-1");
  expect(within(row).getByTitle("隔离")).toHaveAttribute("href", "/quarantine?source=RIS&feed=exams&run_id=af-1&state=all");
  expect(within(row).getByTitle("删除")).not.toHaveAttribute("href");
  expect(within(row).getByLabelText("账平")).toBeInTheDocument();
  expect(within(row).queryByText("立即采集")).toBeNull();
});

test("the sums of all runs open the exams themselves", async () => {
  answerWith({ "/feeds": { items: [feed], totals: counts } });
  show(<FeedsPage />, ["feeds:read", "exams:search"], "/feeds?view=totals");
  expect(within(await rowOf()).getByTitle("装载")).toHaveAttribute("href", "/exams?source=RIS");
});

test("a feed whose numbers do not add up says so", async () => {
  answerWith({ "/feeds": { items: [{ ...feed, counts: { ...counts, loaded: 8 } }], totals: counts } });
  show(<FeedsPage />, ["feeds:read"]);
  expect(within(await rowOf()).getByText("账不平")).toBeInTheDocument();
});

test("a failure says what happened and what to do, and can be tried again", async () => {
  const calls = answerWith({});
  show(<FeedsPage />, ["feeds:read"]);
  expect(await screen.findByText("没有找到")).toBeInTheDocument();
  expect(screen.getByText("请核对编号")).toBeInTheDocument();
  await userEvent.click(screen.getByText("重试"));
  await waitFor(() => expect(calls.filter((call) => call.path === "/feeds")).toHaveLength(2));
});

test("a collection that is asked for is followed to its end", async () => {
  const answers = [request("running"), request("done", { loaded: 3, unchanged: 9, quarantined: 0 })];
  const calls = answerWith({ "/feeds": { items: [feed], totals: counts }, "POST /requests": request("waiting"), "/requests/7": () => answers.shift() ?? request("done") });
  show(<FeedsPage />, ["feeds:read", "collect:request"]);
  await userEvent.click(await screen.findByText("立即采集"));
  expect(await screen.findByText("RIS 检查：装载 3，未变 9，隔离 0", {}, { timeout: 4_000 })).toBeInTheDocument();
  expect(calls.find((call) => call.method === "POST")?.body).toEqual({ kind: "collect", arguments: { source: "RIS", feed: "exams" } });
});
