import { expect, test } from "vitest";
import { chooseVoice, Speaker, type Voice } from "../src/speech";

/** Speaks nothing; `end()` says that the sentence being spoken is over. */
class Mouth implements Voice {
  readonly heard: string[] = [];
  private over: (() => void) | null = null;

  speak(text: string, over: () => void): void {
    this.heard.push(text);
    this.over = over;
  }

  cancel(): void {
    const over = this.over;
    this.over = null;
    over?.(); // browsers report a cut sentence as ended, too
  }

  end(): void {
    const over = this.over;
    this.over = null;
    over?.();
  }
}

const plain = (message: string) => ({ message, number: false, cut: false });
const number = (message: string) => ({ message, number: true, cut: false });

test("one sentence at a time, in order", () => {
  const mouth = new Mouth();
  const speaker = new Speaker(mouth);
  speaker.moment([plain("Left done."), plain("Now the right.")]);
  expect(mouth.heard).toEqual(["Left done."]);
  mouth.end();
  expect(mouth.heard).toEqual(["Left done.", "Now the right."]);
});

test("a number cuts off what is said and drops what waits", () => {
  const mouth = new Mouth();
  const speaker = new Speaker(mouth);
  speaker.moment([plain("Tighten the back of the thigh.")]);
  speaker.moment([plain("Start when you like.")]);
  speaker.moment([number("One.")]);
  mouth.end();
  expect(mouth.heard).toEqual(["Tighten the back of the thigh.", "One."]);
});

test("what follows a number waits for it", () => {
  const mouth = new Mouth();
  const speaker = new Speaker(mouth);
  speaker.moment([number("Six."), plain("Hips heavy on the mat.")]);
  expect(mouth.heard).toEqual(["Six."]);
  mouth.end();
  expect(mouth.heard).toEqual(["Six.", "Hips heavy on the mat."]);
});

test("a voice that is slow says what waits, but of much only the latest", () => {
  const mouth = new Mouth();
  const speaker = new Speaker(mouth);
  speaker.moment([plain("A long sentence.")]);
  speaker.moment([plain("A step back.")]);
  speaker.moment([plain("A little more light.")]);
  for (let n = 0; n < 3; n++) mouth.end();
  expect(mouth.heard).toEqual(["A long sentence.", "A step back.", "A little more light."]);
  for (const word of ["One.", "Two.", "Three.", "Four.", "Five."]) speaker.moment([plain(word)]);
  for (let n = 0; n < 5; n++) mouth.end();
  expect(mouth.heard.slice(3)).toEqual(["One.", "Three.", "Four.", "Five."]);
});

test("hush leaves nothing to be said", () => {
  const mouth = new Mouth();
  const speaker = new Speaker(mouth);
  speaker.moment([plain("One."), plain("Two.")]);
  speaker.hush();
  mouth.end();
  expect(mouth.heard).toEqual(["One."]);
});

test("only voices of this device and of the language are taken", () => {
  const voice = (lang: string, localService: boolean, isDefault = false) => ({
    lang,
    localService,
    default: isDefault,
  });
  const remote = voice("en-US", false, true);
  const german = voice("de-DE", true, true);
  const first = voice("en_GB", true);
  const usual = voice("en-US", true, true);
  expect(chooseVoice([remote, german], "en")).toBeNull();
  expect(chooseVoice([remote, german, first], "en")).toBe(first);
  expect(chooseVoice([first, usual], "en")).toBe(usual);
});
