// Python in a thread of its own, so that the task pane can be used while it works and can end it.
//
//   in    {id, work: "functions" | "questions" | "press", text, files: [{path, bytes}]}
//   out   {id, text}   {id, failed}   {id, progress: [share, text]}   and once {ready: milliseconds} or {broken: text}

import { startPython, textFunction } from "./python.js";

const started = performance.now();
const home = new URL("./", import.meta.url);

async function bytesOf(name) {
  const answer = await fetch(new URL(name, home));
  if (!answer.ok) {
    throw new Error(`${name} is not in the add-in's folder (${answer.status})`);
  }
  return new Uint8Array(await answer.arrayBuffer());
}

async function start() {
  const contents = JSON.parse(new TextDecoder().decode(await bytesOf("contents.json")));
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const python = await startPython(loadPyodide, new URL("pyodide/", home).href, bytesOf, contents.wheels);
  const works = {
    functions: textFunction(python, "xlperf.hosts.web.functions", "answer"),
    questions: textFunction(python, "xlperf.hosts.web.press", "questions"),
    press: textFunction(python, "xlperf.hosts.web.press", "press"),
  };
  works.functions("[]");
  return { python, works };
}

function put(python, files) {
  for (const { path, bytes } of files ?? []) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    python.FS.writeFile(path, bytes);
  }
}

const starting = start();
starting.then(
  () => postMessage({ ready: performance.now() - started }),
  (error) => postMessage({ broken: String(error.message ?? error) }),
);

addEventListener("message", async ({ data: { id, work, text, files } }) => {
  try {
    const { python, works } = await starting;
    put(python, files);
    const progress = (share, doing) => postMessage({ id, progress: [share, doing] });
    postMessage({ id, text: work === "press" ? works.press(text, progress) : works[work](text) });
  } catch (error) {
    // The last line of a Python error is its kind and text; what stands above is of no use to the user.
    postMessage({ id, failed: String(error.message ?? error).trim().split("\n").pop() });
  }
});
