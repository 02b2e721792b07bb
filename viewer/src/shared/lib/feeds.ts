/** Feeds in the order in which the line collects them. */
export const FEEDS = ["orders", "exams", "reports", "files", "images", "deletions", "merges"] as const;

/** Systems that are delivered, in the order in which they are shown; others follow by name. */
export const SOURCES = ["RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS"] as const;

function place(order: readonly string[], name: string): number {
  const at = order.indexOf(name);
  return at < 0 ? order.length : at;
}

/** Compare two systems by their codes. */
export function sourceOrder(a: string, b: string): number {
  return place(SOURCES, a) - place(SOURCES, b) || a.localeCompare(b);
}

/** Compare two feeds: by system, then by the order of collection. */
export function feedOrder(a: { source: string; feed: string }, b: { source: string; feed: string }): number {
  return sourceOrder(a.source, b.source) || place(FEEDS, a.feed) - place(FEEDS, b.feed);
}

/** Feeds that fetch files: what failed there is fetched again with one press. */
export const FILE_FEEDS: readonly string[] = ["files", "images"];
