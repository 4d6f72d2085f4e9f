import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { Database } from "../src/database";

const somewhere = (): Database => new Database(`test-${crypto.randomUUID()}`, "things");
const put =
  (...keys: string[]) =>
  async (store: IDBObjectStore): Promise<void> => {
    for (const key of keys) store.put({ key });
  };

test("what the browser closed is opened again", async () => {
  const opening = vi.spyOn(indexedDB, "open");
  const database = somewhere();
  await database.change(put("a"));
  const request = opening.mock.results.at(-1)?.value as IDBOpenDBRequest | undefined;
  request?.result.close();
  await database.change(put("b"));
  expect(await database.all()).toEqual([{ key: "a" }, { key: "b" }]);
  expect(opening).toHaveBeenCalledTimes(2);
  opening.mockRestore();
});

test("what could not be opened once can be the next time", async () => {
  const database = somewhere();
  const opening = vi.spyOn(indexedDB, "open").mockImplementationOnce(() => {
    throw new DOMException("not now", "AbortError");
  });
  await expect(database.all()).rejects.toThrow("not now");
  opening.mockRestore();
  expect(await database.all()).toEqual([]);
});

test("a change that breaks down half-way changes nothing", async () => {
  const database = somewhere();
  await database.change(put("a"));
  const breaks = database.change(async (store) => {
    store.clear();
    throw new Error("half-way");
  });
  await expect(breaks).rejects.toThrow("half-way");
  expect(await database.all()).toEqual([{ key: "a" }]);
});

test("a write that the browser refuses says why", async () => {
  const database = somewhere();
  await database.change(put("a"));
  const breaks = database.change(async (store) => {
    store.add({ key: "a" });
  });
  await expect(breaks).rejects.toMatchObject({ name: "ConstraintError" });
});
