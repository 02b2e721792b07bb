import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import type { Detail } from "./api";

const MEASURES = [["hr_bpm", "/min"], ["pr_ms", "ms"], ["qrs_ms", "ms"], ["qt_ms", "ms"], ["qtc_ms", "ms"]] as const;

/** Everything else the store knows of the exam. */
export function Facts({ exam }: { exam: Detail["exam"] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { text } = useCodes();
  const rules = (exam.rules ?? "").split(",").filter(Boolean);
  const facts: [string, ReactNode][] = [
    [t("exam.clinical"), exam.clinical_diagnosis],
    [t("field.status"), text("exam_status", exam.exam_status)],
    [t("field.patientClass"), text("patient_class", exam.patient_class)],
    [t("field.urgency"), text("urgency", exam.urgency)],
    [t("field.modality"), text("modality", exam.modality)],
    [t("field.device"), exam.device],
    [t("field.room"), exam.room],
    [t("field.grade"), text("image_quality", exam.image_grade)],
    [t("field.images"), exam.image_count],
    ...MEASURES.filter(([name]) => exam[name] != null).map(([name, unit]): [string, ReactNode] => [t(`field.${name}`), `${exam[name]} ${unit}`]),
    [t("field.realName"), exam.real_name == null ? null : t(exam.real_name ? "yes" : "no")],
    [t("field.source"), text("source_system", exam.source)],
    [t("field.collected"), shortTime(exam.collect_time)],
    [t("exam.rules"), rules.length ? rules.map((rule) => may("rules:read") ? <Link key={rule} to={`/rules?q=${rule}`} style={{ marginInlineEnd: 6 }}>{rule}</Link> : `${rule} `) : null],
  ];
  return (
    <section className="panel">
      <h2>{t("exam.facts")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="num">{value ?? "—"}</dd></div>)}</dl>
    </section>
  );
}
