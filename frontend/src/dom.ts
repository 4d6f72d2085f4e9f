/** Finding and filling the parts of the player's page. Words come with the page (`data-say-…`) or from the coach. */

/** In which the parts of a drawing are made. */
export const SVG = "http://www.w3.org/2000/svg";

/** The element marked `data-part="name"`. */
export function part<T extends Element = HTMLElement>(root: ParentNode, name: string): T {
  const found = root.querySelector<T>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`the player's page has no part ${name}`);
  return found;
}

/** Words that came with the page under `data-say-<id>`, with their `{parameters}` filled in. */
export function words(root: HTMLElement, id: string, params: Record<string, string | number> = {}): string {
  const text = root.getAttribute(`data-say-${id}`);
  if (text === null) throw new Error(`the player's page has no words ${id}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}

/** Sets text, only when it is another one; empty text hides the element. */
export function put(element: HTMLElement, text: string | undefined): void {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.hidden = text === undefined || text === "";
}

/** Sets or removes a data attribute, for the style sheet to lay out by. */
export function mark(element: HTMLElement, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined) delete element.dataset[name];
  else if (element.dataset[name] !== String(value)) element.dataset[name] = String(value);
}

export function paragraph(text: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

export function button(label: string, press: () => void, className = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
