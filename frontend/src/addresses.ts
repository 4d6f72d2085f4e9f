/** Where the server has what a browser keeps to do without it (`web/offline`). */

/** The page that stands in for all others. */
export const STAND_IN = "/offline/";
/** Answered by the service worker itself: of which set of files it is. */
export const STAMP = "/offline/stamp";
/** The files to keep. */
export const LIST = "/offline/files.json";

/** What the server says under `LIST`: the stamp of the files, and each with whether the page that stands in needs it. */
export interface Listed {
  stamp: string;
  files: { url: string; bytes: number; shell: boolean }[];
}

/** With this begin the names of all that a browser keeps of files of ours. */
export const CACHES = "hamstride-";

/** What keeps the files of one stamp. */
export function cacheOf(stamp: string): string {
  return `${CACHES}${stamp}`;
}
