import { expect, test } from "vitest";
import { Row } from "../src/row";

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("pieces of work are done one after the other, however long each takes", async () => {
  const done: string[] = [];
  const row = new Row(() => undefined);
  row.add(async () => {
    await settled();
    done.push("slow");
  });
  row.add(() => void done.push("quick"));
  await settled();
  await settled();
  expect(done).toEqual(["slow", "quick"]);
});

test("what one piece raises is told once, and nothing that waits behind it is done", async () => {
  const told: unknown[] = [];
  const done: string[] = [];
  const row = new Row((error) => told.push(error));
  row.add(() => {
    throw new Error("broken");
  });
  row.add(() => void done.push("later"));
  await settled();
  row.add(() => void done.push("much later"));
  await settled();
  expect([told, done]).toEqual([[new Error("broken")], []]);
});
