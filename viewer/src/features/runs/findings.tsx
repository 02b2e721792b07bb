import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { number } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Severity } from "../../shared/ui/marks";
import { Nothing } from "../../shared/ui/states";

type Run = Schemas["RunDetail"];
type Finding = Schemas["FindingCount"];

/** Rules that met rows of the run, each beside the count Great Expectations made by itself. */
export function Findings({ run }: { run: Run }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const rules = useQuery({ queryKey: ["rules"], queryFn: ({ signal }) => api.get<Schemas["Rules"]>("/rules", {}, signal), enabled: may("rules:read"), staleTime: 60_000 });
  const stops = (finding: Finding) => finding.severity === "E" || (rules.data?.items ?? []).some((rule) => rule.id === finding.rule && rule.action === "quarantine" && rule.columns.includes(finding.field));
  const href = (finding: Finding) => hrefOf(run, finding, stops(finding) && run.counts.quarantined > 0, may("exams:search"));
  const columns: TableColumnsType<Finding> = [
    { title: t("runs.rule"), key: "rule", render: (_, f) => <><Link to={`/rules?q=${f.rule}`}><b>{f.rule}</b></Link> {f.rule_zh}</> },
    { title: t("runs.field"), key: "field", width: 140, className: "muted code", render: (_, f) => f.field },
    { title: t("runs.severity"), key: "severity", width: 76, render: (_, f) => <Severity level={f.severity} /> },
    { title: t("runs.rows"), key: "rows", width: 70, align: "right", render: (_, f) => { const to = href(f); return to ? <Link className="num" to={to}>{number(f.rows)}</Link> : <span className="num">{number(f.rows)}</span>; } },
    { title: <Tooltip title={t("runs.evidenceHelp")}>{t("runs.evidence")}</Tooltip>, key: "evidence", width: 90, align: "right", render: (_, f) => <Evidence finding={f} /> },
  ];
  const counted = run.findings.filter((f) => f.evidence_rows !== null);
  const agree = counted.filter((f) => f.evidence_rows === f.rows).length;
  return (
    <section className="panel">
      <h2>{t("runs.findings")} {counted.length > 0 && <span className={agree === counted.length ? "good" : "bad"} style={{ fontWeight: 400 }}>· {t("runs.of", { agree, n: counted.length })}</span>}</h2>
      <Table size="small" rowKey={(f) => `${f.rule}.${f.field}.${f.severity}`} columns={columns} dataSource={[...run.findings].sort((a, b) => b.rows - a.rows)} pagination={false} locale={{ emptyText: <Nothing text={t("runs.noFindings")} /> }} />
    </section>
  );
}

function Evidence({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const n = finding.evidence_rows;
  if (n === null || n === undefined) return <span className="faint">—</span>;
  const same = n === finding.rows;
  return <span className={`num ${same ? "good" : "bad sum"}`} title={t(same ? "runs.agree" : "runs.differ")}>{same ? "= " : "≠ "}{number(n)}</span>;
}

/** Rows that were stopped are in the quarantine; rows that were loaded are exams that carry the rule. */
function hrefOf(run: Run, finding: Finding, stops: boolean, mayExams: boolean): string | undefined {
  if (stops) return `/quarantine?run_id=${run.run_id}&rule=${finding.rule}&state=all`;
  if (run.feed === "exams" && mayExams) return `/exams?source=${run.source}&rule=${finding.rule}`;
  return undefined;
}
