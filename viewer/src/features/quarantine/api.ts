import { api, type Schemas } from "../../shared/api/client";
import type { Group } from "./groups";

export type Item = Schemas["QuarantineItem"];
export const STATES = ["open", "released", "closed", "discarded"] as const;
/** Most rows one request may release. */
export const MOST = 1_000;
const PAGE = 200;

export interface ItemFilters {
  source: string | undefined;
  feed: string | undefined;
  rule: string | undefined;
  field: string | undefined;
  run_id: string | undefined;
  state: string | undefined;
}

export const getItems = (filters: ItemFilters, before: string | undefined, signal?: AbortSignal) =>
  api.get<Schemas["QuarantinePage"]>("/quarantine", { ...filters, before }, signal);

/** Groups of one state, or of every state. */
export async function getGroups(state: string | undefined, signal?: AbortSignal): Promise<Group[]> {
  const asked = state ? [state] : STATES;
  const answers = await Promise.all(asked.map((one) => api.get<Schemas["QuarantineGroups"]>("/quarantine/groups", { state: one }, signal)));
  return answers.flatMap((answer) => answer.items);
}

/** Numbers of all open rows that meet the filters, as many as one request may release. */
export async function getOpenIds(filters: ItemFilters): Promise<number[]> {
  const ids: number[] = [];
  let before: number | null | undefined;
  do {
    const page: Schemas["QuarantinePage"] = await api.get("/quarantine", { ...filters, state: "open", limit: PAGE, before });
    ids.push(...page.items.map((item) => item.item_id));
    before = page.next;
  } while (before && ids.length < MOST);
  return ids.slice(0, MOST);
}
