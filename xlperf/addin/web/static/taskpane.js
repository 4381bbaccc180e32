// The task pane: the buttons, what they ask, how far they are, what came of them, and why cells show an error.

import { apply, openWorkbook } from "./apply.js";
import { collect, sheetNames } from "./collect.js";
import { Engine, Stopped } from "./engine.js";
import { answersOf, fields } from "./form.js";
import { CellFunctions } from "./functions.js";

const at = (id) => document.getElementById(id);
const STATES = { starting: "Starting Python …", ready: "Ready", broken: "Python did not start" };

const engine = new Engine(showState);
const functions = new CellFunctions((calls) => engine.ask("functions", calls), showReasons);
window.xlperf = { engine, functions }; // for the tests, which look at how calls were batched

Office.onReady(async () => {
  const [contents, metadata] = await Promise.all(["contents.json", "functions.json"].map(json));
  functions.associate(metadata, contents.namespace);
  showButtons(contents.buttons);
  showFunctions(metadata.functions, contents.namespace);
  await greyButtons(contents);
  window.addEventListener("focus", () => greyButtons(contents));
  document.body.dataset.loaded = "yes";
});

at("stop").addEventListener("click", () => engine.stop());

async function json(name) {
  return (await fetch(name)).json();
}

function made(kind, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(kind), properties);
  element.append(...inside);
  return element;
}

function showState(state, reason = "") {
  at("state").className = state;
  at("state").textContent = STATES[state];
  if (state === "broken") {
    showOutcome({ said: `Python did not start: ${reason} Close the pane and open it again.`, problem: true });
  }
}

// The buttons

function showButtons(buttons) {
  for (const [group, members] of grouped(buttons)) {
    at("buttons").append(made("h2", { textContent: group }), made("ul", { className: "group" }, ...members.map(item)));
  }
}

function grouped(buttons) {
  const groups = new Map();
  for (const button of buttons) {
    groups.set(button.group, [...(groups.get(button.group) ?? []), button]);
  }
  return groups;
}

function item(button) {
  const press = made(
    "button",
    { type: "button", className: "press", id: `press-${button.id}`, title: button.help },
    made("img", { src: `icons/${button.image}_64.png`, alt: "" }),
    made("b", { textContent: button.label }),
    made("span", { textContent: button.tip }),
  );
  press.addEventListener("click", () => begin(button));
  return made("li", {}, press, made("p", { className: "why-not", id: `why-not-${button.id}`, hidden: true }));
}

/** Grey what would count single children where pandas did not come with the add-in, and say so beneath. */
async function greyButtons({ buttons, can_count: canCount, performance_sheets: sheets, cannot_count: reason }) {
  const plain = (name) => name.toLowerCase().replaceAll(" ", "");
  const known = new Set(sheets.map(plain));
  const isKnown = canCount || (await sheetNames()).some((name) => known.has(plain(name)));
  let said = false;
  for (const { id, counts_open_book: counts } of buttons) {
    const grey = counts && !isKnown;
    at(`press-${id}`).disabled = grey;
    at(`why-not-${id}`).hidden = !grey;
    at(`why-not-${id}`).textContent = said ? "For the same reason." : reason;
    said ||= grey;
  }
}

// A click

async function begin(button) {
  at("outcome").hidden = true;
  if (!button.asks) {
    await run(button, {}, []);
    return;
  }
  await working(button, "Looking at the workbook …", async () => {
    const { desk, files } = await collect({ content: true });
    ask(button, JSON.parse(await engine.ask("questions", JSON.stringify({ button: button.id, desk }), files)));
  });
}

function ask(button, questions) {
  const form = at("form");
  const back = made("button", { type: "button", className: "quiet", textContent: "Back" });
  back.addEventListener("click", () => show("buttons"));
  form.replaceChildren(
    made("h2", { textContent: button.label }),
    made("p", { textContent: button.help }),
    ...fields(questions),
    made("div", { className: "row" }, made("button", { className: "main", textContent: button.label }), back),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { answers, files } = await answersOf(form);
    await run(button, answers, files);
  };
  show("form");
  form.querySelector("input, select")?.focus();
}

async function run(button, answers, given) {
  await working(button, "Reading the workbook …", async () => {
    const { desk, files } = await collect({ content: true, pdf: button.id === "print_pdf" });
    const confirmed = {};
    for (;;) {
      const click = JSON.stringify({ button: button.id, answers, confirmed, desk });
      const came = JSON.parse(await engine.ask("press", click, [...given, ...files], showProgress));
      if (came.asks === undefined) {
        await finish(came);
        return;
      }
      confirmed[came.asks] = await confirm(button, came.asks);
      showWorking(button, "Going on …");
    }
  });
}

async function working(button, doing, work) {
  showWorking(button, doing);
  try {
    await work();
  } catch (error) {
    const said = error instanceof Stopped ? error.message : `${button.label} could not be done: ${error.message}`;
    showOutcome({ said, problem: true });
  }
}

async function finish(came) {
  showProgress(1, "Writing to the workbook …");
  await apply(came.changes.filter((change) => change.do !== "save"));
  const saved = came.changes.filter((change) => change.do === "save");
  for (const { name, content } of saved) {
    if (name.endsWith(".xlsx")) {
      await openWorkbook(content);
    }
  }
  showOutcome({ ...came, saved });
}

/** Ask a question that is answered by yes or no, in the pane: Office shows no message boxes of a web page. */
function confirm(button, question) {
  return new Promise((resolve) => {
    const answer = (text, className, value) => {
      const pressed = made("button", { type: "button", className, textContent: text });
      pressed.addEventListener("click", () => resolve(value));
      return pressed;
    };
    at("form").onsubmit = (event) => event.preventDefault();
    at("form").replaceChildren(
      made("h2", { textContent: button.label }),
      made("p", { textContent: question }),
      made("div", { className: "row" }, answer("Yes", "main", true), answer("No", "quiet", false)),
    );
    show("form");
    at("form").querySelector(".quiet").focus(); // so that Enter alone writes over nothing
  });
}

// What is shown

function show(...ids) {
  for (const id of ["working", "form", "buttons"]) {
    at(id).hidden = !ids.includes(id);
  }
}

function showWorking(button, doing) {
  at("working-title").textContent = button.label;
  showProgress(null, engine.state === "starting" ? "Waiting for Python to start …" : doing);
  show("working");
}

function showProgress(share, doing) {
  if (share === null) {
    at("bar").removeAttribute("value");
  } else {
    at("bar").value = share;
  }
  at("doing").textContent = doing;
}

function showOutcome({ said, problem = false, sheets = [], saved = [] }) {
  const links = [
    ...sheets.map((name) => sheetLink(name)),
    ...saved.map(({ name, content }) => fileLink(name, content)),
  ];
  const close = made("button", { type: "button", className: "quiet", textContent: "Close" });
  close.addEventListener("click", () => (at("outcome").hidden = true));
  at("outcome").className = `card ${problem ? "problem" : "done"}`;
  at("outcome").replaceChildren(
    made("p", { textContent: said }),
    ...(links.length ? [made("ul", {}, ...links.map((link) => made("li", {}, link)))] : []),
    close,
  );
  at("outcome").hidden = false;
  show("buttons");
  at("outcome").focus();
}

function sheetLink(name) {
  const link = made("button", { type: "button", className: "link", textContent: `Show the sheet ${name}` });
  link.addEventListener("click", () =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem(name).activate();
      await context.sync();
    }),
  );
  return link;
}

function fileLink(name, content) {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  return made("a", { href: URL.createObjectURL(new Blob([bytes])), download: name, textContent: `Save ${name}` });
}

function showFunctions(described, namespace) {
  for (const { name, description, parameters } of described) {
    const names = parameters.map(({ name: argument, optional }) => (optional ? `[${argument}]` : argument));
    at("cards").append(
      made("dt", { textContent: `=${namespace}.${name}(${names.join(", ")})` }),
      made("dd", { textContent: description }),
    );
  }
}

function showReasons(reasons) {
  at("no-reasons").hidden = reasons.length > 0;
  at("reason-list").replaceChildren(
    ...reasons.map(({ name, address, error, reason, times }) => {
      const where = [address, times > 1 ? `${times} cells` : ""].filter(Boolean).join(", ");
      return made("li", { textContent: `${where ? `${where}: ` : ""}${name} gave ${error}. ${reason}` });
    }),
  );
}
