/**
 * Speaks what the coach says, one sentence at a time. A number, and what is marked so, cuts off whatever is being said and
 * drops what waits; a voice that is slower than the coach reckons loses little else: only the latest few sentences wait.
 */

import type { Say } from "./types.gen";

const MOST_WAITING = 3; // what is older is no longer true

export type Sentence = Pick<Say, "message" | "number" | "cut">;

/** Something that can speak one sentence. */
export interface Voice {
  speak(text: string, over: () => void): void;
  cancel(): void;
}

export class Speaker {
  private speaking: symbol | null = null;
  private waiting: Sentence[] = [];

  constructor(private readonly voice: Voice) {}

  /** What the coach says in one moment. */
  moment(sentences: readonly Sentence[]): void {
    for (const sentence of sentences) this.say(sentence);
  }

  /** Silence, at once. */
  hush(): void {
    this.waiting = [];
    this.speaking = null;
    this.voice.cancel();
  }

  private say(sentence: Sentence): void {
    if (sentence.cut || sentence.number) this.hush();
    if (this.speaking === null) this.speak(sentence);
    else this.waiting = [...this.waiting, sentence].slice(-MOST_WAITING);
  }

  private speak(sentence: Sentence): void {
    const mine = Symbol(sentence.message);
    this.speaking = mine;
    this.voice.speak(sentence.message, () => {
      if (this.speaking !== mine) return; // cut off: its end is no news
      this.speaking = null;
      const next = this.waiting.shift();
      if (next !== undefined) this.speak(next);
    });
  }
}

/** The browser's own speech, with voices of this device only: other voices send the text away. */
export class BrowserVoice implements Voice {
  private voice: SpeechSynthesisVoice | null = null;
  private readonly alive = new Set<SpeechSynthesisUtterance>(); // kept, or some browsers forget to say that they are over

  constructor(
    private readonly language: string,
    private readonly synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis,
  ) {
    this.choose();
    this.synthesis?.addEventListener?.("voiceschanged", () => this.choose());
  }

  get available(): boolean {
    return this.voice !== null;
  }

  /** To be called inside a press: some browsers allow speech only from then on. */
  unlock(): void {
    if (this.synthesis === undefined || this.voice === null) return;
    const silence = this.utterance(" ");
    silence.volume = 0;
    this.synthesis.speak(silence);
  }

  speak(text: string, over: () => void): void {
    if (this.synthesis === undefined || this.voice === null) {
      over();
      return;
    }
    const utterance = this.utterance(text);
    const ended = (): void => {
      this.alive.delete(utterance);
      over();
    };
    utterance.onend = ended;
    utterance.onerror = ended;
    this.alive.add(utterance);
    this.synthesis.speak(utterance);
  }

  cancel(): void {
    this.alive.clear();
    this.synthesis?.cancel();
  }

  private utterance(text: string): SpeechSynthesisUtterance {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = this.voice;
    utterance.lang = this.voice?.lang ?? this.language;
    return utterance;
  }

  private choose(): void {
    this.voice = chooseVoice(this.synthesis?.getVoices() ?? [], this.language);
  }
}

/** The voice to take: on this device, of the language, the default one if there is a choice. */
export function chooseVoice<V extends Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">>(
  voices: readonly V[],
  language: string,
): V | null {
  const mine = voices.filter((v) => v.localService && v.lang.toLowerCase().split(/[-_]/)[0] === language);
  return mine.find((v) => v.default) ?? mine[0] ?? null;
}
