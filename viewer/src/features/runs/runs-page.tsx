import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { FEEDS } from "../../shared/lib/feeds";
import { duration, secondsBetween, shortTime } from "../../shared/lib/format";
import { useFilters } from "../../shared/lib/use-filters";
import { useRowKeys } from "../../shared/lib/use-row-keys";
import { balanceColumns } from "../../shared/ui/balance";
import { FilterSelect } from "../../shared/ui/filter-select";
import { Chip, ListPage, Pager } from "../../shared/ui/list-page";
import { RunState } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type Run = Schemas["Run"];
/** Runs looked through for those of one request: they are among the newest of their feed. */
const MANY = 200;

/** Collections and releases, newest first. */
export default function RunsPage() {
  const { t } = useTranslation();
  const codes = useCodes();
  const navigate = useNavigate();
  const [get, set, clear, filtered] = useFilters();
  const by = get("by");
  const filters = { source: get("source"), feed: get("feed"), state: get("state"), before: get("cursor"), limit: by ? MANY : undefined };
  const runs = useQuery({
    queryKey: ["runs", filters],
    queryFn: ({ signal }) => api.get<Schemas["Runs"]>("/runs", filters, signal),
    placeholderData: keepPreviousData,
    refetchInterval: filters.before ? false : 5_000,
  });
  const items = (runs.data?.items ?? []).filter((run) => !by || run.started_by === by);
  const [current, setCurrent] = useRowKeys(items.length, (i) => { const run = items[i]; if (run) void navigate(`/runs/${run.run_id}`); });
  return (
    <ListPage
      title={t("runs.title")}
      busy={runs.isPlaceholderData}
      minWidth={1240}
      filters={
        <>
          <FilterSelect name="source" label={t("feeds.source")} options={codes.sources} width={180} />
          <FilterSelect name="feed" label={t("feeds.feed")} options={FEEDS.map((feed) => ({ value: feed, label: t(`feedName.${feed}`) }))} width={110} />
          <FilterSelect name="state" label={t("runs.state")} options={["success", "running", "failed"].map((state) => ({ value: state, label: t(`runState.${state}`) }))} width={100} />
          {by && <Chip onRemove={() => set({ by: undefined })}>{t("runs.startedBy", { by: by.replace("request:", "#") })}</Chip>}
          {filtered && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
    >
      <Answer of={runs}>
        {(data) => (
          <>
            <Table<Run> size="small" rowKey="run_id" columns={columnsOf(t)} dataSource={items} pagination={false} rowClassName={(_, i) => (i === current ? "current" : "")} onRow={(_, i) => ({ onClick: () => setCurrent(i ?? 0) })} locale={{ emptyText: <Nothing onClear={filtered ? clear : undefined} /> }} />
            <Pager next={data.next} />
          </>
        )}
      </Answer>
    </ListPage>
  );
}

function columnsOf(t: TFunction): TableColumnsType<Run> {
  return [
    { title: t("runs.started"), key: "started", width: 150, render: (_, run) => <Link className="num" to={`/runs/${run.run_id}`}>{shortTime(run.started_at)}</Link> },
    { title: t("feeds.feed"), key: "feed", width: 130, render: (_, run) => <span className="nowrap"><b>{run.source}</b> {t(`feedName.${run.feed}`, run.feed)}</span> },
    { title: t("runs.kind"), key: "kind", width: 60, render: (_, run) => t(`runs.${run.kind}`, run.kind) },
    { title: t("runs.state"), key: "state", width: 86, render: (_, run) => <RunState state={run.state} /> },
    { title: t("runs.took"), key: "took", width: 76, align: "right", className: "num", render: (_, run) => duration(secondsBetween(run.started_at, run.ended_at), t) },
    ...balanceColumns<Run>(t, (run) => {
      const own = `/runs/${run.run_id}`;
      return { counts: run.counts, links: { extracted: own, loaded: own, unchanged: own, merged: own, deleted: own, excluded: own, quarantined: `/quarantine?run_id=${run.run_id}&state=all` } };
    }),
    { title: t("runs.by"), key: "by", width: 110, className: "muted", ellipsis: true, render: (_, run) => run.started_by },
    { title: t("runs.error"), key: "error", ellipsis: true, render: (_, run) => run.error && <span className="bad" title={run.error}>{run.error}</span> },
  ];
}
