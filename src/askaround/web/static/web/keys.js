// Single keys: / search, n note, c capture somebody, g then t, p, a, i, f, n; ? shows them. Off when the seeker says so.
const places = { t: "today", p: "people", a: "asks", i: "interviews", f: "findings", n: "network" };
const typing = (el) => el.closest("input, textarea, select, [contenteditable], dialog[open]");

class ShortcutKeys extends HTMLElement {
  connectedCallback() {
    this.pressed = (event) => this.press(event);
    document.addEventListener("keydown", this.pressed);
    for (const opener of document.querySelectorAll("[data-show-keys]")) opener.addEventListener("click", (event) => this.show(event));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.pressed);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (this.waiting && places[event.key]) this.go(places[event.key], event);
    else if (event.key === "/") this.go("search", event);
    else if (event.key === "n") this.go("note", event);
    else if (event.key === "c") this.go("person", event);
    else if (event.key === "?") this.show();
    this.waiting = event.key === "g";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.waiting = false), 1500);
  }

  go(name, event) {
    const field = name === "search" && document.querySelector("main input[type=search][name=q]");
    event.preventDefault();
    if (field) return field.focus();
    const address = this.dataset[name];
    if (address) location.assign(address);
  }

  show(event) {
    event?.preventDefault();
    const dialog = this.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
  }
}

customElements.define("shortcut-keys", ShortcutKeys);
