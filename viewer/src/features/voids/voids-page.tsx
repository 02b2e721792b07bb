import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Failure, Nothing } from "../../shared/ui/states";

type Void = Schemas["Void"];
const STATES = ["active", "undone", "all"] as const;
const NOTE_CHARS = 500;

/** Exams hidden by hand: who, when, why, and who showed them again. */
export default function VoidsPage() {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const [undoing, setUndoing] = useState<Void | null>(null);
  const state = STATES.find((one) => one === get("state")) ?? "active";
  const before = get("cursor");
  const voids = useQuery({ queryKey: ["voids", state, before], queryFn: ({ signal }) => api.get<Schemas["Voids"]>("/voids", { state, before }, signal), placeholderData: keepPreviousData });
  const columns = useColumns(setUndoing);
  return (
    <ListPage
      title={t("voids.title")} busy={voids.isPlaceholderData} minWidth={1180} top
      filters={<Segmented value={state} onChange={(value) => set({ state: value === "active" ? undefined : value })} options={STATES.map((one) => ({ value: one, label: t(`voids.${one}`) }))} />}
    >
      <Answer of={voids}>
        {(data) => (
          <>
            <Table<Void> size="small" rowKey="void_id" columns={columns} dataSource={data.items} pagination={false} locale={{ emptyText: <Nothing text={t("voids.none")} /> }} />
            <Pager next={data.next} />
          </>
        )}
      </Answer>
      {undoing && <UndoDialog one={undoing} onClose={() => setUndoing(null)} />}
    </ListPage>
  );
}

function useColumns(onUndo: (one: Void) => void): TableColumnsType<Void> {
  const { t } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  // A hidden exam cannot be opened; one shown again can.
  const exam = (one: Void) => (!one.active && may("exams:read") ? <Link className="num" to={`/exams/${one.exam_id}`}>#{one.exam_id}</Link> : <span className="num">#{one.exam_id}</span>);
  const columns: TableColumnsType<Void> = [
    { title: "#", key: "id", width: 56, align: "right", className: "num", render: (_, one) => one.void_id },
    { title: t("exam.title"), key: "exam", width: 100, render: (_, one) => exam(one) },
    { title: t("exams.source"), key: "source", width: 64, className: "muted", render: (_, one) => one.source ?? "—" },
    { title: t("exams.category"), key: "category", width: 124, render: (_, one) => codes.text("exam_category", one.exam_category) },
    { title: t("exams.time"), key: "time", width: 130, className: "num", render: (_, one) => shortTime(one.exam_begin_time) },
    { title: t("voids.reason"), key: "reason", width: 120, render: (_, one) => codes.text("void_reason", one.reason) },
    { title: t("voids.note"), key: "note", render: (_, one) => one.note },
    { title: t("voids.by"), key: "by", width: 214, render: (_, one) => <Who who={one.voided_by} at={one.voided_at} /> },
    { title: t("voids.undo"), key: "undo", width: 220, render: (_, one) => (one.active ? <span className="faint">—</span> : <><Who who={one.undone_by} at={one.undone_at} /><div>{one.undo_note}</div></>) },
  ];
  if (may("exam:void")) columns.push({ key: "act", className: "nowrap", width: 80, align: "right", render: (_, one) => one.active && <Button type="link" style={{ padding: 0, height: 20 }} onClick={() => onUndo(one)}>{t("voids.undo")}</Button> });
  return columns;
}

function Who({ who, at }: { who: string | null | undefined; at: string | null | undefined }) {
  return <span className="nowrap">{who ?? "—"} <span className="num muted">{shortTime(at)}</span></span>;
}

function UndoDialog({ one, onClose }: { one: Void; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const undo = useMutation({
    mutationFn: () => api.post<Schemas["Voided"]>(`/voids/${one.void_id}/undo`, { note: note.trim() }),
    onSuccess: () => {
      for (const key of ["voids", "exams", "exam"]) void client.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  return (
    <Modal
      open title={t("voids.undoTitle", { n: one.exam_id })} width={520} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" disabled={note.trim() === ""} loading={undo.isPending} onClick={() => undo.mutate()}>{t("voids.undo")}</Button>}
    >
      <p>{t("voids.undoConfirm")}</p>
      <Input.TextArea autoFocus rows={3} style={{ marginBottom: 22 }} maxLength={NOTE_CHARS} showCount value={note} onChange={(e) => setNote(e.target.value)} placeholder={t("voids.undoNote")} aria-label={t("voids.undoNote")} />
      {undo.error && <div style={{ marginTop: 8 }}><Failure error={undo.error} /></div>}
    </Modal>
  );
}
