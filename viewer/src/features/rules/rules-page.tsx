import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { FEEDS } from "../../shared/lib/feeds";
import { number } from "../../shared/lib/format";
import { useFilters } from "../../shared/lib/use-filters";
import { causeOf } from "../../shared/lib/words";
import { FilterSelect } from "../../shared/ui/filter-select";
import { ListPage } from "../../shared/ui/list-page";
import { Severity } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type Rule = Schemas["Rule"];
const FIELDS_SHOWN = 3;
const SEVERITIES = ["E", "W", "I"];

/** The rules as deployed: what each says, why, and what it does. */
export default function RulesPage() {
  const { t, i18n } = useTranslation();
  const [get, set, clear, filtered] = useFilters();
  const rules = useQuery({ queryKey: ["rules"], queryFn: ({ signal }) => api.get<Schemas["Rules"]>("/rules", {}, signal) });
  const all = rules.data?.items ?? [];
  const shown = all.filter((rule) => meets(rule, get));
  const actions = [...new Set(all.map((rule) => rule.action))];
  const columns: TableColumnsType<Rule> = [
    { title: t("rules.id"), key: "id", width: 66, render: (_, r) => <b className="num">{r.id}</b> },
    { title: t("rules.text"), key: "text", width: 250, render: (_, r) => (i18n.language === "en" ? r.en : r.zh) },
    { title: t("rules.severity"), key: "severity", width: 76, render: (_, r) => <Severity level={r.severity} /> },
    { title: t("rules.action"), key: "action", width: 92, render: (_, r) => t(`action.${r.action}`, r.action) },
    { title: t("rules.why"), key: "why", className: "muted", render: (_, r) => r.why },
    { title: t("quarantine.cause"), key: "cause", render: (_, r) => causeOf(r, i18n.language) },
    { title: t("rules.columns"), key: "columns", width: 150, className: "muted code", render: (_, r) => <Fields names={r.columns} /> },
    { title: t("rules.scope"), key: "scope", width: 130, className: "muted", render: (_, r) => r.feeds.map((feed) => t(`feedName.${feed}`, feed)).join(t("listGlue")) },
    { title: t("rules.open"), key: "open", width: 62, align: "right", render: (_, r) => (r.quarantine_open ? <Link className="num warn" to={`/quarantine?rule=${r.id}`}>{number(r.quarantine_open)}</Link> : <span className="zero num">0</span>) },
  ];
  return (
    <ListPage
      top
      title={t("rules.title")}
      count={rules.data && <span className="muted num">{t("rules.n", { n: shown.length })}</span>}
      minWidth={1200}
      filters={
        <>
          <Input.Search key={get("q") ?? ""} allowClear placeholder={t("rules.search")} defaultValue={get("q") ?? ""} onSearch={(q) => set({ q })} style={{ width: 210 }} aria-label={t("rules.search")} />
          <FilterSelect name="feed" label={t("rules.scope")} options={FEEDS.map((feed) => ({ value: feed, label: t(`feedName.${feed}`) }))} width={110} />
          <FilterSelect name="action" label={t("rules.action")} options={actions.map((action) => ({ value: action, label: t(`action.${action}`, action) }))} width={120} />
          <FilterSelect name="severity" label={t("rules.severity")} options={SEVERITIES.map((level) => ({ value: level, label: t(`severity.${level}`) }))} width={96} />
          <Checkbox checked={get("open") === "1"} onChange={(e) => set({ open: e.target.checked ? "1" : undefined })}>{t("rules.onlyOpen")}</Checkbox>
          {filtered && <Button type="link" onClick={clear}>{t("state.clear")}</Button>}
        </>
      }
    >
      <Answer of={rules}>
        {() => <Table<Rule> size="small" rowKey={(r) => [r.id, r.stage, r.action, r.severity, ...r.columns, r.zh].join()} columns={columns} dataSource={shown} pagination={false} locale={{ emptyText: <Nothing onClear={filtered ? clear : undefined} /> }} />}
      </Answer>
    </ListPage>
  );
}

/** The first fields of a rule; a rule on every text field names dozens. */
function Fields({ names }: { names: string[] }) {
  const shown = names.slice(0, FIELDS_SHOWN);
  const more = names.length - shown.length;
  return <span title={more > 0 ? names.join(" ") : undefined}>{shown.join(" ")}{more > 0 && ` +${more}`}</span>;
}

function meets(rule: Rule, get: (name: string) => string | undefined): boolean {
  const q = get("q")?.toLowerCase();
  const [feed, action, severity] = [get("feed"), get("action"), get("severity")];
  return (
    (!q || [rule.id, rule.zh, rule.en, rule.why, rule.cause, ...rule.columns].some((words) => words.toLowerCase().includes(q))) &&
    (!feed || rule.feeds.includes(feed)) && (!action || rule.action === action) && (!severity || rule.severity === severity) &&
    (get("open") !== "1" || rule.quarantine_open > 0)
  );
}
