import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { type Api, Refused, type SessionAnswer } from "../src/api";
import { pause } from "../src/clock";
import { Keeper } from "../src/keeper";
import { all, find, forgetGoing, keepForLater } from "../src/kept";
import { MemoryShelf, Outbox, type Send } from "../src/outbox";
import type { PainReported, Session, SetRecord } from "../src/types.gen";

vi.mock("../src/owner", () => ({ owner: () => "1" }));

const session = { session: { uuid: "a-session" }, done: [], figures: {} } as unknown as SessionAnswer;
const hurt: PainReported = { exercise: "standing-curl", side: "left", place: "knee", score: 7 };
const said = JSON.parse('{"lines": ["Try it again."], "then": "leave-exercise"}');

/** A keeper with a server that answers as told. */
function keeping(send: Send, answer = session): { keeper: Keeper; shelf: MemoryShelf; outbox: Outbox } {
  const shelf = new MemoryShelf();
  const outbox = new Outbox(shelf, send);
  const api = { send: () => Promise.reject(new TypeError("asked past the outbox")) } as Pick<Api, "send">;
  return { keeper: new Keeper(api, outbox, answer), shelf, outbox };
}

const methods = async (shelf: MemoryShelf): Promise<string[]> =>
  (await shelf.all()).map(({ method }) => method);

describe("a report of a pain", () => {
  it("is stored before it is sent, and its answer is told", async () => {
    let stored: string[] = [];
    const { keeper, shelf } = keeping(async () => {
      stored = await methods(shelf);
      return Response.json(said);
    });
    expect(await keeper.pain(hurt)).toEqual(said);
    expect([stored, await methods(shelf)]).toEqual([["POST"], []]);
    expect(keeper.hurt).toBe(true);
  });

  it("outlives the page while the server hangs, and so does the wish to take it back", async () => {
    const { keeper, shelf } = keeping(() => new Promise(() => undefined));
    void keeper.pain(hurt);
    await keeper.takePainBack();
    expect(await methods(shelf)).toEqual(["POST", "DELETE"]);
    const sent: string[] = [];
    await new Outbox(shelf, async (method, path) => sent.push(`${method} ${path}`)).flush();
    expect(sent).toEqual(["POST /pain", expect.stringMatching(/^DELETE [/]pain[/][0-9a-f-]{36}$/)]);
    expect(await methods(shelf)).toEqual([]);
  });

  it("that was taken back before the answer came is answered with nothing", async () => {
    let answer: (value: Response) => void = () => undefined;
    const { keeper, outbox, shelf } = keeping((method) =>
      method === "POST" ? new Promise<Response>((resolve) => (answer = resolve)) : Promise.resolve(),
    );
    const asked = keeper.pain(hurt);
    await keeper.takePainBack();
    answer(Response.json(said));
    expect(await asked).toBeNull();
    await outbox.flush();
    expect([await methods(shelf), keeper.hurt]).toEqual([[], false]);
  });

  it("that nobody took before it was taken back is not sent any more", async () => {
    const sent: string[] = [];
    let answer = (): Promise<unknown> => Promise.reject(new TypeError("no network"));
    const { keeper, outbox } = keeping((method) => {
      sent.push(method);
      return answer();
    });
    await keeper.pain(hurt);
    await outbox.flush();
    await keeper.takePainBack();
    await outbox.flush();
    sent.length = 0;
    answer = () => Promise.resolve();
    await outbox.flush();
    expect(sent).toEqual(["DELETE"]);
  });

  it("that the server would not have is told of its own session alone, and let go with its taking back", async () => {
    const { keeper, outbox, shelf } = keeping((method) =>
      method === "POST" ? Promise.reject(new Refused(422, true)) : Promise.resolve(),
    );
    await shelf.put({
      key: "1",
      session: "old",
      method: "POST",
      path: "/",
      body: {},
      mark: "1",
      aside: true,
    });
    expect(await keeper.refused()).toBe(false);
    await keeper.pain(hurt);
    await outbox.flush();
    expect(await keeper.refused()).toBe(true);
    await keeper.takePainBack();
    await outbox.flush();
    expect([await keeper.refused(), await methods(shelf)]).toEqual([false, ["POST"]]);
  });

  const answers = JSON.parse(`[
    {"to": 5, "lines": ["Gently."], "then": "go-on"},
    {"to": 10, "lines": ["Leave it."], "then": "leave-exercise"}
  ]`);
  const knowing = { ...session, pains: { "standing-curl": { knee: answers } } };

  it.each([
    ["nobody answers", () => Promise.reject(new TypeError("no network"))],
    ["the server hangs", () => new Promise(() => undefined)],
  ])("is answered from what came with the session where %s, and kept", async (_, send) => {
    vi.useFakeTimers();
    const { keeper, shelf } = keeping(send as Send, knowing);
    const asked = keeper.pain(hurt);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await asked).toEqual(answers[1]);
    expect(await methods(shelf)).toEqual(["POST"]);
    const mild = keeper.pain({ ...hurt, score: 5 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await mild).toEqual(answers[0]);
    vi.useRealTimers();
  });

  it.each([
    ["over", "2026-11-21", "Leave it."],
    ["on its last day", "2026-11-22", "Again."],
  ])("is the second of a week that is %s, or of the session", async (_, until, line) => {
    const pains = { "standing-curl": { knee: [{ ...answers[1], again: ["Again."] }] } };
    const today = {
      ...session,
      session: { ...session.session, date: "2026-11-22" },
      pains,
      again_until: until,
    };
    vi.useFakeTimers();
    const { keeper } = keeping(() => Promise.reject(new TypeError("no network")), today);
    const lines = async (): Promise<string[] | undefined> => {
      const asked = keeper.pain(hurt);
      await vi.advanceTimersByTimeAsync(2000);
      return (await asked)?.lines;
    };
    expect(await lines()).toEqual([line]);
    await keeper.takePainBack();
    expect(await lines()).toEqual([line]);
    expect(await lines()).toEqual(["Again."]);
    vi.useRealTimers();
  });

  it.each([
    ["the second of the week", false, "Again."],
    ["the first, if that one was taken back", true, "Leave it."],
  ])("is, after one before the page was loaded again, %s", async (_, back, line) => {
    const pains = { "standing-curl": { knee: [{ ...answers[1], again: ["Again."] }] } };
    const answer = { ...session, session: { ...session.session, date: "2026-11-22" }, pains };
    vi.useFakeTimers();
    const { keeper, outbox } = keeping(() => new Promise(() => undefined), answer);
    void keeper.pain(hurt);
    if (back) await keeper.takePainBack();
    await vi.advanceTimersByTimeAsync(2000);
    const after = new Keeper({ send: () => Promise.reject(new TypeError()) }, outbox, answer);
    await after.takeUp();
    const asked = after.pain(hurt);
    await vi.advanceTimersByTimeAsync(2000);
    expect((await asked)?.lines).toEqual([line]);
    vi.useRealTimers();
  });

  it.each([
    ["the second", { ...hurt, score: 6 }, false, "2026-11-28", "Again."],
    ["the first, if that one was taken back", hurt, true, undefined, "Leave it."],
    ["the first, if that one was mild", { ...hurt, score: 5 }, false, undefined, "Leave it."],
  ])(
    "that the server had before the page was loaded again makes the next one, where nobody answers, %s of the week",
    async (_, report, back, until, line) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "Date"], now: new Date("2026-11-22T10:00") });
      const pains = { "standing-curl": { knee: [{ ...answers[1], again: ["Again."] }] } };
      const made = {
        ...session.session,
        routine: "strength",
        date: "2026-11-22",
        sets: [],
        declarations: {},
      };
      const answer = { ...session, session: made, pains } as unknown as SessionAnswer;
      await forgetGoing();
      await keepForLater({ sessions: [{ ...answer, title: "Strength" }] });
      const { keeper } = keeping(async () => Response.json(said), answer);
      await keeper.set({ uuid: "one", index: 0, session: "a-session" } as SetRecord);
      await keeper.pain(report);
      if (back) await keeper.takePainBack();
      await vi.waitFor(async () =>
        expect((await all()).map(({ again_until }) => again_until)).toEqual([until, until]),
      );
      await keeper.set({ uuid: "two", index: 1, session: "a-session" } as SetRecord);
      for (const request of [{ resume: "a-session" }, { routine: "strength" }]) {
        const kept = await find(request, "2026-11-22");
        const after = keeping(() => Promise.reject(new TypeError("no network")), kept?.answer).keeper;
        await after.takeUp();
        const asked = after.pain(hurt);
        await vi.advanceTimersByTimeAsync(2000);
        expect((await asked)?.lines).toEqual([line]);
        await after.takePainBack();
      }
      vi.useRealTimers();
    },
  );

  it.each([
    ["a mild one", { ...hurt, score: 5 }, false],
    ["a high one that was taken back", hurt, true],
  ])("told in another tab stays known after %s here, and after a set", async (_, report, back) => {
    const routine = { ...session.session, routine: "strength", sets: [], declarations: {} };
    const answer = { ...session, session: routine } as unknown as SessionAnswer;
    await forgetGoing();
    await keepForLater({ sessions: [{ ...answer, title: "Strength" }] });
    const [here, there] = [0, 1].map(() => keeping(async () => Response.json(said), answer).keeper);
    const known = async (): Promise<boolean[]> => {
      await pause(20); // what is not waited for is kept by now
      return (await all()).map(({ again_until }) => again_until !== undefined);
    };
    await here?.set({ uuid: "one", index: 0, session: "a-session" } as SetRecord);
    expect(await known()).toEqual([false, false]);
    await there?.pain(hurt);
    expect(await known()).toEqual([true, true]);
    await here?.pain(report);
    if (back) await here?.takePainBack();
    expect(await known()).toEqual([true, true]);
    await here?.set({ uuid: "two", index: 1, session: "a-session" } as SetRecord);
    expect(await known()).toEqual([true, true]);
    await there?.takePainBack();
    expect(await known()).toEqual([false, false]);
  });

  it("is answered by the server, however late, where nothing came with the session", async () => {
    vi.useFakeTimers();
    const { keeper } = keeping(async () => {
      await new Promise((done) => setTimeout(done, 5000));
      return Response.json(said);
    });
    const asked = keeper.pain(hurt);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await asked).toEqual(said);
    vi.useRealTimers();
  });

  it("is answered by the server where that is quick, whatever came with the session", async () => {
    const { keeper } = keeping(async () => Response.json(said), knowing);
    expect(await keeper.pain(hurt)).toEqual(said);
  });

  it("is kept where nobody answers", async () => {
    const { keeper, shelf } = keeping(() => Promise.reject(new TypeError("no network")));
    expect(await keeper.pain(hurt)).toBeNull();
    expect(await methods(shelf)).toEqual(["POST"]);
  });
});

describe("a pain that is not told yet", () => {
  const hanging = () => keeping(() => new Promise(() => undefined));
  const bodies = async (shelf: MemoryShelf): Promise<unknown[]> =>
    (await shelf.all()).map(({ body }) => body);

  it("is kept from the first tap on, once", async () => {
    const { keeper, shelf } = hanging();
    await keeper.hurts();
    const [first] = await shelf.all();
    await keeper.hurts();
    expect(await shelf.all()).toEqual([first]);
    expect(first).toMatchObject({ method: "PUT", path: "/sessions/a-session/hurts", body: { hurt: true } });
  });

  it("is nothing where it was a slip", async () => {
    const { keeper, shelf } = hanging();
    await keeper.hurts();
    await keeper.told();
    expect(await bodies(shelf)).toEqual([{ hurt: false }]);
  });

  it("gives way to the report", async () => {
    const { keeper, shelf } = hanging();
    await keeper.hurts();
    void keeper.pain(hurt);
    await vi.waitFor(async () => expect(await bodies(shelf)).toContainEqual({ hurt: false }));
    expect(await bodies(shelf)).toContainEqual(expect.objectContaining({ place: "knee", score: 7 }));
  });

  it("is not asked about where it was never told of", async () => {
    const { keeper, shelf } = hanging();
    await keeper.told();
    expect(await shelf.all()).toEqual([]);
  });
});

const END = { effort: null, hurt: null, answers: {} };

it("takes the end of its session back, in its place where that is not sent yet, and keeps what is going on", async () => {
  let send: Send = () => Promise.reject(new TypeError("no network"));
  const led = { uuid: "led", routine: "strength", declarations: {} } as unknown as Session;
  const { keeper, outbox } = keeping((...given) => send(...given), { ...session, session: led });
  await keeper.end(false, END);
  await keeper.goesOn();
  const sent: string[] = [];
  send = async (method, path) => sent.push(`${method} ${path}`);
  await outbox.flush();
  expect(sent).toEqual(["DELETE /sessions/led/end"]);
  expect(await find({ resume: "led" }, "2026-11-22")).toMatchObject({ fresh: false });
  await keeper.end(true, END);
  await outbox.flush();
  expect(sent.at(-1)).toBe("PUT /sessions/led/end");
  await vi.waitFor(async () => expect(await find({ resume: "led" }, "2026-11-22")).toBeNull());
});

it("takes the end of its session back after it, where that is on its way", async () => {
  const sent: string[] = [];
  let answer: (value: unknown) => void = () => undefined;
  const { keeper, outbox } = keeping((method) => {
    sent.push(method);
    return method === "PUT" ? new Promise((resolve) => (answer = resolve)) : Promise.resolve();
  });
  await keeper.end(false, END);
  await vi.waitFor(() => expect(sent).toEqual(["PUT"]));
  await keeper.goesOn();
  answer(null);
  await outbox.flush();
  expect(sent).toEqual(["PUT", "DELETE"]);
});

it("knows whether the server has all of its session", async () => {
  let send: Send = () => Promise.reject(new TypeError("no network"));
  const { keeper, outbox } = keeping((...given) => send(...given));
  await outbox.keep({ key: "1 other", session: "another", method: "PUT", path: "/sets/x", body: {} });
  expect(await keeper.sent()).toBe(true);
  await keeper.end(true, { effort: null, hurt: null, answers: {} });
  expect(await keeper.sent()).toBe(false);
  send = () => Promise.resolve();
  await outbox.flush();
  expect(await keeper.sent()).toBe(true);
});
