import type { TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { Link } from "react-router";

import { countsOf, errorOf, hasEnded, type Request } from "../../shared/api/requests";
import { plusDays } from "../../shared/lib/days";
import { duration, secondsBetween, shortTime } from "../../shared/lib/format";
import { balanceColumns } from "../../shared/ui/balance";
import { RequestState } from "../../shared/ui/request";

interface Arguments {
  source?: string;
  feed?: string;
  begin?: string;
  end?: string;
  exams?: number[];
  items?: number[];
  item?: number;
  waive?: boolean;
}

const argumentsOf = (request: Request) => request.arguments as Arguments;

/** Where the rows of a request are: its runs, or the row it was about. */
export function outcomeOf(request: Request): string | undefined {
  const { source, feed, item } = argumentsOf(request);
  if (item) return `/quarantine?state=all&item=${item}`;
  const by = `by=request:${request.request_id}`;
  return source ? `/runs?source=${source}${feed ? `&feed=${feed}` : ""}&${by}` : `/runs?${by}`;
}

export function requestColumns(t: TFunction): TableColumnsType<Request> {
  return [
    { title: "#", key: "id", width: 52, align: "right", className: "num", render: (_, r) => r.request_id },
    { title: t("runs.kind"), key: "kind", width: 84, render: (_, r) => <span className="nowrap">{t(`runs.${r.kind}`, r.kind)}{argumentsOf(r).waive && <span className="warn"> {t("recollect.waived")}</span>}</span> },
    { title: t("recollect.target"), key: "target", render: (_, r) => <Target request={r} t={t} /> },
    { title: t("runs.state"), key: "state", width: 90, className: "nowrap", render: (_, r) => <RequestState state={r.state} /> },
    ...balanceColumns<Request>(t, (r) => { const to = outcomeOf(r); return { counts: countsOf(r), links: { extracted: to, loaded: to, unchanged: to, merged: to, deleted: to, excluded: to, quarantined: to } }; }).map((column) => (
      { ...column, render: (value: unknown, r: Request, i: number) => (r.state === "done" ? column.render?.(value, r, i) : <span className="faint">·</span>) } as typeof column
    )),
    { title: t("runs.took"), key: "took", width: 70, align: "right", className: "num", render: (_, r) => duration(secondsBetween(r.asked_at, r.ended_at), t) },
    { title: t("recollect.by"), key: "by", width: 80, className: "muted", render: (_, r) => r.asked_by },
    { title: t("recollect.at"), key: "at", width: 148, className: "num muted", render: (_, r) => shortTime(r.asked_at) },
    { title: t("quarantine.result"), key: "result", width: 120, render: (_, r) => <Outcome request={r} t={t} /> },
  ];
}

function Target({ request, t }: { request: Request; t: TFunction }) {
  const { source, feed, exams, items, item } = argumentsOf(request);
  if (source) return <span className="nowrap"><b>{source}</b> {exams ? t("recollect.nExams", { n: exams.length }) : t(`feedName.${feed}`, feed ?? "")} <span className="num muted">{intervalOf(request)}</span></span>;
  return <span className="nowrap">{item ? `${t("quarantine.detail")} #${item}` : t("recollect.nItems", { n: items?.length ?? 0 })}</span>;
}

function Outcome({ request, t }: { request: Request; t: TFunction }) {
  const error = errorOf(request);
  if (error !== null) return <span className="bad brief" title={error}>{error || t("request.failed")}</span>;
  const to = outcomeOf(request);
  if (!hasEnded(request) || !to) return null;
  return <Link to={to}>{t(argumentsOf(request).item ? "recollect.openItem" : "recollect.openRuns")}</Link>;
}

/** Whole days as days, the last one included; anything else as it was asked for. */
export function intervalOf(request: Request): string {
  const { begin, end } = argumentsOf(request);
  if (!begin || !end) return "";
  const midnight = (moment: string) => moment.endsWith("T00:00:00");
  if (!midnight(begin) || !midnight(end)) return `${shortTime(begin)} – ${shortTime(end)}`;
  const [first, last] = [begin.slice(0, 10), plusDays(end.slice(0, 10), -1)];
  return first === last ? first : `${first} – ${last}`;
}
