import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useAction } from "../../shared/api/requests";
import { useCodes } from "../../shared/lib/codes";
import { RequestProgress } from "../../shared/ui/request";
import { Failure } from "../../shared/ui/states";
import type { Item } from "./api";

const VALUE_CHARS = 32;

/** A value no map knows is mapped to a standard code, and the row tried again; all rows with this value pass from then on. */
export function CodeMapping({ item, seen, onEnd }: { item: Item; seen: string; onEnd: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const codes = useCodes();
  const [typed, setTyped] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const value = (typed ?? seen).trim();
  const sources = useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => api.get<Schemas["Sources"]>("/sources", {}, signal) });
  const told = useCallback(() => { void client.invalidateQueries({ queryKey: ["quarantine-item"] }); onEnd(); }, [client, onEnd]);
  const { ask, request, going, error } = useAction(told);
  const map = mapOf(sources.data?.items ?? [], item);
  const add = useMutation({
    mutationFn: () => api.put<Schemas["Source"]>(`/sources/${item.source}/codes/${map?.map}`, { value, code }),
    onSuccess: () => ask({ kind: "release", arguments: { items: [item.item_id], waive: false } }),
  });
  if (!map || (item.state !== "open" && !request)) return null;
  return (
    <section data-testid="mapping" style={{ marginBottom: 16 }}>
      <h2 className="section-title">{t("mapping.title")}</h2>
      <div style={{ display: "flex", gap: 8, alignItems: "center" }}>
        <Input style={{ width: 150 }} value={typed ?? seen} maxLength={VALUE_CHARS} autoComplete="off" aria-label={t("mapping.value")} placeholder={t("mapping.value")} onChange={(e) => setTyped(e.target.value)} /> →
        <Select style={{ width: 190 }} showSearch optionFilterProp="label" value={code} aria-label={t("mapping.code")} placeholder={t("mapping.code")} options={codes.options(map.table).map((one) => ({ value: one.value, label: `${one.value} ${one.label}` }))} onChange={setCode} />
        <Button type="primary" disabled={value === "" || code === null} loading={add.isPending || going} onClick={() => add.mutate()}>{t("mapping.go")}</Button>
      </div>
      <p className="muted" style={{ margin: "4px 0 0" }}>{t("mapping.hint")}</p>
      {request && <RequestProgress request={request} />}
      {(add.error ?? error) && <Failure error={(add.error ?? error) as Error} />}
    </section>
  );
}

/** The map of the source by which the item's column is read. */
export function mapOf(sources: Schemas["Source"][], item: Pick<Item, "source" | "feed" | "field">): Schemas["CodeMap"] | undefined {
  return sources.find((one) => one.source === item.source)?.code_maps?.find((map) => map.columns.includes(`${item.feed}.${item.field}`));
}
