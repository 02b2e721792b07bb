import { useQuery } from "@tanstack/react-query";
import { Segmented, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { isLate, schedule } from "../../shared/lib/cron";
import { feedOrder } from "../../shared/lib/feeds";
import { duration, number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { balanceColumns, BalanceStrip, type CountLinks, type Counts } from "../../shared/ui/balance";
import { ListPage } from "../../shared/ui/list-page";
import { RunState } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";
import { CollectButton } from "./collect-button";

type Feed = Schemas["Feed"];

/** Every feed with its balance: whether each row of each system is accounted for, in one look. */
export default function FeedsPage() {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const totals = get("view") === "totals";
  const feeds = useQuery({
    queryKey: ["feeds"],
    queryFn: ({ signal }) => api.get<Schemas["Feeds"]>("/feeds", {}, signal),
    refetchInterval: (query) => (query.state.data?.items.some((feed) => feed.last_run?.state === "running") ? 2_000 : 10_000),
  });
  const items = [...(feeds.data?.items ?? [])].sort(feedOrder);
  const columns = useColumns(items, totals);

  return (
    <ListPage
      title={t("feeds.title")}
      count={feeds.data && <Health items={feeds.data.items} />}
      filters={<Segmented value={totals ? "totals" : "last"} onChange={(view) => set({ view: view === "totals" ? view : undefined })} options={[{ value: "last", label: t("feeds.lastTab") }, { value: "totals", label: t("feeds.totalTab") }]} />}
      actions={feeds.data && <BalanceStrip counts={totals ? feeds.data.totals : sum(feeds.data.items)} links={{ quarantined: "/quarantine", extracted: "/runs" }} />}
      minWidth={1230}
    >
      <Answer of={feeds}>
        {() => <Table<Feed> size="small" rowKey={(feed) => `${feed.source}.${feed.feed}`} columns={columns} dataSource={items} pagination={false} locale={{ emptyText: <Nothing /> }} />}
      </Answer>
    </ListPage>
  );
}

/** Columns of the feeds in `items`, with the counts of the last run or of all runs. */
function useColumns(items: Feed[], totals: boolean): TableColumnsType<Feed> {
  const { t } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  const name = (feed: Feed) => t(`feedName.${feed.feed}`, feed.feed);
  const columns: TableColumnsType<Feed> = [
    {
      title: t("feeds.source"), key: "source", width: 172,
      onCell: (feed, index) => ({ rowSpan: spanOf(items, feed, index ?? 0), style: { verticalAlign: "top", borderInlineEnd: "1px solid var(--lb-line)" } }),
      render: (_, feed) => <><b>{feed.source}</b> <span className="muted">{codes.sourceName(feed.source)}</span></>,
    },
    { title: t("feeds.feed"), key: "feed", width: 90, className: "nowrap", render: (_, feed) => name(feed) },
    ...balanceColumns<Feed>(t, (feed) => ({ counts: totals ? feed.totals : feed.counts, links: linksOf(feed, totals, may("exams:search")) })),
    {
      title: t("feeds.last"), key: "last", width: 200, className: "nowrap",
      render: (_, feed) => feed.last_run
        ? <Link to={`/runs/${feed.last_run.run_id}`} style={{ color: "inherit" }}><RunState state={feed.last_run.state} /> <span className="num muted">{shortTime(feed.last_run.started_at)}</span></Link>
        : <span className="muted">{t("feeds.never")}</span>,
    },
    {
      title: t("feeds.lag"), key: "lag", width: 92, align: "right",
      render: (_, feed) => <span className={`num ${isLate(feed.lag_s, feed.schedule) ? "warn sum" : ""}`} title={isLate(feed.lag_s, feed.schedule) ? t("feeds.late") : undefined}>{duration(feed.lag_s, t)}</span>,
    },
    {
      title: t("feeds.open"), key: "open", width: 92, align: "right",
      render: (_, feed) => feed.quarantine_open ? <Link className="num warn" to={`/quarantine?source=${feed.source}&feed=${feed.feed}`}>{number(feed.quarantine_open)}</Link> : <span className="zero">0</span>,
    },
    { title: t("feeds.schedule"), key: "schedule", width: 100, className: "muted nowrap", render: (_, feed) => <span title={feed.schedule ?? undefined}>{schedule(feed.schedule, t)}</span> },
  ];
  if (may("collect:request")) columns.push({ key: "act", width: 74, align: "right", render: (_, feed) => <CollectButton source={feed.source} feed={feed.feed} name={`${feed.source} ${name(feed)}`} /> });
  return columns;
}

function sum(feeds: Feed[]): Counts {
  const total = { extracted: 0, loaded: 0, corrected: 0, unchanged: 0, merged: 0, deleted: 0, excluded: 0, quarantined: 0 };
  for (const feed of feeds) for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += feed.counts[name];
  return total;
}

/** How many feeds are fine, run or failed; the last two open their runs. */
function Health({ items }: { items: Feed[] }) {
  const { t } = useTranslation();
  const of = (state: string) => items.filter((feed) => feed.last_run?.state === state).length;
  const failed = of("failed");
  const running = of("running");
  return (
    <span className="tiles muted">
      <span className="good">● {t("feeds.okNow", { n: of("success") })}</span>
      {running > 0 && <Link to="/runs?state=running">◌ {t("feeds.runningNow", { n: running })}</Link>}
      {failed > 0 && <Link to="/runs?state=failed" className="bad">▲ {t("feeds.failedNow", { n: failed })}</Link>}
    </span>
  );
}

/** Numbers of a run open the run; the loaded sum of an exam feed opens the exams themselves, stopped rows the quarantine. */
function linksOf(feed: Feed, totals: boolean, mayExams: boolean): CountLinks {
  const of = `source=${feed.source}&feed=${feed.feed}`;
  const run = feed.last_run && !totals ? `/runs/${feed.last_run.run_id}` : `/runs?${of}`;
  const stopped = `/quarantine?${of}${totals || !feed.last_run ? "&state=all" : `&run_id=${feed.last_run.run_id}&state=all`}`;
  const loaded = totals && mayExams && feed.feed === "exams" ? `/exams?source=${feed.source}` : run;
  return { extracted: run, loaded, unchanged: run, merged: run, deleted: run, excluded: run, quarantined: stopped };
}

/** One cell a system: the first of its rows spans them all. */
function spanOf(feeds: Feed[], feed: Feed, index: number): number {
  if (index > 0 && feeds[index - 1]?.source === feed.source) return 0;
  return feeds.filter((one) => one.source === feed.source).length;
}
