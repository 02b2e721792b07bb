import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App } from "antd";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";

import "../shared/i18n";
import { SessionContext } from "../shared/lib/session";

/** Answers by path (without query); anything else is a 404 problem. Returns the calls made. */
export function answerWith(answers: Record<string, unknown>): { method: string; url: string; body: unknown }[] {
  const calls: { method: string; url: string; body: unknown }[] = [];
  globalThis.fetch = ((url: string, init: RequestInit) => {
    calls.push({ method: init.method ?? "GET", url, body: init.body ? JSON.parse(String(init.body)) : undefined });
    const answer = answers[url.split("?")[0] ?? ""];
    const status = answer === undefined ? 404 : 200;
    const content = answer ?? { title: "不存在", detail: "没有找到", do: "请核对", status: 404 };
    return Promise.resolve(new Response(JSON.stringify(content), { status, headers: { "Content-Type": "application/json" } }));
  }) as typeof fetch;
  return calls;
}

export function show(page: ReactNode, operations: string[], at = "/") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = { user: "engineer", display_name: "数据工程师", role: "engineer", operations, csrf_token: "token" };
  return render(
    <App>
      <QueryClientProvider client={client}>
        <SessionContext.Provider value={session}>
          <MemoryRouter initialEntries={[at]}>{page}</MemoryRouter>
        </SessionContext.Provider>
      </QueryClientProvider>
    </App>,
  );
}
