import type { Schemas } from "../../shared/api/client";

export type Group = Schemas["QuarantineGroup"];

export const DIMENSIONS = ["cause", "source", "feed", "rule", "field"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** The filters of the list that groups have too. */
export const FACETS = ["source", "feed", "rule", "field"] as const;
type Facet = (typeof FACETS)[number];
type Chosen = Record<Facet, string | undefined>;

export interface Entry {
  /** What the filter is set to. */
  value: string;
  rows: number;
  group: Group;
}

/** The filter a dimension sets: a cause is mended where its rule is, so it is chosen by rule. */
export function facetOf(dimension: Dimension): Facet {
  return dimension === "cause" ? "rule" : dimension;
}

/** Groups the other filters let through, summed by one dimension, largest first. */
export function entries(groups: Group[], dimension: Dimension, chosen: Chosen): Entry[] {
  const facet = facetOf(dimension);
  const found = new Map<string, Entry>();
  for (const group of groups) {
    if (FACETS.some((one) => one !== facet && chosen[one] && group[one] !== chosen[one])) continue;
    const key = dimension === "cause" ? `${group.rule} ${group.cause ?? ""}` : group[facet];
    const entry = found.get(key);
    if (entry) entry.rows += group.items;
    else found.set(key, { value: group[facet], rows: group.items, group });
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows || a.value.localeCompare(b.value));
}

/** How many rows meet every filter. */
export function rowsOf(groups: Group[], chosen: Chosen): number {
  return groups.filter((group) => FACETS.every((one) => !chosen[one] || group[one] === chosen[one])).reduce((sum, group) => sum + group.items, 0);
}
