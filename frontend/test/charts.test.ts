import { describe, expect, it } from "vitest";
import { type Chart, dots, extent } from "../src/charts";

const chart: Chart = {
  kind: "dots",
  label: "From 8 to 12.",
  unit: "a set",
  from: "2026-11-01",
  to: "2026-11-22",
  reach: [0, 10],
  days: 7,
  series: [
    { name: "left", marks: [{ day: "2026-11-02", value: 8, part: 0, told: "8", low: -2, high: 14 }] },
    { name: "right", marks: [{ day: "2026-11-02", value: 12, part: 0, told: "12" }] },
  ],
};

describe("charts", () => {
  it("keep their series apart", () => {
    expect(dots(chart).map(({ name, series, value }) => [name, series, value])).toEqual([
      ["left", 0, 8],
      ["right", 1, 12],
    ]);
  });

  it("show errors, the band and what is asked for in whole", () => {
    expect(extent(chart)).toEqual([-2, 14]);
    expect(extent({ ...chart, band: { low: -5, high: 3, label: "" } })).toEqual([-5, 14]);
    expect(extent({ ...chart, series: [] })).toEqual([0, 10]);
    const own = chart.series.map((series, n) => ({ ...series, band: { low: 5 + 20 * n, high: 8 + 20 * n } }));
    expect(extent({ ...chart, series: own })).toEqual([-2, 28]);
  });
});
