import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionAnswer } from "../src/api";
import { all, find, forgetGoing, keepForLater, keepGoing } from "../src/kept";
import type { SetRecord } from "../src/types.gen";

const owner = vi.hoisted(() => ({ now: "1" as string | null }));
vi.mock("../src/owner", () => ({ owner: () => owner.now }));
afterEach(() => {
  owner.now = "1";
});

const answer = (routine: string, uuid = routine): SessionAnswer & { title: string } => ({
  title: `The ${routine}`,
  session: {
    format: "hamstride-session/1",
    uuid,
    routine,
    date: "2026-01-01",
    sets: [],
    declarations: {},
  } as unknown as SessionAnswer["session"],
  done: [],
  figures: {},
});
const record = { uuid: "one", index: 0 } as unknown as SetRecord;

describe("sessions kept for later", () => {
  beforeEach(async () => {
    await forgetGoing();
    await keepForLater({ sessions: [answer("strength"), answer("after-run")] });
  });

  it("gives a fresh session of a routine, for today and under its own name", async () => {
    const found = await find({ routine: "strength", source: "beat" }, "2026-11-22");
    expect(found?.fresh).toBe(true);
    expect(found?.answer.session.date).toBe("2026-11-22");
    expect(found?.answer.session.source).toBe("beat");
    expect(found?.answer.session.uuid).toMatch(/^[0-9a-f-]{36}$/);
    const again = await find({ routine: "strength" }, "2026-11-22");
    expect(again?.answer.session.uuid).not.toBe(found?.answer.session.uuid);
  });

  it("gives the length that was asked for, and the usual one where there is no other", async () => {
    await keepForLater({ sessions: [{ ...answer("after-run"), lengths: { longer: answer("long") } }] });
    const got = async (asked: object) =>
      (await find({ routine: "after-run", ...asked }, "2026-11-22"))?.answer.session.routine;
    expect(await got({ longer: true })).toBe("long");
    expect(await got({ shorter: true })).toBe("after-run");
    expect(await got({})).toBe("after-run");
    expect((await all()).map(({ key }) => key)).toEqual(["after-run"]);
  });

  it("gives what follows from a pain along with the session", async () => {
    const pains = JSON.parse(
      '{"lying-leg-curl": {"sharp": [{"to": 10, "lines": ["Stop."], "then": "end"}]}}',
    );
    await keepForLater({ sessions: [{ ...answer("strength"), pains }] });
    expect((await find({ routine: "strength" }, "2026-11-22"))?.answer.pains).toEqual(pains);
  });

  it("has nothing for what was never kept", async () => {
    expect(await find({ routine: "before-run" }, "2026-11-22")).toBeNull();
    expect(await find({ exercise: "strength" }, "2026-11-22")).toBeNull();
    expect(await find({ resume: "elsewhere" }, "2026-11-22")).toBeNull();
  });

  it("takes a newer session in the place of the one before", async () => {
    await keepForLater({ sessions: [answer("strength", "newer"), answer("after-run")] });
    const uuids = (await all()).map(({ session }) => session.uuid);
    expect(uuids.sort()).toEqual(["after-run", "newer"]);
  });

  it("loses no set that another tab keeps at the same moment", async () => {
    const going = answer("strength", "mine");
    going.session.declarations = { strength: { text: { title: "Strength" } } };
    const later = keepForLater({ sessions: [answer("strength")] });
    await Promise.all([later, keepGoing(going, [record])]);
    expect((await find({ resume: "mine" }, "2026-11-22"))?.answer.done).toEqual([record]);
  });

  it("goes on with the one that was going on, with what was done of it, until that is over", async () => {
    await keepGoing(answer("strength", "mine"), [record]);
    const [first] = await all();
    expect([first?.session.uuid, first?.title]).toEqual(["mine", "The strength"]);
    const found = await find({ resume: "mine" }, "2026-11-22");
    expect(found?.fresh).toBe(false);
    expect(found?.answer.done).toEqual([record]);
    await forgetGoing();
    expect(await find({ resume: "mine" }, "2026-11-22")).toBeNull();
  });

  it("no longer gives a routine that is left out by now, but goes on with the one that was going on", async () => {
    await keepGoing(answer("strength", "mine"), []);
    await keepForLater({ sessions: [answer("after-run")] });
    expect(await find({ routine: "strength" }, "2026-11-22")).toBeNull();
    expect((await all()).map(({ session }) => session.uuid)).toEqual(["mine", "after-run"]);
  });

  it("goes on in the language chosen since, as far as its exercises are known in it", async () => {
    const told = (uuid: string, language: string, ...titles: string[]) => {
      const made = answer("strength", uuid);
      const declarations = Object.fromEntries(titles.map((title, n) => [`curl-${n}`, { text: { title } }]));
      Object.assign(made.session, { language, declarations });
      return { ...made, title: `${language} ${made.title}` };
    };
    await keepForLater({ sessions: [told("first", "en", "One curl")] });
    await keepGoing(told("mine", "en", "One curl"), [record]);
    await keepForLater({ sessions: [told("newer", "de", "Ein Curl", "Noch einer")] });
    const [going] = await all();
    expect(going?.session.uuid).toBe("mine");
    expect(going?.session.language).toBe("de");
    expect(going?.session.declarations).toEqual({ "curl-0": { text: { title: "Ein Curl" } } });
    expect([going?.title, going?.done]).toEqual(["de The strength", [record]]);
    await keepForLater({ sessions: [told("newest", "fr")] });
    expect((await all())[0]?.session.language).toBe("de");
  });

  it.each([
    ["told elsewhere since", undefined, {}, "2026-11-28", "2026-11-28"],
    ["told elsewhere later", "2026-11-25", {}, "2026-11-28", "2026-11-28"],
    ["that the server does not know of yet", undefined, { report: "2026-11-28" }, undefined, "2026-11-28"],
    ["that was taken back elsewhere", "2026-11-28", {}, undefined, undefined],
    ["that was never told", undefined, {}, undefined, undefined],
  ])("knows in the session that is going on of a high pain %s", async (_, own, told, made, known) => {
    await keepGoing({ ...answer("strength", "mine"), again_until: own }, [record], told);
    await keepForLater({ sessions: [answer("after-run"), { ...answer("strength"), again_until: made }] });
    expect((await find({ resume: "mine" }, "2026-11-22"))?.answer.again_until).toBe(known);
  });

  it("keeps its own words where the way that was planned is gone", async () => {
    const told = (language: string, ...variants: string[]) => {
      const made = answer("strength", language);
      const declared = {
        text: { title: language },
        variants: Object.fromEntries(variants.map((id) => [id, {}])),
      };
      const sets = [{ exercise: "curl", variant: "toes-in" }];
      Object.assign(made.session, { language, declarations: { curl: declared }, sets });
      return made;
    };
    const language = async (): Promise<string | undefined> => (await all())[0]?.session.language;
    await keepGoing(told("en", "toes-in"), [record]);
    await keepForLater({ sessions: [told("de", "neutral")] });
    expect(await language()).toBe("en");
    await keepForLater({ sessions: [told("de", "neutral", "toes-in")] });
    expect(await language()).toBe("de");
  });

  it("shows one runner nothing of another", async () => {
    await keepGoing(answer("strength", "mine"), [record]);
    owner.now = "2";
    expect(await all()).toEqual([]);
    expect(await find({ resume: "mine" }, "2026-11-22")).toBeNull();
    await keepForLater({ sessions: [answer("before-run")] });
    expect((await all()).map(({ key }) => key)).toEqual(["before-run"]);
    owner.now = "1";
    expect(await all()).toEqual([]);
  });
});
