import type { Schemas } from "../../shared/api/client";

type Feed = Schemas["Feed"];
type Group = Schemas["Group"];
type LastRun = Schemas["LastRun"];

export interface GroupRow {
  source: string;
  zh: string;
  group: string;
  groupZh: string;
  schedule: string | null;
  /** False: collected only when asked for. */
  enabled: boolean;
  of: Group;
  feeds: string[];
  /** The feeds as they stand; empty where one may not see them. */
  states: Feed[];
  /** How many rows the system spans; 0: not its first. */
  span: number;
}

/** Systems as deployed, a row a group, with how their feeds stand. */
export function groupRows(sources: Schemas["Source"][], feeds: Feed[]): GroupRow[] {
  return sources.flatMap((one) =>
    one.groups.map((group, i) => ({
      source: one.source, zh: one.zh, group: group.group, groupZh: group.zh, schedule: group.schedule ?? null, enabled: group.enabled, of: group, feeds: group.feeds,
      states: group.feeds.flatMap((name) => feeds.filter((feed) => feed.source === one.source && feed.feed === name)),
      span: i === 0 ? one.groups.length : 0,
    })),
  );
}

/** The run to look at first: one that failed, else the newest. */
export function lastRun(states: Feed[]): LastRun | null {
  const runs = states.flatMap((feed) => (feed.last_run ? [feed.last_run] : [])).sort((a, b) => b.started_at.localeCompare(a.started_at));
  return runs.find((run) => run.state === "failed") ?? runs[0] ?? null;
}

/** Seconds since the feed that is furthest behind succeeded; null: one never did, or nothing is known. */
export function lag(states: Feed[]): number | null {
  const lags = states.map((feed) => feed.lag_s);
  return lags.length === 0 || lags.some((one) => one === null || one === undefined) ? null : Math.max(...(lags as number[]));
}
