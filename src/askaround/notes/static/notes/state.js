// One quiet line: what is saved and what waits. On the debrief page it also sends what the talk left behind.
import { outboxOf } from "./outbox.js";

class NoteState extends HTMLElement {
  connectedCallback() {
    const holder = this.closest("[data-interview]");
    this.outbox = outboxOf(holder.dataset.interview);
    this.show = () => (this.textContent = words(this.outbox));
    this.outbox.addEventListener("change", this.show);
    this.show();
    this.outbox.send();
  }

  disconnectedCallback() {
    this.outbox.removeEventListener("change", this.show);
  }
}

function words(outbox) {
  const waiting = outbox.waiting.filter((entry) => entry.fields.text).length;
  const refused = outbox.entries.filter((entry) => entry.refused && entry.fields.text).length;
  if (refused) return `${count(refused)} could not be saved. Copy the words, then load this page again.`;
  if (waiting && !outbox.durable) return `${count(waiting)} not saved yet. Keep this page open.`;
  if (waiting) return `Kept on this device · ${count(waiting)} ${waiting === 1 ? "waits" : "wait"} for the network`;
  return "Saved";
}

const count = (number) => `${number} ${number === 1 ? "note" : "notes"}`;

customElements.define("note-state", NoteState);
