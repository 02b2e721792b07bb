import dayjs from "dayjs";

const DAY = "YYYY-MM-DD";
const HOSPITAL = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });

/** A day of the hospital's calendar, YYYY-MM-DD. */
export type Day = string;

/** Today in the hospital, wherever the browser is. */
export const today = (at: Date = new Date()): Day => HOSPITAL.format(at);

export const plusDays = (day: Day, days: number): Day => dayjs(day).add(days, "day").format(DAY);

/** First and last day of what one often asks for. */
export const SPANS = {
  today: (day: Day): [Day, Day] => [day, day],
  yesterday: (day: Day): [Day, Day] => [plusDays(day, -1), plusDays(day, -1)],
  week: (day: Day): [Day, Day] => [plusDays(day, -6), day],
  month: (day: Day): [Day, Day] => [plusDays(day, -29), day],
  thisMonth: (day: Day): [Day, Day] => [dayjs(day).startOf("month").format(DAY), day],
} as const;
export type Span = keyof typeof SPANS;

/** How many days an interval has, both ends counted. */
export const daysIn = (from: Day, to: Day): number => dayjs(to).diff(dayjs(from), "day") + 1;

/** Days as wall times of the hospital, from the first one's beginning to the last one's end. */
export const wallTimes = (from: Day, to: Day): { begin: string; end: string } => ({ begin: `${from}T00:00:00`, end: `${plusDays(to, 1)}T00:00:00` });

/** Days as UTC moments [since, until), without a zone mark, so that they sort among moments with fractions. */
export function utcMoments(from: Day | undefined, to: Day | undefined): { since: string | undefined; until: string | undefined } {
  const moment = (day: Day) => new Date(`${day}T00:00:00+08:00`).toISOString().slice(0, 19);
  return { since: from && moment(from), until: to && moment(plusDays(to, 1)) };
}
