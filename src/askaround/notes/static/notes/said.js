// The notes said so far, of every device, in their order; each says whether it has arrived.
import { face } from "./ids.js";
import { inOrder } from "./known.js";
import { outbox, ready, talk } from "./here.js";

const WORDS = { saving: "saving", loose: "only in this page", here: "saved here", there: "" };

class SaidList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.look = () => this.show();
    outbox.addEventListener("change", this.look);
    ready.then(this.look);
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.look);
  }

  show() {
    const known = inOrder(talk().notes.values());
    const rows = new Map([...this.list.children].map((row) => [row.dataset.id, row]));
    let place = this.list.firstElementChild;
    for (const note of known) {
      const row = rows.get(note.id) ?? blank(note.id);
      const fresh = !rows.delete(note.id);
      fill(row, note);
      if (row === place) place = place.nextElementSibling;
      else this.list.insertBefore(row, place);
      if (fresh && note.state !== "there") row.scrollIntoView({ block: "nearest" });
    }
    for (const row of rows.values()) row.remove();
  }
}

function blank(id) {
  const row = make("li");
  row.id = `note-${id}`;
  row.dataset.id = id;
  const body = make("div");
  const air = make("span", "air");
  air.append(make("span", "mark"), make("span", "kind"));
  body.append(air, make("p"));
  row.append(make("span", "due"), body, make("span", "small"));
  return row;
}

function fill(row, note) {
  const why = outbox.refused.get(note.id);
  const shown = JSON.stringify([note, why]);
  if (row.dataset.shown === shown) return;
  row.dataset.shown = shown;
  row.toggleAttribute("data-waiting", note.state !== "there");
  row.querySelector(".due").textContent = note.second === null ? "later" : face(note.second);
  row.querySelector(".air").className = `air ${note.kind}`;
  row.querySelector(".kind").textContent = note.kind[0].toUpperCase() + note.kind.slice(1);
  row.querySelector("p").textContent = note.text;
  const said = [why ? "not saved there" : WORDS[note.state], ...Object.keys(note.marks), note.aside ? "set aside" : ""];
  row.lastElementChild.replaceWith(side(said.filter(Boolean).join(" · ")));
}

function side(words) {
  const small = make("span", "small");
  const state = make("span", "state");
  state.textContent = words;
  const mend = make("button", "button quiet small");
  mend.type = "button";
  mend.dataset.mend = "";
  mend.textContent = "Mend";
  mend.setAttribute("aria-label", "Mend this note");
  small.append(state, mend);
  return small;
}

function make(name, className = "") {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

customElements.define("said-list", SaidList);
