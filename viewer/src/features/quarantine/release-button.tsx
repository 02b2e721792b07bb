import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { Failure } from "../../shared/ui/states";

const POLL_MS = 1_000;

/** The request once a task has carried it out, asked for every second. */
async function followed(request: Schemas["Request"]): Promise<Schemas["Request"]> {
  let now = request;
  while (now.state === "waiting" || now.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    now = await api.get<Schemas["Request"]>(`/requests/${request.request_id}`);
  }
  return now;
}

/** Ask for a release, follow the request until it ended, say what came of it. */
export function ReleaseButton({ items, onDone }: { items: number[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [waive, setWaive] = useState(false);
  const ask = useMutation({
    mutationFn: async () => {
      const asked = await api.post<Schemas["Request"]>("/requests", { kind: "release", arguments: { items, waive } });
      setAsking(false);
      return followed(asked);
    },
    onSuccess: (request) => {
      const result = (request.result ?? {}) as Record<string, number>;
      if (request.state === "done") void message.success(t("quarantine.done", { loaded: result["loaded"] ?? 0, quarantined: result["quarantined"] ?? 0 }));
      else void message.error(t("quarantine.failed"));
      void client.invalidateQueries({ queryKey: ["quarantine-groups"] });
      onDone();
    },
  });
  return (
    <>
      <Button type="primary" disabled={items.length === 0} loading={ask.isPending} onClick={() => setAsking(true)}>
        {items.length > 1 ? t("quarantine.releaseMany", { n: items.length }) : t("quarantine.release")}
      </Button>
      <Modal open={asking} title={t("quarantine.release")} okText={t("quarantine.release")} onCancel={() => setAsking(false)} onOk={() => ask.mutate()} confirmLoading={ask.isPending}>
        <p>{t("quarantine.releaseConfirm")}</p>
        <Checkbox checked={waive} onChange={(e) => setWaive(e.target.checked)}>{t("quarantine.waive")}</Checkbox>
        {ask.error && <Failure error={ask.error} />}
      </Modal>
    </>
  );
}
