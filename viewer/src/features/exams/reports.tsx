import { useMutation } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Flag } from "../../shared/ui/marks";
import { Failure, Nothing } from "../../shared/ui/states";

type Report = Schemas["Report"];

export function Reports({ examId, reports }: { examId: number; reports: Report[] }) {
  const { t } = useTranslation();
  return (
    <section className="panel" data-testid="reports">
      <h2>{t("exam.reports")}</h2>
      {reports.length === 0 && <Nothing text={t("exam.noReports")} />}
      {reports.map((report) => <ReportView key={report.report_id} examId={examId} report={report} />)}
    </section>
  );
}

function ReportView({ examId, report }: { examId: number; report: Report }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const { may } = useSession();
  const parts = [
    [t("exam.conclusionText"), report.conclusion],
    [t("exam.findings"), report.findings],
    [t("exam.advice"), report.advice],
    [t("exams.critical"), report.critical === "1" ? report.critical_text : null],
  ] as const;
  return (
    <article style={{ borderTop: "1px solid var(--lb-line)", padding: "8px 0" }}>
      <div style={{ display: "flex", gap: 10, alignItems: "baseline", flexWrap: "wrap" }}>
        <b>{text("report_status", report.report_status)}</b>
        {report.report_type && <span className="muted">{report.report_type}</span>}
        {report.positive && <Flag color={report.positive === "1" ? "orange" : "default"} text={text("positive_negative", report.positive)} />}
        <span className="muted">{report.report_doctor} {shortTime(report.report_time)}</span>
        <span className="muted">{report.verify_doctor} {shortTime(report.verify_time)}</span>
        <span className="muted">{t("exam.version", { n: report.version })}</span>
        <span className="grow" />
        {may("report:original") && report.original && <Original examId={examId} reportId={report.report_id} />}
      </div>
      {parts.map(([name, content]) => content && (
        <div key={name}>
          <div className="muted" style={{ fontSize: 12, marginTop: 6 }}>{name}</div>
          <p className="report-text">{content}</p>
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
  const parts = [["conclusion", t("exam.conclusionText")], ["findings", t("exam.findings")], ["advice", t("exam.advice")], ["critical_text", t("exams.critical")]] as const;
  return (
    <>
      <Button size="small" onClick={() => open.mutate()} loading={open.isPending}>{t("exam.original")}</Button>
      <Modal open={open.isSuccess || open.isError} footer={null} width={720} title={`${t("exam.original")} · ${t("exam.version", { n: open.data?.version ?? "" })}`} onCancel={() => open.reset()}>
        {open.error && <Failure error={open.error} />}
        <p className="muted">{t("exam.originalNote")}</p>
        {parts.map(([name, label]) => columns[name] ? <div key={name}><div className="muted">{label}</div><p className="report-text">{String(columns[name])}</p></div> : null)}
      </Modal>
    </>
  );
}
