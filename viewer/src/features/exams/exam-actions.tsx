import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { useSession } from "../../shared/lib/session";
import { Failure } from "../../shared/ui/states";

/** Reasons a person may give; the others are the line's. */
const BY_HAND = ["MANUAL", "DUP", "WRONG_PT", "RECALL"];
const NOTE_CHARS = 500;

/** What may be done with the exam itself, each by its own right. `list`: where one came from. */
export function ExamActions({ examId, source, list }: { examId: number; source: string; list: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [asked, setAsked] = useState(false);
  return (
    <>
      {may("collect:request") && <Link to={`/recollect?source=${source}&exams=${examId}`}><Button>{t("recollect.go")}</Button></Link>}
      {may("exam:void") && <Button danger onClick={() => setAsked(true)}>{t("voids.void")}</Button>}
      {asked && <VoidDialog examId={examId} list={list} onClose={() => setAsked(false)} />}
    </>
  );
}

interface Fields {
  reason: string;
  note: string;
}

function VoidDialog({ examId, list, onClose }: { examId: number; list: string; onClose: () => void }) {
  const { t } = useTranslation();
  const codes = useCodes();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { may } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const hide = useMutation({
    mutationFn: ({ reason, note }: Fields) => api.post<Schemas["Voided"]>(`/exams/${examId}/void`, { reason, note: note.trim() }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["exam", examId] });
      for (const key of ["exams", "voids", "person"]) void client.invalidateQueries({ queryKey: [key] });
      onClose();
      void message.success(t("voids.done", { n: examId }));
      void navigate(may("voids:read") ? "/voids" : list);
    },
  });
  const need = t("voids.need");
  return (
    <Modal
      open title={t("voids.voidTitle", { n: examId })} width={520} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" danger loading={hide.isPending} onClick={() => form.submit()}>{t("voids.void")}</Button>}
    >
      <p>{t("voids.confirm")}</p>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => hide.mutate(fields)}>
        <Form.Item name="reason" label={t("voids.reason")} rules={[{ required: true, message: need }]}>
          <Select autoFocus aria-label={t("voids.reason")} options={codes.options("void_reason").filter((one) => BY_HAND.includes(one.value))} placeholder={t("voids.reason")} />
        </Form.Item>
        <Form.Item name="note" label={t("voids.note")} rules={[{ required: true, whitespace: true, message: need }]}>
          <Input.TextArea rows={3} maxLength={NOTE_CHARS} showCount placeholder={t("voids.noteHint")} />
        </Form.Item>
      </Form>
      {hide.error && <Failure error={hide.error} />}
    </Modal>
  );
}
