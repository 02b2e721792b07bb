import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, api } from "../../shared/api/client";
import { hasEnded, type Request, useRequest } from "../../shared/api/requests";

/** Ask for a collection now and follow it to its end. */
export function CollectButton({ source, feed, name }: { source: string; feed: string; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => api.post<Request>("/requests", { kind: "collect", arguments: { source, feed } }),
    onError: (error) => void message.error(error instanceof ApiError && error.problem.title ? `${error.problem.title}：${error.problem.do ?? ""}` : t("state.network")),
  });
  const request = useRequest(ask.data?.request_id);
  const told = useRef<number | null>(null);
  const ended = hasEnded(request.data);
  useEffect(() => {
    const done = request.data;
    if (!ended || done === undefined || told.current === done.request_id) return;
    told.current = done.request_id;
    const counts = (done.result ?? {}) as Record<string, number>;
    if (done.state === "done") void message.success(t("feeds.collected", { feed: name, loaded: counts["loaded"] ?? 0, unchanged: counts["unchanged"] ?? 0, quarantined: counts["quarantined"] ?? 0 }));
    else void message.error(t("feeds.collectFailed", { feed: name }));
    void client.invalidateQueries({ queryKey: ["feeds"] });
  }, [ended, request.data, client, message, name, t]);
  const going = ask.isPending || (ask.data !== undefined && !ended);
  return (
    <Button type="link" style={{ padding: 0, height: 20 }} loading={going} onClick={() => ask.mutate()}>
      {t(going ? "feeds.collectAsked" : "feeds.collect")}
    </Button>
  );
}
