/**
 * What the exam pages remember while one moves between them. It lives in the memory of the page only: what was searched for may be a
 * name or a number, so it is never stored and never part of an address.
 */
interface Memory {
  /** What was searched for. */
  q: string;
  /** Query string of the list that was last looked at. */
  list: string;
  /** Exams of that list, in its order. */
  exams: number[];
}

let memory: Memory = { q: "", list: "", exams: [] };

export const remembered = (): Readonly<Memory> => memory;
export const remember = (changes: Partial<Memory>): void => {
  memory = { ...memory, ...changes };
};

/** The exams before and after one in the list that was last looked at. */
export function neighbours(examId: number): { before: number | undefined; after: number | undefined } {
  const at = memory.exams.indexOf(examId);
  return at < 0 ? { before: undefined, after: undefined } : { before: memory.exams[at - 1], after: memory.exams[at + 1] };
}
