import { useQuery } from "@tanstack/react-query";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useFilters } from "../../shared/lib/use-filters";
import { FilterSelect } from "../../shared/ui/filter-select";
import { ListPage } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";
import { entriesOf, type Entry, meets, typeOf } from "./entries";
import { LineageDrawer } from "./lineage";

const CLASSES = ["N", "Q", "S", "T"];
const RULES_SHOWN = 4;

/** The data dictionary: every column an analyst may meet, what it means, who fills it and which rules see it. */
export default function DictionaryPage() {
  const { t, i18n } = useTranslation();
  const [get, set, clear, filtered] = useFilters();
  const dictionary = useQuery({ queryKey: ["dictionary"], queryFn: ({ signal }) => api.get<Schemas["Dictionary"]>("/dictionary", {}, signal), staleTime: Infinity });
  const tables = dictionary.data?.tables ?? [];
  const all = entriesOf(tables);
  const shown = all.filter((entry) => meets(entry, get));
  const english = i18n.language === "en";
  const sources = [...new Set(all.flatMap((entry) => entry.column.sources))].sort();
  const columns: TableColumnsType<Entry> = [
    { title: t("dictionary.table"), key: "table", width: 150, render: (_, e) => <><span className="code">{e.table}</span><br /><span className="muted">{english ? t(`dictionary.group.${e.group}`) : e.tableZh}</span></>, onCell: (_, i) => ({ rowSpan: span(shown, i ?? 0), style: { verticalAlign: "top" } }) },
    { title: t("dictionary.column"), key: "column", width: 190, render: (_, e) => <Button type="link" className="code" style={{ padding: 0, height: 20 }} onClick={() => set({ item: `${e.table}.${e.column.name}` })}>{e.column.name}</Button> },
    { title: t("dictionary.meaning"), key: "meaning", render: (_, e) => (english ? e.column.en : <>{e.column.zh} <span className="muted">{e.column.en}</span></>) },
    { title: t("dictionary.type"), key: "type", width: 120, className: "code muted", render: (_, e) => typeOf(e.column) },
    { title: t("dictionary.unit"), key: "unit", width: 56, render: (_, e) => e.column.unit ?? "" },
    { title: t("dictionary.codes"), key: "codes", width: 130, className: "code muted", render: (_, e) => e.column.codes ?? "" },
    { title: t("dictionary.class"), key: "class", width: 88, render: (_, e) => <span className={e.column.sensitivity === "N" ? "muted" : "warn"}>{t(`sensitivity.${e.column.sensitivity}`)}</span> },
    { title: t("dictionary.sources"), key: "sources", width: 200, className: "muted", render: (_, e) => e.column.sources.join(" ") },
    { title: t("dictionary.rules"), key: "rules", width: 210, render: (_, e) => <Rules ids={e.column.rules} /> },
  ];
  return (
    <ListPage
      top
      title={t("dictionary.title")}
      count={dictionary.data && <span className="muted num">{t("dictionary.n", { n: shown.length })}</span>}
      minWidth={1200}
      filters={
        <>
          <Input.Search key={get("q") ?? ""} allowClear placeholder={t("dictionary.search")} defaultValue={get("q") ?? ""} onSearch={(q) => set({ q })} style={{ width: 210 }} aria-label={t("dictionary.search")} />
          <FilterSelect name="table" label={t("dictionary.table")} search options={tables.map((table) => ({ value: table.name, label: `${table.name} ${english ? "" : table.zh}` }))} width={190} />
          <FilterSelect name="class" label={t("dictionary.class")} options={CLASSES.map((one) => ({ value: one, label: t(`sensitivity.${one}`) }))} width={110} />
          <FilterSelect name="source" label={t("dictionary.sources")} options={sources.map((one) => ({ value: one, label: one }))} width={100} />
          <FilterSelect name="rule" label={t("dictionary.rules")} search options={[...new Set(all.flatMap((e) => e.column.rules))].sort().map((one) => ({ value: one, label: one }))} width={100} />
          {filtered && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
    >
      <Answer of={dictionary}>
        {() => <Table<Entry> size="small" rowKey={(e) => `${e.table}.${e.column.name}`} columns={columns} dataSource={shown} pagination={false} locale={{ emptyText: <Nothing onClear={filtered ? clear : undefined} /> }} />}
      </Answer>
      <LineageDrawer item={get("item")} onClose={() => set({ item: undefined })} />
    </ListPage>
  );
}

/** Rows a table's name spans: all of its columns that are shown, told by the first. */
function span(shown: Entry[], at: number): number {
  const table = shown[at]?.table;
  if (at > 0 && shown[at - 1]?.table === table) return 0;
  return shown.filter((entry) => entry.table === table).length;
}

/** The first rules of a column, each leading to the rule; a text column meets a dozen. */
function Rules({ ids }: { ids: string[] }) {
  const more = ids.length - RULES_SHOWN;
  return <span title={more > 0 ? ids.join(" ") : undefined}>{ids.slice(0, RULES_SHOWN).map((id) => <Link key={id} className="num" style={{ marginInlineEnd: 6 }} to={`/rules?q=${id}`}>{id}</Link>)}{more > 0 && <span className="muted">+{more}</span>}</span>;
}
