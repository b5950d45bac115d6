// Question by question: the next one stands there at once, the server hears of it from the outbox.
import { outbox, ready, talk } from "./here.js";

class QuestionCards extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.addEventListener("submit", (event) => this.decide(event), { signal });
    this.addEventListener("click", (event) => this.jump(event), { signal });
    outbox.addEventListener("change", () => this.mark(), { signal });
    ready.then(() => {
      this.mark();
      this.show(this.querySelector("article:not([hidden]):not([data-fate])") ?? this.open);
    });
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
