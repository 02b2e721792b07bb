import { useQuery } from "@tanstack/react-query";
import { Button, Select, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { duration, secondsBetween, shortTime } from "../../shared/lib/format";
import { useFilters } from "../../shared/lib/use-filters";
import { Balance } from "../../shared/ui/balance";
import { RunState } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type Run = Schemas["Run"];
const FEEDS = ["orders", "exams", "reports", "files", "images"];

export default function RunsPage() {
  const { t } = useTranslation();
  const [get, set, clear, filtered] = useFilters();
  const filters = { source: get("source"), feed: get("feed"), state: get("state"), before: get("cursor") };
  const runs = useQuery({ queryKey: ["runs", filters], queryFn: ({ signal }) => api.get<Schemas["Runs"]>("/runs", filters, signal), refetchInterval: filters.before ? false : 5_000 });
  const sources = useQuery({ queryKey: ["sources"], queryFn: () => api.get<Schemas["Sources"]>("/sources"), staleTime: Infinity });

  const columns: TableColumnsType<Run> = [
    { title: t("runs.started"), dataIndex: "started_at", width: 165, render: (at: string, run) => <Link className="num" to={`/runs/${run.run_id}`}>{shortTime(at)}</Link> },
    { title: t("feeds.feed"), key: "feed", width: 150, render: (_, run) => <><b>{run.source}</b> {t(`feedName.${run.feed}`, run.feed)}</> },
    { title: t("runs.kind"), dataIndex: "kind", width: 70, render: (kind: string) => t(`runs.${kind}`, kind) },
    { title: t("runs.state"), dataIndex: "state", width: 90, render: (state: string) => <RunState state={state} /> },
    { title: t("runs.took"), key: "took", width: 80, className: "num", render: (_, run) => duration(secondsBetween(run.started_at, run.ended_at), t) },
    { title: t("feeds.equation"), key: "balance", render: (_, run) => <Balance counts={run.counts} balanced={run.balanced} hrefs={{ extracted: `/runs/${run.run_id}`, quarantined: `/quarantine?run_id=${run.run_id}&state=all` }} /> },
    { title: t("runs.by"), dataIndex: "started_by", width: 120, className: "muted" },
    { title: t("runs.error"), dataIndex: "error", ellipsis: true, render: (error: string | null) => error && <span className="bad" title={error}>{error}</span> },
  ];
  return (
    <div className="page">
      <div className="page-head"><h1>{t("runs.title")}</h1></div>
      <div className="filters">
        <Select allowClear placeholder={t("feeds.source")} style={{ width: 170 }} value={filters.source ?? null} onChange={(v: string | undefined) => set({ source: v })} options={(sources.data?.items ?? []).map((s) => ({ value: s.source, label: `${s.source} ${s.zh}` }))} />
        <Select allowClear placeholder={t("feeds.feed")} style={{ width: 120 }} value={filters.feed ?? null} onChange={(v: string | undefined) => set({ feed: v })} options={FEEDS.map((f) => ({ value: f, label: t(`feedName.${f}`) }))} />
        <Select allowClear placeholder={t("runs.state")} style={{ width: 110 }} value={filters.state ?? null} onChange={(v: string | undefined) => set({ state: v })} options={["success", "running", "failed"].map((s) => ({ value: s, label: t(`runState.${s}`) }))} />
      </div>
      <Answer of={runs}>
        {(data) => (
          <>
            <Table<Run> size="small" rowKey="run_id" columns={columns} dataSource={data.items} pagination={false} scroll={{ x: 1150 }} locale={{ emptyText: <Nothing onClear={filtered ? clear : undefined} /> }} />
            {data.next && <Button style={{ marginTop: 10 }} onClick={() => set({ cursor: data.next ?? undefined })}>{t("runs.more")}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}
