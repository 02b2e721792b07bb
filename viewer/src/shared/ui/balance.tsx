import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Schemas } from "../api/client";
import { number } from "../lib/format";

export const PARTS = ["loaded", "unchanged", "merged", "deleted", "excluded", "quarantined"] as const;

type Counts = Schemas["Counts"];

/** extracted = loaded + unchanged + …; each number that can be opened is a link to its rows or runs. */
export function Balance({ counts, balanced, hrefs }: { counts: Counts; balanced: boolean; hrefs?: Partial<Record<keyof Counts, string>> }) {
  const { t } = useTranslation();
  const shown = (name: keyof Counts) => {
    const value = counts[name];
    const title = t(`counts.${name}`);
    const href = hrefs?.[name];
    if (value === 0 || !href)
      return (
        <span className={value === 0 ? "zero" : ""} title={title}>
          {number(value)}
        </span>
      );
    return (
      <Link to={href} title={title} className={name === "quarantined" ? "warn" : ""}>
        {number(value)}
      </Link>
    );
  };
  return (
    <span className="balance" data-testid="balance">
      <b>{shown("extracted")}</b>
      <span className="op">=</span>
      {PARTS.map((name, i) => (
        <span key={name} className="balance">
          {i > 0 && <span className="op">+</span>}
          {shown(name)}
        </span>
      ))}
      {balanced ? (
        <CheckCircleOutlined className="good" title={t("counts.balanced")} aria-label={t("counts.balanced")} />
      ) : (
        <WarningOutlined className="bad" title={t("counts.unbalanced")} aria-label={t("counts.unbalanced")} />
      )}
    </span>
  );
}
