import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { duration, number, secondsBetween, shortTime } from "../../shared/lib/format";
import { usePageTitle } from "../../shared/lib/use-page-title";
import { BalanceStrip } from "../../shared/ui/balance";
import { RunState } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";
import { Findings } from "./findings";
import { Receipts } from "./receipts";

type Detail = Schemas["RunDetail"];
const STEPS = ["extract", "validate", "pseudonymise", "link", "load", "commit"];

export default function RunPage() {
  const { t } = useTranslation();
  const { runId = "" } = useParams();
  usePageTitle(t("runs.title"));
  const run = useQuery({
    queryKey: ["run", runId],
    queryFn: ({ signal }) => api.get<Detail>(`/runs/${encodeURIComponent(runId)}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 2_000 : false),
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
        <span className="num">{shortTime(run.started_at)}</span>
        <span className="muted">{t("runs.took")} <span className="num">{duration(secondsBetween(run.started_at, run.ended_at), t)}</span></span>
        <span className="muted">{t("runs.by")} {run.started_by}</span>
        <Window window={run.window} />
        <span className="grow" />
        <span className="code muted">{run.run_id}</span>
        <Link to={`/runs?source=${run.source}&feed=${run.feed}`}>{t("runs.backToRuns")}</Link>
      </div>
      {run.error && <Alert type="error" showIcon title={run.error} style={{ marginBottom: 10 }} />}
      <div className="panel"><BalanceStrip counts={run.counts} corrected links={{ quarantined: `/quarantine?run_id=${run.run_id}&state=all` }} /></div>
      <div style={{ display: "grid", gridTemplateColumns: "minmax(280px, 360px) 1fr", gap: 10, alignItems: "start" }}>
        <Steps steps={run.steps} />
        <Findings run={run} />
      </div>
      <Receipts receipts={run.receipts} />
    </>
  );
}

/** The part of the source this run asked for, as watermarks before and after. */
function Window({ window }: { window: Detail["window"] }) {
  const { t } = useTranslation();
  if (!window) return null;
  if (typeof window["exams"] === "number") return <span className="muted num">{t("recollect.nExams", { n: window["exams"] })}</span>;
  const bound = (value: unknown) => value && typeof value === "object" ? [...new Set(Object.values(value as Record<string, unknown>).map(String))].join(" · ") : null;
  const upper = bound(window["upper"]);
  return <span className="muted num">{t("runs.window")} {bound(window["lower"]) ?? t("runs.beginning")} → {upper ?? "—"}</span>;
}

/** How long each step of the line took, in the order of the line. */
function Steps({ steps }: { steps: Schemas["RunStep"][] }) {
  const { t } = useTranslation();
  const place = (step: string) => { const at = STEPS.indexOf(step); return at < 0 ? STEPS.length : at; };
  const longest = Math.max(0.001, ...steps.map((one) => one.seconds));
  return (
    <section className="panel">
      <h2>{t("runs.steps")}</h2>
      {steps.length === 0 && <Nothing />}
      {[...steps].sort((a, b) => place(a.step) - place(b.step)).map((one) => (
        <div key={one.step} style={{ display: "grid", gridTemplateColumns: "56px 1fr 62px 76px", gap: 8, alignItems: "center", padding: "3px 0" }}>
          <span>{t(`step.${one.step}`, one.step)}</span>
          <span style={{ height: 6, background: "var(--lb-accent)", borderRadius: 2, width: `${Math.max(1, (one.seconds / longest) * 100)}%` }} />
          <span className="num" style={{ textAlign: "right" }}>{one.seconds.toFixed(2)} s</span>
          <span className="num muted" style={{ textAlign: "right" }}>{number(one.rows)} {t("runs.rows")}</span>
        </div>
      ))}
    </section>
  );
}
