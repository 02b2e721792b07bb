import type { Item } from "./api";

/** What a row is, and whether it is: only its source can say, so it is corrected there and collected again. */
const ONLY_THE_SOURCE = new Set(["key", "exam_key", "report_key", "deleted"]);
const COLUMN = /^[a-z][a-z_]{0,39}$/;

export const isRepairable = (column: string): boolean => COLUMN.test(column) && !ONLY_THE_SOURCE.has(column);

/** Columns a finding speaks of that a person may put right here. */
export const suspectsOf = (item: Item): string[] => [...new Set([item.field, ...item.findings.map((f) => f.field)])].filter(isRepairable);

export interface Objection {
  rule: string;
  zh: string | null;
  items: number;
}

/** The rules that stop some items, most first. The text is known of the rule each item is listed under. */
export function objections(items: Item[]): Objection[] {
  const found = new Map<string, Objection>();
  for (const item of items) {
    for (const rule of new Set([item.rule, ...item.findings.filter((f) => f.severity === "E").map((f) => f.rule)])) {
      const one = found.get(rule) ?? { rule, zh: null, items: 0 };
      found.set(rule, { ...one, zh: one.zh ?? (rule === item.rule ? (item.rule_zh ?? null) : null), items: one.items + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.items - a.items || a.rule.localeCompare(b.rule));
}
