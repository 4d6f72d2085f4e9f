/** The player's grey lines. */

import { paragraph, part, words } from "./dom";

export class Notices {
  constructor(private readonly root: HTMLElement) {}

  /** A line that stands as long as it is true. */
  tell(id: string, on: boolean): void {
    const notices = part(this.root, "notices");
    const shown = notices.querySelector(`[data-notice="${id}"]`);
    if (on === (shown !== null)) return;
    if (shown !== null) {
      shown.remove();
      return;
    }
    const made = paragraph(words(this.root, id));
    made.dataset["notice"] = id;
    notices.append(made);
  }
}
