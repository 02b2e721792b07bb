import { useQuery } from "@tanstack/react-query";
import { Alert, Table, Tooltip, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { duration, number, secondsBetween, shortTime } from "../../shared/lib/format";
import { Balance } from "../../shared/ui/balance";
import { RunState, Severity } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type Detail = Schemas["RunDetail"];
const ORDER = ["extract", "validate", "pseudonymise", "link", "load", "commit"];

export default function RunPage() {
  const { runId = "" } = useParams();
  const run = useQuery({
    queryKey: ["run", runId],
    queryFn: ({ signal }) => api.get<Detail>(`/runs/${encodeURIComponent(runId)}`, {}, signal),
    refetchInterval: (q) => (q.state.data?.state === "running" ? 2_000 : false),
  });
  return <div className="page"><Answer of={run}>{(data) => <RunView run={data} />}</Answer></div>;
}

function RunView({ run }: { run: Detail }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="page-head">
        <h1>{run.source} {t(`feedName.${run.feed}`, run.feed)} · {t(`runs.${run.kind}`, run.kind)}</h1>
        <RunState state={run.state} />
        <span className="num muted">{shortTime(run.started_at)} · {duration(secondsBetween(run.started_at, run.ended_at), t)} · {run.started_by}</span>
        <span className="grow" />
        <Link to={`/runs?source=${run.source}&feed=${run.feed}`}>{t("runs.title")}</Link>
      </div>
      {run.error && <Alert type="error" showIcon title={run.error} style={{ marginBottom: 12 }} />}
      <div className="panel">
        <Balance counts={run.counts} balanced={run.balanced} hrefs={{ quarantined: `/quarantine?run_id=${run.run_id}&state=all` }} />
        <span className="muted" style={{ marginInlineStart: 16 }}>{t("feeds.equation")}；{t("counts.corrected")} {number(run.counts.corrected)}</span>
      </div>
      <div style={{ display: "grid", gridTemplateColumns: "minmax(280px, 1fr) minmax(420px, 2fr)", gap: 12 }}>
        <Steps run={run} />
        <Findings run={run} />
      </div>
      <Receipts run={run} />
    </>
  );
}

function Steps({ run }: { run: Detail }) {
  const { t } = useTranslation();
  const longest = Math.max(0.001, ...run.steps.map((s) => s.seconds));
  return (
    <section className="panel">
      <h2>{t("runs.steps")}</h2>
      {run.steps.length === 0 && <Nothing />}
      {[...run.steps].sort((a, b) => ORDER.indexOf(a.step) - ORDER.indexOf(b.step)).map((step) => (
        <div key={step.step} style={{ display: "grid", gridTemplateColumns: "70px 1fr 70px 80px", gap: 8, alignItems: "center", padding: "3px 0" }}>
          <span>{t(`step.${step.step}`, step.step)}</span>
          <span style={{ height: 8, background: "var(--lb-accent)", borderRadius: 2, width: `${Math.max(1, (step.seconds / longest) * 100)}%` }} />
          <span className="num" style={{ textAlign: "right" }}>{step.seconds.toFixed(2)} s</span>
          <span className="num muted" style={{ textAlign: "right" }}>{number(step.rows)} {t("runs.rows")}</span>
        </div>
      ))}
    </section>
  );
}

function Findings({ run }: { run: Detail }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Schemas["FindingCount"]> = [
    { title: t("runs.rule"), dataIndex: "rule", render: (rule: string, f) => <><b>{rule}</b> {f.rule_zh}</> },
    { title: t("runs.field"), dataIndex: "field", width: 150, className: "muted" },
    { title: t("runs.severity"), dataIndex: "severity", width: 70, render: (level: string) => <Severity level={level} /> },
    { title: t("runs.rows"), dataIndex: "rows", width: 80, align: "right", render: (n: number, f) => <Link className="num" to={`/quarantine?run_id=${run.run_id}&rule=${f.rule}&state=all`}>{number(n)}</Link> },
    {
      title: <Tooltip title={t("runs.evidenceHelp")}>{t("runs.evidence")}</Tooltip>, dataIndex: "evidence_rows", width: 100, align: "right",
      render: (n: number | null, f) => n === null ? <span className="muted">—</span> : <span className={`num ${n === f.rows ? "good" : "bad"}`} title={t(n === f.rows ? "runs.agree" : "runs.differ")}>{number(n)}</span>,
    },
  ];
  return (
    <section className="panel">
      <h2>{t("runs.findings")}</h2>
      <Table size="small" rowKey={(f) => `${f.rule}.${f.field}`} columns={columns} dataSource={run.findings} pagination={false} scroll={{ y: 420 }} locale={{ emptyText: <Nothing /> }} />
    </section>
  );
}

function Receipts({ run }: { run: Detail }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Schemas["Receipt"]> = [
    { title: t("runs.batch"), dataIndex: "batch", width: 60, className: "num" },
    { title: t("feeds.equation"), key: "balance", render: (_, r) => <Balance counts={r} balanced /> },
    { title: t("runs.target"), dataIndex: "target_rows", render: (rows: Record<string, number>) => <span className="num">{Object.entries(rows).map(([name, n]) => `${name} ${number(n)}`).join(" · ")}</span> },
    { title: t("runs.took"), dataIndex: "seconds", width: 80, className: "num", render: (s: number) => `${s.toFixed(2)} s` },
    { title: t("runs.label"), dataIndex: "label", ellipsis: true, className: "muted" },
  ];
  return (
    <section className="panel">
      <h2>{t("runs.receipts")}</h2>
      <Table size="small" rowKey="batch" columns={columns} dataSource={run.receipts} pagination={run.receipts.length > 50 ? { pageSize: 50 } : false} locale={{ emptyText: <Nothing /> }} />
    </section>
  );
}
