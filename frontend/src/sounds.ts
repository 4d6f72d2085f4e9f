/** The short sounds, made by the browser itself: enough to do a whole session without a voice. */

import type { SoundKind } from "./types.gen";

/** One note: when it begins, its pitch, its length and loudness. */
interface Note {
  at_s: number;
  hz: number;
  for_s: number;
  gain: number;
}

const note = (at_s: number, hz: number, for_s: number, gain: number): Note => ({ at_s, hz, for_s, gain });
const CLICK_S = 0.06;

export const SOUNDS: Record<SoundKind, readonly Note[]> = {
  click: [note(0, 330, CLICK_S, 0.5)],
  "double-click": [note(0, 330, CLICK_S, 0.5), note(0.13, 330, CLICK_S, 0.5)],
  "high-click": [note(0, 660, CLICK_S, 0.5)],
  tick: [note(0, 1050, 0.025, 0.16)],
  begin: [note(0, 523, 0.16, 0.35), note(0.18, 784, 0.24, 0.35)],
  "set-done": [note(0, 523, 0.13, 0.35), note(0.15, 659, 0.13, 0.35), note(0.3, 784, 0.26, 0.35)],
  look: [note(0, 587, 0.18, 0.4), note(0.2, 392, 0.3, 0.4)],
};

export class Sounds {
  constructor(private readonly audio: AudioContext) {}

  /** To be called inside a press: browsers are silent before one. */
  unlock(): void {
    void this.audio.resume();
  }

  play(kind: SoundKind): void {
    if (this.audio.state !== "running") void this.audio.resume();
    for (const each of SOUNDS[kind]) this.sound(each);
  }

  private sound({ at_s, hz, for_s, gain }: Note): void {
    const begin = this.audio.currentTime + at_s;
    const tone = new OscillatorNode(this.audio, { type: "triangle", frequency: hz });
    const loudness = new GainNode(this.audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(gain, begin + 0.005);
    loudness.gain.exponentialRampToValueAtTime(0.001, begin + for_s);
    tone.connect(loudness).connect(this.audio.destination);
    tone.start(begin);
    tone.stop(begin + for_s);
  }
}
