import { EditOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { causeOf } from "../../shared/lib/words";
import { Severity } from "../../shared/ui/marks";
import { Answer, Failure } from "../../shared/ui/states";
import { Actions } from "./actions";
import { getItem, type Item } from "./api";
import { CodeMapping } from "./code-mapping";
import { isRepairable, suspectsOf } from "./item-rules";
import { ItemState } from "./item-state";
import { Repair, type Values } from "./repair";

const UNMAPPED = "CD-01"; // the rule that stops a value no code map knows

interface Props {
  itemId: number | null;
  onClose: () => void;
  onChanged: (line?: string) => void;
}

/** One stopped row: why, what to do, and for those with the right the row itself. The list beside it stays usable. */
export function ItemDrawer({ itemId, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const item = useQuery({ queryKey: ["quarantine-item", itemId], queryFn: ({ signal }) => getItem(itemId ?? 0, signal), enabled: itemId !== null });
  // The actions stay in place after a release, which shows its own end.
  const extra = item.data && <span key={item.data.item_id} style={{ display: "flex", gap: 8 }}><Actions items={[item.data]} onChanged={onChanged} /></span>;
  return (
    <Drawer open={itemId !== null} onClose={onClose} size={600} mask={false} title={`${t("quarantine.detail")} #${itemId ?? ""}`} destroyOnHidden extra={extra}>
      {itemId !== null && <Answer of={item}>{(data) => <Content key={data.item_id} item={data} onChanged={onChanged} />}</Answer>}
    </Drawer>
  );
}

function Content({ item, onChanged }: { item: Item; onChanged: () => void }) {
  const { t, i18n } = useTranslation();
  const { may } = useSession();
  const [values, setValues] = useState<Values>({});
  const reveal = useMutation({ mutationFn: () => api.post<Schemas["QuarantinePayload"]>(`/quarantine/${item.item_id}/reveal`) });
  const row = reveal.data?.row as Record<string, unknown> | undefined;
  const repairs = may("quarantine:repair");
  const edit = repairs && item.state === "open" ? (column: string) => setValues(column in values ? values : { ...values, [column]: text(row?.[column]) }) : undefined;
  return (
    <>
      <p style={{ fontSize: 15, fontWeight: 600, margin: "0 0 4px" }}>{item.reason}</p>
      <p style={{ margin: "0 0 14px" }}>{causeOf(item, i18n.language) ?? <span className="muted">{t("quarantine.noCause")}</span>}</p>
      <About item={item} />
      {item.rule === UNMAPPED && may("feeds:configure") && <CodeMapping item={item} seen={text(row?.[item.field])} onEnd={onChanged} />}
      {repairs && <Repair item={item} columns={row ? Object.keys(row).filter(isRepairable) : suspectsOf(item)} values={values} onValues={setValues} onEnd={onChanged} />}
      {may("quarantine:reveal") && !row && (
        <>
          <Button onClick={() => reveal.mutate()} loading={reveal.isPending}>{t("quarantine.reveal")}</Button> <span className="muted">{t("quarantine.revealNote")}</span>
          {reveal.error && <div style={{ marginTop: 8 }}><Failure error={reveal.error} /></div>}
        </>
      )}
      {row && <Row row={row} suspect={item.field} onEdit={edit} />}
    </>
  );
}

function About({ item }: { item: Item }) {
  const { t } = useTranslation();
  const codes = useCodes();
  return (
    <>
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
    </>
  );
}

/** The row as it was extracted, without the line's own marks; `onEdit` gives a column another value. */
function Row({ row, suspect, onEdit }: { row: Record<string, unknown>; suspect: string; onEdit: ((column: string) => void) | undefined }) {
  const { t } = useTranslation();
  const suspectFirst = Object.entries(row).filter(([name]) => !name.startsWith("_")).sort(([a], [b]) => Number(b === suspect) - Number(a === suspect));
  return (
    <table style={{ width: "100%", borderCollapse: "collapse" }} data-testid="row">
      <tbody>
        {suspectFirst.map(([name, value]) => (
          <tr key={name} style={{ borderTop: "1px solid var(--lb-line)", background: name === suspect ? "var(--lb-bad-soft)" : undefined }}>
            <th scope="row" className="code muted" style={{ textAlign: "left", fontWeight: 400, padding: "3px 8px", verticalAlign: "top", width: 150 }}>{name}</th>
            <td style={{ padding: "3px 8px", overflowWrap: "anywhere" }}>{text(value) || "—"}</td>
            <td style={{ width: 24 }}>{onEdit && isRepairable(name) && <Button type="text" icon={<EditOutlined />} aria-label={`${t("repair.edit")} ${name}`} title={t("repair.edit")} onClick={() => onEdit(name)} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Bytes come with their text, times with their text. */
function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") {
    const part = value as { text?: string; time?: string };
    return part.text ?? part.time ?? JSON.stringify(value);
  }
  return String(value);
}
