// <letter-paper>: keeps the marks under the words while typing, and goes to the words of a remark.
// The marks come from the server; between two answers they move with the text that is typed.

const units = (text, points) => [...text].slice(0, points).join("").length;

class LetterPaper extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector("textarea");
    this.text = this.body.value;
    this.body.addEventListener("input", this);
    document.addEventListener("click", this);
    document.addEventListener("htmx:oobAfterSwap", this);
    this.follow();
  }

  disconnectedCallback() {
    this.body.removeEventListener("input", this);
    document.removeEventListener("click", this);
    document.removeEventListener("htmx:oobAfterSwap", this);
  }

  handleEvent(event) {
    if (event.type === "input") this.typed();
    else if (event.type === "click") this.go(event);
    else this.answered();
  }

  get under() {
    return this.querySelector("#under");
  }

  // What the server marked, if it still is the text that stands there.
  answered() {
    if (this.under.textContent.trimEnd() === this.body.value.trimEnd()) this.text = this.body.value;
    this.follow();
  }

  follow() {
    if (!this.under.textContent.endsWith("\n\u200b")) this.under.append("\n\u200b");
  }

  marks() {
    const found = [];
    let at = 0;
    for (const node of this.under.childNodes) {
      const length = node.textContent.length;
      if (node.nodeName === "MARK") found.push([at, at + length, node.dataset.level]);
      at += length;
    }
    return found;
  }

  // Marks before the change stay, those behind it move, those in it go.
  typed() {
    const [old, now] = [this.text, this.body.value];
    let head = 0;
    while (head < old.length && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    const by = now.length - old.length;
    const kept = this.marks().flatMap(([start, end, level]) => {
      if (end <= head) return [[start, end, level]];
      return start >= old.length - tail && end <= old.length ? [[start + by, end + by, level]] : [];
    });
    this.text = now;
    this.paint(kept);
  }

  paint(marks) {
    const pieces = [];
    let at = 0;
    for (const [start, end, level] of marks) {
      const mark = document.createElement("mark");
      mark.dataset.level = level;
      mark.textContent = this.text.slice(start, end);
      pieces.push(this.text.slice(at, start), mark);
      at = end;
    }
    this.under.replaceChildren(...pieces, this.text.slice(at));
    this.follow();
  }

  go(event) {
    const link = event.target.closest?.("#review a[data-start]");
    if (!link) return;
    const field = document.getElementById(`id_${link.dataset.part}`);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.setSelectionRange(units(field.value, link.dataset.start), units(field.value, link.dataset.end));
  }
}

customElements.define("letter-paper", LetterPaper);
