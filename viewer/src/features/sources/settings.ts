import type { Schemas } from "../../shared/api/client";

type Group = Schemas["Group"];

export interface SettingsDraft {
  enabled: boolean;
  schedule: string;
  retries: number | null;
  retrySeconds: number | null;
  fromDay: string;
  begin: string;
  end: string;
  fromTime: string;
  toTime: string;
}

/** A group's settings as a form shows them. */
export function draftOf(group: Group): SettingsDraft {
  const history = group.history;
  return {
    enabled: group.enabled, schedule: group.schedule ?? "", retries: group.retries ?? null, retrySeconds: group.retry_seconds ?? null, fromDay: group.from_day ?? "",
    begin: history?.begin_at.slice(0, 10) ?? "", end: history?.end_at.slice(0, 10) ?? "", fromTime: history?.from_time ?? "22:00", toTime: history?.to_time ?? "05:00",
  };
}

/** What is sent: a value that is as declared is left to the declaration, so that a later declaration takes effect. */
export function settingsBody(draft: SettingsDraft, group: Group): Schemas["GroupBody"] {
  const unless = <T>(value: T, declared: T | null | undefined) => (value === declared ? null : value);
  return {
    enabled: draft.enabled,
    schedule: draft.schedule.trim() ? unless(draft.schedule.trim(), group.declared?.schedule) : null,
    retries: unless(draft.retries, group.declared?.retries),
    retry_seconds: unless(draft.retrySeconds, group.declared?.retry_seconds),
    from_day: draft.fromDay || null,
  };
}

/** A history to start; null while days or times are missing or the wrong way round. */
export function historyBody(draft: SettingsDraft): Schemas["HistoryBody"] | null {
  if (!draft.begin || !draft.end || draft.begin >= draft.end || !draft.fromTime || !draft.toTime || draft.fromTime === draft.toTime) return null;
  return { begin: `${draft.begin}T00:00:00`, end: `${draft.end}T00:00:00`, from_time: draft.fromTime, to_time: draft.toTime, chunk_days: 7 };
}

/** Share of a history's days that are collected, in whole per cent. */
export function collectedShare(history: Pick<Schemas["History"], "begin_at" | "end_at" | "next_at">): number {
  const [begin, end, next] = [history.begin_at, history.end_at, history.next_at].map((at) => Date.parse(at)) as [number, number, number];
  return end <= begin ? 100 : Math.floor((100 * (next - begin)) / (end - begin));
}
