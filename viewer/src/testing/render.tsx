import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { MemoryRouter, useLocation } from "react-router";

import "../shared/i18n";
import { SessionContext } from "../shared/lib/session";

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Record<string, string>;
}
/** What a path answers: content, or a function of the call; `problem` for a refusal. */
export type Answers = Record<string, unknown>;

export class Refusal {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly act = "",
  ) {}
}

/** Answers by path under /api/v1; anything else is a 404 problem. Returns the calls made, in order. */
export function answerWith(answers: Answers): Call[] {
  const calls: Call[] = [];
  globalThis.fetch = ((url: string, init: RequestInit = {}) => {
    const [path = "", query = ""] = url.replace("/api/v1", "").split("?");
    const call: Call = { method: init.method ?? "GET", path, query: new URLSearchParams(query), body: init.body ? JSON.parse(String(init.body)) : undefined, headers: (init.headers ?? {}) as Record<string, string> };
    calls.push(call);
    const given = answers[`${call.method} ${path}`] ?? answers[path];
    const answer = (typeof given === "function" ? (given as (call: Call) => unknown)(call) : given) ?? new Refusal(404, "没有找到", "请核对编号");
    if (answer instanceof Refusal) return Promise.resolve(json({ type: "urn:lightbox:problem:x", title: answer.title, detail: answer.title, do: answer.act, status: answer.status, fields: [] }, answer.status));
    return Promise.resolve(json(answer, 200));
  }) as typeof fetch;
  return calls;
}

function json(content: unknown, status: number): Response {
  return new Response(JSON.stringify(content), { status, headers: { "Content-Type": "application/json" } });
}

/** A page as someone with these rights sees it. `here()` is the address one is at now. */
export function show(page: ReactNode, operations: string[], at = "/") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = { user: "engineer", display_name: "数据工程师", role: "engineer", operations, csrf_token: "token" };
  let now = at;
  function Where() {
    const location = useLocation();
    now = location.pathname + location.search;
    return null;
  }
  const shown = render(
    <ConfigProvider button={{ autoInsertSpace: false }}><App>
      <QueryClientProvider client={client}>
        <SessionContext.Provider value={session}>
          <MemoryRouter initialEntries={[at]}>{page}<Where /></MemoryRouter>
        </SessionContext.Provider>
      </QueryClientProvider>
    </App></ConfigProvider>,
  );
  return { ...shown, here: () => now };
}
