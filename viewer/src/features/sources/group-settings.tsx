import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Divider, Input, InputNumber, Modal, Progress, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { schedule } from "../../shared/lib/cron";
import { number, shortTime } from "../../shared/lib/format";
import { Failure } from "../../shared/ui/states";
import { collectedShare, draftOf, historyBody, type SettingsDraft, settingsBody } from "./settings";

type Group = Schemas["Group"];

/** How a group of feeds is collected: on or off, how often, how far back, how stubbornly; and its history in a daily window. */
export function GroupSettings({ source, group, onClose }: { source: string; group: Group; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(group));
  const change = (part: Partial<SettingsDraft>) => setDraft({ ...draft, ...part });
  const path = `/sources/${source}/groups/${group.group}`;
  const written = () => { void client.invalidateQueries({ queryKey: ["sources"] }); onClose(); };
  const save = useMutation({ mutationFn: () => api.put<Schemas["Source"]>(path, settingsBody(draft, group)), onSuccess: written });
  const start = useMutation({ mutationFn: () => api.put<Schemas["Source"]>(`${path}/history`, historyBody(draft)), onSuccess: written });
  const stop = useMutation({ mutationFn: () => api.delete(`${path}/history`), onSuccess: written });
  const history = historyBody(draft);
  return (
    <Modal
      open title={t("settings.title", { source, group: t(`group.${group.group}`, group.zh) })} width={620} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>{t("settings.save")}</Button>}
    >
      <Line label={t("settings.enabled")}><Switch checked={draft.enabled} onChange={(enabled) => change({ enabled })} aria-label={t("settings.enabled")} /> <span className="muted">{t(draft.enabled ? "settings.on" : "sources.off")}</span></Line>
      <Line label={t("feeds.schedule")}>
        <Input className="code" style={{ width: 170 }} value={draft.schedule} onChange={(e) => change({ schedule: e.target.value })} placeholder={group.declared?.schedule ?? ""} aria-label={t("feeds.schedule")} />{" "}
        <span className="muted">{schedule(draft.schedule || group.declared?.schedule, t)} · {t("settings.cron")}</span>
      </Line>
      <Line label={t("settings.retries")}><InputNumber min={0} max={20} value={draft.retries} onChange={(retries) => change({ retries })} aria-label={t("settings.retries")} /> <span className="muted">{t("settings.retryAfter")}</span> <InputNumber min={1} max={86_400} value={draft.retrySeconds} onChange={(retrySeconds) => change({ retrySeconds })} aria-label={t("settings.retryAfter")} /> <span className="muted">{t("settings.seconds")}</span></Line>
      <Line label={t("settings.fromDay")}><Input type="date" style={{ width: 170 }} value={draft.fromDay} onChange={(e) => change({ fromDay: e.target.value })} aria-label={t("settings.fromDay")} /> <span className="muted">{t("settings.fromDayHelp")}</span></Line>
      <p className="muted" style={{ marginBottom: 0 }}>{t("settings.effect")}</p>
      {save.error && <Failure error={save.error} />}
      <Divider titlePlacement="start" style={{ marginBlock: 14 }}>{t("settings.history")}</Divider>
      {group.history && <HistoryState history={group.history} />}
      <Line label={t("settings.days")}><Input type="date" style={{ width: 150 }} value={draft.begin} onChange={(e) => change({ begin: e.target.value })} aria-label={t("settings.begin")} /> – <Input type="date" style={{ width: 150 }} value={draft.end} onChange={(e) => change({ end: e.target.value })} aria-label={t("settings.end")} /></Line>
      <Line label={t("settings.window")}><Input type="time" style={{ width: 120 }} value={draft.fromTime} onChange={(e) => change({ fromTime: e.target.value })} aria-label={t("settings.fromTime")} /> – <Input type="time" style={{ width: 120 }} value={draft.toTime} onChange={(e) => change({ toTime: e.target.value })} aria-label={t("settings.toTime")} /></Line>
      <Button disabled={history === null} loading={start.isPending} onClick={() => start.mutate()}>{t("settings.start")}</Button>{" "}
      {(group.history?.state === "waiting" || group.history?.state === "running") && <Button danger loading={stop.isPending} onClick={() => stop.mutate()}>{t("settings.stop")}</Button>}
      {(start.error ?? stop.error) && <Failure error={(start.error ?? stop.error) as Error} />}
    </Modal>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return <div style={{ display: "grid", gridTemplateColumns: "112px 1fr", alignItems: "center", minHeight: 38 }}><span className="muted">{label}</span><span>{children}</span></div>;
}

/** How far a history has come. */
function HistoryState({ history }: { history: Schemas["History"] }) {
  const { t } = useTranslation();
  return (
    <div style={{ marginBottom: 10 }}>
      <Progress percent={collectedShare(history)} size="small" status={history.state === "done" ? "success" : "normal"} />
      <span className="muted">{t(`settings.state.${history.state}`)} · {t("settings.upTo", { day: shortTime(history.next_at), begin: history.begin_at.slice(0, 10), end: history.end_at.slice(0, 10) })} · {t("settings.sums", { extracted: number(history.extracted), loaded: number(history.loaded) })}</span>
    </div>
  );
}
