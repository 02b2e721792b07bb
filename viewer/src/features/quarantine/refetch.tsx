import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Schemas } from "../../shared/api/client";
import { countsOf, type Request, useAction } from "../../shared/api/requests";
import { getItem, type Item } from "./api";

/** One press fetches a file again that failed; what came of it stays in the row. */
export function Refetch({ item }: { item: Item }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ended = useCallback(async () => {
    // The row itself is renewed in place: a new list would take it away with its result.
    const fresh = await getItem(item.item_id);
    client.setQueriesData<Schemas["QuarantinePage"]>({ queryKey: ["quarantine"] }, (page) => page && { ...page, items: page.items.map((one) => (one.item_id === fresh.item_id ? fresh : one)) });
    client.setQueryData(["quarantine-item", item.item_id], fresh);
    void client.invalidateQueries({ queryKey: ["quarantine-groups"] });
  }, [client, item.item_id]);
  const { ask, request, going, error } = useAction(useCallback(() => void ended(), [ended]));
  const again = item.state === "open";
  return (
    <span className="nowrap" aria-live="polite">
      {request && !going && <Outcome request={request} />}
      {error && !going && <span className="bad">{t("quarantine.refetchFailed")} </span>}
      {again && <Button type={request ? "link" : "primary"} ghost={!request} loading={going} onClick={() => ask({ kind: "release", arguments: { items: [item.item_id], waive: false } })}>{t(going ? "quarantine.refetching" : "quarantine.refetch")}</Button>}
    </span>
  );
}

function Outcome({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { quarantined } = countsOf(request);
  if (request.state === "failed") return <span className="bad">{t("quarantine.refetchFailed")} </span>;
  if (quarantined > 0) return <span className="warn">{t("quarantine.refetchStill")} </span>;
  return <span className="good">{t("quarantine.refetched")} </span>;
}
