import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Severity } from "../../shared/ui/marks";
import { Answer, Failure } from "../../shared/ui/states";
import { ItemState } from "./item-state";
import { ReleaseButton } from "./release-button";

/** One stopped row: why, what to do, and for those with the right the row itself. The list beside it stays usable. */
export function ItemDrawer({ itemId, onClose, onReleased }: { itemId: number | null; onClose: () => void; onReleased: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const item = useQuery({ queryKey: ["quarantine-item", itemId], queryFn: ({ signal }) => api.get<Schemas["QuarantineItem"]>(`/quarantine/${itemId}`, {}, signal), enabled: itemId !== null });
  // Stays in place after the release, which shows its own end.
  const releasable = item.data?.state === "open" && itemId !== null ? [itemId] : [];
  return (
    <Drawer open={itemId !== null} onClose={onClose} size={560} mask={false} title={`${t("quarantine.detail")} #${itemId ?? ""}`} destroyOnHidden extra={may("quarantine:release") && <ReleaseButton items={releasable} onEnd={onReleased} />}>
      {itemId !== null && <Answer of={item}>{(data) => <Item key={data.item_id} item={data} />}</Answer>}
    </Drawer>
  );
}

function Item({ item }: { item: Schemas["QuarantineItem"] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  return (
    <>
      <p style={{ fontSize: 15, fontWeight: 600, margin: "0 0 4px" }}>{item.reason}</p>
      <p style={{ margin: "0 0 14px" }}>{item.cause ?? <span className="muted">{t("quarantine.noCause")}</span>}</p>
      <dl className="dl">
        <dt>{t("quarantine.state")}</dt>
        <dd><ItemState state={item.state} />{item.closed_at && <span className="muted num"> {shortTime(item.closed_at)} {item.closed_by}</span>}</dd>
        <dt>{t("quarantine.rule")}</dt>
        <dd><Link to={`/rules?q=${item.rule}`}><b>{item.rule}</b></Link> {item.rule_zh}</dd>
        <dt>{t("feeds.source")}</dt>
        <dd><b>{item.source}</b> {codes.sourceName(item.source)} · {t(`feedName.${item.feed}`, item.feed)}</dd>
        <dt>{t("quarantine.field")}</dt>
        <dd className="code">{item.field}</dd>
        <dt>{t("quarantine.first")}</dt>
        <dd className="num">{shortTime(item.first_seen)}</dd>
        <dt>{t("quarantine.lastSeen")}</dt>
        <dd className="num">{shortTime(item.last_seen)} · {t("quarantine.retries")} {item.retries}</dd>
        <dt>{t("quarantine.run")}</dt>
        <dd><Link className="code" to={`/runs/${item.run_id}`}>{item.run_id}</Link></dd>
      </dl>
      <h2 className="section-title">{t("quarantine.findings")}</h2>
      <ul style={{ listStyle: "none", padding: 0, margin: "0 0 16px" }}>
        {item.findings.map((f) => (
          <li key={`${f.rule}.${f.field}`} style={{ display: "grid", gridTemplateColumns: "64px 60px 130px 1fr", gap: 8, padding: "3px 0", borderTop: "1px solid var(--lb-soft)" }}>
            <Severity level={f.severity} /><b>{f.rule}</b><span className="muted code">{f.field}</span><span>{f.reason}</span>
          </li>
        ))}
      </ul>
      {may("quarantine:reveal") && <Reveal itemId={item.item_id} suspect={item.field} />}
    </>
  );
}

/** The row as it was extracted, on demand, because looking is on record. */
function Reveal({ itemId, suspect }: { itemId: number; suspect: string }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => api.post<Schemas["QuarantinePayload"]>(`/quarantine/${itemId}/reveal`) });
  if (!reveal.data)
    return (
      <>
        <Button onClick={() => reveal.mutate()} loading={reveal.isPending}>{t("quarantine.reveal")}</Button> <span className="muted">{t("quarantine.revealNote")}</span>
        {reveal.error && <div style={{ marginTop: 8 }}><Failure error={reveal.error} /></div>}
      </>
    );
  return (
    <table style={{ width: "100%", borderCollapse: "collapse" }} data-testid="row">
      <tbody>
        {suspectFirst(reveal.data.row as Record<string, unknown>, suspect).map(([name, value]) => (
          <tr key={name} style={{ borderTop: "1px solid var(--lb-line)", background: name === suspect ? "var(--lb-bad-soft)" : undefined }}>
            <th scope="row" className="code muted" style={{ textAlign: "left", fontWeight: 400, padding: "3px 8px", verticalAlign: "top", width: 150 }}>{name}</th>
            <td style={{ padding: "3px 8px", overflowWrap: "anywhere" }}>{shown(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function suspectFirst(row: Record<string, unknown>, suspect: string): [string, unknown][] {
  return Object.entries(row).sort(([a], [b]) => Number(b === suspect) - Number(a === suspect));
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
