// The note pad: one line, one tap. The note stands in the list at once and is sent from the outbox.
import { device, newId, nextNumber } from "./ids.js";
import { outboxOf } from "./outbox.js";
import { draw, settle } from "./said.js";

const KINDS = ["advice", "information", "referral"];

class NotePad extends HTMLElement {
  connectedCallback() {
    const holder = this.closest("[data-interview]");
    this.interview = holder.dataset.interview;
    this.form = this.querySelector("form");
    this.text = this.form.elements.text;
    this.outbox = outboxOf(this.interview);
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.form.addEventListener("submit", (event) => this.submit(event), { signal });
    this.text.addEventListener("keydown", (event) => this.typing(event), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    this.outbox.addEventListener("kept", (event) => settle(event.detail), { signal });
    for (const entry of this.outbox.entries) if (entry.fields.text) draw(entry);
    this.outbox.addEventListener("change", () => this.mark(), { signal });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  submit(event) {
    event.preventDefault();
    this.take(event.submitter?.value ?? this.kind);
  }

  // The kind that the question in hand asks for.
  get kind() {
    return document.querySelector("question-cards article:not([hidden])")?.dataset.seeks ?? "information";
  }

  take(kind) {
    const words = this.text.value.trim();
    if (!words) return this.text.focus();
    const { question, contact } = this.form.elements;
    const second = document.querySelector("talk-clock")?.seconds ?? "";
    const fields = { kind, text: words, second, device: device(), number: nextNumber(this.interview) };
    fields.question = question.value;
    if (contact) fields.contact = contact.value;
    const entry = { id: newId(), url: this.form.action, fields };
    draw(entry);
    this.text.value = "";
    this.text.focus();
    this.outbox.add(entry);
  }

  mark() {
    for (const entry of this.outbox.entries) if (entry.refused) settle(entry.id, "not saved");
  }

  typing(event) {
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && held && !event.isComposing) {
      event.preventDefault();
      this.take(event.shiftKey ? "advice" : this.kind);
    } else if (event.altKey && KINDS[event.key - 1]) {
      event.preventDefault();
      this.take(KINDS[event.key - 1]);
    }
  }

  // 1, 2, 3 where nobody is typing; single keys can be switched off.
  key(event) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.dataset.keys === "False") return;
    if (KINDS[event.key - 1]) {
      event.preventDefault();
      this.take(KINDS[event.key - 1]);
    }
  }
}

customElements.define("note-pad", NotePad);
