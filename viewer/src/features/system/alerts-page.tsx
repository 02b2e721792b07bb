import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { shortTime } from "../../shared/lib/format";
import { useFilters } from "../../shared/lib/use-filters";
import { ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";

type Alert = Schemas["Alert"];
const STATES = ["open", "closed", "all"] as const;

/** What failed for good or is late, newest first; it closes by itself when the feed succeeds. */
export default function AlertsPage() {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const state = STATES.find((one) => one === get("state")) ?? "open";
  const before = get("cursor");
  const alerts = useQuery({ queryKey: ["alerts", state, before], queryFn: ({ signal }) => api.get<Schemas["Alerts"]>("/alerts", { state, before }, signal), placeholderData: keepPreviousData, refetchInterval: 15_000 });
  const columns = useColumns();
  return (
    <ListPage
      title={t("alerts.title")} busy={alerts.isPlaceholderData} minWidth={1080} top
      filters={<Segmented value={state} onChange={(value) => set({ state: value === "open" ? undefined : value })} options={STATES.map((one) => ({ value: one, label: t(`alerts.${one}`) }))} />}
    >
      <Answer of={alerts}>
        {(data) => (
          <>
            <Table<Alert> size="small" rowKey="alert_id" columns={columns} dataSource={data.items} pagination={false} locale={{ emptyText: <Nothing text={t(state === "open" ? "alerts.well" : "alerts.none")} /> }} />
            <Pager next={data.next} />
          </>
        )}
      </Answer>
    </ListPage>
  );
}

function useColumns(): TableColumnsType<Alert> {
  const { t } = useTranslation();
  return [
    { title: "#", key: "id", width: 56, align: "right", className: "num muted", render: (_, one) => one.alert_id },
    { title: t("alerts.kind"), key: "kind", width: 100, render: (_, one) => <span className={one.closed_at ? "muted" : "bad sum"}>{t(`alerts.kinds.${one.kind}`, one.kind)}</span> },
    { title: t("feeds.feed"), key: "feed", width: 170, render: (_, one) => <Link to={`/runs?source=${one.source}&feed=${one.feed}`}><b>{one.source}</b> {t(`feedName.${one.feed}`, one.feed)}</Link> },
    { title: t("alerts.message"), key: "message", render: (_, one) => (one.run_id ? <Link to={`/runs/${one.run_id}`} style={{ color: "inherit" }}>{one.message}</Link> : one.message) },
    { title: t("alerts.times"), key: "times", width: 60, align: "right", className: "num", render: (_, one) => one.times },
    { title: t("alerts.first"), key: "first", width: 140, className: "num", render: (_, one) => shortTime(one.first_at) },
    { title: t("alerts.over"), key: "over", width: 140, className: "num muted", render: (_, one) => (one.closed_at ? shortTime(one.closed_at) : "—") },
  ];
}
