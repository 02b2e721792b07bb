import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "../../shared/api/client";
import { countsOf, type Request, useAction } from "../../shared/api/requests";

/** Ask for a collection now and follow it to its end. */
export function CollectButton({ source, feed, name }: { source: string; feed: string; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const told = useCallback((request: Request) => {
    const { loaded, unchanged, quarantined } = countsOf(request);
    if (request.state === "done") void message.success(t("feeds.collected", { feed: name, loaded, unchanged, quarantined }));
    else void message.error(t("feeds.collectFailed", { feed: name }));
    void client.invalidateQueries({ queryKey: ["feeds"] });
  }, [client, message, name, t]);
  const { ask, going, error } = useAction(told);
  useEffect(() => {
    if (error) void message.error({ key: `collect-${name}`, content: error instanceof ApiError && error.problem.title ? `${error.problem.title}：${error.problem.do ?? ""}` : t("state.network") });
  }, [error, message, name, t]);
  return (
    <Button type="link" style={{ padding: 0, height: 20 }} loading={going} onClick={() => ask({ kind: "collect", arguments: { source, feed } })}>
      {t(going ? "feeds.collectAsked" : "feeds.collect")}
    </Button>
  );
}
