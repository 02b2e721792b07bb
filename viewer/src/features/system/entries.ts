import type { Schemas } from "../../shared/api/client";

export type Entry = Schemas["AuditEntry"];

/** What pages ask for by themselves, when they open or every few seconds: on record, but nobody's act. */
const BY_ITSELF = new Set(["session:own", "feeds:read", "runs:read", "status:read", "quarantine:read", "rules:read"]);

/** The facts beside an entry, as they are written. */
export const factsOf = (entry: Entry, most = Infinity): string =>
  Object.entries(entry.detail as Record<string, unknown>).map(([name, value]) => `${name}=${words(value, most)}`).join(" ");

/** A list longer than `most` is told by its first members and its length. */
function words(value: unknown, most: number): string {
  if (Array.isArray(value)) return value.length > most ? `${value.slice(0, most).join(",")}…(${value.length})` : value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

interface Wanted {
  q: string | undefined;
  refused: boolean;
  acts: boolean;
}

/** Entries with all the words of `q`; only refusals; without what pages ask for by themselves. */
export function meets(entry: Entry, { q, refused, acts }: Wanted): boolean {
  const whole = [entry.at, entry.principal, entry.operation, entry.object, factsOf(entry)].join(" ").toLowerCase();
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => whole.includes(word)) && (!refused || !entry.allowed) && (!acts || !entry.allowed || entry.object === "session:login" || !BY_ITSELF.has(entry.operation));
}

/** The page that shows an object of the audit; undefined: there is none. */
export function pageOf(object: string, may: (operation: string) => boolean): string | undefined {
  const [kind, id] = object.split(":");
  if (!id || !/^[\w-]+$/.test(id)) return undefined;
  if (kind === "exam" && may("exams:read")) return `/exams/${id}`;
  if (kind === "run" && may("runs:read")) return `/runs/${id}`;
  if (kind === "quarantine" && may("quarantine:read")) return `/quarantine?state=all&item=${id}`;
  return undefined;
}
