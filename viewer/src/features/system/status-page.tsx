import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { usePageTitle } from "../../shared/lib/use-page-title";
import { Health } from "../../shared/ui/marks";
import { Answer, Nothing } from "../../shared/ui/states";

type ProcessState = Schemas["ProcessState"];
type StoreState = Schemas["StoreState"];
const REFRESH_MS = 5_000;

/** Whether the processes and stores of this installation work, and what to do where one does not. */
export default function StatusPage() {
  const { t } = useTranslation();
  usePageTitle(t("status.title"));
  const status = useQuery({ queryKey: ["status"], queryFn: ({ signal }) => api.get<Schemas["Status"]>("/status", {}, signal), refetchInterval: REFRESH_MS });
  return (
    <div className="page" style={{ maxWidth: 960 }}>
      <div className="page-head"><h1>{t("status.title")}</h1>{status.data && <Health ok={status.data.ok} text={t(status.data.ok ? "status.allWell" : "status.notWell")} />}</div>
      <Answer of={status}>
        {(data) => (
          <>
            <section className="panel">
              <h2>{t("status.processes")}</h2>
              <Table<ProcessState> size="small" rowKey="name" columns={processColumns(t)} dataSource={data.processes} pagination={false} locale={{ emptyText: <Nothing /> }} />
            </section>
            <section className="panel">
              <h2>{t("status.stores")}</h2>
              <Table<StoreState> size="small" rowKey="name" columns={storeColumns(t)} dataSource={data.stores} pagination={false} locale={{ emptyText: <Nothing /> }} />
            </section>
            <p className="muted" style={{ margin: 0 }}>{t("status.refresh", { n: REFRESH_MS / 1_000 })}</p>
          </>
        )}
      </Answer>
    </div>
  );
}

type T = ReturnType<typeof useTranslation>["t"];

function processColumns(t: T): TableColumnsType<ProcessState> {
  return [
    { title: t("status.name"), key: "name", width: 170, className: "code", render: (_, one) => one.name },
    { title: t("status.what"), key: "what", render: (_, one) => t(`process.${one.name}`, one.name) },
    { title: t("status.state"), key: "state", width: 110, render: (_, one) => <Health ok={one.healthy} text={t(one.healthy ? "status.well" : one.alive ? "status.silent" : "status.stopped")} /> },
    { title: t("status.todo"), key: "todo", width: 300, className: "muted", render: (_, one) => (one.healthy ? null : t(one.alive ? "status.silentDo" : "status.stoppedDo", { name: one.name })) },
  ];
}

function storeColumns(t: T): TableColumnsType<StoreState> {
  return [
    { title: t("status.name"), key: "name", width: 170, render: (_, one) => t(`store.${one.name}`, one.name) },
    { title: t("status.detail"), key: "detail", className: "code", render: (_, one) => one.detail },
    { title: t("status.state"), key: "state", width: 110, render: (_, one) => <Health ok={one.ok} text={t(one.ok ? "status.well" : "status.unwell")} /> },
  ];
}
