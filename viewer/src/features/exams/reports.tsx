import { useMutation } from "@tanstack/react-query";
import { Button, Modal, Segmented } from "antd";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { Flag } from "../../shared/ui/marks";
import { Failure, Nothing } from "../../shared/ui/states";
import type { Report } from "./api";
import { Paper } from "./paper";
import type { Stack } from "./stacks";

/** What was found, in words or as the signed document. */
export function Reports({ examId, reports, papers }: { examId: number; reports: Report[]; papers: Stack[] }) {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const paper = papers.length > 0 && (get("report") === "paper" || reports.length === 0);
  return (
    <section className="panel" data-testid="reports">
      <div className="page-head" style={{ marginBottom: 6, minHeight: 24 }}>
        <h2 style={{ margin: 0 }}>{t("exam.reports")}</h2>
        {papers.length > 0 && <Segmented value={paper ? "paper" : "text"} onChange={(value) => set({ report: value === "paper" ? value : undefined }, true)} options={[{ value: "text", label: t("exam.text") }, { value: "paper", label: t("exam.paper") }]} />}
      </div>
      {paper && <Paper papers={papers} />}
      {!paper && reports.length === 0 && <Nothing text={t("exam.noReports")} />}
      {!paper && reports.map((report) => <ReportView key={report.report_id} examId={examId} report={report} />)}
    </section>
  );
}

function ReportView({ examId, report }: { examId: number; report: Report }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const { may } = useSession();
  const parts = [
    { name: t("exam.conclusion"), content: report.conclusion, lead: true },
    { name: t("exam.findings"), content: report.findings, lead: false },
    { name: t("exam.advice"), content: report.advice, lead: false },
    { name: t("exam.criticalText"), content: report.critical === "0" ? null : report.critical_text, lead: false },
  ];
  return (
    <article>
      <div className="report-head">
        <b>{text("report_status", report.report_status)}</b>
        {report.critical === "1" || report.critical === "2" ? <Flag color="red" text={text("critical_value", report.critical)} /> : null}
        {report.positive && report.positive !== "9" && <Flag color={report.positive === "0" ? "default" : "orange"} text={text("positive_negative", report.positive)} />}
        {report.version > 1 && <span className="muted num">{t("exam.version", { n: report.version })}</span>}
        <span className="grow" />
        {may("report:original") && report.original && <Original examId={examId} reportId={report.report_id} />}
      </div>
      <div className="muted num" style={{ fontSize: 12 }}>
        {t("exam.written")} {report.report_doctor} {shortTime(report.report_time)}
        {report.verify_time && ` · ${t("exam.verified")} ${report.verify_doctor ?? ""} ${shortTime(report.verify_time)}`}
      </div>
      {parts.map(({ name, content, lead }) => content && (
        <div key={name}>
          <div className="report-part">{name}</div>
          <p className={`report-text ${lead ? "lead" : ""}`}>{content}</p>
        </div>
      ))}
    </article>
  );
}

/** The report as its source wrote it: opened on demand, because opening it is on record. */
function Original({ examId, reportId }: { examId: number; reportId: number }) {
  const { t } = useTranslation();
  const open = useMutation({ mutationFn: () => api.get<Schemas["OriginalReport"]>(`/exams/${examId}/reports/${reportId}/original`) });
  const columns = (open.data?.columns ?? {}) as Record<string, unknown>;
  const parts = [["conclusion", t("exam.conclusion")], ["findings", t("exam.findings")], ["advice", t("exam.advice")], ["critical_text", t("exam.criticalText")]] as const;
  return (
    <>
      <Button type="link" style={{ padding: 0, height: 20 }} onClick={() => open.mutate()} loading={open.isPending} title={t("exam.originalNote")}>{t("exam.original")}</Button>
      <Modal open={open.isSuccess || open.isError} footer={null} width={720} title={`${t("exam.original")} · ${t("exam.version", { n: open.data?.version ?? "" })}`} onCancel={() => open.reset()}>
        {open.error && <Failure error={open.error} />}
        {parts.map(([name, label]) => columns[name] ? <div key={name}><div className="report-part">{label}</div><p className="report-text">{String(columns[name])}</p></div> : null)}
        <p className="muted" style={{ fontSize: 12, marginBottom: 0 }}>{t("exam.originalNote")}</p>
      </Modal>
    </>
  );
}
