import type { TFunction } from "i18next";

/** Minutes between two starts of an hourly cron line such as `5-55/10 * * * *`; null for anything else. */
export function everyMinutes(cron: string | null | undefined): number | null {
  const [minute, ...rest] = (cron ?? "").trim().split(/\s+/);
  if (!minute || rest.length !== 4 || rest.some((part) => part !== "*")) return null;
  const step = /^(?:\*|\d+-\d+)\/(\d+)$/.exec(minute);
  if (step) return Number(step[1]);
  return minute === "*" ? 1 : /^\d+$/.test(minute) ? 60 : null;
}

/** A schedule in words where it is a simple one, else the cron line itself. */
export function schedule(cron: string | null | undefined, t: TFunction): string {
  const every = everyMinutes(cron);
  if (every === null) return cron ?? t("feeds.unscheduled");
  return t("feeds.every", { n: every });
}

/** A feed is late when three of its starts have passed without a success. */
export function isLate(lagSeconds: number | null | undefined, cron: string | null | undefined): boolean {
  const every = everyMinutes(cron);
  return every !== null && typeof lagSeconds === "number" && lagSeconds > every * 60 * 3;
}
