import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { TableColumnType } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Schemas } from "../api/client";
import { number } from "../lib/format";

export type Counts = Schemas["Counts"];
/** Where the rows behind a number are; undefined: nowhere to go. */
export type CountLinks = Partial<Record<keyof Counts, string | undefined>>;

export const PARTS = ["loaded", "unchanged", "merged", "deleted", "excluded", "quarantined"] as const;
const TERMS = ["extracted", ...PARTS] as const;

/** The law of every feed: nothing read is ever lost. */
export function isBalanced(c: Counts): boolean {
  return c.extracted === c.loaded + c.unchanged + c.merged + c.deleted + c.excluded + c.quarantined;
}

/** One number of the equation; it opens its rows where there are any. */
function Term({ name, counts, href }: { name: keyof Counts; counts: Counts; href: string | undefined }) {
  const { t } = useTranslation();
  const value = counts[name];
  const title = t(`counts.${name}`);
  const kind = value === 0 ? "zero" : name === "quarantined" ? "warn" : name === "extracted" ? "sum" : "";
  if (value === 0 || !href) return <span className={`num ${kind}`} title={title}>{number(value)}</span>;
  return <Link to={href} className={`num ${kind}`} title={title}>{number(value)}</Link>;
}

/** Whether the equation holds: by shape, colour and words. */
export function Balanced({ ok, words = false }: { ok: boolean; words?: boolean }) {
  const { t } = useTranslation();
  const text = t(ok ? "counts.balanced" : "counts.unbalanced");
  const Icon = ok ? CheckCircleOutlined : WarningOutlined;
  return <span className={ok ? "good" : "bad"}><Icon title={text} aria-label={text} />{(words || !ok) && ` ${text}`}</span>;
}

/** The equation in large, each number over its name. */
export function BalanceStrip({ counts, links = {}, corrected = false }: { counts: Counts; links?: CountLinks; corrected?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="strip" data-testid="balance">
      {TERMS.map((name, i) => (
        <span key={name} className="term">
          {i > 0 && <span className="op">{i === 1 ? "=" : "+"}</span>}
          <span className="cell">
            <Term name={name} counts={counts} href={links[name]} />
            <small>{t(`counts.${name}`)}{corrected && name === "loaded" && counts.corrected > 0 && t("counts.ofWhichCorrected", { n: number(counts.corrected) })}</small>
          </span>
        </span>
      ))}
      <Balanced ok={isBalanced(counts)} words />
    </div>
  );
}

/** The equation as columns of a table: the headers read as the equation, the numbers stand under one another. */
export function balanceColumns<T>(t: TFunction, of: (row: T) => { counts: Counts; links?: CountLinks }): TableColumnType<T>[] {
  const terms = TERMS.map((name, i): TableColumnType<T> => ({
    title: <span className="term-head">{i > 0 && <i>{i === 1 ? "=" : "+"}</i>}{t(`counts.${name}`)}</span>,
    key: name,
    width: Math.max(i < 2 ? 74 : 66, 30 + 8 * t(`counts.${name}`).length),
    align: "right",
    render: (_, row) => {
      const { counts, links } = of(row);
      return <Term name={name} counts={counts} href={links?.[name]} />;
    },
  }));
  return [...terms, { title: "", key: "balanced", width: 36, align: "center", render: (_, row) => <Balanced ok={isBalanced(of(row).counts)} /> }];
}
