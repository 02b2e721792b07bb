import { askFor, type Request, type RequestBody } from "../../shared/api/requests";
import { daysIn, wallTimes } from "../../shared/lib/days";

/** From how many days on an interval is large enough to be asked about twice. */
export const LARGE_DAYS = 31;
/** Most exams one request may name. */
export const MOST_EXAMS = 1_000;
const EXAM_ID = /^#?([1-9]\d{0,9})$/;

export interface Wanted {
  source: string | undefined;
  /** Feeds of the interval, in the order of the line. */
  feeds: string[];
  from: string | undefined;
  to: string | undefined;
  /** Exams; then feeds and interval do not matter. */
  exams: number[] | undefined;
}

/** What is asked for: one request a feed, or one for the exams. Empty: something is missing. */
export function bodies({ source, feeds, from, to, exams }: Wanted): RequestBody[] {
  if (!source) return [];
  if (exams) return exams.length ? [{ kind: "recollect", arguments: { source, exams } }] : [];
  if (!from || !to) return [];
  return feeds.map((feed) => ({ kind: "recollect", arguments: { source, feed, ...wallTimes(from, to) } }));
}

/** Days of a large interval; null while it is not. */
export const largeDays = ({ exams, from, to }: Wanted): number | null => (!exams && from && to && daysIn(from, to) > LARGE_DAYS ? daysIn(from, to) : null);

/** Exam numbers in a text: those that are, and what is none. */
export function examIds(words: string[]): { ids: number[]; wrong: string[] } {
  const read = words.map((word) => word.trim()).filter(Boolean).map((word) => ({ word, id: EXAM_ID.exec(word)?.[1] }));
  return { ids: [...new Set(read.flatMap(({ id }) => (id ? [Number(id)] : [])))], wrong: read.flatMap(({ word, id }) => (id ? [] : [word])) };
}

/** One after the other, so that they wait in the order of the line. */
export async function askAll(wanted: RequestBody[]): Promise<Request[]> {
  const asked: Request[] = [];
  for (const body of wanted) asked.push(await askFor(body));
  return asked;
}
