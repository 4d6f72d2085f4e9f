import { expect, test } from "vitest";
import { daysOf } from "../src/aside";

test("the days of what was set aside are told once each, in order, in the page's language", () => {
  const bodies = [
    { started: "2026-11-29T09:00:00" },
    { date: "2026-11-02" },
    { started: "2026-11-29T09:05:00" },
    {},
  ];
  const entries = bodies.map((body) => ({ body }));
  expect(daysOf(entries, "en")).toBe("November 2, November 29");
  expect(daysOf(entries, "de")).toBe("2. November, 29. November");
  expect(daysOf([], "de")).toBe("");
});
