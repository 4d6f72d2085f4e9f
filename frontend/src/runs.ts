/** Files of runs, dropped or chosen: sent one after the other, a line shown for each as the server tells it. */

import { part, words } from "./dom";
import { Lines } from "./lines";

interface Parts {
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  readonly lines: HTMLElement;
  readonly status: HTMLElement;
  readonly progress: HTMLProgressElement;
}

/** The address and the hidden fields of a form, for one file of it. */
function bodyOf(form: HTMLFormElement, file: File): FormData {
  const body = new FormData();
  const mark = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (mark !== null) body.append(mark.name, mark.value);
  body.append("only-lines", "yes");
  body.append("file", file, file.name);
  return body;
}

/** Show a list item that the server made (names in it are escaped there). */
function show(list: HTMLElement, line: string): void {
  const item = document.createElement("template");
  item.innerHTML = line;
  list.append(item.content);
  list.lastElementChild?.scrollIntoView({ block: "nearest" });
}

async function send(parts: Parts, file: File): Promise<boolean> {
  const answer = await fetch(parts.form.action, { method: "POST", body: bodyOf(parts.form, file) });
  if (!answer.ok || answer.body === null) return false;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const lines = new Lines();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    for (const line of lines.take(piece.value)) show(parts.lines, line);
  return true;
}

async function sendAll(parts: Parts, files: readonly File[]): Promise<void> {
  part(parts.form, "bringing").hidden = false;
  parts.field.disabled = true;
  parts.progress.max = files.length;
  let broken = 0;
  for (const [n, file] of files.entries()) {
    parts.status.textContent = words(parts.status, "at", { n: n + 1, of: files.length, name: file.name });
    if (!(await send(parts, file).catch(() => false))) broken += 1;
    parts.progress.value = n + 1;
  }
  parts.field.disabled = false;
  parts.field.value = "";
  parts.status.textContent = words(parts.status, broken === 0 ? "over" : "broken", { n: broken });
  part(parts.form, "see").hidden = false;
}

function enhance(form: HTMLFormElement): void {
  const parts: Parts = {
    form,
    field: part<HTMLInputElement>(form, "field"),
    lines: part(form, "lines"),
    status: part(form, "status"),
    progress: part<HTMLProgressElement>(form, "progress"),
  };
  let busy = false;
  const begin = (files: FileList | null | undefined): void => {
    if (busy || files == null || files.length === 0) return;
    busy = true;
    void sendAll(parts, [...files]).finally(() => {
      busy = false;
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin(parts.field.files);
  });
  parts.field.addEventListener("change", () => begin(parts.field.files));
  dropped(form, begin);
}

/** Files may be dropped anywhere on the page: nobody should leave it by missing the box. */
function dropped(form: HTMLFormElement, begin: (files: FileList | null | undefined) => void): void {
  const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.dataset["over"] = "yes";
    form.closest("details")?.setAttribute("open", "");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete form.dataset["over"];
  });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    delete form.dataset["over"];
    begin(event.dataTransfer?.files);
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-bring]")) enhance(form);
