import { describe, expect, it } from "vitest";
import { Lines } from "../src/lines";

describe("lines that come in pieces", () => {
  it("are whole wherever the pieces are cut", () => {
    const text = "<li>one</li>\n<li>two</li>\n\n<li>three</li>\n";
    for (let size = 1; size <= text.length; size += 1) {
      const lines = new Lines();
      const found: string[] = [];
      for (let at = 0; at < text.length; at += size) found.push(...lines.take(text.slice(at, at + size)));
      expect(found).toEqual(["<li>one</li>", "<li>two</li>", "<li>three</li>"]);
    }
  });

  it("wait for their end", () => {
    const lines = new Lines();
    expect(lines.take("<li>one")).toEqual([]);
    expect(lines.take("</li>\n<li>")).toEqual(["<li>one</li>"]);
  });
});
