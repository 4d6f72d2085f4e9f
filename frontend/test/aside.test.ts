import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Refused, SignedOut } from "../src/api";
import { daysOf, tellAside } from "../src/aside";
import { MemoryShelf, Outbox, type Send } from "../src/outbox";

test("the days of what was set aside are told once each, in order, in the page's language", () => {
  const bodies = [
    { started: "2026-11-29T09:00:00" },
    { date: "2026-11-02" },
    { started: "2026-11-29T09:05:00" },
    {},
  ];
  const entries = bodies.map((body) => ({ body }));
  expect(daysOf(entries, "en")).toBe("2 November, 29 November");
  expect(daysOf(entries, "de")).toBe("2. November, 29. November");
  expect(daysOf([], "de")).toBe("");
});

test("a date that is none is passed over", () => {
  const bodies = [{ started: "2026-13-45T09:00" }, { date: 7 }, { date: "2026-11-02" }, null];
  expect(
    daysOf(
      bodies.map((body) => ({ body })),
      "en",
    ),
  ).toBe("2 November");
});

vi.mock("../src/owner", () => ({ owner: () => "1" }));

/** As much of an element as the card needs. */
class Part extends EventTarget {
  hidden = true;
  textContent = "";
  focused = false;
  readonly parts = new Map<string, Part>();

  querySelector(selector: string): Part {
    const name = /"(.+)"/.exec(selector)?.[1] ?? "";
    if (name === "") return this;
    const found = this.parts.get(name) ?? new Part();
    this.parts.set(name, found);
    return found;
  }

  focus(): void {
    this.focused = true;
  }
}

describe("the card", () => {
  const reload = vi.fn();
  let box: Part;
  let shelf: MemoryShelf;
  let outbox: Outbox;
  let send: Send;
  const hidden = (name: string): boolean => box.querySelector(`"${name}"`).hidden;
  const press = async (name: string): Promise<void> => {
    box.querySelector(`"${name}"`).dispatchEvent(new Event("click"));
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal("document", { documentElement: { lang: "en" } });
    vi.stubGlobal("location", { reload });
    reload.mockClear();
    send = async () => {
      throw new Refused(404, true);
    };
    [box, shelf] = [new Part(), new MemoryShelf()];
    outbox = new Outbox(shelf, (...asked) => send(...asked));
    await outbox.keep({ key: "a", method: "PUT", path: "/sets/a", body: { date: "2026-11-02" } });
    await outbox.flush();
    for (const name of ["let-go", "again"]) box.querySelector(`"${name}"`).hidden = false;
    await tellAside(box as unknown as ParentNode, outbox);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("says on which days", () => {
    expect([box.hidden, box.querySelector('"days"').textContent]).toEqual([false, "2 November"]);
  });

  for (const trouble of [new TypeError("no network"), new Refused(503), new SignedOut()]) {
    test(`says that it did not work yet: ${trouble.message || "signed out"}`, async () => {
      await press("let-go");
      send = async () => {
        throw trouble;
      };
      await press("again");
      expect([box.hidden, hidden("still"), hidden("sure"), hidden("let-go")]).toEqual([
        false,
        false,
        true,
        false,
      ]);
      expect([reload.mock.calls.length, box.querySelector('"days"').textContent]).toEqual([0, "2 November"]);
    });
  }

  test("loads the page anew once it was taken", async () => {
    send = async () => undefined;
    await press("again");
    expect([reload.mock.calls.length, await shelf.all()]).toEqual([1, []]);
  });

  test("lets nothing go by a double press, and offers the way back", async () => {
    await press("let-go");
    await press("for-good");
    await press("keep");
    expect([hidden("for-good"), hidden("keep"), hidden("let-go")]).toEqual([false, false, true]);
    expect([box.querySelector('"keep"').focused, box.querySelector('"for-good"').focused]).toEqual([
      true,
      false,
    ]);
    await vi.advanceTimersByTimeAsync(600);
    await press("keep");
    expect([hidden("for-good"), hidden("let-go"), hidden("sure")]).toEqual([true, false, true]);
    expect(await shelf.all()).toHaveLength(1);
  });

  test("lets go, when asked again, what was shown and nothing else", async () => {
    await press("let-go");
    await outbox.keep({ key: "b", method: "PUT", path: "/sets/b", body: { date: "2026-11-03" } });
    await vi.advanceTimersByTimeAsync(600);
    await press("for-good");
    expect((await shelf.all()).map(({ key }) => key)).toEqual(["b"]);
    expect([box.hidden, hidden("for-good"), box.querySelector('"days"').textContent]).toEqual([
      false,
      true,
      "3 November",
    ]);
  });
});
