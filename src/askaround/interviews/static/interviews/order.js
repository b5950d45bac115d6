// <drag-order>: its list in another order, by mouse or finger on a handle, and by the arrow keys while a handle has the
// focus. Without it the buttons do the same. Each handle tells where its row's order is kept.

class DragOrder extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    const { signal } = this.quit;
    this.addEventListener("pointerdown", (event) => this.lift(event), { signal });
    this.addEventListener("keydown", (event) => this.press(event), { signal });
  }

  disconnectedCallback() {
    this.quit.abort();
  }

  get rows() {
    return [...this.querySelectorAll(":scope > ol > li")];
  }

  lift(event) {
    const handle = event.target.closest("[data-order]");
    if (!handle || event.button) return;
    event.preventDefault();
    handle.focus();
    const row = handle.closest("li");
    const first = this.rows.indexOf(row);
    row.classList.add("lifted");
    handle.setPointerCapture(event.pointerId);
    const move = (moved) => this.follow(row, moved.clientY);
    const done = () => {
      handle.removeEventListener("pointermove", move);
      row.classList.remove("lifted");
      if (this.rows.indexOf(row) !== first) this.keep(handle, row);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", done, { once: true });
    handle.addEventListener("pointercancel", done, { once: true });
  }

  // The others go round the lifted row: were it taken out of the page itself, the browser would let go of the finger.
  follow(row, y) {
    const rows = this.rows;
    const here = rows.indexOf(row);
    const there = rows.findIndex((other) => {
      const box = other.getBoundingClientRect();
      return other !== row && y >= box.top && y <= box.bottom;
    });
    if (there < 0) return;
    const box = rows[there].getBoundingClientRect();
    const beyond = y - (box.top + box.height / 2);
    if (there > here && beyond > 0) row.before(...rows.slice(here + 1, there + 1));
    if (there < here && beyond < 0) row.after(...rows.slice(there, here));
  }

  press(event) {
    const handle = event.target.closest("[data-order]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !step) return;
    event.preventDefault();
    const row = handle.closest("li");
    const other = this.rows[this.rows.indexOf(row) + step];
    if (!other) return;
    other[step < 0 ? "before" : "after"](row);
    this.keep(handle, row);
  }

  keep(handle, row) {
    const next = row.nextElementSibling?.querySelector("[data-order]");
    const last = row.previousElementSibling?.querySelector("[data-order]");
    const values = next ? { before: next.dataset.row } : { after: last.dataset.row };
    window.htmx.ajax("POST", handle.dataset.order, { target: this.dataset.target, swap: "innerHTML", values });
    document.addEventListener("htmx:afterSettle", () => document.getElementById(handle.id)?.focus(), { once: true });
  }
}

customElements.define("drag-order", DragOrder);
