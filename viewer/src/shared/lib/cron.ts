import type { TFunction } from "i18next";

/** Minutes between two starts of an hourly cron line such as `5-55/10 * * * *`; null for anything else. */
export function everyMinutes(cron: string | null | undefined): number | null {
  const [minute, ...rest] = (cron ?? "").trim().split(/\s+/);
  if (!minute || rest.length !== 4 || rest.some((part) => part !== "*")) return null;
  const step = /^(?:\*|\d+-\d+)\/(\d+)$/.exec(minute);
  if (step) return Number(step[1]);
  return minute === "*" ? 1 : /^\d+$/.test(minute) ? 60 : null;
}

/** Time of day of a daily cron line such as `30 2 * * *`, HH:MM; null for anything else. */
function dailyAt(cron: string | null | undefined): string | null {
  const daily = /^(\d{1,2})\s+(\d{1,2})\s+\*\s+\*\s+\*$/.exec((cron ?? "").trim());
  return daily ? `${daily[2]?.padStart(2, "0")}:${daily[1]?.padStart(2, "0")}` : null;
}

/** A schedule in words where it is a simple one, else the cron line itself. */
export function schedule(cron: string | null | undefined, t: TFunction): string {
  const every = everyMinutes(cron);
  if (every !== null) return every === 60 ? t("feeds.hourly") : t("feeds.every", { n: every });
  const at = dailyAt(cron);
  return at ? t("feeds.daily", { at }) : (cron ?? t("feeds.unscheduled"));
}

/** A feed is late when three of its starts have passed without a success. */
export function isLate(lagSeconds: number | null | undefined, cron: string | null | undefined): boolean {
  const every = everyMinutes(cron) ?? (dailyAt(cron) ? 24 * 60 : null);
  return every !== null && typeof lagSeconds === "number" && lagSeconds > every * 60 * 3;
}
