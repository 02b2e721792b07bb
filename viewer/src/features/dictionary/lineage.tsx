import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { Severity } from "../../shared/ui/marks";
import { Answer } from "../../shared/ui/states";
import "./dictionary.css";
import { openedOf, typeOf } from "./entries";

type Column = Schemas["ColumnLineage"];
type Step = Schemas["LineageStep"];

interface Props {
  item: string | undefined;
  onClose: () => void;
}

/** Where one column comes from: source columns, the rules that see them, and the column itself. */
export function LineageDrawer({ item, onClose }: Props) {
  const opened = openedOf(item);
  const path = opened ? `/dictionary/${opened.table}/${opened.column}` : "";
  const column = useQuery({ queryKey: ["dictionary", path], queryFn: ({ signal }) => api.get<Column>(path, {}, signal), enabled: opened !== null });
  return (
    <Drawer open={opened !== null} onClose={onClose} size={760} mask={false} title={<span className="code">{item}</span>} destroyOnHidden>
      {opened && <Answer of={column}>{(data) => <Content column={data} />}</Answer>}
    </Drawer>
  );
}

function Content({ column }: { column: Column }) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  return (
    <>
      <dl className="dictionary-facts">
        <dt>{t("dictionary.meaning")}</dt><dd>{english ? column.en : `${column.zh} · ${column.en}`}</dd>
        <dt>{t("dictionary.type")}</dt><dd><span className="code">{typeOf(column)}</span>{column.unit && ` · ${column.unit}`}</dd>
        <dt>{t("dictionary.class")}</dt><dd>{t(`sensitivity.${column.sensitivity}`)}</dd>
        {column.codes && <><dt>{t("dictionary.codes")}</dt><dd className="code">{column.codes}</dd></>}
        {column.made_of.length > 0 && <><dt>{t("dictionary.madeOf")}</dt><dd>{column.made_of.map((name) => <Link key={name} className="code dictionary-gap" to={`/dictionary?item=${name}`}>{name}</Link>)}</dd></>}
      </dl>
      {column.lineage.length === 0
        ? <p className="muted">{t("dictionary.own")}</p>
        : <Picture column={column} />}
    </>
  );
}

/** Source column → rule → table column, a row a system, feed and field. */
function Picture({ column }: { column: Column }) {
  const { t } = useTranslation();
  return (
    <table className="lineage" data-testid="lineage">
      <thead><tr><th>{t("dictionary.sourceColumn")}</th><th>{t("dictionary.rules")}</th><th>{t("dictionary.column")}</th></tr></thead>
      <tbody>
        {column.lineage.map((step, i) => (
          <tr key={`${step.source}.${step.feed}.${step.field}`}>
            <td><SourceColumns step={step} /></td>
            <td className="lineage-arrow"><Rules step={step} /></td>
            {i === 0 && <td className="lineage-arrow lineage-target" rowSpan={column.lineage.length}><b className="code">{column.table}.{column.name}</b><br /><span className="muted">{column.zh}</span></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SourceColumns({ step }: { step: Step }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to="/sources"><b>{step.source}</b></Link> <span className="muted">{t(`feedName.${step.feed}`, step.feed)}</span>
      {step.columns.map((name) => <div key={name} className="code">{name}</div>)}
      {step.constant && <div className="muted">{t("dictionary.constant")}</div>}
      <div className="muted">→ <span className="code">{step.field}</span>{step.code_map && ` · ${t("dictionary.codeMap")} ${step.code_map === "·" ? "" : step.code_map}`}</div>
    </>
  );
}

function Rules({ step }: { step: Step }) {
  const { t, i18n } = useTranslation();
  if (step.rules.length === 0) return <span className="muted">{t("dictionary.noRules")}</span>;
  return step.rules.map((rule) => (
    <div key={`${rule.id}.${rule.action}`} title={i18n.language === "en" ? rule.en : rule.zh}>
      <Severity level={rule.severity} /> <Link className="num" to={`/rules?q=${rule.id}`}>{rule.id}</Link> <span className="muted">{t(`action.${rule.action}`, rule.action)}</span>
    </div>
  ));
}
