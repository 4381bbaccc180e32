// Measures the web add-in's own program in Node: node web_host.mjs FOLDER REQUEST, the folder a built add-in, the request
// {runs, sizes}. Prints {size: {name: [milliseconds]}}, the batches of a thousand single calls, and how long they took.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const { runs, sizes } = JSON.parse(process.argv[3]);
const from = (name) => import(pathToFileURL(join(folder, name)).href);
const { startPython, textFunction } = await from("python.js");
const { CellFunctions } = await from("functions.js");
const { loadPyodide } = await from("pyodide/pyodide.mjs");
const { wheels } = JSON.parse(readFileSync(join(folder, "contents.json"), "utf8"));

globalThis.CustomFunctions = { ErrorCode: {}, Error: class extends Error {} };
const bytesOf = async (name) => new Uint8Array(readFileSync(join(folder, name)));
const python = await startPython(loadPyodide, join(folder, "pyodide/"), bytesOf, wheels);
python.runPython(`
from dataclasses import replace
from xlperf.functions.broadcast import broadcast
from xlperf.functions import brag, card_of
from xlperf.hosts.web import functions

def same(value, target, polarity, scheme="brag"):
    return broadcast(lambda value, target, polarity, scheme: value, value, target, polarity, scheme)

functions.BY_NAME["PERF_SAME"] = replace(card_of(brag), name="PERF_SAME", function=same)
`);
const cells = new CellFunctions(textFunction(python, "xlperf.hosts.web.functions", "answer"));

let seed = 1;
const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const column = (size, least, most) => Array.from({ length: size }, () => [least + chance() * (most - least)]);

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const measured = {};
for (const size of sizes) {
  const given = [column(size, 40, 60), column(size, 45, 55), [["low"]], null];
  measured[size] = { identity: [], PERF_BRAG: [] };
  await cells.call("PERF_BRAG", given);
  // A single call takes a millisecond: many make a median that means something.
  for (let run = 0; run < (size < 10_000 ? 10 * runs : runs); run++) {
    measured[size].identity.push(await timed(() => cells.call("PERF_SAME", given)));
    measured[size].PERF_BRAG.push(await timed(() => cells.call("PERF_BRAG", given)));
  }
}
const before = cells.batches;
const single = async (name) =>
  timed(() => Promise.all(column(1000, 40, 60).map((row) => cells.call(name, [[row], [[50]], [["low"]], null]))));
const singles = { identity: [], PERF_BRAG: [] };
for (let run = 0; run < runs; run++) {
  singles.identity.push(await single("PERF_SAME"));
  singles.PERF_BRAG.push(await single("PERF_BRAG"));
}
console.log(JSON.stringify({ measured, singles, batches: (cells.batches - before) / (2 * runs) }));
process.exit(0);
