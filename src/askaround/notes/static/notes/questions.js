// Question by question: the next one stands there at once, the server hears of it from the outbox.
import { newId } from "./ids.js";
import { outboxOf } from "./outbox.js";

class QuestionCards extends HTMLElement {
  connectedCallback() {
    this.outbox = outboxOf(this.closest("[data-interview]").dataset.interview);
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.addEventListener("submit", (event) => this.decide(event), { signal });
    this.addEventListener("click", (event) => this.jump(event), { signal });
    for (const { url, fields } of this.outbox.entries) {
      if (fields.fate) this.mark(this.querySelector(`#q-${CSS.escape(fields.question)}`), fields.fate);
    }
    this.show(this.querySelector("article:not([hidden]):not([data-fate])") ?? this.open);
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  get open() {
    return this.querySelector("article:not([data-fate])");
  }

  decide(event) {
    event.preventDefault();
    const card = event.target.closest("article");
    const fate = event.submitter.dataset.fate;
    this.mark(card, fate);
    const question = card.id.slice(2);
    this.outbox.add({ id: newId(), url: event.submitter.formAction, fields: { question, fate } });
    const later = [...this.querySelectorAll("article")].slice([...this.querySelectorAll("article")].indexOf(card) + 1);
    this.show(later.find((other) => !other.dataset.fate) ?? this.open);
  }

  mark(card, fate) {
    if (!card) return;
    card.dataset.fate = fate;
    this.querySelector(`[data-for="${CSS.escape(card.id)}"]`).dataset.fate = fate;
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
