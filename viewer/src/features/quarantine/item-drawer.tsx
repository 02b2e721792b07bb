import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Descriptions, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Severity } from "../../shared/ui/marks";
import { Answer, Failure } from "../../shared/ui/states";
import { ReleaseButton } from "./release-button";

/** One stopped row: why, what to do, and for those with the right the row itself. */
export function ItemDrawer({ itemId, onClose, onReleased }: { itemId: number | null; onClose: () => void; onReleased: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const item = useQuery({ queryKey: ["quarantine-item", itemId], queryFn: () => api.get<Schemas["QuarantineItem"]>(`/quarantine/${itemId}`), enabled: itemId !== null });
  return (
    <Drawer open={itemId !== null} onClose={onClose} size={640} title={`${t("quarantine.detail")} #${itemId ?? ""}`} destroyOnHidden extra={may("quarantine:release") && item.data?.state === "open" && itemId !== null && <ReleaseButton items={[itemId]} onDone={() => { onReleased(); onClose(); }} />}>
      {itemId !== null && <Answer of={item}>{(data) => <Item item={data} />}</Answer>}
    </Drawer>
  );
}

function Item({ item }: { item: Schemas["QuarantineItem"] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <>
      <Descriptions column={1} size="small" bordered items={[
        { key: "rule", label: t("quarantine.rule"), children: <><b>{item.rule}</b> {item.rule_zh}</> },
        { key: "source", label: t("feeds.source"), children: `${item.source} ${t(`feedName.${item.feed}`, item.feed)}` },
        { key: "field", label: t("quarantine.field"), children: item.field },
        { key: "reason", label: t("quarantine.reason"), children: item.reason },
        { key: "cause", label: t("quarantine.cause"), children: item.cause ?? "—" },
        { key: "state", label: t("quarantine.state"), children: t(`quarantine.${item.state}`, item.state) },
        { key: "first", label: t("quarantine.first"), children: shortTime(item.first_seen) },
        { key: "last", label: t("quarantine.lastSeen"), children: shortTime(item.last_seen) },
        { key: "run", label: t("quarantine.run"), children: <Link to={`/runs/${item.run_id}`}>{item.run_id}</Link> },
      ]} />
      <h3 style={{ fontSize: 14 }}>{t("quarantine.findings")}</h3>
      {item.findings.map((f) => (
        <p key={`${f.rule}.${f.field}`} style={{ margin: "4px 0" }}><Severity level={f.severity} /> <b>{f.rule}</b> <span className="muted">{f.field}</span> {f.reason}</p>
      ))}
      {may("quarantine:reveal") && <Reveal itemId={item.item_id} />}
    </>
  );
}

function Reveal({ itemId }: { itemId: number }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => api.post<Schemas["QuarantinePayload"]>(`/quarantine/${itemId}/reveal`) });
  if (reveal.data)
    return <Descriptions style={{ marginTop: 12 }} column={1} size="small" bordered items={Object.entries(reveal.data.row).map(([name, value]) => ({ key: name, label: name, children: shown(value) }))} />;
  return (
    <div style={{ marginTop: 12 }}>
      <Button onClick={() => reveal.mutate()} loading={reveal.isPending}>{t("quarantine.reveal")}</Button> <span className="muted">{t("quarantine.revealNote")}</span>
      {reveal.error && <Failure error={reveal.error} />}
    </div>
  );
}

/** Bytes come with their text, times with their text. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (typeof value === "object") {
    const part = value as { text?: string; time?: string };
    return part.text ?? part.time ?? JSON.stringify(value);
  }
  return String(value);
}
