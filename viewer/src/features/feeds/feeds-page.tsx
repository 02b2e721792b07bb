import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Segmented, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { duration, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { Balance } from "../../shared/ui/balance";
import { RunState } from "../../shared/ui/marks";
import { Answer, Failure, Nothing } from "../../shared/ui/states";

type Feed = Schemas["Feed"];

/** Every feed with its balance: whether each row of each system is accounted for, in one look. */
export default function FeedsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { message } = App.useApp();
  const [get, set] = useFilters();
  const totals = get("view") !== "last";
  const feeds = useQuery({ queryKey: ["feeds"], queryFn: ({ signal }) => api.get<Schemas["Feeds"]>("/feeds", {}, signal), refetchInterval: 10_000 });
  const collect = useMutation({
    mutationFn: (feed: Feed) => api.post<Schemas["Request"]>("/requests", { kind: "collect", arguments: { source: feed.source, feed: feed.feed } }),
    onSuccess: () => void message.success(t("feeds.collectAsked")),
  });

  const columns: TableColumnsType<Feed> = [
    {
      title: t("feeds.source"), dataIndex: "source", width: 170,
      onCell: (feed, index) => ({ rowSpan: spanOf(feeds.data?.items ?? [], feed, index ?? 0) }),
      render: (_, feed) => <><b>{feed.source}</b> <span className="muted">{feed.source_zh}</span></>,
    },
    { title: t("feeds.feed"), dataIndex: "feed", width: 100, render: (_, feed) => t(`feedName.${feed.feed}`, feed.feed) },
    { title: `${t(totals ? "feeds.totalTab" : "feeds.lastTab")}（${t("feeds.equation")}）`, key: "balance", render: (_, feed) => <FeedBalance feed={feed} totals={totals} /> },
    {
      title: t("feeds.last"), key: "last", width: 250,
      render: (_, feed) =>
        feed.last_run ? (
          <Link to={`/runs/${feed.last_run.run_id}`} style={{ color: "inherit" }}>
            <RunState state={feed.last_run.state} /> <span className="num muted">{shortTime(feed.last_run.started_at)}</span>
          </Link>
        ) : <span className="muted">{t("feeds.never")}</span>,
    },
    { title: t("feeds.lag"), key: "lag", width: 100, className: "num", render: (_, feed) => duration(feed.lag_s, t) },
    {
      title: t("feeds.open"), dataIndex: "quarantine_open", width: 100, align: "right",
      render: (n: number, feed) => (n ? <Link className="num warn" to={`/quarantine?source=${feed.source}&feed=${feed.feed}`}>{n}</Link> : <span className="num muted">0</span>),
    },
    { title: t("feeds.schedule"), dataIndex: "schedule", width: 120, className: "num muted" },
  ];
  if (may("collect:request"))
    columns.push({ key: "act", width: 90, render: (_, feed) => <Button type="link" style={{ padding: 0 }} loading={collect.isPending && collect.variables === feed} onClick={() => collect.mutate(feed)}>{t("feeds.collect")}</Button> });

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("feeds.title")}</h1>
        <Segmented value={totals ? "totals" : "last"} onChange={(v) => set({ view: v === "last" ? "last" : undefined })} options={[{ value: "totals", label: t("feeds.totalTab") }, { value: "last", label: t("feeds.lastTab") }]} />
        <span className="grow" />
        {feeds.data && <Balance counts={feeds.data.totals} balanced={isBalanced(feeds.data.totals)} hrefs={{ quarantined: "/quarantine" }} />}
      </div>
      {collect.error && <Failure error={collect.error} />}
      <Answer of={feeds}>
        {(data) => <Table<Feed> size="small" rowKey={(f) => `${f.source}.${f.feed}`} columns={columns} dataSource={data.items} pagination={false} sticky={{ offsetHeader: 48 }} scroll={{ x: 1150 }} locale={{ emptyText: <Nothing /> }} />}
      </Answer>
    </div>
  );
}

function FeedBalance({ feed, totals }: { feed: Feed; totals: boolean }) {
  const counts = totals ? feed.totals : feed.counts;
  const runs = `/runs?source=${feed.source}&feed=${feed.feed}`;
  const one = feed.last_run && !totals ? `/runs/${feed.last_run.run_id}` : runs;
  const quarantine = `/quarantine?source=${feed.source}&feed=${feed.feed}` + (totals || !feed.last_run ? "" : `&run_id=${feed.last_run.run_id}&state=all`);
  return <Balance counts={counts} balanced={isBalanced(counts)} hrefs={{ extracted: one, loaded: one, unchanged: one, merged: one, deleted: one, excluded: one, quarantined: quarantine }} />;
}

export function isBalanced(c: Schemas["Counts"]): boolean {
  return c.extracted === c.loaded + c.unchanged + c.merged + c.deleted + c.excluded + c.quarantined;
}

/** One cell a system: the first of its rows spans them all. */
function spanOf(feeds: Feed[], feed: Feed, index: number): number {
  if (index > 0 && feeds[index - 1]?.source === feed.source) return 0;
  return feeds.filter((f) => f.source === feed.source).length;
}
