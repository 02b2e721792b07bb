import type { Schemas } from "../shared/api/client";

export const counts: Schemas["Counts"] = { extracted: 12, loaded: 9, corrected: 2, unchanged: 1, merged: 1, deleted: 0, excluded: 0, quarantined: 1 };

export const feed: Schemas["Feed"] = {
  source: "RIS", source_zh: "放射信息系统", feed: "exams", group: "business", group_zh: "业务", schedule: "*/10 * * * *", enabled: true, counts, totals: counts, watermark: null,
  last_run: { run_id: "af-1", state: "success", started_at: "2026-11-24T01:30:02.114253Z", ended_at: null, error: null }, last_success: null, lag_s: 75, quarantine_open: 1, balanced: true,
};

export const item: Schemas["QuarantineItem"] = {
  item_id: 12, source: "UIS", feed: "exams", rule: "CS-01", rule_zh: "字节不符合字符集", field: "name", reason: "有字节不是 GBK (len=9)", cause: "源库存入了损坏的字节", state: "open", retries: 0,
  run_id: "af-1", first_seen: "2026-11-24T01:30:08.001002Z", last_seen: "2026-11-24T01:30:08.001002Z", closed_at: null, closed_by: null,
  findings: [{ rule: "CS-01", field: "name", severity: "E", reason: "有字节不是 GBK (len=9)" }],
};

export const group = (changes: Partial<Schemas["QuarantineGroup"]>): Schemas["QuarantineGroup"] => ({
  source: "UIS", source_zh: "超声信息系统", feed: "exams", field: "name", rule: "CS-01", rule_zh: "字节不符合字符集", items: 8, reason: "有字节不是 GBK (len=9)", cause: "源库存入了损坏的字节",
  first_seen: item.first_seen, last_seen: item.last_seen, ...changes,
});

export const request = (state: string, result: Record<string, unknown> | null = null): Schemas["Request"] => ({
  request_id: 7, kind: "release", arguments: { items: [12] }, state, asked_by: "engineer", asked_at: item.first_seen, ended_at: null, result,
});

export const exam = (changes: Record<string, unknown> = {}) => ({
  exam_id: 1000017, person_id: 10000017, source: "RIS", exam_category: "RAD.CT", modality: "CT", patient_class: "1", urgency: "R", exam_status: "40", body_part: "胸部", item: "胸部CT平扫", device: null,
  request_dept: "骨科", sex: "1", age_years: 40, real_name: true, vip: false, register_time: null, exam_begin_time: "2026-10-05T08:31:00.000", report_time: null, verify_time: null, chain_marks: "", rules: null,
  time: "2026-10-05T08:31:00.000", positive: null, critical: null, report_status: "40", reports: 1, files: 0, patient: null, ...changes,
});

export const page = (items: unknown[], next: string | null = null, total: number | null = items.length) => ({ items, total, total_is_capped: false, next });

export const file = (changes: Partial<Schemas["File"]>): Schemas["File"] => ({ file_id: 1, exam_id: 1000017, source: "RIS", kind: "IMG_JPG", sequence: 1, media_type: "image/jpeg", bytes: 100, ...changes }) as Schemas["File"];
