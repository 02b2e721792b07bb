import { useMutation } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "../../shared/lib/session";
import { Failure } from "../../shared/ui/states";
import { discard, type Item, reopen } from "./api";
import { ReleaseButton } from "./release-button";

const NOTE_CHARS = 500;

interface Props {
  /** Items of one state. */
  items: Item[];
  /** Something changed; `line` tells what, in one line. */
  onChanged: (line?: string) => void;
}

/** What can be done with stopped rows: try again, put aside for good, take back; each by its own right. */
export function Actions({ items, onChanged }: Props) {
  const { may } = useSession();
  const open = items.filter((item) => item.state === "open");
  const aside = items.filter((item) => item.state === "discarded");
  return (
    <>
      {may("quarantine:discard") && aside.length > 0 && <ReopenButton items={aside} onChanged={onChanged} />}
      {may("quarantine:discard") && aside.length === 0 && <DiscardButton items={open} onChanged={onChanged} />}
      {may("quarantine:release") && aside.length === 0 && <ReleaseButton items={open} onEnd={onChanged} />}
    </>
  );
}

function ReopenButton({ items, onChanged }: Props) {
  const { t } = useTranslation();
  const back = useMutation({
    mutationFn: () => reopen(items),
    onSuccess: (done) => onChanged(t("quarantine.reopened", { n: done.items, of: items.length })),
    onError: () => onChanged(t("quarantine.notReopened")),
  });
  return <Button loading={back.isPending} onClick={() => back.mutate()}>{items.length > 1 ? t("quarantine.reopenMany", { n: items.length }) : t("quarantine.reopen")}</Button>;
}

function DiscardButton({ items, onChanged }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Item[] | null>(null);
  return (
    <>
      <Button disabled={items.length === 0} onClick={() => setAsked(items)}>{items.length > 1 ? t("quarantine.discardMany", { n: items.length }) : t("quarantine.discard")}</Button>
      {asked && <DiscardDialog items={asked} onClose={() => setAsked(null)} onChanged={onChanged} />}
    </>
  );
}

function DiscardDialog({ items, onClose, onChanged }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const put = useMutation({
    mutationFn: () => discard(items, note.trim()),
    onSuccess: (done) => { onClose(); onChanged(t("quarantine.discardedN", { n: done.items, of: items.length })); },
  });
  return (
    <Modal
      open title={t("quarantine.discardTitle", { n: items.length })} width={520} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" danger disabled={note.trim() === ""} loading={put.isPending} onClick={() => put.mutate()}>{t("quarantine.discard")}</Button>}
    >
      <p>{t("quarantine.discardConfirm")}</p>
      <Input.TextArea autoFocus rows={3} style={{ marginBottom: 22 }} maxLength={NOTE_CHARS} showCount value={note} onChange={(e) => setNote(e.target.value)} placeholder={t("quarantine.discardNote")} aria-label={t("quarantine.discardNote")} />
      {put.error && <div style={{ marginTop: 8 }}><Failure error={put.error} /></div>}
    </Modal>
  );
}
