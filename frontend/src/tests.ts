/** On the pages of the tests: a rest that counts down, and the phone's tilt read into the fields. Without it the numbers are typed. */

const KEEPS = 20; // readings that a kept number is the middle of

/** How steep the long side of a phone is, from level: 90 upright, either end up. `beta` is the turn about its short side. */
export function steepness(beta: number): number {
  return Math.abs((Math.asin(Math.sin((beta * Math.PI) / 180)) * 180) / Math.PI);
}

/** The number of a test for a shin that steep: what the knee lacks to straight under an upright thigh, or how high the leg is. */
export function reading(test: string, steep: number): number {
  return test === "active-knee-extension" ? 90 - steep : steep;
}

/** The middle of the last readings, to a whole degree; `null` before there are any. */
export function middle(readings: readonly number[]): number | null {
  const sorted = [...readings].sort((a, b) => a - b);
  const found = sorted[Math.floor(sorted.length / 2)];
  return found === undefined ? null : Math.round(found);
}

/** Seconds left of a rest. */
export function left(rest_s: number, begun_ms: number, now_ms: number): number {
  return Math.max(0, Math.ceil(rest_s - (now_ms - begun_ms) / 1000));
}

function part<T extends HTMLElement>(root: ParentNode, name: string): T {
  const found = root.querySelector<T>(`[data-${name}]`);
  if (found === null) throw new Error(`no [data-${name}] here`);
  return found;
}

function restFor(root: HTMLElement): void {
  const rest_s = Number(root.dataset["rest"]);
  const shown = part(root, "rest-left");
  const heard = part(root, "rest-heard");
  let ticking = 0;
  root.hidden = false;
  part(root, "rest-start").addEventListener("click", () => {
    const begun = Date.now();
    heard.textContent = "";
    clearInterval(ticking);
    ticking = window.setInterval(() => {
      const now = left(rest_s, begun, Date.now());
      shown.textContent = String(now);
      if (now > 0) return;
      clearInterval(ticking);
      heard.textContent = heard.dataset["over"] ?? "";
    }, 200);
  });
}

type Asks = { requestPermission?: () => Promise<string> };

class Tilt {
  private readonly readings: number[] = [];
  private readonly test: string;

  constructor(private readonly root: HTMLElement) {
    this.test = root.dataset["tilt"] ?? "";
    part(root, "tilt-start").addEventListener("click", () => void this.start());
    part(root, "tilt-keep").addEventListener("click", () => this.keep());
    root.hidden = false;
  }

  /** Some browsers ask the person first, and only inside a press. */
  private async start(): Promise<void> {
    const asks = (window.DeviceOrientationEvent ?? {}) as Asks;
    const allowed = asks.requestPermission === undefined ? "granted" : await asks.requestPermission();
    if (allowed !== "granted") return this.none();
    window.addEventListener("deviceorientation", (event) => this.read(event.beta));
    window.setTimeout(() => this.readings.length || this.none(), 1500);
  }

  private read(beta: number | null): void {
    if (beta === null) return;
    this.readings.push(reading(this.test, steepness(beta)));
    if (this.readings.length > KEEPS) this.readings.shift();
    part(this.root, "tilt-now").textContent = `${middle(this.readings)}°`;
    part(this.root, "tilt-keep").hidden = false;
    part(this.root, "tilt-start").hidden = true;
  }

  /** Into the first field that is empty. */
  private keep(): void {
    const now = middle(this.readings);
    const fields = document.querySelectorAll<HTMLInputElement>("[data-trials] .trials input");
    const empty = [...fields].find((field) => field.value === "");
    if (now === null || empty === undefined) return;
    empty.value = String(now);
    const said = part(this.root, "tilt-keep").dataset["said"] ?? "";
    part(this.root, "tilt-heard").textContent = said.replace("…", String(now));
  }

  private none(): void {
    const says = part(this.root, "tilt-says");
    says.textContent = says.dataset["none"] ?? "";
  }
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll<HTMLElement>("[data-rest]")) restFor(root);
  for (const root of document.querySelectorAll<HTMLElement>("[data-tilt]")) new Tilt(root);
}
