import type { zh } from "./zh";

/** The same keys as the Chinese texts; the compiler holds the two equal. */
export const en: typeof zh = {
  app: { name: "Lightbox", slogan: "Imaging data platform", signOut: "Sign out", language: "中文", loading: "Loading…", broken: "This page broke", brokenDo: "It may have been updated; reload and try again", reload: "Reload", keys: "Keyboard" },
  nav: { feeds: "Feeds", runs: "Runs", quarantine: "Quarantine", rules: "Rules", dictionary: "Dictionary", exams: "Exams", recollect: "Re-collect", sources: "Sources", voids: "Voids", alerts: "Alerts", status: "Status", audit: "Audit" },
  keys: {
    title: "Keyboard", page: "Open page 1 to 10 of the navigation", choose: "Quarantine: choose the current row, or let it go", search: "Search exams", move: "Next / previous row", open: "Open the current row", back: "Close or go back", exam: "Exam: next / previous exam",
    picture: "Full screen: previous / next group", frame: "Full screen: page or slice", zoom: "Full screen: zoom in / out / fit", invert: "Full screen: invert", rotate: "Full screen: rotate 90°", help: "Show this",
  },
  login: { title: "Sign in", user: "User", password: "Password", submit: "Sign in", hint: "Demo accounts are printed at the end of make up", needUser: "Type your user name", needPassword: "Type your password" },
  state: {
    empty: "Nothing here", emptyFiltered: "Nothing matches", clear: "Clear filters", retry: "Retry", network: "The service does not answer", request: "Request",
    networkDo: "Check the network, or whether the service runs", failed: "Something went wrong", notFound: "No such page", notFoundDo: "The address may have changed", home: "Start page", removeFilter: "Remove this filter",
  },
  pager: { next: "Next page", first: "First page" },
  counts: {
    extracted: "extracted", loaded: "loaded", corrected: "corrected", unchanged: "unchanged", merged: "merged", deleted: "deleted", excluded: "excluded", quarantined: "stopped",
    balanced: "balanced", unbalanced: "not balanced", ofWhichCorrected: " ({{n}} corrected)",
  },
  feedName: { orders: "Orders", exams: "Exams", reports: "Reports", files: "Report files", images: "Images", deletions: "Deletions", merges: "Patient merges" },
  runState: { success: "success", running: "running", failed: "failed" },
  feeds: {
    title: "Feeds", source: "System", feed: "Feed", schedule: "Schedule", last: "Last run", lag: "Since success", open: "In quarantine", never: "Never collected", collect: "Collect now",
    collectAsked: "Collecting", lastTab: "Last run", totalTab: "All runs", every: "every {{n}} min", hourly: "every hour", daily: "every day at {{at}}", unscheduled: "by hand", all: "All {{n}} feeds", failedNow: "{{n}} failed",
    runningNow: "{{n}} running", okNow: "{{n}} fine", late: "No success for three periods", collected: "{{feed}}: {{loaded}} loaded, {{unchanged}} unchanged, {{quarantined}} stopped",
    collectFailed: "{{feed}}: collection failed",
  },
  runs: {
    title: "Runs", started: "Started", ended: "Written at", took: "Took", by: "Started by", kind: "Kind", collect: "collect", release: "release", recollect: "re-collect", history: "history", repair: "repair", state: "State", startedBy: "Started by request {{by}}", steps: "Steps", receipts: "Receipts",
    findings: "Findings", batch: "Batch", label: "Label", target: "Written", rows: "rows", rule: "Rule", field: "Field", severity: "Severity", evidence: "Evidence",
    evidenceHelp: "Great Expectations' own count on the same rows; it should equal the rows found", error: "Error", window: "Window", from: "from", to: "to", beginning: "the beginning", agree: "equal to the rows found",
    differ: "differs from the rows found", noFindings: "No rule met a row", noReceipts: "No batch was written", backToRuns: "All runs of this feed", of: "{{agree}} / {{n}} evidence counts agree",
  },
  step: { extract: "extract", validate: "validate", pseudonymise: "pseudonymise", link: "link", load: "load", commit: "commit" },
  quarantine: {
    title: "Quarantine", rule: "Rule", field: "Field", seen: "Last seen", ofRun: "Run {{run}}", reason: "Reason", cause: "Likely cause, and what to do", first: "First", lastSeen: "Last", retries: "Retries", state: "State", open: "open",
    released: "released", discarded: "discarded", closed: "closed by itself", release: "Release", releaseMany: "Release {{n}} rows", releaseTitle: "Release {{n}} stopped rows",
    releaseConfirm: "Try these rows again with today's rules: those that pass are loaded, the others stay here.", waive: "Load even if a rule still objects (on my account, on record)", waiveNames: "These rules will not hold for these {{n}} rows; they are loaded as they are", waiveGo: "Waive {{rules}} and load", reveal: "Show the row",
    revealNote: "The row may name a patient; looking is on record", findings: "All findings", all: "all", detail: "Stopped row", run: "Run", by: "Handled by", groupBy: "Group by",
    byCause: "Cause", bySource: "System", byRule: "Rule", byField: "Field", byFeed: "Feed", noGroups: "Nothing to group",
    discard: "Discard", discardMany: "Discard {{n}} rows", discardTitle: "Discard {{n}} stopped rows", discardConfirm: "Discarded rows are not loaded and not asked about again; they stay kept and can be reopened.",
    discardNote: "Why (required, on record; name no patient)", discardedN: "{{n}} / {{of}} discarded", reopen: "Reopen", reopenMany: "Reopen {{n}} rows", reopened: "{{n}} / {{of}} reopened",
    notReopened: "Not reopened; try again", refetch: "Fetch again", refetching: "Fetching", refetched: "Fetched", refetchStill: "Still stopped", refetchFailed: "Could not fetch", result: "Result", allChosen: "Choose all {{n}} that match", chosenAll: "{{n}} chosen", firstThousand: "1000 at most at a time", unchoose: "Choose none",
    nothing: "Nothing is stopped", nothingDo: "Every row has found its place", value: "Value", column: "Column", noCause: "No suggestion",
  },
  repair: {
    title: "Repair", column: "Choose a column", go: "Repair and try again", leave: "Leave", edit: "Edit", hint: "Write it as the source would; every rule judges it again", empty: "Empty: no value", onlySource: "Only the source can put this right; correct it there and collect again",
    loaded: "Loaded", passed: "Done; the row is no longer stopped", still: "Still stopped; the reason stands above",
  },
  request: {
    waiting: "waiting", running: "running", done: "done", failed: "failed", asked: "asked", working: "working", ended: "done", stays: "You may close this; the work goes on",
  },
  recollect: {
    title: "Re-collect", what: "Read an interval or some exams again; the regular collection goes on as before", byTime: "By time", byExam: "By exam", feeds: "Feeds", allFeeds: "All feeds", interval: "Days", exams: "Exam numbers, such as 1000017",
    go: "Re-collect", goFeeds: "Re-collect {{n}} feeds", goExams: "Re-collect {{n}} exams", goSource: "Re-collect {{n}} exams of {{source}}", large: "{{n}} days are much to ask of the source", largeDo: "Choose a shorter interval, or a quiet hour", wrong: "{{n}} numbers are no exam numbers",
    needTime: "Choose a system and days", needExams: "Choose a system and give exam numbers", asked: "Asked for: {{ids}}", state: "Request state", none: "Nothing was asked for yet", target: "What", by: "Asked by", at: "Asked at", nExams: "{{n}} exams",
    nItems: "{{n}} stopped rows", waived: "waived", openRuns: "Runs", openItem: "The row",
  },
  sources: { title: "Sources", n: "{{n}} systems", group: "Data", feeds: "Feeds", exams: "Its exams", off: "only by hand", settings: "Settings" },
  mapping: { title: "Map this code", value: "As the source writes it", code: "Standard code", go: "Map and release", hint: "The same writing is read so from now on; other rows it stopped can be released, too." },
  settings: {
    title: "{{source}} {{group}}: how it is collected", save: "Save", enabled: "By the clock", on: "as often as set", cron: "minute hour day month weekday", retries: "Tried again", retryAfter: "times, after", seconds: "s (doubling)", fromDay: "From day", fromDayHelp: "older rows only when asked for",
    effect: "Takes effect within 30 s, with the next run.", history: "History", days: "Days", begin: "First day", end: "Until day", window: "Each day from", fromTime: "Window begins", toTime: "Window ends", start: "Collect this history", stop: "Stop",
    state: { waiting: "waits for its window", running: "collecting", done: "done", stopped: "stopped" }, upTo: "collected up to {{day}} ({{begin}} to {{end}})", sums: "{{extracted}} read, {{loaded}} loaded",
  },
  alerts: {
    title: "Alerts", open: "Open", closed: "Over", all: "All", well: "No open alerts", none: "No alerts", kind: "Kind", kinds: { failed: "failed", late: "late" }, message: "What", times: "Times", first: "First", over: "Over",
  },
  group: { business: "Business data", reports: "Reports", files: "Files" },
  voids: {
    title: "Voided exams", active: "void", undone: "undone", all: "all", void: "Void", undo: "Undo", reason: "Reason", note: "Note", noteHint: "Why (required, on record; name no patient)", by: "Voided by", none: "No voids",
    voidTitle: "Void exam #{{n}}", confirm: "The exam with its orders, reports and pictures is hidden from everyone. The source's data stays as it is; this can be undone.", need: "Required", done: "Exam #{{n}} is void", undoTitle: "Show exam #{{n}} again",
    undoConfirm: "The exam is shown again, unless its source has deleted it.", undoNote: "Why (required, on record; name no patient)",
  },
  status: {
    title: "Status", allWell: "All is well", notWell: "Something is not well", processes: "Processes", stores: "Stores", name: "Name", what: "What it does", state: "State", todo: "What to do", detail: "Detail", well: "well", unwell: "not well", silent: "no answer", stopped: "not running",
    silentDo: "See logs/{{name}}.log; restart it if it stays so", stoppedDo: "Run lightbox up; logs/{{name}}.log tells why", refresh: "Read again every {{n}} s",
  },
  process: { gateway: "Front of the analytic store: SQL and loads", "airflow-api": "Scheduler's service", "airflow-scheduler": "Scheduler: starts collections on time", "airflow-dags": "Reads the collection tasks", api: "Interface and pages" },
  store: { "analytic store": "Analytic store" },
  audit: {
    title: "Audit", n: "{{n}} / {{of}} on this page", search: "Find on this page: who, what, object, detail", refusedOnly: "Refused only", reads: "With list reads", readsHelp: "Lists and states that pages read by themselves", none: "Nothing on this page matches", at: "Time", who: "Who", what: "What",
    object: "Object", decision: "Decision", allowed: "allowed", refused: "refused", detail: "Detail",
  },
  operation: {
    feeds_read: "Feeds", runs_read: "Runs", quarantine_read: "Quarantine", quarantine_release: "Release", quarantine_reveal: "Show a row", quarantine_repair: "Repair", quarantine_discard: "Discard or reopen", rules_read: "Rules",
    collect_request: "Collect", feeds_configure: "Set collections", exams_search: "Search exams", exams_read: "Open an exam", exam_void: "Void or undo", voids_read: "Voids", person_reveal: "Names and numbers", report_original: "Original report", files_read: "Files", sql_read: "SQL",
    status_read: "Status", audit_read: "Audit", session_own: "Session",
  },
  rules: {
    title: "Rules", id: "Id", text: "Meaning", why: "Why", action: "Action", severity: "Severity", scope: "Feeds", columns: "Fields", open: "Open", stage: "Stage", search: "Find id, meaning, field",
    onlyOpen: "With open rows", n: "{{n}}",
  },
  dictionary: {
    title: "Data dictionary", table: "Table", column: "Column", meaning: "Meaning", type: "Type", unit: "Unit", codes: "Code table", class: "Class", sources: "Sources", rules: "Rules", search: "Find name, meaning, code table",
    n: "{{n}} columns", group: { tables: "table", views: "view", exports: "export" }, madeOf: "Made of", sourceColumn: "Source column", constant: "Fixed by the declaration", codeMap: "code map", noRules: "No rules",
    own: "Written by Lightbox itself; no source column tells it",
  },
  sensitivity: { N: "plain", Q: "quasi-identifier", S: "sensitive", T: "token" },
  stage: { read: "read", clean: "clean", domain: "domain", plausible: "plausible", row: "row", key: "key", file: "file" },
  action: { flag: "flag", compare: "normalise to compare", correct: "correct", null: "empty", exclude: "exclude", merge: "merge", quarantine: "quarantine", delete: "tombstone" },
  severity: { I: "info", W: "warning", E: "error" },
  exams: {
    title: "Exams", search: "Name, pinyin, ID, phone, card, accession…", words: "Words in reports", source: "System", category: "Category", class: "Patient class", status: "Exam status", dates: "Exam date",
    abnormal: "Time inverted", positive: "Positive", critical: "Critical", patient: "Patient", item: "Item and body part", time: "Exam time",
    report: "Report", files: "Files", dept: "Department", marks: "Marks", restricted: "Restricted person", total: "{{n}} exams", totalCapped: "more than {{n}} exams", vip: "VIP", age: "{{n}} y",
    person: "Person #{{n}}", rule: "Met {{rule}}", sort: "Order", newest: "Newest exam first", oldest: "Oldest exam first", newestReport: "Newest report first", inverted: "time inverted {{marks}}",
    chosen: "{{n}} exams chosen", searched: "What you search for stays in this page's memory, never in the address", noReport: "not written",
  },
  exam: {
    title: "Exam", facts: "Facts", chain: "Time chain", reports: "Reports", files: "Pictures", findings: "Findings", conclusion: "Conclusion", advice: "Advice", criticalText: "Critical finding",
    original: "Source's own text", originalNote: "As the source wrote it; looking is on record", noReports: "No report yet", noFiles: "No pictures", back: "Exams", before: "{{time}} is before {{node}} {{other}}",
    accession: "Accession", visit: "Visit", case: "Case", order: "Order", key: "Source key", page: "page {{n}} / {{of}}", frame: "slice {{n}} / {{of}}", close: "Close", previous: "Previous",
    nextOne: "Next", history: "Exams of this person", historyAll: "All", version: "version {{n}}", written: "written", verified: "verified", noView: "No preview", download: "Download",
    clinical: "Clinical diagnosis", rules: "Rules met", text: "Text", paper: "Document", attachments: "Other files", invert: "Invert", rotate: "Rotate", fit: "Fit", sources: "Source records",
    sourcesOf: "Person #{{n}}: {{of}} source records", reveal: "show", revealNote: "Showing the whole number is on record", count: "{{n}} images", pictureFailed: "This page cannot be shown", prevExam: "Previous", nextExam: "Next",
    hidden: "Names and numbers are not shown to your role", noPictures: "Pictures and documents are not shown to your role", stack: "Wheel: slices · Ctrl+wheel: zoom · drag: pan", single: "Wheel: zoom · drag: pan", localKey: "Source's patient", hisPid: "HIS patient",
  },
  node: {
    T1: "Ordered", T2: "Registered", P0: "Sent", P1: "Received", P2: "Grossed", P3: "Slide made", N1: "Injected", T3: "Exam begins", T4: "Exam ends", T5: "Reported", T6: "Verified", T7: "Printed",
  },
  duration: { wait_s: "wait", exam_s: "exam", report_s: "report", review_s: "review" },
  field: {
    sex: "Sex", age: "Age", birth: "Birth", idNumber: "ID", phone: "Phone", card: "Card", address: "Address", source: "Source", category: "Category", modality: "Modality",
    patientClass: "Patient class", urgency: "Urgency", status: "Exam status", bodyPart: "Body part", item: "Item", device: "Device", room: "Room", dept: "Department",
    grade: "Image grade", images: "Images", collected: "Collected", realName: "Real name", hr_bpm: "Heart rate", pr_ms: "PR", qrs_ms: "QRS", qt_ms: "QT", qtc_ms: "QTc",
  },
  span: { today: "Today", yesterday: "Yesterday", week: "7 days", month: "30 days", thisMonth: "This month" },
  time: { seconds: "{{n}} s", minutes: "{{n}} min", hours: "{{n}} h", days: "{{n}} d", none: "—" },
  yes: "yes", no: "no", listGlue: ", ",
};
