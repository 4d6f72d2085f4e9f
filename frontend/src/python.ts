/** Our own Python in a worker: Pyodide, with the pure packages of Hamstride unpacked into it. */

/** As much of Pyodide as is used here. */
interface Python {
  unpackArchive(data: ArrayBuffer, format: "zip", options: { extractDir: string }): void;
  runPython(code: string): void;
  pyimport(name: string): unknown;
}

/** Loads Python and gives its module `name`; `T` says how that module is called. */
export async function loadPython<T>(engine: string, pyodide: string, name: string): Promise<T> {
  const [{ loadPyodide }, zip] = await Promise.all([
    import(`${pyodide}pyodide.mjs`) as Promise<{ loadPyodide(o: object): Promise<Python> }>,
    fetch(engine).then((answer) => answer.arrayBuffer()),
  ]);
  const python = await loadPyodide({ indexURL: pyodide });
  python.unpackArchive(zip, "zip", { extractDir: "/engine" });
  python.runPython("import sys; sys.path.insert(0, '/engine')");
  return python.pyimport(name) as T;
}

/** Flat numbers as rows, without the digits that no camera has. */
export function rows(flat: Float32Array | null, size: number): number[][] | null {
  if (flat === null) return null;
  return Array.from({ length: flat.length / size }, (_, i) =>
    Array.from(flat.subarray(i * size, (i + 1) * size), (value) => Math.round(value * 1e5) / 1e5),
  );
}
