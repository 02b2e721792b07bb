import { useTranslation } from "react-i18next";

import type { Schemas } from "../../shared/api/client";
import { duration, shortTime } from "../../shared/lib/format";

/** The nodes of an exam in their order. Time only goes forward: an inverted node is red and tells both times. */
export function TimeChain({ chain }: { chain: Schemas["TimeChain"] }) {
  const { t } = useTranslation();
  const timeOf = (node: string) => chain.nodes.find((n) => n.node === node)?.time;
  return (
    <section className="panel" data-testid="chain">
      <div className="page-head" style={{ marginBottom: 0, minHeight: 0 }}>
        <h2 style={{ margin: 0 }}>{t("exam.chain")}</h2>
        {chain.durations.map((d) => <span key={d.name} className="muted">{d.zh} <b className="num" style={{ color: "var(--lb-text)" }}>{duration(d.seconds, t)}</b></span>)}
      </div>
      <ol className="chain" style={{ margin: 0 }}>
        {chain.nodes.map((node) => (
          <li key={node.node} className={node.inverted_with.length ? "inverted" : node.time ? "" : "missing"}>
            <strong>{node.zh}</strong>
            <span className="num">{shortTime(node.time)}</span>
            {(node.inverted_with as string[]).map((earlier) => {
              const other = chain.nodes.find((n) => n.node === earlier);
              return <div key={earlier}>{t("exam.inverted", { node: other?.zh ?? earlier, time: shortTime(timeOf(earlier)) })}</div>;
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
