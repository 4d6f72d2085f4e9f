import { expect, test } from "vitest";
import type { Exercise, Session } from "../src/types.gen";
import { liesFaceDown, unheard } from "../src/unheard";

test("words are heard of our voice, of a screen reader, and of numbers alone", () => {
  expect(unheard({ voice: "everything", speaker: "hamstride" }, true)).toBe(false);
  expect(unheard({ voice: "numbers", speaker: "hamstride" }, true)).toBe(false);
  expect(unheard({ voice: "everything", speaker: "reader" }, false)).toBe(false);
});

test("none are heard where they are switched off, or there is nobody to speak", () => {
  expect(unheard({ voice: "silent", speaker: "hamstride" }, true)).toBe(true);
  expect(unheard({ voice: "sounds", speaker: "hamstride" }, true)).toBe(true);
  expect(unheard({ voice: "everything", speaker: "hamstride" }, false)).toBe(true);
});

test("the declarations of a session say whether it leads to lying face down", () => {
  const session = (...positions: Exercise["position"][]) =>
    ({
      declarations: Object.fromEntries(positions.map((position, i) => [i, { position }])),
    }) as unknown as Session;
  expect(liesFaceDown(session("standing", "supine"))).toBe(false);
  expect(liesFaceDown(session("standing", "prone"))).toBe(true);
});
