import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { SessionAnswer } from "../src/api";
import { all, find, forgetGoing, keepForLater, keepGoing } from "../src/kept";
import type { SetRecord } from "../src/types.gen";

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

  it("has nothing for what was never kept", async () => {
    expect(await find({ routine: "before-run" }, "2026-11-22")).toBeNull();
    expect(await find({ exercise: "strength" }, "2026-11-22")).toBeNull();
    expect(await find({ resume: "elsewhere" }, "2026-11-22")).toBeNull();
  });

  it("takes a newer session in the place of the one before", async () => {
    await keepForLater({ sessions: [answer("strength", "newer")] });
    const uuids = (await all()).map(({ session }) => session.uuid);
    expect(uuids.sort()).toEqual(["after-run", "newer"]);
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
});
