import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refused, SignedOut } from "../src/api";
import { type Entry, MemoryShelf, Outbox, openShelf, type Send, type Shelf } from "../src/outbox";

const SHELVES: Record<string, () => Promise<Shelf>> = {
  memory: async () => new MemoryShelf(),
  database: () => openShelf(`test-${crypto.randomUUID()}`),
};

const entry = (key: string, body: unknown = {}): Omit<Entry, "mark"> => ({
  key,
  method: "PUT",
  path: `/sets/${key}`,
  body,
});
const keys = async (shelf: Shelf): Promise<string[]> => (await shelf.all()).map(({ key }) => key);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

for (const [name, open] of Object.entries(SHELVES)) {
  test(`${name}: an entry is stored before it is sent and gone after a 2xx`, async () => {
    const shelf = await open();
    const stored: string[][] = [];
    const outbox = new Outbox(shelf, async () => stored.push(await keys(shelf)));
    await outbox.keep(entry("a"));
    await outbox.flush();
    expect(stored).toEqual([["a"]]);
    expect(await keys(shelf)).toEqual([]);
    expect(outbox.standing).toBe("empty");
  });

  test(`${name}: entries are sent in the order of their keys`, async () => {
    const shelf = await open();
    for (const key of ["3 end", "1 set 001", "1 set 000"]) await shelf.put({ ...entry(key), mark: key });
    const sent: string[] = [];
    await new Outbox(shelf, async (_, path) => sent.push(path)).flush();
    expect(sent).toEqual(["/sets/1 set 000", "/sets/1 set 001", "/sets/3 end"]);
  });

  test(`${name}: a version kept while the older one is on its way is sent too`, async () => {
    const shelf = await open();
    const sent: unknown[] = [];
    const outbox: Outbox = new Outbox(shelf, async (_, __, body) => {
      sent.push(body);
      if (sent.length === 1) await outbox.keep(entry("a", { corrected: 9 }));
    });
    await outbox.keep(entry("a", { corrected: 10 }));
    await outbox.flush();
    expect(sent).toEqual([{ corrected: 10 }, { corrected: 9 }]);
    expect(await keys(shelf)).toEqual([]);
  });
}

test("without a network everything stays and is tried again after a growing pause", async () => {
  const shelf = new MemoryShelf();
  const tries: number[] = [];
  let online = false;
  const send: Send = async () => {
    tries.push(Date.now());
    if (!online) throw new TypeError("no network");
  };
  const outbox = new Outbox(shelf, send);
  await outbox.keep(entry("a"));
  await outbox.keep(entry("b"));
  await outbox.flush();
  expect(await keys(shelf)).toEqual(["a", "b"]);
  expect(outbox.standing).toBe("later");
  const before = tries.length;
  await vi.advanceTimersByTimeAsync(900);
  expect(tries.length).toBe(before);
  online = true;
  await vi.advanceTimersByTimeAsync(5000);
  expect(await keys(shelf)).toEqual([]);
  expect(outbox.standing).toBe("empty");
});

for (const [name, open] of Object.entries(SHELVES)) {
  test(`${name}: what the server refuses for good is set aside: asked once, kept, in nobody's way`, async () => {
    const shelf = await open();
    const sent: string[] = [];
    let there = false;
    const outbox = new Outbox(shelf, async (_, path) => {
      sent.push(path);
      if (path.endsWith("bad") && !there) throw new Refused(422, true);
    });
    await outbox.keep(entry("bad"));
    await outbox.keep(entry("good"));
    await outbox.flush();
    await vi.advanceTimersByTimeAsync(600_000);
    await outbox.flush();
    expect(sent.filter((path) => path.endsWith("bad"))).toHaveLength(1);
    expect(outbox.standing).toBe("aside");
    expect((await outbox.aside()).map(({ key }) => key)).toEqual(["bad"]);
    there = true;
    await outbox.tryAgain();
    expect([outbox.standing, await keys(shelf)]).toEqual(["empty", []]);
  });
}

test("what was set aside is let go when the runner says so, and a correction of it is sent", async () => {
  const shelf = new MemoryShelf();
  const sent: unknown[] = [];
  const outbox = new Outbox(shelf, async (_, __, body) => {
    sent.push(body);
    throw new Refused(404, true);
  });
  await outbox.keep(entry("a", 10));
  await outbox.flush();
  await outbox.keep(entry("a", 9));
  await outbox.flush();
  expect(sent).toEqual([10, 9]);
  await outbox.letGo(await outbox.aside());
  expect([outbox.standing, await keys(shelf)]).toEqual(["empty", []]);
});

test("a set is not set aside while the server has trouble with its session", async () => {
  const shelf = new MemoryShelf();
  let well = false;
  const outbox = new Outbox(shelf, async (_, path) => {
    if (!well) throw new Refused(path.endsWith("session") ? 503 : 404, !path.endsWith("session"));
  });
  for (const key of ["0 session", "1 set"]) await shelf.put({ ...entry(key), mark: key });
  await outbox.flush();
  expect([outbox.standing, await outbox.aside()]).toEqual(["later", []]);
  well = true;
  await outbox.flush();
  expect(await keys(shelf)).toEqual([]);
});

test("trouble with one session holds up no verdict about another", async () => {
  const shelf = new MemoryShelf();
  const outbox = new Outbox(shelf, async (_, path) => {
    throw new Refused(path.endsWith("old") ? 503 : 404, !path.endsWith("old"));
  });
  const [old, one] = [entry("0 old"), entry("1 one")];
  await shelf.put({ ...old, session: "old", mark: "old" });
  await shelf.put({ ...one, session: "new", mark: "one" });
  await outbox.flush();
  expect([outbox.standing, (await outbox.aside()).map(({ key }) => key)]).toEqual(["later", ["1 one"]]);
});

test("what came after the runner was asked is not let go with the rest", async () => {
  const outbox = new Outbox(new MemoryShelf(), async () => {
    throw new Refused(404, true);
  });
  await outbox.keep(entry("a"));
  await outbox.flush();
  const shown = await outbox.aside();
  await outbox.keep(entry("b"));
  await outbox.flush();
  await outbox.letGo(shown);
  expect((await outbox.aside()).map(({ key }) => key)).toEqual(["b"]);
});

test("a device without room to note a refusal asks again later, and nothing is raised", async () => {
  const shelf = new MemoryShelf();
  const sent: string[] = [];
  const outbox = new Outbox(shelf, async (_, path) => {
    sent.push(path);
    if (path.endsWith("a")) throw new Refused(404, true);
  });
  for (const key of ["a", "b"]) await shelf.put({ ...entry(key), mark: key });
  const settle = shelf.settle.bind(shelf);
  let full = true;
  shelf.settle = async (each, instead) => {
    if (full && instead !== undefined) throw new Error("the disk is full");
    await settle(each, instead);
  };
  await outbox.flush();
  expect([outbox.standing, sent, await keys(shelf)]).toEqual(["later", ["/sets/a", "/sets/b"], ["a"]]);
  full = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect([outbox.standing, (await outbox.aside()).length]).toEqual(["aside", 1]);
});

for (const look of [1, 2, 3]) {
  test(`what is kept during look ${look} at a slow shelf is sent too`, async () => {
    const shelf = new MemoryShelf();
    const outbox = new Outbox(shelf, async () => undefined);
    const all = shelf.all.bind(shelf);
    let looks = 0;
    shelf.all = async () => {
      const found = await all();
      looks += 1;
      if (looks === look) await outbox.keep(entry("late"));
      return found;
    };
    await outbox.keep(entry("a"));
    await outbox.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect([await all(), outbox.standing]).toEqual([[], "empty"]);
  });
}

test("what is stored and cannot be read for a moment is sent later", async () => {
  const shelf = new MemoryShelf();
  await shelf.put({ ...entry("a"), mark: "1" });
  const reading = vi.spyOn(shelf, "all").mockRejectedValueOnce(new DOMException("not now", "AbortError"));
  const sent: string[] = [];
  const outbox = new Outbox(shelf, async (_, path) => sent.push(path));
  await outbox.flush();
  expect([outbox.standing, sent]).toEqual(["later", []]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([outbox.standing, sent]).toEqual(["empty", ["/sets/a"]]);
  reading.mockRestore();
});

test("what is kept as the outbox says that it is empty is sent too", async () => {
  const shelf = new MemoryShelf();
  const told: string[] = [];
  const outbox: Outbox = new Outbox(
    shelf,
    async () => undefined,
    (standing) => {
      told.push(standing);
      if (told.length === 2) void outbox.keep(entry("late"));
    },
  );
  await outbox.keep(entry("a"));
  await outbox.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect([await keys(shelf), told]).toEqual([[], ["sending", "empty", "sending", "empty"]]);
});

test("signed out: nothing is lost, and the page is told", async () => {
  const shelf = new MemoryShelf();
  const told: string[] = [];
  const outbox = new Outbox(
    shelf,
    async () => {
      throw new SignedOut();
    },
    (standing) => told.push(standing),
  );
  await outbox.keep(entry("a"));
  await outbox.flush();
  expect(told.at(-1)).toBe("signed-out");
  expect(await keys(shelf)).toEqual(["a"]);
});

test("what one visit could not send, the next one does", async () => {
  const name = `test-${crypto.randomUUID()}`;
  const first = new Outbox(await openShelf(name), async () => {
    throw new TypeError("the tab is being killed");
  });
  await first.keep(entry("a", { seen: 10 }));
  const sent: unknown[] = [];
  await new Outbox(await openShelf(name), async (_, __, body) => sent.push(body)).flush();
  expect(sent).toEqual([{ seen: 10 }]);
});

test("what one runner left unsent waits for that runner, and is sent for no other", async () => {
  const shelf = new MemoryShelf();
  const sent: string[] = [];
  let here: string | null = "1";
  let reachable = false;
  const send: Send = async (_, path) => {
    if (!reachable) throw new TypeError("no network");
    sent.push(`${here} ${path}`);
  };
  const outbox = new Outbox(shelf, send, undefined, () => here);
  await outbox.keep(entry("a"));
  await outbox.flush();
  [here, reachable] = ["2", true];
  await outbox.keep(entry("b"));
  await outbox.flush();
  expect(sent).toEqual(["2 /sets/b"]);
  expect(await outbox.waiting()).toEqual([]);
  here = "1";
  await outbox.flush();
  expect(sent).toEqual(["2 /sets/b", "1 /sets/a"]);
  expect(await keys(shelf)).toEqual([]);
});

test("what is asked is stored before it is sent, gives its answer, and is gone then", async () => {
  const shelf = new MemoryShelf();
  const stored: string[][] = [];
  const outbox = new Outbox(shelf, async () => {
    stored.push(await keys(shelf));
    return "the answer";
  });
  expect(await outbox.ask(entry("a"))).toBe("the answer");
  expect([stored, await keys(shelf)]).toEqual([[["a"]], []]);
});

test("what is asked in vain is raised, stays, and is sent again", async () => {
  const shelf = new MemoryShelf();
  let online = false;
  const outbox = new Outbox(shelf, async () => {
    if (!online) throw new TypeError("no network");
  });
  await expect(outbox.ask(entry("a"))).rejects.toThrow("no network");
  expect(await keys(shelf)).toEqual(["a"]);
  online = true;
  await outbox.flush();
  expect(await keys(shelf)).toEqual([]);
});

test("what is being asked is not sent twice, and what is about it waits for its answer", async () => {
  const shelf = new MemoryShelf();
  const sent: string[] = [];
  let answer: (value: unknown) => void = () => undefined;
  const outbox = new Outbox(shelf, (_, path) => {
    sent.push(path);
    return path.endsWith("/pain") ? new Promise((resolve) => (answer = resolve)) : Promise.resolve();
  });
  const asked = outbox.ask(entry("pain"));
  await outbox.keep(entry("pain back"));
  await outbox.keep(entry("set"));
  await outbox.flush();
  expect(sent).toEqual(["/sets/pain", "/sets/set"]);
  expect([await keys(shelf), outbox.standing]).toEqual([["pain", "pain back"], "sending"]);
  answer(null);
  await asked;
  await outbox.flush();
  expect(sent).toEqual(["/sets/pain", "/sets/set", "/sets/pain back"]);
  expect([await keys(shelf), outbox.standing]).toEqual([[], "empty"]);
});

test("what cannot be stored is asked all the same", async () => {
  const shelf = new MemoryShelf();
  shelf.put = () => Promise.reject(new Error("the disk is full"));
  expect(await new Outbox(shelf, async () => "the answer").ask(entry("a"))).toBe("the answer");
});

test("what a full device has no room for is sent all the same, and never after something older", async () => {
  const shelf = await openShelf(`test-${crypto.randomUUID()}`);
  const sent: unknown[] = [];
  let online = false;
  const outbox = new Outbox(shelf, async (_, __, body) => {
    if (!online) throw new TypeError("offline");
    sent.push(body);
  });
  await outbox.keep(entry("a", { revision: 1 }));
  await outbox.flush();
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  });
  await outbox.keep(entry("a", { revision: 2 }));
  await outbox.keep(entry("b", { revision: 3 }));
  await outbox.flush();
  expect([await keys(shelf), outbox.standing]).toEqual([["a", "b"], "later"]);
  online = true;
  await outbox.flush();
  expect([sent, await keys(shelf), outbox.standing]).toEqual([
    [{ revision: 2 }, { revision: 3 }],
    [],
    "empty",
  ]);
  put.mockRestore();
});

test("a newer version that finds room while the one before is on its way is sent too", async () => {
  const shelf = await openShelf(`test-${crypto.randomUUID()}`);
  const sent: unknown[] = [];
  const outbox: Outbox = new Outbox(shelf, async (_, __, body) => {
    sent.push(body);
    if (sent.length === 1) void shelf.put({ ...entry("a", { revision: 3 }), mark: "3" }); // not waited for
  });
  await shelf.put({ ...entry("a", { revision: 1 }), mark: "1" });
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  });
  await shelf.put({ ...entry("a", { revision: 2 }), mark: "2" });
  put.mockRestore();
  await outbox.flush();
  await outbox.flush();
  expect([sent, await keys(shelf)]).toEqual([[{ revision: 2 }, { revision: 3 }], []]);
});

test("what was sent and cannot be taken off the shelf does not hold up the others", async () => {
  const shelf = new MemoryShelf();
  for (const key of ["a", "b"]) await shelf.put({ ...entry(key), mark: key });
  const settle = vi
    .spyOn(shelf, "settle")
    .mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
  const sent: string[] = [];
  const outbox = new Outbox(shelf, async (_, path) => sent.push(path));
  await outbox.flush();
  settle.mockRestore();
  expect([sent, await keys(shelf), outbox.standing]).toEqual([["/sets/a", "/sets/b"], ["a"], "later"]);
});

test("once the device has room again what waited in the page is stored", async () => {
  const name = `test-${crypto.randomUUID()}`;
  const shelf = await openShelf(name);
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  });
  for (const mark of ["1", "2"]) await shelf.put({ ...entry("a"), mark });
  put.mockRestore();
  expect((await (await openShelf(name)).all()).map(({ mark }) => mark)).toEqual(["2"]);
  expect((await shelf.all()).map(({ mark }) => mark)).toEqual(["2"]);
});

test("a database that the browser closed while the page slept is opened again", async () => {
  const opening = vi.spyOn(indexedDB, "open");
  const shelf = await openShelf(`test-${crypto.randomUUID()}`);
  for (const key of ["a", "b"]) {
    const request = opening.mock.results.at(-1)?.value as IDBOpenDBRequest | undefined;
    request?.result.close();
    await shelf.put({ ...entry(key), mark: key });
  }
  opening.mockRestore();
  expect(await keys(shelf)).toEqual(["a", "b"]);
});
