import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";

import type { Schemas } from "../../shared/api/client";
import { number, shortTime } from "../../shared/lib/format";
import { balanceColumns } from "../../shared/ui/balance";
import { Nothing } from "../../shared/ui/states";

type Receipt = Schemas["Receipt"];

/** What each batch wrote, under the label that makes writing it twice the same as once. */
export function Receipts({ receipts }: { receipts: Receipt[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Receipt> = [
    { title: t("runs.batch"), key: "batch", width: 48, align: "right", className: "num", render: (_, r) => r.batch },
    ...balanceColumns<Receipt>(t, (r) => ({ counts: r })),
    { title: t("runs.target"), key: "target", render: (_, r) => <span className="num">{Object.entries(r.target_rows as Record<string, number>).map(([table, n]) => `${table} ${number(n)}`).join(" · ")}</span> },
    { title: t("runs.took"), key: "took", width: 80, align: "right", className: "num", render: (_, r) => `${r.seconds.toFixed(2)} s` },
    { title: t("runs.ended"), key: "written", width: 150, className: "num muted", render: (_, r) => shortTime(r.written_at) },
    { title: t("runs.label"), key: "label", ellipsis: true, className: "muted code", render: (_, r) => r.label },
  ];
  return (
    <section className="panel">
      <h2>{t("runs.receipts")}</h2>
      <Table size="small" rowKey="batch" columns={columns} dataSource={receipts} pagination={receipts.length > 50 ? { pageSize: 50, showSizeChanger: false } : false} locale={{ emptyText: <Nothing text={t("runs.noReceipts")} /> }} />
    </section>
  );
}
