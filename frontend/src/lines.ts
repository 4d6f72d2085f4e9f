/** Whole lines of a text that comes in pieces; what is left over waits for the next piece. */
export class Lines {
  #rest = "";

  take(piece: string): string[] {
    const whole = (this.#rest + piece).split("\n");
    this.#rest = whole.pop() ?? "";
    return whole.filter((line) => line !== "");
  }
}
