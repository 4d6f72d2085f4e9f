/** "It hurts" in the player: what is told of it, and what next, which stays until the runner has read it. */

import type { PainAnswer } from "./api";
import { paragraph, part } from "./dom";
import type { Keeper } from "./keeper";
import type { PainReported, Screen } from "./types.gen";

export class Hurting {
  private answer: PainAnswer | null = null;
  /** Where and how much is told. */
  private reported = false;

  constructor(private readonly root: HTMLElement) {}

  /** It was pressed, for the first time or once more. */
  begin(): void {
    this.answer = null;
    this.reported = false;
  }

  /** Whether this screen asks where and how much. */
  asks(screen: Screen | null): boolean {
    return !this.reported && screen?.stage === "pain";
  }

  /** It is told where and how much. Resolves to what next; `null` where nobody answers, or where it was taken back meanwhile. */
  async report(report: PainReported, keeper: Keeper | null): Promise<PainAnswer | null> {
    this.reported = true;
    const answer = (await keeper?.pain(report)) ?? null;
    if (answer !== null) this.answer = answer;
    return answer;
  }

  takeBack(keeper: Keeper | null): void {
    this.answer = null;
    keeper?.takePainBack().catch(() => undefined); // told by the grey line, as all that is not sent
  }

  /** What was said to the last report that stands. */
  get said(): { lines: string[]; stopped: boolean } {
    return { lines: this.answer?.lines ?? [], stopped: this.answer?.then === "end" };
  }

  /** Shows what was said, on the screens that ask: it speaks of the exercise that hurt, not of what comes next. */
  show(screen: Screen | null): void {
    const lines = screen?.stage === "pain" ? this.said.lines : [];
    const shown = part(this.root, "pain-lines");
    if (shown.textContent !== lines.join("")) shown.replaceChildren(...lines.map(paragraph));
  }
}
