// The nearest themes by keyboard: 1, 2 or 3 says “the same”.

class NearThemes extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    document.addEventListener("keydown", (event) => this.key(event), { signal: this.quit.signal });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select")) return;
    const button = this.querySelector(`[data-number="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }
}

customElements.define("near-themes", NearThemes);
