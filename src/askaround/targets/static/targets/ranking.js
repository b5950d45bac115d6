// <rank-list>: its rows are ranked by dragging the number, or with the arrow keys on it. The order is posted as a whole;
// without scripts the small buttons do the same, one place at a time.

const PAUSE = 700;

class RankList extends HTMLElement {
  connectedCallback() {
    this.quit = new AbortController();
    const options = { signal: this.quit.signal };
    this.list = this.querySelector("ol");
    this.said = this.querySelector("[role=status]");
    this.kept = this.order.join();
    for (const row of this.rows) this.handle(row);
    this.addEventListener("pointerdown", (event) => this.lift(event), options);
    this.addEventListener("pointermove", (event) => this.drag(event), options);
    this.addEventListener("pointerup", () => this.drop(), options);
    this.addEventListener("pointercancel", () => this.drop(), options);
    this.addEventListener("keydown", (event) => this.key(event), options);
    this.addEventListener("focusout", () => this.keep(), options);
  }

  disconnectedCallback() {
    this.quit.abort();
    clearTimeout(this.timer);
  }

  get rows() {
    return [...this.list.children];
  }

  get order() {
    return this.rows.map((row) => row.dataset.id);
  }

  // The number of a row becomes its handle.
  handle(row) {
    const number = row.querySelector("[data-handle]");
    if (number.tagName === "BUTTON") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${number.className} quiet`;
    button.dataset.handle = "";
    button.textContent = number.textContent;
    button.setAttribute("aria-label", `${number.textContent}, ${row.dataset.name}: drag, or move with the arrow keys`);
    number.replaceWith(button);
  }

  lift(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    this.lifted = handle.closest("li");
    this.lifted.dataset.lifted = "";
    handle.setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.lifted) return;
    const above = this.rows.filter((row) => row !== this.lifted && middle(row) < event.clientY).at(-1);
    const before = above ? above.nextElementSibling : this.list.firstElementChild;
    if (before !== this.lifted && before !== this.lifted.nextElementSibling) this.list.insertBefore(this.lifted, before);
  }

  drop() {
    if (!this.lifted) return;
    delete this.lifted.dataset.lifted;
    this.moved = this.lifted;
    this.lifted = null;
    this.keep();
  }

  key(event) {
    const row = event.target.closest("[data-handle]")?.closest("li");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!row || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const beside = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!beside) return;
    this.moving = true;
    beside[step < 0 ? "before" : "after"](row);
    event.target.focus();
    this.moving = false;
    this.moved = row;
    this.said.textContent = `${row.dataset.name} is number ${this.rows.indexOf(row) + 1} of ${this.rows.length}.`;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  // Posts the order and shows the page that comes back, with its way to undo.
  async keep() {
    clearTimeout(this.timer);
    if (this.moving || this.lifted || this.order.join() === this.kept) return;
    this.kept = this.order.join();
    const body = new URLSearchParams([["kind", this.dataset.kind], ...this.order.map((id) => ["target", id])]);
    const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
    const focused = this.contains(document.activeElement);
    const answer = await fetch(this.dataset.url, { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    if (focused) document.querySelector(`[data-id="${this.moved.dataset.id}"] [data-handle]`)?.focus();
  }
}

const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;

customElements.define("rank-list", RankList);
