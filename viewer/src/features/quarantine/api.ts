import { api, type Schemas } from "../../shared/api/client";
import type { Group } from "./groups";

export type Item = Schemas["QuarantineItem"];
export const STATES = ["open", "released", "closed", "discarded"] as const;
/** Most rows one request may change. */
export const MOST = 1_000;
const PAGE = 200;

/** What the counts are narrowed by, beyond what one counts by. `since` and `until`: UTC, of the last time a row was seen. */
export interface Scope {
  state: string | undefined;
  run_id: string | undefined;
  since: string | undefined;
  until: string | undefined;
}

export interface ItemFilters extends Scope {
  source: string | undefined;
  feed: string | undefined;
  rule: string | undefined;
  field: string | undefined;
}

export const getItems = (filters: ItemFilters, before: string | undefined, signal?: AbortSignal) =>
  api.get<Schemas["QuarantinePage"]>("/quarantine", { ...filters, before }, signal);

export const getItem = (itemId: number, signal?: AbortSignal) => api.get<Item>(`/quarantine/${itemId}`, {}, signal);

/** Counts of one state, or of every state. */
export const getGroups = async (scope: Scope, signal?: AbortSignal): Promise<Group[]> =>
  (await api.get<Schemas["QuarantineGroups"]>("/quarantine/groups", { ...scope }, signal)).items;

/** All rows of one state that meet the filters, as many as one request may change. */
export async function getAll(filters: ItemFilters, state: string): Promise<Item[]> {
  const found: Item[] = [];
  let before: number | null | undefined;
  do {
    const page: Schemas["QuarantinePage"] = await api.get("/quarantine", { ...filters, state, limit: PAGE, before });
    found.push(...page.items);
    before = page.next;
  } while (before && found.length < MOST);
  return found.slice(0, MOST);
}

const idsOf = (items: Item[]) => items.map((item) => item.item_id);
export const discard = (items: Item[], note: string) => api.post<Schemas["Changed"]>("/quarantine/discard", { items: idsOf(items), note });
export const reopen = (items: Item[]) => api.post<Schemas["Changed"]>("/quarantine/reopen", { items: idsOf(items) });
