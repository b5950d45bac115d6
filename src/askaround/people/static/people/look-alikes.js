// <look-alikes>: one key for each choice, shown beside it; u takes the last one back. Off with the other single keys.

class LookAlikes extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    if (document.querySelector("shortcut-keys")) this.listen();
    else for (const key of this.querySelectorAll("kbd, .keys")) key.hidden = true;
    // The next pair came in place of the last one, and with it went whatever was in focus.
    if (document.readyState === "complete" && document.activeElement === document.body) {
      this.querySelector("[data-first]")?.focus({ preventScroll: true });
    }
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  listen() {
    document.addEventListener("keydown", (event) => this.key(event), { signal: this.quit.signal });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (event.target.closest("input:not([type=radio]), textarea, select, dialog[open]")) return;
    const undo = event.key === "u" && document.querySelector("main > .notice form button");
    const meant = undo || this.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    meant.click();
    if (meant.type === "radio") meant.focus({ preventScroll: true });
  }
}

customElements.define("look-alikes", LookAlikes);
