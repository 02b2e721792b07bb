import { useQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { isLate, schedule } from "../../shared/lib/cron";
import { SOURCES } from "../../shared/lib/feeds";
import { duration, number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { ListPage } from "../../shared/ui/list-page";
import { RunState } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";
import { GroupSettings } from "./group-settings";
import { type GroupRow, groupRows, lag, lastRun } from "./sources";

const place = (source: string) => { const at = SOURCES.findIndex((one) => one === source); return at < 0 ? SOURCES.length : at; };

/** The departmental systems as deployed: what is collected of each, how often, and how that stands. */
export default function SourcesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const sources = useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => api.get<Schemas["Sources"]>("/sources", {}, signal) });
  const feeds = useQuery({ queryKey: ["feeds"], queryFn: ({ signal }) => api.get<Schemas["Feeds"]>("/feeds", {}, signal), enabled: may("feeds:read"), refetchInterval: 10_000 });
  const items = [...(sources.data?.items ?? [])].sort((a, b) => place(a.source) - place(b.source));
  const [setting, setSetting] = useState<GroupRow | null>(null);
  const columns = useColumns(setSetting);
  return (
    <ListPage title={t("sources.title")} count={sources.data && <span className="muted num">{t("sources.n", { n: items.length })}</span>} minWidth={1080}>
      <Answer of={sources}>
        {() => <Table<GroupRow> size="small" rowKey={(row) => `${row.source}.${row.group}`} columns={columns} dataSource={groupRows(items, feeds.data?.items ?? [])} pagination={false} locale={{ emptyText: <Nothing /> }} />}
      </Answer>
      {setting && <GroupSettings source={setting.source} group={setting.of} onClose={() => setSetting(null)} />}
    </ListPage>
  );
}

function useColumns(onSettings: (row: GroupRow) => void): TableColumnsType<GroupRow> {
  const { t, i18n } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  const columns: TableColumnsType<GroupRow> = [
    {
      title: t("feeds.source"), key: "source", onCell: (row) => ({ rowSpan: row.span, style: { verticalAlign: "top", borderInlineEnd: "1px solid var(--lb-line)" } }),
      render: (_, row) => <><b>{row.source}</b> <span className="muted">{i18n.language === "en" ? codes.sourceName(row.source) : row.zh}</span><br />{may("exams:search") && <Link to={`/exams?source=${row.source}`}>{t("sources.exams")}</Link>}</>,
    },
    { title: t("sources.group"), key: "group", width: 110, render: (_, row) => t(`group.${row.group}`, row.groupZh) },
    { title: t("sources.feeds"), key: "feeds", width: 240, render: (_, row) => <Feeds row={row} /> },
    { title: t("feeds.schedule"), key: "schedule", width: 120, className: "nowrap", render: (_, row) => (row.enabled ? <span title={row.schedule ?? undefined}>{schedule(row.schedule, t)}</span> : <span className="warn">{t("sources.off")}</span>) },
  ];
  if (may("feeds:read")) columns.push(
    { title: t("feeds.last"), key: "last", width: 210, render: (_, row) => <Last row={row} /> },
    { title: t("feeds.lag"), key: "lag", width: 116, align: "right", render: (_, row) => { const late = row.enabled && isLate(lag(row.states), row.schedule); return <span className={`num ${late ? "warn sum" : ""}`} title={late ? t("feeds.late") : undefined}>{duration(lag(row.states), t)}</span>; } },
    { title: t("feeds.open"), key: "open", width: 210, render: (_, row) => <Open row={row} /> },
  );
  if (may("collect:request")) columns.push({ key: "act", className: "nowrap", width: 86, align: "right", render: (_, row) => <Link to={`/recollect?source=${row.source}&feed=${row.feeds.join(",")}`}>{t("recollect.go")}</Link> });
  if (may("feeds:configure")) columns.push({ key: "settings", className: "nowrap", width: 66, align: "right", render: (_, row) => <Button type="link" style={{ padding: 0, height: 20 }} onClick={() => onSettings(row)}>{t("sources.settings")}</Button> });
  return columns;
}

/** The feeds of a group, each leading to its runs. */
function Feeds({ row }: { row: GroupRow }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const name = (feed: string) => t(`feedName.${feed}`, feed);
  return row.feeds.map((feed) => <span key={feed} style={{ marginInlineEnd: 12 }}>{may("runs:read") ? <Link to={`/runs?source=${row.source}&feed=${feed}`}>{name(feed)}</Link> : name(feed)}</span>);
}

function Last({ row }: { row: GroupRow }) {
  const { t } = useTranslation();
  const run = lastRun(row.states);
  if (!run) return <span className="muted">{t("feeds.never")}</span>;
  return <Link to={`/runs/${run.run_id}`} style={{ color: "inherit" }}><RunState state={run.state} /> <span className="num muted">{shortTime(run.started_at)}</span></Link>;
}

/** Rows that wait for someone, by feed, each number leading to its rows. */
function Open({ row }: { row: GroupRow }) {
  const { t } = useTranslation();
  const waiting = row.states.filter((feed) => feed.quarantine_open > 0);
  if (waiting.length === 0) return <span className="zero num">0</span>;
  return waiting.map((feed) => <Link key={feed.feed} className="warn nowrap" style={{ marginInlineEnd: 12 }} to={`/quarantine?source=${row.source}&feed=${feed.feed}`}>{t(`feedName.${feed.feed}`, feed.feed)} <span className="num">{number(feed.quarantine_open)}</span></Link>);
}
