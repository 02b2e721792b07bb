import { useQuery } from "@tanstack/react-query";
import { Button, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { Answer, Nothing } from "../../shared/ui/states";
import { ItemDrawer } from "./item-drawer";
import { ReleaseButton } from "./release-button";

type Group = Schemas["QuarantineGroup"];
type Item = Schemas["QuarantineItem"];
const STATES = ["open", "released", "discarded", "closed"];

/** Stopped rows: first by cause, because a cause is mended once for all its rows; then one by one. */
export default function QuarantinePage() {
  const { t } = useTranslation();
  const [get, set, clear, filtered] = useFilters();
  const state = get("state") ?? "open";
  const narrowed = ["source", "feed", "rule", "field", "run_id"].some((name) => get(name));
  return (
    <div className="page">
      <div className="page-head"><h1>{t("quarantine.title")}</h1></div>
      <div className="filters">
        <Select value={state} style={{ width: 130 }} onChange={(v: string) => set({ state: v === "open" ? undefined : v })} options={[...STATES.map((s) => ({ value: s, label: t(`quarantine.${s}`) })), { value: "all", label: t("quarantine.all") }]} aria-label={t("quarantine.state")} />
        {["source", "feed", "rule", "field", "run_id"].map((name) => get(name) && (
          <Button key={name} onClick={() => set({ [name]: undefined })} icon={<span aria-hidden>×</span>}>{get(name)}</Button>
        ))}
        {filtered && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
      </div>
      {!narrowed && <Groups state={state} />}
      <Items key={[state, get("source"), get("feed"), get("rule"), get("field"), get("run_id")].join()} />
    </div>
  );
}

function Groups({ state }: { state: string }) {
  const { t } = useTranslation();
  const [, set] = useFilters();
  const groups = useQuery({ queryKey: ["quarantine-groups", state], queryFn: ({ signal }) => api.get<Schemas["QuarantineGroups"]>("/quarantine/groups", { state: state === "all" ? undefined : state }, signal), refetchInterval: 15_000 });
  const columns: TableColumnsType<Group> = [
    { title: t("quarantine.count"), dataIndex: "items", width: 70, align: "right", render: (n: number, g) => <Button type="link" className="num" style={{ padding: 0 }} onClick={() => set({ source: g.source, feed: g.feed, rule: g.rule, field: g.field })}>{number(n)}</Button> },
    { title: t("feeds.source"), key: "source", width: 200, render: (_, g) => <><b>{g.source}</b> <span className="muted">{g.source_zh}</span> {t(`feedName.${g.feed}`, g.feed)}</> },
    { title: t("quarantine.rule"), key: "rule", width: 250, render: (_, g) => <><b>{g.rule}</b> {g.rule_zh}</> },
    { title: t("quarantine.field"), dataIndex: "field", width: 130, className: "muted" },
    { title: t("quarantine.cause"), dataIndex: "cause" },
    { title: t("quarantine.lastSeen"), dataIndex: "last_seen", width: 150, className: "num", render: shortTime },
  ];
  return (
    <section className="panel">
      <h2>{t("quarantine.groups")}</h2>
      <Answer of={groups}>
        {(data) => <Table<Group> size="small" rowKey={(g) => [g.source, g.feed, g.rule, g.field].join()} columns={columns} dataSource={data.items} pagination={data.items.length > 12 ? { pageSize: 12, showSizeChanger: false } : false} scroll={{ x: 1000 }} locale={{ emptyText: <Nothing /> }} />}
      </Answer>
    </section>
  );
}

function Items() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [get, set, clear, filtered] = useFilters();
  const [chosen, setChosen] = useState<number[]>([]);
  const [opened, setOpened] = useState<number | null>(null);
  const state = get("state") ?? "open";
  const filters = { source: get("source"), feed: get("feed"), rule: get("rule"), field: get("field"), run_id: get("run_id"), before: get("cursor"), state: state === "all" ? undefined : state };
  const items = useQuery({ queryKey: ["quarantine", filters, state], queryFn: ({ signal }) => api.get<Schemas["QuarantinePage"]>("/quarantine", filters, signal) });
  const columns: TableColumnsType<Item> = [
    { title: "#", dataIndex: "item_id", width: 80, render: (id: number) => <Button type="link" className="num" style={{ padding: 0 }} onClick={() => setOpened(id)}>{id}</Button> },
    { title: t("feeds.source"), key: "source", width: 150, render: (_, i) => <><b>{i.source}</b> {t(`feedName.${i.feed}`, i.feed)}</> },
    { title: t("quarantine.rule"), dataIndex: "rule", width: 80, render: (rule: string) => <b>{rule}</b> },
    { title: t("quarantine.field"), dataIndex: "field", width: 140, className: "muted" },
    { title: t("quarantine.reason"), dataIndex: "reason" },
    { title: t("quarantine.state"), dataIndex: "state", width: 90, render: (s: string) => t(`quarantine.${s}`, s) },
    { title: t("quarantine.retries"), dataIndex: "retries", width: 60, align: "right", className: "num" },
    { title: t("quarantine.lastSeen"), dataIndex: "last_seen", width: 150, className: "num", render: shortTime },
  ];
  return (
    <section className="panel">
      <div className="page-head" style={{ marginBottom: 6 }}>
        <h2 style={{ margin: 0 }}>{t("quarantine.items")}</h2>
        <span className="grow" />
        {may("quarantine:release") && <ReleaseButton items={chosen} onDone={() => { setChosen([]); void items.refetch(); }} />}
      </div>
      <Answer of={items}>
        {(data) => (
          <>
            <Table<Item>
              size="small" rowKey="item_id" columns={columns} dataSource={data.items} pagination={false} scroll={{ x: 1000 }}
              {...(may("quarantine:release") ? { rowSelection: { selectedRowKeys: chosen, onChange: (keys) => setChosen(keys as number[]), getCheckboxProps: (i: Item) => ({ disabled: i.state !== "open" }) } } : {})}
              locale={{ emptyText: <Nothing onClear={filtered ? clear : undefined} /> }}
            />
            {data.next && <Button style={{ marginTop: 10 }} onClick={() => set({ cursor: String(data.next) })}>{t("quarantine.more")}</Button>}
          </>
        )}
      </Answer>
      <ItemDrawer itemId={opened} onClose={() => setOpened(null)} onReleased={() => void items.refetch()} />
    </section>
  );
}
