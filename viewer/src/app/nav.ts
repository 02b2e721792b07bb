/** Pages by what one comes for; each is offered to who may see it. */
export const NAV = [
  [{ path: "/exams", operation: "exams:search", text: "nav.exams" }],
  [
    { path: "/feeds", operation: "feeds:read", text: "nav.feeds" },
    { path: "/runs", operation: "runs:read", text: "nav.runs" },
    { path: "/quarantine", operation: "quarantine:read", text: "nav.quarantine" },
    { path: "/recollect", operation: "collect:request", text: "nav.recollect" },
    { path: "/sources", operation: "rules:read", text: "nav.sources" },
    { path: "/rules", operation: "rules:read", text: "nav.rules" },
    { path: "/dictionary", operation: "rules:read", text: "nav.dictionary" },
  ],
  [
    { path: "/voids", operation: "voids:read", text: "nav.voids" },
    { path: "/alerts", operation: "status:read", text: "nav.alerts" },
    { path: "/status", operation: "status:read", text: "nav.status" },
    { path: "/audit", operation: "audit:read", text: "nav.audit" },
  ],
] as const;

export type NavPage = (typeof NAV)[number][number];

/** The groups with what one may see of them; empty ones are left out. */
export function navFor(may: (operation: string) => boolean): NavPage[][] {
  return NAV.map((group) => group.filter((page: NavPage) => may(page.operation))).filter((group) => group.length > 0);
}
