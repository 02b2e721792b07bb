import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Modal, Steps } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "../../shared/api/client";
import { hasEnded, type Request, useRequest } from "../../shared/api/requests";
import { BalanceStrip, type Counts } from "../../shared/ui/balance";
import { Failure } from "../../shared/ui/states";

/** Ask for a release, follow the request to its end, show what came of it. `onEnd` is called once, when it ended. */
export function ReleaseButton({ items, onEnd }: { items: number[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<number[] | null>(null);
  return (
    <>
      <Button type="primary" disabled={items.length === 0} onClick={() => setAsked(items)}>
        {items.length > 1 ? t("quarantine.releaseMany", { n: items.length }) : t("quarantine.release")}
      </Button>
      {asked && <ReleaseDialog items={asked} onClose={() => setAsked(null)} onEnd={onEnd} />}
    </>
  );
}

function ReleaseDialog({ items, onClose, onEnd }: { items: number[]; onClose: () => void; onEnd: () => void }) {
  const { t } = useTranslation();
  const [waive, setWaive] = useState(false);
  const ask = useMutation({ mutationFn: () => api.post<Request>("/requests", { kind: "release", arguments: { items, waive } }) });
  const followed = useRequest(ask.data?.request_id);
  const request = followed.data ?? ask.data;
  const ended = hasEnded(request);
  const told = useRef(false);
  useEffect(() => {
    if (!ended || told.current) return;
    told.current = true;
    onEnd();
  }, [ended, onEnd]);
  return (
    <Modal
      open title={t("quarantine.releaseTitle", { n: items.length })} width={560} onCancel={onClose} mask={{ closable: false }}
      footer={request ? <Button onClick={onClose} type={ended ? "primary" : "default"}>{t("exam.close")}</Button> : (
        <>
          <Checkbox style={{ float: "left" }} checked={waive} onChange={(e) => setWaive(e.target.checked)}>{t("quarantine.waive")}</Checkbox>
          <Button type="primary" danger={waive} loading={ask.isPending} onClick={() => ask.mutate()}>{t("quarantine.release")}</Button>
        </>
      )}
    >
      {!request && <p>{t("quarantine.releaseConfirm")}</p>}
      {request && <Progress request={request} />}
      {ask.error && <Failure error={ask.error} />}
      {followed.error && <Failure error={followed.error} onRetry={() => void followed.refetch()} />}
    </Modal>
  );
}

function Progress({ request }: { request: Request }) {
  const { t } = useTranslation();
  const ended = hasEnded(request);
  const failed = request.state === "failed";
  const place = ended ? 4 : request.state === "running" ? 2 : 1;
  const result = (request.result ?? {}) as Partial<Counts> & { error?: string };
  return (
    <div style={{ padding: "8px 0" }}>
      <Steps size="small" current={place} {...(failed ? { status: "error" as const } : {})} items={(["asked", "waiting", "working", "ended"] as const).map((step) => ({ title: t(step === "ended" && failed ? "quarantine.failed" : `quarantine.${step}`) }))} />
      <div style={{ marginTop: 16, minHeight: 44 }} aria-live="polite">
        {!ended && <span className="muted">{t("quarantine.stays")}</span>}
        {ended && failed && <span className="bad">{result.error ?? t("quarantine.failed")}</span>}
        {ended && !failed && <BalanceStrip counts={countsOf(result)} />}
      </div>
    </div>
  );
}

function countsOf(result: Partial<Counts>): Counts {
  const n = (name: keyof Counts) => result[name] ?? 0;
  return { extracted: n("extracted"), loaded: n("loaded"), corrected: n("corrected"), unchanged: n("unchanged"), merged: n("merged"), deleted: n("deleted"), excluded: n("excluded"), quarantined: n("quarantined") };
}
