import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useTranslation } from "react-i18next";
import { BrowserRouter } from "react-router";

import { ApiError } from "../shared/api/client";
import { Pages } from "./pages";
import { theme } from "./theme";

const client = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended while a page was open leads back to the login; what was on the page is forgotten.
    onError: (error, query) => {
      if (error instanceof ApiError && error.status === 401 && query.queryKey[0] !== "session") {
        client.removeQueries({ predicate: (one) => one.queryKey[0] !== "session" });
        void client.resetQueries({ queryKey: ["session"] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // The server's "no" is final; only silence is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
    },
  },
});

export function App() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider theme={theme} locale={i18n.language === "en" ? enUS : zhCN} componentSize="small" button={{ autoInsertSpace: false }}>
      <AntApp style={{ height: "100%" }}>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
