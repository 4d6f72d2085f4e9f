import { describe, expect, it } from "vitest";
import { brightness } from "../src/light";

describe("the brightness of a picture", () => {
  it.each([
    [[0, 0, 0, 255], 0],
    [[255, 255, 255, 255], 1],
    [[0, 255, 0, 255], 0.587],
    [[255, 255, 255, 255, 0, 0, 0, 255], 0.5],
  ])("of %j is %d", (bytes, expected) => {
    expect(brightness(bytes)).toBeCloseTo(expected);
  });
});
