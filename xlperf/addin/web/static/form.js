// The questions of a button as a form, and what was answered.

const GIVEN = "/given";

/** Return the fields for the questions; each stands in a label of its own. */
export function fields(questions) {
  return questions
    .filter(({ kind, choices, optional }) => kind !== "choice" || choices.length || !optional)
    .map((question) => {
      const label = document.createElement("label");
      const field = FIELDS[question.kind](question);
      field.name = question.id;
      field.required = !question.optional && question.kind !== "yes or no";
      label.append(...(question.kind === "yes or no" ? [field, question.label] : [question.label, field]));
      label.classList.toggle("tick", question.kind === "yes or no");
      if (question.choices.length && field.tagName === "INPUT") {
        const list = document.createElement("datalist");
        list.id = `choices-${question.id}`;
        list.append(...question.choices.map((choice) => new Option(choice, choice)));
        field.setAttribute("list", list.id);
        label.append(list);
      }
      return label;
    });
}

/** Return {answers, files}: a chosen folder or file is handed over, and its place inside Python is the answer. */
export async function answersOf(form) {
  const answers = {};
  const files = [];
  for (const field of form.elements) {
    if (!field.name) {
      continue;
    }
    if (field.type === "file") {
      const chosen = await Promise.all([...field.files].map(handed));
      files.push(...chosen);
      answers[field.name] = chosen.length ? placeOf(chosen[0].path, field.webkitdirectory) : "";
    } else {
      answers[field.name] = field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value;
    }
  }
  return { answers, files };
}

async function handed(file) {
  const path = `${GIVEN}/${file.webkitRelativePath || file.name}`;
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function placeOf(path, isFolder) {
  return isFolder ? path.split("/").slice(0, 3).join("/") : path;
}

const FIELDS = {
  text: typed,
  period: typed,
  choice({ choices, default: usual, optional }) {
    const field = document.createElement("select");
    field.append(...(optional ? [new Option("", "")] : []), ...choices.map((choice) => new Option(choice, choice)));
    field.value = usual || (optional ? "" : choices[0]);
    return field;
  },
  file() {
    return Object.assign(document.createElement("input"), { type: "file" });
  },
  folder() {
    return Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true, multiple: true });
  },
  "yes or no"({ default: usual }) {
    return Object.assign(document.createElement("input"), { type: "checkbox", checked: usual === "yes" });
  },
};

function typed({ default: usual }) {
  return Object.assign(document.createElement("input"), { type: "text", value: usual, autocomplete: "off" });
}
