import { expect, test } from "vitest";

import { NAV, navFor } from "../nav";

test("pages stand in groups, a group one may see nothing of is left out", () => {
  const may = (...operations: string[]) => navFor((operation) => operations.includes(operation)).map((group) => group.map((page) => page.path));
  expect(may("exams:search", "voids:read")).toEqual([["/exams"], ["/voids"]]);
  expect(may("rules:read")).toEqual([["/sources", "/rules", "/dictionary"]]);
  expect(may()).toEqual([]);
  expect(navFor(() => true).flat()).toHaveLength(NAV.flat().length);
});
