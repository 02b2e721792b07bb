import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented, Table, type TableColumnsType, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { useRowKeys } from "../../shared/lib/use-row-keys";
import { Chip, ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";
import { getItems, getOpenIds, type Item, type ItemFilters, MOST, STATES } from "./api";
import { Facets, useGroups } from "./facets";
import { rowsOf } from "./groups";
import { ItemDrawer } from "./item-drawer";
import { ReleaseButton } from "./release-button";
import { ItemState } from "./item-state";

const FILTERS = ["source", "feed", "rule", "field", "run_id"] as const;

/** Stopped rows: grouped on the left, because a cause is mended once for all its rows; one by one on the right. */
export default function QuarantinePage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const client = useQueryClient();
  const [get, set, clear] = useFilters();
  const [chosen, setChosen] = useState<number[]>([]);
  const state = get("state") ?? "open";
  const [source, feed, rule, field, run_id] = FILTERS.map(get);
  const filters: ItemFilters = { source, feed, rule, field, run_id, state: state === "all" ? undefined : state };
  const cursor = get("cursor");
  const items = useQuery({ queryKey: ["quarantine", filters, cursor], queryFn: ({ signal }) => getItems(filters, cursor, signal), placeholderData: keepPreviousData });
  const groups = useGroups(filters.state);
  const shown = items.data?.items ?? [];
  const opened = get("item") ? Number(get("item")) : null;
  const open = (item: Item | undefined) => { if (item) set({ item: String(item.item_id) }, opened !== null); };
  const [current, setCurrent] = useRowKeys(shown.length, (i) => open(shown[i]));
  const narrowed = FILTERS.some(get);
  const released = () => {
    setChosen([]);
    for (const key of ["quarantine", "quarantine-groups", "quarantine-item"]) void client.invalidateQueries({ queryKey: [key] });
  };

  return (
    <ListPage
      title={t("quarantine.title")}
      busy={items.isPlaceholderData}
      openable
      minWidth={860}
      aside={run_id ? undefined : <Facets state={filters.state} />}
      count={!run_id && groups.data && <span className="muted num">{number(rowsOf(groups.data, { source, feed, rule, field }))} {t("runs.rows")}</span>}
      filters={
        <>
          <Segmented value={state} onChange={(value) => { setChosen([]); set({ state: value === "open" ? undefined : value, item: undefined, cursor: undefined }); }} options={[...STATES.map((one) => ({ value: one as string, label: t(`quarantine.${one}`) })), { value: "all", label: t("quarantine.all") }]} />
          {FILTERS.map((name) => get(name) && <Chip key={name} onRemove={() => set({ [name]: undefined, item: undefined, cursor: undefined })}>{name === "feed" ? t(`feedName.${get(name)}`, get(name) ?? "") : get(name)}</Chip>)}
          {narrowed && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
      actions={may("quarantine:release") && <ReleaseButton items={chosen} onEnd={released} />}
    >
      <Answer of={items}>
        {(data) => (
          <>
            <Rows items={data.items} current={opened === null ? current : data.items.findIndex((item) => item.item_id === opened)} onOpen={(item, i) => { setCurrent(i); open(item); }} chosen={chosen} onChoose={may("quarantine:release") ? setChosen : undefined} onClear={narrowed ? clear : undefined} />
            <Pager next={data.next}>{chosen.length > 0 && <Chosen chosen={chosen} setChosen={setChosen} filters={filters} more={Boolean(data.next) || Boolean(cursor)} />}</Pager>
          </>
        )}
      </Answer>
      <ItemDrawer itemId={opened} onClose={() => set({ item: undefined })} onReleased={released} />
    </ListPage>
  );
}

interface RowsProps {
  items: Item[];
  current: number;
  onOpen: (item: Item, index: number) => void;
  chosen: number[];
  /** Undefined: rows cannot be chosen. */
  onChoose: ((ids: number[]) => void) | undefined;
  onClear: (() => void) | undefined;
}

function Rows({ items, current, onOpen, chosen, onChoose, onClear }: RowsProps) {
  const { t } = useTranslation();
  const selection: TableProps<Item>["rowSelection"] = {
    columnWidth: 34, selectedRowKeys: chosen, preserveSelectedRowKeys: true, onChange: (keys) => onChoose?.(keys as number[]), getCheckboxProps: (item) => ({ disabled: item.state !== "open" }),
    onCell: () => ({ onClick: (event) => event.stopPropagation() }),
  };
  const good = <div className="state"><b>{t("quarantine.nothing")}</b><span>{t("quarantine.nothingDo")}</span></div>;
  return (
    <Table<Item>
      size="small" rowKey="item_id" columns={columnsOf(t)} dataSource={items} pagination={false} {...(onChoose ? { rowSelection: selection } : {})}
      rowClassName={(_, i) => (i === current ? "current" : "")} onRow={(item, i) => ({ onClick: () => onOpen(item, i ?? 0) })} locale={{ emptyText: onClear ? <Nothing onClear={onClear} /> : good }}
    />
  );
}

/** What is chosen, and the way to choose all that match beyond this page. */
function Chosen({ chosen, setChosen, filters, more }: { chosen: number[]; setChosen: (ids: number[]) => void; filters: ItemFilters; more: boolean }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const all = () => {
    setBusy(true);
    getOpenIds(filters).then(setChosen, () => setFailed(true)).finally(() => setBusy(false));
  };
  return (
    <>
      <span className="num">{t("quarantine.chosenAll", { n: number(chosen.length) })}</span>
      {more && <Button type="link" loading={busy} onClick={all}>{t("quarantine.allChosen")}</Button>}
      {failed && <span className="bad">{t("state.failed")}</span>}
      {chosen.length >= MOST && <span className="muted">{t("quarantine.firstThousand")}</span>}
      <Button type="link" onClick={() => setChosen([])}>{t("quarantine.unchoose")}</Button>
    </>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation>["t"]): TableColumnsType<Item> {
  return [
    { title: "#", key: "id", width: 64, align: "right", render: (_, item) => <Button type="link" className="num" style={{ padding: 0, height: 20 }}>{item.item_id}</Button> },
    { title: t("feeds.source"), key: "source", width: 130, render: (_, item) => <span className="nowrap"><b>{item.source}</b> {t(`feedName.${item.feed}`, item.feed)}</span> },
    { title: t("quarantine.rule"), key: "rule", width: 72, render: (_, item) => <b className="num" title={item.rule_zh ?? undefined}>{item.rule}</b> },
    { title: t("quarantine.field"), key: "field", width: 130, className: "muted code", render: (_, item) => item.field },
    { title: t("quarantine.reason"), key: "reason", render: (_, item) => item.reason },
    { title: t("quarantine.state"), key: "state", width: 104, render: (_, item) => <ItemState state={item.state} /> },
    { title: t("quarantine.retries"), key: "retries", width: 56, align: "right", className: "num", render: (_, item) => item.retries || <span className="zero">0</span> },
    { title: t("quarantine.lastSeen"), key: "last", width: 148, className: "num", render: (_, item) => shortTime(item.last_seen) },
  ];
}
