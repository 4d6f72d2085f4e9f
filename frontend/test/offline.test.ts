import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import type { KeptSession } from "../src/kept";
import { keepReady, keepSessions, starts } from "../src/offline";

const FILES = { stamp: "s", files: [{ url: "/static/large", bytes: 9 }] };
const ANSWERS: Record<string, string> = {
  "/offline/files.json": JSON.stringify(FILES),
  "/offline/stamp": "s",
  "/api/offline": JSON.stringify({ sessions: [] }),
};

/** A device that keeps the page that stands in in English, and what it fetches when a German page is open. */
function device(saveData: boolean): { fetched: string[]; kept: Map<string, string> } {
  const [fetched, kept] = [[] as string[], new Map([["/offline/", '<html lang="en">']])];
  const registration = { installing: null, waiting: null, update: async () => undefined };
  const listens = { addEventListener: () => undefined };
  const container = { ...listens, controller: {}, register: async () => ({ ...listens, ...registration }) };
  const cache = {
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
    delete: async (url: string) => kept.delete(url),
    put: async (url: string, answer: Response) => kept.set(url, await answer.text()),
  };
  vi.stubGlobal("navigator", { connection: { saveData }, serviceWorker: container });
  const page = { documentElement: { lang: "de", dataset: {} }, querySelectorAll: () => [] };
  vi.stubGlobal("document", { ...page, querySelector: () => null });
  vi.stubGlobal("caches", { open: async () => cache });
  vi.stubGlobal("fetch", async (url: string) => {
    fetched.push(url);
    return new Response(ANSWERS[url] ?? '<html lang="de">');
  });
  return { fetched, kept };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

for (const saveData of [true, false]) {
  test(`the page that stands in speaks alike, ${saveData ? "and nothing large is" : "and all is"} fetched`, async () => {
    const { fetched, kept } = device(saveData);
    await keepReady();
    expect(kept.get("/offline/")).toBe('<html lang="de">');
    expect(fetched.includes("/static/large")).toBe(!saveData);
  });
}

test("the server is asked for sessions to keep once it has what was done since", async () => {
  const { fetched } = device(true);
  let arrived: (value: unknown) => void = () => undefined;
  const keeping = keepSessions(new Promise((resolve) => (arrived = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(fetched).toEqual([]);
  arrived(null);
  await keeping;
  expect(fetched).toEqual(["/api/offline"]);
});

test("the button of a kept session starts the length that Today would lead", () => {
  const kept = { key: "strength", session: { routine: "strength", uuid: "u" } } as KeptSession;
  expect(starts(kept)).toEqual({ startRoutine: "strength" });
  expect(starts({ ...kept, lead_shorter: true })).toEqual({ startRoutine: "strength", startShorter: "" });
  expect(starts({ ...kept, key: "going-on", lead_shorter: true })).toEqual({ resume: "u" });
});
