// Starts Python: the same in the worker of the task pane and, for the tests, in Node.

/**
 * Return Pyodide with every wheel of the add-in unpacked into it.
 *
 * `loadPyodide` comes from Pyodide itself, `home` is where its files lie, `bytesOf` gives the bytes of one file of the
 * add-in's folder, and `wheels` are the names of the wheels in it. No package index is ever asked.
 */
export async function startPython(loadPyodide, home, bytesOf, wheels) {
  const loading = wheels.map((wheel) => bytesOf(`wheels/${wheel}`));
  const python = await loadPyodide({ indexURL: home });
  const site = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const bytes of await Promise.all(loading)) {
    python.unpackArchive(bytes, "wheel", { extractDir: site });
  }
  python.runPython("import importlib; importlib.invalidate_caches()");
  return python;
}

/** Return a function of an xlperf module, imported at the first call: texts in, a text out. */
export function textFunction(python, module, name) {
  let found = null;
  return (...given) => {
    found ??= python.pyimport(module)[name];
    return found(...given);
  };
}
