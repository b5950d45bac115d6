// Question by question: the next one stands there at once, the server hears of it from the outbox.
import { outbox, ready, talk } from "./here.js";

class QuestionCards extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.addEventListener("submit", (event) => this.decide(event), { signal });
    this.addEventListener("click", (event) => this.jump(event), { signal });
    outbox.addEventListener("change", () => this.mark(), { signal });
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    ready.then(() => {
      this.mark();
      this.show(this.querySelector("article:not([hidden]):not([data-fate])") ?? this.open);
    });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  // Alt and an arrow look at the question before or after, also while typing; j and k do where nobody types.
  press(event) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select, dialog, [contenteditable]");
    const keys = document.querySelector("note-pad")?.dataset.keys !== "False";
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : typing || !keys ? 0 : { k: -1, j: 1 }[event.key];
    const cards = [...this.querySelectorAll("article")];
    const here = cards.findIndex((card) => !card.hidden);
    const next = cards[here < 0 ? cards.length - 1 : here + step];
    if (!step || !next || this.closest("[hidden]")) return;
    event.preventDefault();
    this.show(next);
  }

  get open() {
    return this.querySelector("article:not([data-fate])");
  }

  decide(event) {
    event.preventDefault();
    const card = event.target.closest("article");
    const { fate } = event.submitter.dataset;
    outbox.add("fate", event.submitter.formAction, { question: card.id.slice(2), fate });
    const cards = [...this.querySelectorAll("article")];
    this.show(cards.slice(cards.indexOf(card) + 1).find((other) => !other.dataset.fate) ?? this.open);
  }

  mark() {
    const { fates } = talk();
    for (const [question, fate] of Object.entries(fates)) {
      for (const each of this.querySelectorAll(`#q-${CSS.escape(question)}, [data-for="q-${CSS.escape(question)}"]`)) each.dataset.fate = fate;
    }
  }

  jump(event) {
    const link = event.target.closest("li[data-for] a");
    if (!link) return;
    event.preventDefault();
    this.show(this.querySelector(`#${CSS.escape(link.parentElement.dataset.for)}`));
    location.hash = "main";
  }

  show(card) {
    for (const other of this.querySelectorAll("article")) other.hidden = other !== card;
    this.querySelector(".through").hidden = Boolean(card);
    const field = document.querySelector("note-pad form")?.elements.question;
    if (field) field.value = card ? card.id.slice(2) : "";
  }
}

customElements.define("question-cards", QuestionCards);
