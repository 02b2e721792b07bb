import type { TFunction } from "i18next";

// The hospital's wall clock wherever the browser is, so that all times on a page can be compared. Swedish writes 2026-10-31 09:05:00.
const HOSPITAL = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium" });

/** 2026-10-31T09:05:00[.000][Z] → 2026-10-31 09:05. Wall times have no zone and are shown as they are; UTC times become the hospital's. */
export function shortTime(text: string | null | undefined): string {
  if (!text) return "—";
  if (text.endsWith("Z")) return HOSPITAL.format(new Date(text));
  return text.slice(0, 16).replace("T", " ");
}

/** Seconds as the largest fitting unit; a missing value is a dash, never zero. */
export function duration(seconds: number | null | undefined, t: TFunction): string {
  if (seconds === null || seconds === undefined) return t("time.none");
  if (seconds < 60) return t("time.seconds", { n: Math.round(seconds) });
  if (seconds < 3600) return t("time.minutes", { n: Math.round(seconds / 60) });
  if (seconds < 48 * 3600) return t("time.hours", { n: Math.round(seconds / 360) / 10 });
  return t("time.days", { n: Math.round(seconds / 8640) / 10 });
}

export function secondsBetween(start: string | null | undefined, end: string | null | undefined): number | null {
  if (!start || !end) return null;
  return (Date.parse(end) - Date.parse(start)) / 1000;
}

export function bytes(size: number | null | undefined): string {
  if (size === null || size === undefined) return "—";
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
