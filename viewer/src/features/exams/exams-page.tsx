import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Input, type InputRef, Select, Table, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { number, shortTime } from "../../shared/lib/format";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { useKeys } from "../../shared/lib/use-keys";
import { Flag } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";
import { searchText, setSearchText } from "./search-text";

type Item = Schemas["ExamItem"];

export default function ExamsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const codes = useCodes();
  const navigate = useNavigate();
  const [get, set, clear, filtered] = useFilters();
  const [text, setText] = useState(searchText());
  const [current, setCurrent] = useState(0);
  const box = useRef<InputRef>(null);
  const filters = useMemo(
    () => ({
      source: get("source") ? [get("source") as string] : [],
      category: get("category") ? [get("category") as string] : [],
      patient_class: get("class") ? [get("class") as string] : [],
      from: get("from") ?? null,
      to: get("to") ?? null,
      abnormal: get("abnormal") === "1" ? true : null,
      positive: get("positive") === "1" ? true : null,
      person_id: get("person") ? Number(get("person")) : null,
      cursor: get("cursor") ?? null,
      limit: 50,
      q: text || null,
    }),
    [get, text],
  );
  // Searching is a POST: a name or number never stands in an address, a log or a history.
  const exams = useQuery({ queryKey: ["exams", filters], queryFn: ({ signal }) => api.post<Schemas["ExamPage"]>("/exams/search", filters, signal) });
  const items = useMemo(() => exams.data?.items ?? [], [exams.data]);
  const keys = useMemo(
    () => ({
      "/": (event: KeyboardEvent) => { event.preventDefault(); box.current?.focus({ cursor: "all" }); },
      j: () => setCurrent((n) => Math.min(items.length - 1, n + 1)),
      k: () => setCurrent((n) => Math.max(0, n - 1)),
      Enter: () => { const item = items[current]; if (item) void navigate(`/exams/${item.exam_id}`); },
    }),
    [items, current, navigate],
  );
  useKeys(keys);
  const search = (value: string) => { setSearchText(value.trim()); setText(value.trim()); setCurrent(0); set({ cursor: undefined }); };
  const clearAll = () => { search(""); clear(); };
  const range: [dayjs.Dayjs | null, dayjs.Dayjs | null] = [filters.from ? dayjs(filters.from) : null, filters.to ? dayjs(filters.to) : null];

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("exams.title")}</h1>
        <Input.Search ref={box} allowClear defaultValue={text} placeholder={t(may("person:reveal") ? "exams.search" : "exam.accession")} style={{ width: 340 }} onSearch={search} aria-label={t("exams.search")} />
        <span className="muted">{t("exams.searchHint")}</span>
        <span className="grow" />
        {exams.data?.total != null && <span className="muted num">{t(exams.data.total_is_capped ? "exams.totalCapped" : "exams.total", { n: number(exams.data.total) })}</span>}
      </div>
      <div className="filters">
        <Select allowClear placeholder={t("exams.source")} style={{ width: 150 }} value={get("source") ?? null} onChange={(v: string | undefined) => set({ source: v })} options={codes.options("source_system").slice(0, 6)} />
        <Select allowClear showSearch={{ optionFilterProp: "label" }} placeholder={t("exams.category")} style={{ width: 170 }} value={get("category") ?? null} onChange={(v: string | undefined) => set({ category: v })} options={codes.options("exam_category")} />
        <Select allowClear placeholder={t("exams.class")} style={{ width: 110 }} value={get("class") ?? null} onChange={(v: string | undefined) => set({ class: v })} options={codes.options("patient_class")} />
        <DatePicker.RangePicker value={range} allowEmpty={[true, true]} onChange={(v) => set({ from: v?.[0]?.format("YYYY-MM-DD"), to: v?.[1]?.format("YYYY-MM-DD") })} />
        <Checkbox checked={get("abnormal") === "1"} onChange={(e) => set({ abnormal: e.target.checked ? "1" : undefined })} style={{ alignSelf: "center" }}>{t("exams.abnormal")}</Checkbox>
        <Checkbox checked={get("positive") === "1"} onChange={(e) => set({ positive: e.target.checked ? "1" : undefined })} style={{ alignSelf: "center" }}>{t("exams.positive")}</Checkbox>
        {get("person") && <Button onClick={() => set({ person: undefined })}>{t("exam.person")} {get("person")} ×</Button>}
      </div>
      <Answer of={exams}>
        {(data) => (
          <>
            <Table<Item> size="small" rowKey="exam_id" columns={columnsOf(t, codes.text)} dataSource={data.items} pagination={false} sticky={{ offsetHeader: 48 }} scroll={{ x: 1150 }} rowClassName={(_, i) => (i === current ? "current" : "")} onRow={(item) => ({ onDoubleClick: () => void navigate(`/exams/${item.exam_id}`) })} locale={{ emptyText: <Nothing onClear={filtered || text ? clearAll : undefined} /> }} />
            <div style={{ display: "flex", gap: 8, marginTop: 10 }}>
              {filters.cursor && <Button onClick={() => set({ cursor: undefined })}>{t("exams.first")}</Button>}
              {data.next && <Button onClick={() => set({ cursor: data.next ?? undefined })}>{t("exams.next")}</Button>}
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation>["t"], text: (table: string, code: string | null | undefined) => string): TableColumnsType<Item> {
  return [
    { title: t("exams.time"), dataIndex: "time", width: 135, render: (at: string | null, e) => <Link className="num" to={`/exams/${e.exam_id}`}>{shortTime(at)}</Link> },
    {
      title: t("exams.patient"), key: "patient", width: 190,
      render: (_, e) => (
        <>
          {e.patient?.name ? <Link to={`/exams/${e.exam_id}`}><b>{e.patient.name}</b></Link> : <span className="muted">#{e.person_id ?? "—"}</span>}{" "}
          <span className="muted num">{text("sex", e.sex)} {e.age_years === null || e.age_years === undefined ? "" : t("exams.age", { n: e.age_years })}</span>
        </>
      ),
    },
    { title: t("exams.category"), dataIndex: "exam_category", width: 120, render: (code: string | null) => text("exam_category", code) },
    { title: t("exams.item"), key: "item", render: (_, e) => <>{e.item ?? "—"} <span className="muted">{e.body_part}</span></> },
    {
      title: "", key: "flags", width: 190,
      render: (_, e) => (
        <>
          {e.critical === "1" && <Flag color="red" text={t("exams.critical")} />}
          {e.positive === "1" && <Flag color="orange" text={t("exams.positiveTag")} />}
          {e.vip && <Flag color="purple" text={t("exams.vip")} />}
          {e.chain_marks && <Flag color="red" text={`${t("exams.abnormalTag")} ${e.chain_marks}`} />}
        </>
      ),
    },
    { title: t("exams.status"), dataIndex: "report_status", width: 100, render: (code: string | null) => text("report_status", code) },
    { title: t("exams.class"), dataIndex: "patient_class", width: 70, render: (code: string | null) => text("patient_class", code) },
    { title: t("exams.dept"), dataIndex: "request_dept", width: 130, ellipsis: true, className: "muted" },
    { title: t("exams.source"), dataIndex: "source", width: 70, className: "muted" },
    { title: t("exams.files"), dataIndex: "files", width: 60, align: "right", className: "num" },
  ];
}
