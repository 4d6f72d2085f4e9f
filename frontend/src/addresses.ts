/** Where the server has what a browser keeps to do without it (`web/offline`). */

/** The page that stands in for all others. */
export const STAND_IN = "/offline/";
/** Answered by the service worker itself: of which set of files it is. */
export const STAMP = "/offline/stamp";
/** The files to keep. */
export const LIST = "/offline/files.json";
