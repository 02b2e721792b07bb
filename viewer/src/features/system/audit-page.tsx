import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";
import { type Entry, factsOf, meets, pageOf } from "./entries";

const PAGE = 200;
const MEMBERS = 6;

/** Who did or tried what, newest first. Filters look through the entries of the page that is shown. */
export default function AuditPage() {
  const { t } = useTranslation();
  const [get, set, clear, filtered] = useFilters();
  const before = get("cursor");
  const entries = useQuery({ queryKey: ["audit", before], queryFn: ({ signal }) => api.get<Schemas["AuditPage"]>("/audit", { before, limit: PAGE }, signal), placeholderData: keepPreviousData });
  const wanted = { q: get("q"), refused: get("refused") === "1", acts: get("reads") !== "1" };
  const shown = (entries.data?.items ?? []).filter((entry) => meets(entry, wanted));
  const columns = useColumns();
  return (
    <ListPage
      title={t("audit.title")} busy={entries.isPlaceholderData} minWidth={1100} top
      count={entries.data && <span className="muted num">{t("audit.n", { n: shown.length, of: entries.data.items.length })}</span>}
      filters={
        <>
          <Input.Search key={get("q") ?? ""} allowClear placeholder={t("audit.search")} aria-label={t("audit.search")} defaultValue={get("q") ?? ""} onSearch={(q) => set({ q: q.trim(), cursor: before })} style={{ width: 260 }} />
          <Checkbox checked={wanted.refused} onChange={(e) => set({ refused: e.target.checked ? "1" : undefined, cursor: before })}>{t("audit.refusedOnly")}</Checkbox>
          <Checkbox checked={!wanted.acts} onChange={(e) => set({ reads: e.target.checked ? "1" : undefined, cursor: before })}><span title={t("audit.readsHelp")}>{t("audit.reads")}</span></Checkbox>
          {filtered && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
    >
      <Answer of={entries}>
        {(data) => (
          <>
            <Table<Entry> size="small" rowKey="entry" columns={columns} dataSource={shown} pagination={false} locale={{ emptyText: <Nothing text={t("audit.none")} /> }} />
            <Pager next={data.next} />
          </>
        )}
      </Answer>
    </ListPage>
  );
}

function useColumns(): TableColumnsType<Entry> {
  const { t } = useTranslation();
  const { may } = useSession();
  const object = (name: string) => { const to = pageOf(name, may); return to ? <Link className="code" to={to}>{name}</Link> : <span className="code">{name}</span>; };
  return [
    { title: "#", key: "entry", width: 72, align: "right", className: "num muted", render: (_, entry) => entry.entry },
    { title: t("audit.at"), key: "at", width: 150, className: "num", render: (_, entry) => shortTime(entry.at) },
    { title: t("audit.who"), key: "who", width: 120, render: (_, entry) => <b>{entry.principal}</b> },
    { title: t("audit.what"), key: "what", width: 240, render: (_, entry) => <>{t(`operation.${entry.operation.replace(":", "_")}`, "")} <span className="muted code">{entry.operation}</span></> },
    { title: t("audit.object"), key: "object", width: 230, render: (_, entry) => object(entry.object) },
    { title: t("audit.decision"), key: "decision", width: 76, render: (_, entry) => <span className={entry.allowed ? "muted" : "bad sum"}>{t(entry.allowed ? "audit.allowed" : "audit.refused")}</span> },
    { title: t("audit.detail"), key: "detail", className: "muted code", render: (_, entry) => <span style={{ overflowWrap: "anywhere" }} title={factsOf(entry)}>{factsOf(entry, MEMBERS)}</span> },
  ];
}
