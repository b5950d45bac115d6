// A note mended in the talk: its words, its kind, what it is worth keeping as; or thrown away. All through the outbox.
import { main, outbox, talk } from "./here.js";
import { CHOOSE, onLongPress, phrase } from "./marks.js";
import { undoable } from "./undo.js";

const dialog = document.getElementById("mend");
const form = dialog.querySelector("form");
const text = dialog.querySelector("textarea");
const chips = dialog.querySelectorAll("[data-mark]");
const kinds = dialog.querySelectorAll(".kinds button");
let note = null;
let draft = {};

const url = (name, id) => dialog.dataset[name].replace(dialog.dataset.id, id);

export function throwAway(id, again = true) {
  const whole = JSON.stringify(talk().notes.get(id) ?? null);
  outbox.add("trash", url("trash", id), { note: id });
  if (again) undoable(() => outbox.add("return", url("back", id), { note: id, whole }));
}

function mend(id, was, now) {
  const fields = { note: id, was, kind: now.kind, text: now.text, marks: JSON.stringify(now.marks) };
  outbox.add("mend", url("mending", id), fields);
}

function open(id) {
  note = talk().notes.get(id);
  if (!note) return;
  draft = { kind: note.kind, marks: structuredClone(note.marks) };
  text.value = note.text;
  show();
  dialog.showModal();
}

function show(words = "") {
  for (const button of kinds) button.setAttribute("aria-pressed", button.value === draft.kind);
  for (const chip of chips) chip.setAttribute("aria-pressed", chip.dataset.mark in draft.marks);
  const marked = Object.entries(draft.marks).map(([kind, said]) => `${kind}: ${said.map((each) => `“${each}”`).join(", ")}`);
  dialog.querySelector(".marked").textContent = words || marked.join(" · ");
}

function save() {
  const now = { ...draft, text: text.value.trim() };
  // A mark goes with its words.
  for (const [kind, said] of Object.entries(now.marks)) {
    now.marks[kind] = said.filter((each) => now.text.includes(each));
    if (!now.marks[kind].length) delete now.marks[kind];
  }
  const { id, text: was, kind, marks } = note;
  if (!now.text || JSON.stringify([was, kind, marks]) === JSON.stringify([now.text, now.kind, now.marks])) return;
  mend(id, was, now);
  undoable(() => mend(id, now.text, { text: was, kind, marks }));
}

for (const button of kinds) {
  button.addEventListener("click", () => {
    draft.kind = button.value;
    show();
  });
}

for (const chip of chips) {
  chip.addEventListener("click", () => {
    const { mark } = chip.dataset;
    const words = phrase(text, mark);
    if (mark in draft.marks) delete draft.marks[mark];
    else if (words) draft.marks[mark] = [words];
    show(words ? "" : CHOOSE);
  });
}

dialog.addEventListener("close", () => {
  if (dialog.returnValue === "save") save();
  if (dialog.returnValue === "trash") throwAway(note.id);
  dialog.returnValue = "";
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.close("save");
});

const list = main.querySelector("ol.said");
const row = (event) => event.target.closest("li")?.dataset.id;
list.addEventListener("click", (event) => event.target.closest("[data-mend]") && open(row(event)));
onLongPress(list, (event) => row(event) && open(row(event)), { signal: new AbortController().signal });
