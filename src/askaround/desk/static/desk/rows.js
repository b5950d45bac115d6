// <walk-rows>: j and k go from row to row of a list; Enter opens the one in focus, as everywhere.

class WalkRows extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    document.addEventListener("keydown", (event) => this.key(event), { signal: this.quit.signal });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  key(event) {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const rows = [...this.querySelectorAll("[data-row]")];
    const here = rows.indexOf(document.activeElement);
    event.preventDefault();
    rows[Math.min(Math.max(here + step, 0), rows.length - 1)]?.focus();
  }
}

customElements.define("walk-rows", WalkRows);
