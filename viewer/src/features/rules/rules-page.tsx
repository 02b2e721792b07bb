import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { Severity } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type Rule = Schemas["Rule"];

export default function RulesPage() {
  const { t, i18n } = useTranslation();
  const rules = useQuery({ queryKey: ["rules"], queryFn: ({ signal }) => api.get<Schemas["Rules"]>("/rules", {}, signal) });
  const columns: TableColumnsType<Rule> = [
    { title: t("rules.id"), dataIndex: "id", width: 80, render: (id: string) => <b className="num">{id}</b> },
    { title: t("rules.text"), key: "text", render: (_, r) => (i18n.language === "en" ? r.en : r.zh) },
    { title: t("rules.severity"), dataIndex: "severity", width: 70, render: (level: string) => <Severity level={level} /> },
    { title: t("rules.action"), dataIndex: "action", width: 100, render: (action: string) => t(`action.${action}`, action) },
    { title: t("rules.why"), dataIndex: "why" },
    { title: t("quarantine.cause"), dataIndex: "cause" },
    { title: t("rules.scope"), key: "scope", width: 170, className: "muted", render: (_, r) => r.feeds.map((f) => t(`feedName.${f}`, f)).join("、") },
    { title: t("rules.open"), dataIndex: "quarantine_open", width: 70, align: "right", render: (n: number, r) => (n ? <Link className="num warn" to={`/quarantine?rule=${r.id}`}>{n}</Link> : <span className="num muted">0</span>) },
  ];
  return (
    <div className="page">
      <div className="page-head"><h1>{t("rules.title")}</h1>{rules.data && <span className="muted num">{rules.data.items.length}</span>}</div>
      <Answer of={rules}>
        {(data) => <Table<Rule> size="small" rowKey={(r) => `${r.id}.${r.stage}.${r.columns.join()}.${r.action}`} columns={columns} dataSource={data.items} pagination={false} sticky={{ offsetHeader: 48 }} locale={{ emptyText: <Nothing /> }} />}
      </Answer>
    </div>
  );
}
