// The note pad: one line, one tap. The note stands in the list at once, is kept on the device, then sent.
import { device } from "./ids.js";
import { interview, outbox } from "./here.js";
import { CHOOSE, onLongPress, phrase } from "./marks.js";
import { throwAway } from "./mend.js";
import { remember, remembered } from "./typed.js";
import { undoable } from "./undo.js";

const KINDS = ["advice", "information", "referral"];

class NotePad extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.form.elements.text;
    this.marking = this.querySelector(".marking");
    this.opener = this.closest(".pad").querySelector("[data-marks]");
    this.opener.hidden = false;
    this.marks = {};
    // What is being typed, kept at every stroke without waiting: a killed tab loses not a letter.
    this.draft = `askaround-draft-${interview}`;
    this.text.value ||= remembered(this.draft);
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.form.addEventListener("submit", (event) => this.submit(event), { signal });
    this.text.addEventListener("input", () => remember(this.draft, this.text.value), { signal });
    this.text.addEventListener("keydown", (event) => this.typing(event), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    this.opener.addEventListener("click", () => this.offer(this.marking.hidden), { signal });
    for (const button of this.querySelectorAll(".kinds button")) onLongPress(button, () => this.offer(true, button.value), { signal });
    for (const chip of this.querySelectorAll("[data-mark]")) chip.addEventListener("click", () => this.mark(chip), { signal });
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
    performance.mark("note tapped");
    const { question, contact } = this.form.elements;
    const second = document.querySelector("talk-clock")?.seconds ?? "";
    const fields = { interview, kind, text: words, second, device: device(), question: question.value };
    if (contact) fields.contact = contact.value;
    fields.marks = JSON.stringify(this.marks);
    const kept = outbox.add("note", this.form.action, fields);
    kept.then((entry) => {
      if (!this.text.value) remember(this.draft, "");
      performance.measure("note kept", "note tapped");
      undoable(() => throwAway(entry.id, false));
    });
    this.text.value = "";
    this.offer(false);
    this.text.focus();
  }

  // What a note may be besides: by a long press on its kind the chip takes it at once, by the button it waits for the kind.
  offer(open, kind = "") {
    this.held = kind;
    this.marks = open ? this.marks : {};
    this.marking.hidden = !open;
    this.opener.setAttribute("aria-expanded", open);
    this.say(open ? (kind ? `${kind[0].toUpperCase()}${kind.slice(1)}, and worth keeping as` : "Worth keeping as") : "");
    for (const chip of this.querySelectorAll("[data-mark]")) chip.setAttribute("aria-pressed", chip.dataset.mark in this.marks);
  }

  say(words) {
    this.marking.querySelector("p").textContent = words;
  }

  mark(chip) {
    const { mark } = chip.dataset;
    const words = phrase(this.text, mark);
    if (mark in this.marks) delete this.marks[mark];
    else if (words) this.marks[mark] = [words];
    else return this.say(this.text.value.trim() ? CHOOSE : "Type what was said first.");
    chip.setAttribute("aria-pressed", mark in this.marks);
    if (this.held && words) this.take(this.held);
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
    const typing = event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.dataset.keys === "False") return;
    if (KINDS[event.key - 1]) {
      event.preventDefault();
      this.take(KINDS[event.key - 1]);
    }
  }
}

customElements.define("note-pad", NotePad);
