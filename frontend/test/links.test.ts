import { beforeEach, expect, test, vi } from "vitest";
import type { CoachStart } from "../src/bridge";
import { CoachLink, PoseLink } from "../src/links";

/** A worker that says what the test makes it say. */
class Puppet {
  static last: Puppet;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  onerror: (event: { message: string }) => void = () => undefined;
  readonly posted: unknown[] = [];

  constructor() {
    Puppet.last = this;
  }

  postMessage(message: { type: string }): void {
    this.posted.push(message.type);
  }

  terminate(): void {}
}

beforeEach(() => {
  vi.stubGlobal("Worker", Puppet);
});

const pose = () => undefined;

test("a pose finder that broke down before anybody listened tells it to who listens", () => {
  const link = new PoseLink();
  Puppet.last.onmessage({ data: { type: "failed", reason: "no model" } });
  const failed = vi.fn();
  link.listen({ pose, failed });
  expect(failed.mock.calls).toEqual([["no model"]]);
});

test("a pose finder at work tells that it broke down when it does", () => {
  const failed = vi.fn();
  new PoseLink().listen({ pose, failed });
  expect(failed).not.toHaveBeenCalled();
  Puppet.last.onerror({ message: "out of memory" });
  expect(failed.mock.calls).toEqual([["out of memory"]]);
});

test("a coach that broke down tells it once: the next one is not to pay for it", () => {
  const link = new CoachLink();
  link.ready.catch(() => undefined);
  const failed = vi.fn();
  link.events = { outputs: () => undefined, failed };
  Puppet.last.onmessage({ data: { type: "ready" } });
  for (const reason of ["a frame", "a press"]) Puppet.last.onmessage({ data: { type: "failed", reason } });
  expect(failed.mock.calls).toEqual([["a frame"]]);
});

test("a coach is told of the camera from its start on, and not before", () => {
  const link = new CoachLink();
  link.camera(false);
  link.voice("silent");
  expect(Puppet.last.posted).toEqual(["load"]);
  link.start({} as CoachStart, 0);
  link.camera(true);
  expect(Puppet.last.posted).toEqual(["load", "start", "camera"]);
});
