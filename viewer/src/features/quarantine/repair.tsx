import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { countsOf, type Request, useAction } from "../../shared/api/requests";
import { RequestProgress } from "../../shared/ui/request";
import { Failure } from "../../shared/ui/states";
import type { Item } from "./api";

export const VALUE_CHARS = 2_000;
export type Values = Record<string, string>;

interface Props {
  item: Item;
  /** Columns that may be given another value. */
  columns: string[];
  values: Values;
  onValues: (values: Values) => void;
  onEnd: () => void;
}

/** Other values in the place of what was extracted, and the row tried again with them; every rule judges them. */
export function Repair({ item, columns, values, onValues, onEnd }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const told = useCallback(() => { void client.invalidateQueries({ queryKey: ["quarantine-item"] }); onEnd(); }, [client, onEnd]);
  const { ask, request, ended, going, error } = useAction(told);
  const chosen = Object.keys(values);
  const rest = columns.filter((column) => !(column in values));
  const go = () => ask({ kind: "repair", arguments: { item: item.item_id, values: Object.fromEntries(chosen.map((column) => [column, values[column] === "" ? null : (values[column] ?? null)])) } });
  if (item.state !== "open" && !request) return null;
  return (
    <section data-testid="repair" style={{ marginBottom: 16 }}>
      <h2 className="section-title">{t("repair.title")}</h2>
      {item.state === "open" && columns.length === 0 && <p className="muted" style={{ margin: 0 }}>{t("repair.onlySource")}</p>}
      {item.state === "open" && chosen.map((column) => (
        <div key={column} style={{ display: "grid", gridTemplateColumns: "140px 1fr auto", gap: 8, alignItems: "center", marginBottom: 6 }}>
          <span className="code">{column}</span>
          <Input autoFocus value={values[column] ?? ""} maxLength={VALUE_CHARS} autoComplete="off" spellCheck={false} aria-label={column} placeholder={t("repair.empty")} onChange={(e) => onValues({ ...values, [column]: e.target.value })} onPressEnter={go} />
          <Button type="link" style={{ padding: 0 }} onClick={() => onValues(Object.fromEntries(Object.entries(values).filter(([name]) => name !== column)))}>{t("repair.leave")}</Button>
        </div>
      ))}
      {item.state === "open" && columns.length > 0 && (
        <div style={{ display: "flex", gap: 8, alignItems: "center" }}>
          {rest.length > 0 && <Select aria-label={t("repair.column")} placeholder={t("repair.column")} style={{ width: 180 }} value={null} popupMatchSelectWidth={false} showSearch options={rest.map((column) => ({ value: column, label: column }))} onChange={(column: string) => onValues({ ...values, [column]: "" })} />}
          <Button type="primary" disabled={chosen.length === 0} loading={going} onClick={go}>{t("repair.go")}</Button>
          <span className="muted">{t("repair.hint")}</span>
        </div>
      )}
      {request && <RequestProgress request={request} />}
      {request && ended && <Verdict request={request} />}
      {error && <Failure error={error} />}
    </section>
  );
}

/** Whether the row found its place. */
function Verdict({ request }: { request: Request }) {
  const { t } = useTranslation();
  if (request.state === "failed") return null;
  const { loaded, quarantined } = countsOf(request);
  if (quarantined > 0) return <p className="warn" role="status" style={{ margin: 0 }}>{t("repair.still")}</p>;
  return <p className="good" role="status" style={{ margin: 0 }}>{t(loaded > 0 ? "repair.loaded" : "repair.passed")}</p>;
}
