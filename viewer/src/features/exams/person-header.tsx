import { useMutation, useQuery } from "@tanstack/react-query";
import { Drawer, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Flag } from "../../shared/ui/marks";
import { Answer, Failure } from "../../shared/ui/states";
import type { Detail } from "./api";

type Field = Schemas["RevealBody"]["field"];

/** Who, what, when, and the numbers the exam is known by. */
export function PersonHeader({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const { may } = useSession();
  const { exam, patient, numbers, reports } = detail;
  const masked = (["id_number", "phones", "card_no", "address"] as const).flatMap((field): { field: Field; value: string }[] => {
    const value = patient?.[field];
    const words = Array.isArray(value) ? (value as string[]).join(" ") : value;
    return words ? [{ field, value: words }] : [];
  });
  return (
    <section className="panel" data-testid="person">
      <div className="person">
        <span className="name">{patient?.name ?? `#${exam.person_id ?? "—"}`}</span>
        <span>{text("sex", exam.sex)}</span>
        <span className="num">{exam.age_years == null ? "—" : t("exams.age", { n: exam.age_years })}</span>
        <span className="num muted">{patient?.birth_date ?? exam.birth_month ?? ""}</span>
        {patient && masked.map(({ field, value }) => <Masked key={field} personId={patient.person_id} field={field} value={value} />)}
        {!may("person:reveal") && <span className="muted">{t("exam.hidden")}</span>}
        {exam.vip && <Flag color="purple" text={t("exams.vip")} />}
        <span className="grow" />
        {patient && <Sources personId={patient.person_id} />}
      </div>
      <div className="person" style={{ marginTop: 4 }}>
        <b>{text("exam_category", exam.exam_category)}</b>
        {[exam.item, exam.body_part].filter(Boolean).length > 0 && <span>{[exam.item, exam.body_part].filter(Boolean).join(" · ")}</span>}
        <span className="num muted">{shortTime(exam.exam_begin_time ?? exam.register_time ?? exam.receive_time ?? exam.order_time)}</span>
        <span className="muted">{exam.request_dept}</span>
        {reports.some((report) => report.critical === "1") && <Flag color="red" text={t("exams.critical")} />}
        {reports.some((report) => report.positive === "1") && <Flag color="orange" text={t("exams.positive")} />}
        {numbers && (["accession", "case", "visit", "order", "key"] as const).map((name) => numbers[name] && <span key={name} className="muted">{t(`exam.${name}`)} <span className="num" style={{ color: "var(--lb-text)" }}>{numbers[name]}</span></span>)}
      </div>
    </section>
  );
}

const LABELS = { id_number: "field.idNumber", phones: "field.phone", card_no: "field.card", address: "field.address" } as const;

/** A masked number; whole on demand, because showing it is on record. */
function Masked({ personId, field, value }: { personId: number; field: Field; value: string }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => api.post<Schemas["Revealed"]>(`/persons/${personId}/reveal`, { field }) });
  return (
    <span className="muted">
      {t(LABELS[field])} <span className="num" style={{ color: "var(--lb-text)" }}>{reveal.data ? (reveal.data.values as string[]).join(" ") : value}</span>
      {!reveal.data && <button type="button" className="reveal" disabled={reveal.isPending} onClick={() => reveal.mutate()} title={t("exam.revealNote")}>{reveal.error ? t("state.retry") : t("exam.reveal")}</button>}
    </span>
  );
}

/** Which records of which systems the person was put together from. */
function Sources({ personId }: { personId: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="reveal" style={{ fontSize: 13 }} onClick={() => setOpen(true)}>{t("exam.sources")}</button>
      <Drawer open={open} onClose={() => setOpen(false)} size={760} title={t("exam.sources")} destroyOnHidden><Members personId={personId} /></Drawer>
    </>
  );
}

function Members({ personId }: { personId: number }) {
  const { t } = useTranslation();
  const codes = useCodes();
  const person = useQuery({ queryKey: ["person", personId], queryFn: ({ signal }) => api.get<Schemas["Person"]>(`/persons/${personId}`, {}, signal), retry: false });
  if (person.error) return <Failure error={person.error} />;
  return (
    <Answer of={person}>
      {(data) => (
        <>
          <p className="muted">{t("exam.sourcesOf", { n: personId, of: data.members.length })}</p>
          <Table<Schemas["Member"]> size="small" pagination={false} dataSource={data.members} rowKey={(one) => `${one.source} ${one.patient_key}`} columns={[
            { title: t("field.source"), key: "source", render: (_, one) => <span className="nowrap"><b>{one.source}</b> <span className="muted">{codes.sourceName(one.source)}</span></span> },
            { title: t("exams.patient"), key: "name", render: (_, one) => <span className="nowrap">{one.name} <span className="muted">{codes.text("sex", one.sex)}</span></span> },
            { title: t("field.birth"), key: "birth", className: "num", render: (_, one) => one.birth_date ?? "—" },
            { title: t("field.idNumber"), key: "id", className: "num", render: (_, one) => one.id_number ?? "—" },
            { title: t("exam.hisPid"), key: "his", className: "num", render: (_, one) => one.his_pid ?? "—" },
            { title: t("exam.localKey"), key: "key", className: "num", render: (_, one) => one.patient_key },
          ]} />
        </>
      )}
    </Answer>
  );
}
