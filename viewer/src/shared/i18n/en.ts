import type { zh } from "./zh";

/** The same keys as the Chinese texts; the compiler holds the two equal. */
export const en: typeof zh = {
  app: { name: "Lightbox", slogan: "Imaging data platform", signOut: "Sign out", language: "中文", loading: "Loading…" },
  nav: { feeds: "Feeds", runs: "Runs", quarantine: "Quarantine", rules: "Rules", exams: "Exams" },
  login: { title: "Sign in", user: "User", password: "Password", submit: "Sign in", hint: "Demo accounts are printed by make up" },
  state: {
    empty: "Nothing here", emptyFiltered: "Nothing matches", clear: "Clear filters", retry: "Retry", network: "The service does not answer",
    networkDo: "Check the network, or whether the service runs", failed: "Something went wrong", forbidden: "Not allowed", notFound: "Not found",
  },
  counts: {
    extracted: "extracted", loaded: "loaded", corrected: "corrected", unchanged: "unchanged", merged: "merged", deleted: "deleted",
    excluded: "excluded", quarantined: "quarantined", balanced: "balanced", unbalanced: "not balanced",
  },
  feedName: { orders: "Orders", exams: "Exams", reports: "Reports", files: "Report files", images: "Images" },
  runState: { success: "success", running: "running", failed: "failed" },
  feeds: {
    title: "Feeds", source: "System", feed: "Feed", schedule: "Schedule", last: "Last run", total: "Total", lag: "Since last success",
    open: "Open quarantine", never: "Never collected", collect: "Collect now", collectAsked: "Collection requested", lastTab: "Last run",
    totalTab: "All runs", equation: "extracted = loaded + unchanged + merged + deleted + excluded + quarantined", runs: "runs", watermark: "Watermark",
  },
  runs: {
    title: "Runs", started: "Started", took: "Took", by: "Started by", kind: "Kind", collect: "collect", release: "release", state: "State", steps: "Steps",
    receipts: "Receipts", findings: "Findings", batch: "Batch", label: "Label", target: "Written", rows: "rows", seconds: "s", rule: "Rule",
    field: "Field", severity: "Severity", evidence: "Evidence", evidenceHelp: "Great Expectations' own count on the same rows", error: "Error",
    window: "Window", more: "Earlier runs", quarantined: "Rows this run stopped", agree: "agree", differ: "differ",
  },
  step: { extract: "extract", validate: "validate", pseudonymise: "pseudonymise", link: "link", load: "load", commit: "commit" },
  quarantine: {
    title: "Quarantine", groups: "By cause", items: "Rows", count: "Rows", rule: "Rule", field: "Field", reason: "Reason", cause: "Likely cause, and what to do",
    first: "First", lastSeen: "Last", retries: "Retries", state: "State", open: "open", released: "released", discarded: "discarded", closed: "closed by itself",
    release: "Release", releaseMany: "Release {{n}} rows", releaseConfirm: "Try the chosen rows again with today's rules?",
    waive: "Load even if a rule still objects (on my account)", reveal: "Show the row", revealNote: "The row names a patient; looking is on record",
    findings: "All findings", asked: "Release requested", done: "Released: {{loaded}} loaded, {{quarantined}} still stopped", failed: "Release failed",
    all: "All states", detail: "Stopped row", more: "Earlier rows", run: "Run",
  },
  rules: { title: "Rules", id: "Id", text: "Meaning", why: "Why", action: "Action", severity: "Severity", scope: "Applies to", open: "Open", stage: "Stage" },
  action: { flag: "flag", compare: "compare", correct: "correct", null: "empty", exclude: "exclude", merge: "merge", quarantine: "quarantine" },
  severity: { I: "info", W: "warning", E: "error" },
  exams: {
    title: "Exams", search: "Name, pinyin, ID, phone, accession…", searchHint: "Press / to search", source: "System", category: "Category", class: "Patient class",
    from: "Exam date", abnormal: "Time chain abnormal", positive: "Positive only", patient: "Patient", item: "Item", time: "Exam time", status: "Report",
    conclusion: "Conclusion", files: "Files", dept: "Department", hidden: "(name not shown to you)", total: "{{n}} exams", totalCapped: "more than {{n}} exams",
    next: "Next page", first: "First page", critical: "critical", vip: "VIP", abnormalTag: "time chain", age: "{{n}} y", positiveTag: "positive",
  },
  exam: {
    facts: "Facts", chain: "Time chain", reports: "Reports", files: "Images and files", findings: "Findings", conclusionText: "Conclusion", advice: "Advice",
    original: "Original report", originalNote: "As the source holds it; looking is on record", noReports: "No report yet", noFiles: "No images or files",
    back: "Back to the list", inverted: "before {{node}} {{time}}", wait: "wait", exam: "exam", report: "report", review: "review", numbers: "Numbers",
    accession: "Accession", visit: "Visit", case: "Case", order: "Order", key: "Source key", page: "Page {{n}} of {{of}}", close: "Close", previous: "Previous",
    nextOne: "Next", person: "Person", history: "All exams of this person", version: "version {{n}}", noView: "No preview of this file", download: "Download",
    forbiddenFiles: "You may not see images and files", clinical: "Clinical diagnosis", rules: "Rules met",
  },
  field: {
    sex: "Sex", age: "Age", birth: "Birth", idNumber: "ID number", phone: "Phone", card: "Card", source: "Source", category: "Category", modality: "Modality",
    patientClass: "Patient class", urgency: "Urgency", status: "Exam status", bodyPart: "Body part", item: "Item", device: "Device", room: "Room",
    dept: "Department", grade: "Image grade", images: "Images", collected: "Collected", realName: "Real name",
  },
  time: { seconds: "{{n}} s", minutes: "{{n}} min", hours: "{{n}} h", days: "{{n}} d", none: "—" },
  yes: "yes", no: "no",
};
