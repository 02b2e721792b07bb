import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";

import { useCodes } from "../../shared/lib/codes";
import { number, shortTime } from "../../shared/lib/format";
import { useFilters } from "../../shared/lib/use-filters";
import { causeOf } from "../../shared/lib/words";
import { Answer, Nothing } from "../../shared/ui/states";
import { getGroups, type Scope } from "./api";
import { type Dimension, DIMENSIONS, entries, type Entry, facetOf } from "./groups";

const LABELS = { cause: "quarantine.byCause", source: "quarantine.bySource", feed: "quarantine.byFeed", rule: "quarantine.byRule", field: "quarantine.byField" } as const;

export function useGroups(scope: Scope) {
  return useQuery({ queryKey: ["quarantine-groups", scope], queryFn: ({ signal }) => getGroups(scope, signal), placeholderData: keepPreviousData, refetchInterval: 15_000 });
}

/** Stopped rows by cause, system, feed, rule or field: a cause is mended once for all its rows. A click narrows the list. */
export function Facets({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const groups = useGroups(scope);
  const dimension = DIMENSIONS.find((one) => one === get("by")) ?? "cause";
  const facet = facetOf(dimension);
  const chosen = { source: get("source"), feed: get("feed"), rule: get("rule"), field: get("field") };
  return (
    <aside className="aside" aria-label={t("quarantine.groupBy")}>
      <div className="aside-head">
        <Segmented<Dimension> block value={dimension} onChange={(by) => set({ by: by === "cause" ? undefined : by })} options={DIMENSIONS.map((one) => ({ value: one, label: t(LABELS[one]) }))} />
      </div>
      <Answer of={groups}>
        {(data) => {
          const shown = entries(data, dimension, chosen);
          const most = Math.max(1, ...shown.map((entry) => entry.rows));
          if (shown.length === 0) return <Nothing text={t("quarantine.noGroups")} />;
          return shown.map((entry) => (
            <button
              key={`${entry.value}${dimension === "cause" ? (entry.group.cause ?? "") : ""}`} type="button" className="facet" aria-pressed={chosen[facet] === entry.value}
              onClick={() => set({ [facet]: chosen[facet] === entry.value ? undefined : entry.value, item: undefined, cursor: undefined })}
            >
              <Label entry={entry} dimension={dimension} />
              <span className="meter"><i style={{ width: `${(entry.rows / most) * 100}%` }} /></span>
            </button>
          ));
        }}
      </Answer>
    </aside>
  );
}

function Label({ entry, dimension }: { entry: Entry; dimension: Dimension }) {
  const { t, i18n } = useTranslation();
  const codes = useCodes();
  const { group, value, rows } = entry;
  const count = <span className="num sum">{number(rows)}</span>;
  if (dimension === "cause") return <><span>{causeOf(group, i18n.language) ?? t("quarantine.noCause")}</span>{count}<small>{group.rule} · {plain(group.reason)}</small></>;
  if (dimension === "source") return <><span><b>{value}</b> {codes.sourceName(value)}</span>{count}</>;
  if (dimension === "rule") return <><span><b>{value}</b> {plain(group.reason)}</span>{count}<small className="num">{shortTime(group.first_seen)} – {shortTime(group.last_seen)}</small></>;
  if (dimension === "feed") return <><span>{t(`feedName.${value}`, value)}</span>{count}</>;
  return <><span className="code">{value}</span>{count}</>;
}

/** The reason of a group's last row without the shape of its value, which differs from row to row. */
function plain(reason: string): string {
  return reason.replace(/\s*[（(][^（()）]*[)）]$/, "");
}
