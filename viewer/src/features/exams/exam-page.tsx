import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useKeys } from "../../shared/lib/use-keys";
import { Flag } from "../../shared/ui/marks";
import { Answer } from "../../shared/ui/states";
import { Files } from "./files";
import { Reports } from "./reports";
import { TimeChain } from "./time-chain";

type Detail = Schemas["ExamDetail"];

export default function ExamPage() {
  const { t } = useTranslation();
  const { examId = "" } = useParams();
  const navigate = useNavigate();
  const exam = useQuery({ queryKey: ["exam", examId], queryFn: ({ signal }) => api.get<Detail>(`/exams/${encodeURIComponent(examId)}`, {}, signal) });
  const keys = useMemo(() => ({ Escape: () => { if (!document.querySelector(".viewer")) void navigate("/exams"); } }), [navigate]);
  useKeys(keys);
  return (
    <div className="page">
      <div className="page-head"><Link to="/exams">← {t("exam.back")}</Link></div>
      <Answer of={exam}>{(data) => <ExamView detail={data} />}</Answer>
    </div>
  );
}

function ExamView({ detail }: { detail: Detail }) {
  const { may } = useSession();
  return (
    <>
      <Header detail={detail} />
      <TimeChain chain={detail.chain} />
      <div style={{ display: "grid", gridTemplateColumns: "minmax(420px, 1.2fr) minmax(320px, 1fr)", gap: 12, alignItems: "start" }}>
        <Reports examId={detail.exam.exam_id} reports={detail.reports} />
        {may("files:read") ? <Files files={detail.files} /> : <Facts detail={detail} />}
      </div>
      {may("files:read") && <Facts detail={detail} />}
    </>
  );
}

function Header({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const { exam, patient, numbers, reports } = detail;
  return (
    <section className="panel" data-testid="person">
      <div style={{ display: "flex", gap: 16, alignItems: "baseline", flexWrap: "wrap" }}>
        <span style={{ fontSize: 20, fontWeight: 700 }}>{patient?.name ?? `#${exam.person_id ?? "—"}`}</span>
        <span>{text("sex", exam.sex)}</span>
        <span className="num">{exam.age_years === null || exam.age_years === undefined ? "—" : t("exams.age", { n: exam.age_years })}</span>
        <span className="num muted">{patient?.birth_date ?? exam.birth_month ?? ""}</span>
        {patient?.id_number && <span className="num muted">{patient.id_number}</span>}
        {patient?.phones.map((p) => <span key={p} className="num muted">{p}</span>)}
        {exam.vip && <Flag color="purple" text={t("exams.vip")} />}
        <span className="grow" />
        {exam.person_id && <Link to={`/exams?person=${exam.person_id}`}>{t("exam.history")}</Link>}
      </div>
      <div style={{ display: "flex", gap: 12, alignItems: "baseline", flexWrap: "wrap", marginTop: 6 }}>
        <b>{text("exam_category", exam.exam_category)}</b>
        <span>{exam.item ?? ""}</span>
        <span className="muted">{exam.body_part}</span>
        <span className="num muted">{shortTime(exam.exam_begin_time ?? exam.register_time)}</span>
        <span className="muted">{exam.request_dept}</span>
        {reports.some((r) => r.critical === "1") && <Flag color="red" text={t("exams.critical")} />}
        {reports.some((r) => r.positive === "1") && <Flag color="orange" text={t("exams.positiveTag")} />}
        {numbers && (["accession", "case", "visit", "order"] as const).map((name) => numbers[name] && <span key={name} className="muted">{t(`exam.${name}`)} <span className="num">{numbers[name]}</span></span>)}
      </div>
    </section>
  );
}

function Facts({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const e = detail.exam;
  const facts: [string, string | number | null | undefined][] = [
    [t("field.source"), text("source_system", e.source)],
    [t("field.modality"), text("modality", e.modality)],
    [t("field.patientClass"), text("patient_class", e.patient_class)],
    [t("field.urgency"), text("urgency", e.urgency)],
    [t("field.status"), text("exam_status", e.exam_status)],
    [t("field.device"), e.device],
    [t("field.room"), e.room],
    [t("field.grade"), text("image_quality", e.image_grade)],
    [t("field.images"), e.image_count],
    [t("field.realName"), e.real_name === null || e.real_name === undefined ? null : t(e.real_name ? "yes" : "no")],
    [t("field.collected"), shortTime(e.collect_time)],
    [t("exam.rules"), e.rules],
    ...(["hr_bpm", "pr_ms", "qrs_ms", "qt_ms", "qtc_ms"] as const).filter((n) => e[n] != null).map((n): [string, number | null | undefined] => [n, e[n]]),
    [t("exam.clinical"), e.clinical_diagnosis],
  ];
  return (
    <section className="panel">
      <h2>{t("exam.facts")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="num">{value ?? "—"}</dd></div>)}</dl>
    </section>
  );
}
