// Runs `inside.py` in the browser's Python: node run.mjs PYODIDE ENGINE_ZIP INSIDE_PY JOBS_JSON; prints what came of each job.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, engine, inside, jobs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.unpackArchive(new Uint8Array(readFileSync(engine)), "zip", { extractDir: "/engine" });
python.FS.writeFile("/engine/inside.py", readFileSync(inside));
python.runPython("import sys; sys.path.insert(0, '/engine')");
const module = python.pyimport("inside");
const made = JSON.parse(readFileSync(jobs, "utf8")).map(({ does, track, ...film }) => {
  python.FS.writeFile("/track.gz", readFileSync(track));
  return JSON.parse(module[does](JSON.stringify({ ...film, track: "/track.gz" })));
});
process.stdout.write(JSON.stringify({ version: python.runPython("sys.version"), made }));
