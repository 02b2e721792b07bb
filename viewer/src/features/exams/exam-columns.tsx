import { LockOutlined, PaperClipOutlined } from "@ant-design/icons";
import type { TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { Link } from "react-router";

import type { Codes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { Flag } from "../../shared/ui/marks";
import type { Item } from "./api";

export function examColumns(t: TFunction, { text }: Codes): TableColumnsType<Item> {
  return [
    { title: t("exams.time"), key: "time", width: 128, render: (_, e) => <Link className="num" to={`/exams/${e.exam_id}`}>{shortTime(e.time)}</Link> },
    { title: t("exams.patient"), key: "patient", width: 190, render: (_, e) => <Patient exam={e} text={text} t={t} /> },
    { title: t("exams.category"), key: "category", width: 124, ellipsis: true, render: (_, e) => text("exam_category", e.exam_category) },
    { title: t("exams.item"), key: "item", ellipsis: true, render: (_, e) => [e.item, e.body_part].filter(Boolean).join(" · ") || <span className="faint">—</span> },
    { title: t("exams.report"), key: "report", width: 104, render: (_, e) => (e.report_status ? text("report_status", e.report_status) : <span className="faint">{t("exams.noReport")}</span>) },
    { title: t("exams.marks"), key: "marks", width: 200, render: (_, e) => <Marks exam={e} t={t} /> },
    { title: t("exams.class"), key: "class", width: 70, render: (_, e) => text("patient_class", e.patient_class) },
    { title: t("exams.dept"), key: "dept", width: 120, ellipsis: true, className: "muted", render: (_, e) => e.request_dept },
    { title: t("exams.source"), key: "source", width: 66, className: "muted", render: (_, e) => e.source },
    { title: t("exams.files"), key: "files", width: 58, align: "right", className: "num", render: (_, e) => (e.files ? <span className="muted"><PaperClipOutlined /> {e.files}</span> : <span className="zero">0</span>) },
  ];
}

function Patient({ exam, text, t }: { exam: Item; text: Codes["text"]; t: TFunction }) {
  if (exam.patient?.restricted) return <span className="muted"><LockOutlined /> {t("exams.restricted")}</span>;
  return (
    <span className="nowrap">
      {exam.patient?.name ? <b>{exam.patient.name}</b> : <span className="num muted">#{exam.person_id ?? "—"}</span>}{" "}
      <span className="muted num">{text("sex", exam.sex)} {exam.age_years == null ? "" : t("exams.age", { n: exam.age_years })}</span>
    </span>
  );
}

function Marks({ exam, t }: { exam: Item; t: TFunction }) {
  return (
    <span className="nowrap">
      {(exam.critical === "1" || exam.critical === "2") && <Flag color="red" text={t("exams.critical")} />}
      {exam.positive === "1" && <Flag color="orange" text={t("exams.positive")} />}
      {exam.vip && <Flag color="purple" text={t("exams.vip")} />}
      {exam.chain_marks && <Flag color="red" text={t("exams.inverted", { marks: exam.chain_marks })} />}
    </span>
  );
}
