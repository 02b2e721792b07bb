import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, type InputRef, Table } from "antd";
import { type Key, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";

import { useCodes } from "../../shared/lib/codes";
import { number } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { useKeys } from "../../shared/lib/use-keys";
import { useRowKeys } from "../../shared/lib/use-row-keys";
import { ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";
import { type Item, searchBody, searchExams } from "./api";
import { examColumns } from "./exam-columns";
import { ExamFilters, ExamSort } from "./exam-filters";
import { remember, remembered } from "./memory";

/** Exams of all systems: filters in the address, who is searched for in a body only. */
export default function ExamsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  const navigate = useNavigate();
  const [get, set, clear, filtered] = useFilters();
  const [q, setQ] = useState(remembered().q);
  const body = useMemo(() => searchBody(get, q), [get, q]);
  const exams = useQuery({ queryKey: ["exams", body], queryFn: ({ signal }) => searchExams(body, signal), placeholderData: keepPreviousData });
  const items = useRemembered(exams.data?.items ?? []);
  const open = (exam: Item | undefined) => { if (exam) void navigate(`/exams/${exam.exam_id}`); };
  const [current, setCurrent] = useRowKeys(items.length, (i) => open(items[i]));
  const search = (words: string) => {
    remember({ q: words.trim() });
    setQ(words.trim());
    setCurrent(0);
    if (get("cursor")) set({ cursor: undefined });
  };
  const clearAll = () => { search(""); clear(); };
  const { chosen, setChosen, selection } = useSelection();
  const total = useTotal(body.cursor === null ? exams.data : undefined);

  return (
    <ListPage
      title={t("exams.title")}
      ownRow openable minWidth={1200} busy={exams.isPlaceholderData}
      count={
        <>
          {may("person:reveal") && <SearchBox q={q} onSearch={search} />}
          {total && <span className="muted num" data-testid="total">{t(total.capped ? "exams.totalCapped" : "exams.total", { n: number(total.n) })}</span>}
        </>
      }
      actions={<ExamSort />}
      filters={<ExamFilters onClear={clearAll} filtered={filtered || q !== ""} />}
    >
      <Answer of={exams}>
        {(data) => (
          <>
            <Table<Item>
              {...(may("collect:request") ? { rowSelection: selection } : {})}
              size="small" rowKey="exam_id" columns={examColumns(t, codes)} dataSource={data.items} pagination={false}
              rowClassName={(_, i) => (i === current ? "current" : "")} onRow={(exam) => ({ onClick: (event) => { if (!(event.target as Element).closest("a")) open(exam); } })}
              locale={{ emptyText: <Nothing onClear={filtered || q ? clearAll : undefined} /> }}
            />
            <Pager next={data.next}>{chosen.length > 0 && <Recollect chosen={chosen} onClear={() => setChosen([])} />}</Pager>
          </>
        )}
      </Answer>
    </ListPage>
  );
}

/** Chosen exams, to be collected again: one way a system, because a request is for one. */
function Recollect({ chosen, onClear }: { chosen: Item[]; onClear: () => void }) {
  const { t } = useTranslation();
  const sources = [...new Set(chosen.map((exam) => exam.source))];
  const of = (source: string) => chosen.filter((exam) => exam.source === source).map((exam) => exam.exam_id);
  return (
    <>
      <span className="num">{t("exams.chosen", { n: chosen.length })}</span>
      {sources.map((source) => <Link key={source} to={`/recollect?source=${source}&exams=${of(source).join(",")}`}>{t("recollect.goSource", { source, n: of(source).length })}</Link>)}
      <Button type="link" onClick={onClear}>{t("quarantine.unchoose")}</Button>
    </>
  );
}

/** Whom or what to search for; the key / leads here from everywhere. */
function SearchBox({ q, onSearch }: { q: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation();
  const { state } = useLocation() as { state: { search?: boolean } | null };
  const box = useRef<InputRef>(null);
  const asked = state?.search === true;
  useEffect(() => { if (asked) box.current?.focus({ cursor: "all" }); }, [asked]);
  const keys = useMemo(() => ({ "/": (event: KeyboardEvent) => { event.preventDefault(); box.current?.focus({ cursor: "all" }); } }), []);
  useKeys(keys);
  return (
    <Input.Search
      key={q} ref={box} allowClear type="search" defaultValue={q} placeholder={`${t("exams.search")}   /`} style={{ width: 380 }} aria-label={t("exams.search")} title={t("exams.searched")}
      autoComplete="off" spellCheck={false} onSearch={(words) => { box.current?.blur(); onSearch(words); }}
    />
  );
}

/** The list as it is now, so that an exam leads back to it and on to the next. */
function useRemembered(items: Item[]): Item[] {
  const { search } = useLocation();
  const ids = items.map((exam) => exam.exam_id).join();
  useEffect(() => remember({ list: search, exams: ids ? ids.split(",").map(Number) : [] }), [search, ids]);
  return items;
}

/** Chosen rows; a click on the box does not open the row. */
function useSelection() {
  const [chosen, setChosen] = useState<Item[]>([]);
  const selection = {
    columnWidth: 34, selectedRowKeys: chosen.map((exam) => exam.exam_id), onChange: (_: Key[], rows: Item[]) => setChosen(rows),
    onCell: () => ({ onClick: (event: MouseEvent) => event.stopPropagation() }),
  };
  return { chosen, setChosen, selection };
}

/** The total comes with the first page only and stays while one turns pages. */
function useTotal(page: { total?: number | null; total_is_capped: boolean } | undefined): { n: number; capped: boolean } | null {
  const [kept, setKept] = useState<{ n: number; capped: boolean } | null>(null);
  const total = page?.total ?? null;
  const capped = page?.total_is_capped ?? false;
  if (total !== null && (kept?.n !== total || kept.capped !== capped)) setKept({ n: total, capped });
  return kept;
}
