import { useTranslation } from "react-i18next";

import type { Schemas } from "../../shared/api/client";
import { duration, secondsBetween, shortTime } from "../../shared/lib/format";

type Chain = Schemas["TimeChain"];
type Node = Schemas["ChainNode"];

/** The nodes of an exam in their order. Time only goes forward: where it does not, the node is red and tells both times. */
export function TimeChain({ chain }: { chain: Chain }) {
  const { t } = useTranslation();
  return (
    <section className="panel" data-testid="chain">
      <div className="page-head" style={{ marginBottom: 2, minHeight: 0 }}>
        <h2 style={{ margin: 0 }}>{t("exam.chain")}</h2>
        {chain.durations.map((one) => <span key={one.name} className="muted">{t(`duration.${one.name}`, one.zh)} <b className="num" style={{ color: "var(--lb-text)" }}>{duration(one.seconds, t)}</b></span>)}
      </div>
      <ol className="chain">{chain.nodes.map((node, i) => <Place key={node.node} chain={chain} node={node} index={i} />)}</ol>
    </section>
  );
}

function Place({ chain, node, index }: { chain: Chain; node: Node; index: number }) {
  const { t } = useTranslation();
  const name = (one: Node) => t(`node.${one.node}`, one.zh);
  const earlier = chain.marks.filter((mark) => mark.later === node.node).map((mark) => chain.nodes.find((one) => one.node === mark.earlier));
  const against = chain.marks.some((mark) => mark.earlier === node.node);
  const next = node.time ? chain.nodes.slice(index + 1).find((one) => one.time) : undefined;
  const seconds = next ? secondsBetween(node.time, next.time) : null;
  const back = seconds !== null && seconds < 0 && chain.marks.some((mark) => mark.later === next?.node && mark.earlier === node.node);
  const kind = [earlier.length ? "inverted" : against ? "against" : node.time ? "" : "missing", back ? "back" : ""].join(" ");
  return (
    <li className={kind}>
      {seconds !== null && <span className="gap num">{seconds < 0 ? `−${duration(-seconds, t)}` : duration(seconds, t)}</span>}
      <strong>{name(node)}</strong>
      <span className="num">{shortTime(node.time)}</span>
      {earlier.map((one) => one && <span key={one.node} className="why">{t("exam.before", { time: clock(node.time), node: name(one), other: clock(one.time, node.time) })}</span>)}
    </li>
  );
}

/** Hours and minutes; the day too when it is another day than that of `near`. */
function clock(time: string | null | undefined, near: string | null | undefined = time): string {
  if (!time) return "—";
  return time.slice(0, 10) === near?.slice(0, 10) ? time.slice(11, 16) : time.slice(5, 16).replace("T", " ");
}
