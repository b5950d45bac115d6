// Sorting by keyboard: j and k walk through the notes, space ticks as everywhere, t goes to the theme.

class SortNotes extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    document.addEventListener("keydown", (event) => this.key(event), { signal: this.quit.signal });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const boxes = [...this.querySelectorAll("input[name=notes]")];
    const here = boxes.indexOf(document.activeElement);
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      boxes[Math.min(Math.max(here + step, 0), boxes.length - 1)]?.focus();
    } else if (event.key === "t") {
      event.preventDefault();
      this.querySelector("select, input[name=name]").focus();
    }
  }
}

customElements.define("sort-notes", SortNotes);
