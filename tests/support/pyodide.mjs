// Starts the Python of the task pane in Node and answers functions.answer for each line of standard input.
//     node pyodide.mjs FOLDER     where FOLDER is a built web add-in

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const from = (name) => import(pathToFileURL(join(folder, name)).href);
const { startPython, textFunction } = await from("python.js");
const { loadPyodide } = await from("pyodide/pyodide.mjs");
const { wheels } = JSON.parse(readFileSync(join(folder, "contents.json"), "utf8"));

const python = await startPython(
  loadPyodide,
  join(folder, "pyodide/"),
  async (name) => new Uint8Array(readFileSync(join(folder, name))),
  wheels,
);
const answer = textFunction(python, "xlperf.hosts.web.functions", "answer");
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
say({ loaded: python.runPython("import sys; ' '.join(sys.modules)").split(" ") });
for await (const line of createInterface({ input: process.stdin })) {
  const started = performance.now();
  const text = answer(line);
  say({ answers: JSON.parse(text), milliseconds: performance.now() - started });
}
