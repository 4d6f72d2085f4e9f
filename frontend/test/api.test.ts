import { expect, test, vi } from "vitest";
import { Api, Refused, SignedOut } from "../src/api";

type Answer = [status: number, body?: unknown];

/** A server that gives these answers to changes, one after the other, and this one to /me. */
function server(answers: Answer[], me: Answer = [200, { csrf: "fresh", runner: {} }]) {
  const asked: [string, string, string | null][] = [];
  const ask = (async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = String(input);
    asked.push([init?.method ?? "GET", path, new Headers(init?.headers).get("X-CSRFToken")]);
    const [status, body] = path.endsWith("/me") ? me : (answers.shift() ?? [500]);
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  }) as typeof fetch;
  return { api: new Api(ask), asked };
}

test("a change carries the CSRF mark that /me gave", async () => {
  const { api, asked } = server([[201]]);
  await api.send("PUT", "/sets/1", {});
  expect(asked).toEqual([
    ["GET", "/api/me", null],
    ["PUT", "/api/sets/1", "fresh"],
  ]);
});

test("a request that nobody answers is given up like one without a network", async () => {
  vi.useFakeTimers();
  const hanging = ((_, init) =>
    new Promise((__, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    })) as typeof fetch;
  const asked = new Api(hanging).send("PUT", "/sets/1", {}).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await asked).toBeInstanceOf(TypeError);
  vi.useRealTimers();
});

for (const status of [401, 403]) {
  test(`${status}: the session and the CSRF mark are renewed, then it is sent again`, async () => {
    const { api, asked } = server([[status], [200]]);
    await api.send("PUT", "/sets/1", {});
    expect(asked.map(([method, path]) => `${method} ${path}`)).toEqual([
      "GET /api/me",
      "PUT /api/sets/1",
      "GET /api/me",
      "PUT /api/sets/1",
    ]);
  });
}

test("signed out is told apart from refused", async () => {
  await expect(server([], [401]).api.send("PUT", "/sets/1", {})).rejects.toBeInstanceOf(SignedOut);
  await expect(server([[401], [401]]).api.send("PUT", "/sets/1", {})).rejects.toBeInstanceOf(SignedOut);
  await expect(server([[422]]).api.send("PUT", "/sets/1", {})).rejects.toMatchObject({ status: 422 });
  await expect(server([[403], [403]]).api.send("PUT", "/sets/1", {})).rejects.toBeInstanceOf(Refused);
});

test("the last word is Hamstride's own about what was sent, never that of a proxy or about who is signed in", async () => {
  const said = { problem: "This is not there." };
  const raised = async ({ api }: { api: Api }): Promise<unknown> =>
    api.send("PUT", "/sets/1", {}).catch(({ status, final }) => ({ status, final }));
  expect(await raised(server([[404, said]]))).toEqual({ status: 404, final: true });
  expect(await raised(server([[404, "<h1>Not Found</h1>"]]))).toEqual({ status: 404, final: false });
  expect(await raised(server([[404]]))).toEqual({ status: 404, final: false });
  expect(await raised(server([[503, said]]))).toEqual({ status: 503, final: false });
  expect(await raised(server([], [404, said]))).toEqual({ status: 404, final: false });
  expect(await raised(server([[403]], [400, said]))).toEqual({ status: 400, final: false });
});

test("a session is made, or taken up where it was left", async () => {
  const { api, asked } = server([
    [201, { session: { uuid: "new" } }],
    [200, { session: { uuid: "old" } }],
  ]);
  expect((await api.session({ routine: "strength" })).session.uuid).toBe("new");
  expect((await api.session({ resume: "old" })).session.uuid).toBe("old");
  expect(asked.slice(1).map(([method, path]) => `${method} ${path}`)).toEqual([
    "POST /api/sessions",
    "GET /api/sessions/old",
  ]);
});

test("everything says whose page it comes from", async () => {
  const whose: (string | null)[] = [];
  const ask = (async (_: RequestInfo | URL, init?: RequestInit) => {
    whose.push(new Headers(init?.headers).get("X-Runner"));
    return new Response("{}");
  }) as typeof fetch;
  await new Api(ask, "/api", () => "7").send("GET", "/offline");
  await new Api(ask, "/api", () => null).send("GET", "/offline");
  expect(whose).toEqual(["7", null]);
});
