import { Button, Table, type TableColumnsType, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FILE_FEEDS } from "../../shared/lib/feeds";
import { number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { Nothing } from "../../shared/ui/states";
import { getAll, type Item, type ItemFilters, MOST } from "./api";
import { ItemState } from "./item-state";
import { Refetch } from "./refetch";

interface RowsProps {
  items: Item[];
  current: number;
  onOpen: (item: Item, index: number) => void;
  chosen: Item[];
  /** What state a row must have to be chosen. */
  choosable: string;
  /** Undefined: rows cannot be chosen. */
  onChoose: ((items: Item[]) => void) | undefined;
  onClear: (() => void) | undefined;
}

export function Rows({ items, current, onOpen, chosen, choosable, onChoose, onClear }: RowsProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const known = new Map([...chosen, ...items].map((item) => [item.item_id, item]));
  const selection: TableProps<Item>["rowSelection"] = {
    columnWidth: 34, selectedRowKeys: chosen.map((item) => item.item_id), preserveSelectedRowKeys: true,
    onChange: (keys) => onChoose?.(keys.flatMap((key) => known.get(Number(key)) ?? [])),
    getCheckboxProps: (item) => ({ disabled: item.state !== choosable }),
    onCell: () => ({ onClick: (event) => event.stopPropagation() }),
  };
  const good = <div className="state"><b>{t("quarantine.nothing")}</b><span>{t("quarantine.nothingDo")}</span></div>;
  const refetches = may("quarantine:release") && items.some((item) => FILE_FEEDS.includes(item.feed));
  return (
    <Table<Item>
      size="small" rowKey="item_id" columns={columnsOf(t, refetches)} dataSource={items} pagination={false} {...(onChoose ? { rowSelection: selection } : {})}
      rowClassName={(_, i) => (i === current ? "current" : "")} onRow={(item, i) => ({ onClick: () => onOpen(item, i ?? 0) })} locale={{ emptyText: onClear ? <Nothing onClear={onClear} /> : good }}
    />
  );
}

interface ChosenProps {
  chosen: Item[];
  onChoose: (items: Item[]) => void;
  filters: ItemFilters;
  choosable: string;
  /** There are rows beyond this page. */
  more: boolean;
}

/** What is chosen, and the way to choose all that match beyond this page. */
export function Chosen({ chosen, onChoose, filters, choosable, more }: ChosenProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const all = () => {
    setBusy(true);
    getAll(filters, choosable).then(onChoose, () => setFailed(true)).finally(() => setBusy(false));
  };
  return (
    <>
      <span className="num">{t("quarantine.chosenAll", { n: number(chosen.length) })}</span>
      {more && <Button type="link" loading={busy} onClick={all}>{t("quarantine.allChosen")}</Button>}
      {failed && <span className="bad">{t("state.failed")}</span>}
      {chosen.length >= MOST && <span className="muted">{t("quarantine.firstThousand")}</span>}
      <Button type="link" onClick={() => onChoose([])}>{t("quarantine.unchoose")}</Button>
    </>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation>["t"], refetches: boolean): TableColumnsType<Item> {
  const columns: TableColumnsType<Item> = [
    { title: "#", key: "id", width: 64, align: "right", render: (_, item) => <Button type="link" className="num" style={{ padding: 0, height: 20 }}>{item.item_id}</Button> },
    { title: t("feeds.source"), key: "source", width: 130, render: (_, item) => <span className="nowrap"><b>{item.source}</b> {t(`feedName.${item.feed}`, item.feed)}</span> },
    { title: t("quarantine.rule"), key: "rule", width: 72, render: (_, item) => <b className="num" title={item.rule_zh ?? undefined}>{item.rule}</b> },
    { title: t("quarantine.field"), key: "field", width: 130, className: "muted code", render: (_, item) => item.field },
    { title: t("quarantine.reason"), key: "reason", render: (_, item) => item.reason },
    { title: t("quarantine.state"), key: "state", width: 104, render: (_, item) => <ItemState state={item.state} /> },
    { title: t("quarantine.retries"), key: "retries", width: 56, align: "right", className: "num", render: (_, item) => item.retries || <span className="zero">0</span> },
    { title: t("quarantine.lastSeen"), key: "last", width: 148, className: "num", render: (_, item) => shortTime(item.last_seen) },
  ];
  if (refetches) columns.push({ key: "act", width: 176, align: "right", onCell: () => ({ onClick: (event) => event.stopPropagation() }), render: (_, item) => FILE_FEEDS.includes(item.feed) && <Refetch item={item} /> });
  return columns;
}
