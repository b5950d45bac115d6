// One quiet line: what is saved here, what waits and why, what is saved there. After the talk it sends what was left behind.
import { forget, main, outbox, ready, talk } from "./here.js";

class NoteState extends HTMLElement {
  connectedCallback() {
    this.look = () => this.show();
    outbox.addEventListener("change", this.look);
    ready.then(this.look);
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.look);
  }

  show() {
    const line = words(talk().notes.size);
    if (line === this.line) return;
    this.line = line;
    this.textContent = line;
    this.toggleAttribute("data-wrong", outbox.refused.size > 0 || !outbox.durable);
    if (outbox.trouble === "out") this.append(" ", signIn());
  }
}

function words(all) {
  const { waiting, refused, trouble, durable, entries } = outbox;
  const notes = waiting.filter((entry) => entry.what === "note").length;
  const taps = waiting.length - notes;
  const open = [notes && count(notes, "note"), taps && count(taps, "tap")].filter(Boolean).join(" and ");
  const wait = `${open} ${waiting.length === 1 ? "waits" : "wait"}`;
  const loose = entries.some((entry) => entry.state === "loose");
  if (refused.size) return `${count(refused.size, "change")} could not be saved there: ${[...refused.values()][0]}`;
  if (loose && !durable) return `This browser keeps nothing: ${open} not saved yet. Keep this page open.`;
  if (waiting.length && trouble === "out") return `Saved here · ${wait} until you sign in again.`;
  if (waiting.length) return `Saved here · ${wait} for ${trouble ? "the network" : "an answer"}`;
  if (main.hasAttribute("data-held")) return "Everything from the talk is saved there.";
  return all ? `Saved here and there · ${count(all, "note")}` : "Ready: what you note is saved here, then there.";
}

const count = (number, name) => `${number} ${number === 1 ? name : `${name}s`}`;

function signIn() {
  const link = document.createElement("a");
  link.href = `${main.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Sign in";
  return link;
}

// On the debrief page: when the last of it has arrived, the device forgets the talk.
if (main.hasAttribute("data-held")) {
  const done = () => {
    if (outbox.busy || outbox.waiting.length || outbox.refused.size) return;
    outbox.removeEventListener("change", done);
    forget();
  };
  ready.then(() => outbox.addEventListener("change", done));
  ready.then(() => outbox.changed());
}

customElements.define("note-state", NoteState);
