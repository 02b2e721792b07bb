import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App as AntApp } from "antd";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";

import { type Answers, answerWith, Refusal } from "../../testing/render";
import { counts, feed } from "../../testing/samples";
import { Pages } from "../pages";

const session = (operations: string[]) => ({ user: "it", display_name: "信息科", role: "it", operations, csrf_token: "k3Jv0" });

function start(answers: Answers, at = "/") {
  const calls = answerWith({ "/feeds": { items: [feed], totals: counts }, "/codes": { tables: {} }, ...answers });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<AntApp><QueryClientProvider client={client}><MemoryRouter initialEntries={[at]}><Pages /></MemoryRouter></QueryClientProvider></AntApp>);
  return calls;
}

test("signing in leads to the first page one may see; changes carry the token of the session", async () => {
  const calls = start({ "GET /session": new Refusal(401, "请先登录"), "POST /session": session(["feeds:read", "collect:request"]) });
  await userEvent.type(await screen.findByLabelText("用户名"), "it");
  await userEvent.type(screen.getByLabelText("口令"), "secret");
  await userEvent.click(screen.getByRole("button", { name: /登\s*录/ }));
  await userEvent.click(await screen.findByText("立即采集", {}, { timeout: 5_000 }));
  expect(calls.find((call) => call.path === "/requests")?.headers["X-CSRF-Token"]).toBe("k3Jv0");
});

test("a wrong password is told with what to do", async () => {
  start({ "GET /session": new Refusal(401, "请先登录"), "POST /session": new Refusal(401, "登录失败", "请核对用户名和密码") });
  await userEvent.type(await screen.findByLabelText("用户名"), "it");
  await userEvent.type(screen.getByLabelText("口令"), "wrong{Enter}");
  expect(await screen.findByText("登录失败")).toBeInTheDocument();
  expect(screen.getByText("请核对用户名和密码")).toBeInTheDocument();
});

test("only pages one may see are offered", async () => {
  start({ "/session": session(["feeds:read", "rules:read"]) });
  expect(await screen.findByRole("link", { name: "规则" })).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "检查" })).toBeNull();
  expect(screen.queryByRole("link", { name: "隔离区" })).toBeNull();
});

test("an unknown address is told, not turned into another page", async () => {
  start({ "/session": session(["feeds:read"]) }, "/nowhere");
  expect(await screen.findByText("没有这个页面")).toBeInTheDocument();
});
