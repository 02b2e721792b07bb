import type { Schemas } from "../../shared/api/client";

type Table = Schemas["DictionaryTable"];

export interface Entry {
  table: string;
  tableZh: string;
  tableEn: string;
  group: string;
  column: Schemas["DictionaryEntry"];
}

type Get = (name: string) => string | undefined;

/** Every column of every table, in the order they are declared. */
export function entriesOf(tables: Table[]): Entry[] {
  return tables.flatMap((table) => table.columns.map((column) => ({ table: table.name, tableZh: table.zh, tableEn: table.en, group: table.group, column })));
}

/** Whether a column meets the filters of the address: words, table, class, system, rule. */
export function meets(entry: Entry, get: Get): boolean {
  const { column } = entry;
  const q = get("q")?.toLowerCase();
  const [table, sensitivity, source, rule] = [get("table"), get("class"), get("source"), get("rule")];
  return (
    (!q || [`${entry.table}.${column.name}`, column.zh, column.en, column.codes ?? ""].some((words) => words.toLowerCase().includes(q))) &&
    (!table || entry.table === table) && (!sensitivity || column.sensitivity === sensitivity) &&
    (!source || column.sources.includes(source)) && (!rule || column.rules.includes(rule))
  );
}

/** `table.column` of the open drawer, from the address; null when it is not of that form. */
export function openedOf(item: string | undefined): { table: string; column: string } | null {
  const [table, column, more] = (item ?? "").split(".");
  return table && column && more === undefined ? { table, column } : null;
}

/** What the platform's type is called, with its length. */
export function typeOf(column: Pick<Schemas["DictionaryEntry"], "type" | "length">): string {
  return column.type === "STRING" && column.length ? `STRING(${column.length})` : column.type;
}
