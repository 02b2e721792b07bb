import { expect, test } from "vitest";

import { mapOf } from "../code-mapping";

const maps = [{ map: "kinds", table: "exam_category", columns: ["exams.exam_category", "orders.exam_category"] }];
const sources = [{ source: "RIS", zh: "放射信息系统", compare: true, groups: [], code_maps: maps }, { source: "UIS", zh: "超声信息系统", compare: true, groups: [] }];

test("an item's map is that of its system, feed and column", () => {
  expect(mapOf(sources, { source: "RIS", feed: "orders", field: "exam_category" })?.map).toBe("kinds");
  expect(mapOf(sources, { source: "RIS", feed: "reports", field: "exam_category" })).toBeUndefined();
  expect(mapOf(sources, { source: "UIS", feed: "exams", field: "exam_category" })).toBeUndefined();
});
