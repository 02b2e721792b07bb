import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { utcMoments } from "../../shared/lib/days";
import { number } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { useKeys } from "../../shared/lib/use-keys";
import { useRowKeys } from "../../shared/lib/use-row-keys";
import { DayRange } from "../../shared/ui/day-range";
import { Chip, ListPage, Pager } from "../../shared/ui/list-page";
import { Answer } from "../../shared/ui/states";
import { Actions } from "./actions";
import { getItems, type Item, type ItemFilters, STATES } from "./api";
import { Facets, useGroups } from "./facets";
import { rowsOf } from "./groups";
import { ItemDrawer } from "./item-drawer";
import { Chosen, Rows } from "./item-table";

const FILTERS = ["source", "feed", "rule", "field", "run_id"] as const;

/** Stopped rows: grouped on the left, because a cause is mended once for all its rows; one by one on the right. */
export default function QuarantinePage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [get, set, clear] = useFilters();
  const filters = useItemFilters();
  const { source, feed, rule, field, ...scope } = filters;
  const state = get("state") ?? "open";
  const cursor = get("cursor");
  const items = useQuery({ queryKey: ["quarantine", filters, cursor], queryFn: ({ signal }) => getItems(filters, cursor, signal), placeholderData: keepPreviousData });
  const groups = useGroups(scope);
  const { chosen, setChosen, line, changed } = useChosen();
  const shown = items.data?.items ?? [];
  const opened = get("item") ? Number(get("item")) : null;
  const open = (item: Item | undefined) => { if (item) set({ item: String(item.item_id) }, opened !== null); };
  const [current, setCurrent] = useRowKeys(shown.length, (i) => open(shown[i]));
  const narrowed = FILTERS.some(get) || Boolean(get("from") ?? get("to"));
  const choosable = state === "discarded" ? "discarded" : "open";
  const choose = may("quarantine:release") || may("quarantine:discard") ? setChosen : undefined;
  useChooseKey(shown[current], choosable, chosen, choose);
  const states = [...STATES, "all"].map((one) => ({ value: one, label: t(`quarantine.${one}`) }));

  return (
    <ListPage
      title={t("quarantine.title")} busy={items.isPlaceholderData} openable minWidth={860}
      aside={<Facets scope={scope} />}
      count={groups.data && <span className="muted num">{number(rowsOf(groups.data, { source, feed, rule, field }))} {t("runs.rows")}</span>}
      filters={
        <>
          <Segmented value={state} onChange={(value) => { setChosen([]); set({ state: value === "open" ? undefined : value, item: undefined, cursor: undefined }); }} options={states} />
          <DayRange label={t("quarantine.seen")} spans={["today", "week", "month"]} open />
          {FILTERS.map((name) => get(name) && <Chip key={name} onRemove={() => set({ [name]: undefined, item: undefined, cursor: undefined })}>{name === "feed" ? t(`feedName.${get(name)}`, get(name) ?? "") : name === "run_id" ? t("quarantine.ofRun", { run: get(name) }) : get(name)}</Chip>)}
          {narrowed && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
      actions={<>{line && <span role="status" className="sum">{line}</span>}<Actions items={chosen} onChanged={changed} /></>}
    >
      <Answer of={items}>
        {(data) => (
          <>
            <Rows items={data.items} current={opened === null ? current : data.items.findIndex((item) => item.item_id === opened)} onOpen={(item, i) => { setCurrent(i); open(item); }} chosen={chosen} choosable={choosable} onChoose={choose} onClear={narrowed ? clear : undefined} />
            <Pager next={data.next}>{chosen.length > 0 && <Chosen chosen={chosen} onChoose={setChosen} filters={filters} choosable={choosable} more={Boolean(data.next) || Boolean(cursor)} />}</Pager>
          </>
        )}
      </Answer>
      <ItemDrawer itemId={opened} onClose={() => set({ item: undefined })} onChanged={changed} />
    </ListPage>
  );
}

/** The filters of the list as the address has them. */
function useItemFilters(): ItemFilters {
  const [get] = useFilters();
  const [source, feed, rule, field, run_id] = FILTERS.map(get);
  const state = get("state") ?? "open";
  return { source, feed, rule, field, run_id, state: state === "all" ? undefined : state, ...utcMoments(get("from"), get("to")) };
}

/** What is chosen, and what the last change did, in one line. After a change everything is read anew. */
function useChosen() {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Item[]>([]);
  const [line, setLine] = useState("");
  const choose = useCallback((items: Item[]) => { setChosen(items); setLine(""); }, []);
  const changed = useCallback((said?: string) => {
    setChosen([]);
    setLine(said ?? "");
    for (const key of ["quarantine", "quarantine-groups", "quarantine-item", "feeds", "rules"]) void client.invalidateQueries({ queryKey: [key] });
  }, [client]);
  return { chosen, setChosen: choose, line, changed };
}

/** The key x chooses the current row, or lets it go. */
function useChooseKey(item: Item | undefined, choosable: string, chosen: Item[], choose: ((items: Item[]) => void) | undefined) {
  const keys = useMemo(() => ({
    x: () => {
      if (!item || !choose || item.state !== choosable) return;
      const without = chosen.filter((one) => one.item_id !== item.item_id);
      choose(without.length === chosen.length ? [...chosen, item] : without);
    },
  }), [item, choosable, chosen, choose]);
  useKeys(keys);
}
