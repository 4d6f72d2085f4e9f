/** The panel "Voice and picture": what the runner hears and sees, remembered in this browser. */

import { mark, part } from "./dom";
import { isPref, read, write } from "./prefs";

export class Panel {
  private readonly box: HTMLElement;
  private readonly opener: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly changed: () => void,
    private readonly turned: () => void,
  ) {
    this.box = part(root, "settings");
    this.opener = part(root, "settings-open");
    mark(root, "picture", read("picture"));
    for (const name of ["settings-open", "settings-done"]) {
      part(root, name).addEventListener("click", () => this.toggle());
    }
    for (const input of this.box.querySelectorAll("input")) {
      input.checked = isPref(input.name, input.value) && read(input.name) === input.value;
      input.addEventListener("change", () => this.choose(input));
    }
  }

  get open(): boolean {
    return !this.box.hidden;
  }

  toggle(): void {
    this.box.hidden = !this.box.hidden;
    this.opener.setAttribute("aria-expanded", String(this.open));
    (this.open ? this.box.querySelector("input") : this.opener)?.focus();
    this.turned();
  }

  private choose(input: HTMLInputElement): void {
    if (!isPref(input.name, input.value)) return;
    write(input.name, input.value as never);
    mark(this.root, "picture", read("picture"));
    this.changed();
  }
}
