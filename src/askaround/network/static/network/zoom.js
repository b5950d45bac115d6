// Moves and zooms a picture in a box that scrolls: by drag, by Ctrl and wheel, by two fingers, by buttons.
const LEAST = 0.2;
const MOST = 2;

export class Zoom {
  // `kept` outlives the element: where the box was scrolled to and how large the picture was.
  constructor(host, view, svg, kept) {
    Object.assign(this, { host, view, svg, kept, fingers: new Map() });
    [this.width, this.height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
    this.tools = host.querySelector(".zoom");
    this.tools.hidden = false;
    for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel", "scroll"]) view.addEventListener(name, this);
    view.addEventListener("wheel", this, { passive: false });
    view.addEventListener("click", this, true);
    view.addEventListener("dragstart", this);
    this.tools.addEventListener("click", this);
    if (kept.scale !== 1) this.show(kept.scale);
    view.scrollTo(kept.left, kept.top);
  }

  stop() {
    this.fingers.clear();
  }

  handleEvent(event) {
    this[event.type]?.(event);
  }

  scroll() {
    this.kept.left = this.view.scrollLeft;
    this.kept.top = this.view.scrollTop;
  }

  dragstart(event) {
    event.preventDefault();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.to(this.kept.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }

  click(event) {
    const zoom = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (zoom === "fit") this.to(Math.min(1, this.view.clientWidth / this.width, innerHeight * 0.8 / this.height));
    else if (zoom) this.to(this.kept.scale * (zoom === "in" ? 1.25 : 0.8));
    // The end of a drag is no click on whoever lies under it.
    else if (this.dragged && event.detail) event.preventDefault(), event.stopPropagation();
  }

  pointerdown(event) {
    this.dragged = false;
    this.fingers.set(event.pointerId, event);
    if (this.fingers.size === 2) this.spread = this.between();
  }

  pointermove(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    if (this.fingers.size === 2) {
      this.fingers.set(event.pointerId, event);
      const [first, second] = this.fingers.values();
      const spread = this.between();
      this.to((this.kept.scale * spread) / this.spread, (first.clientX + second.clientX) / 2, (first.clientY + second.clientY) / 2);
      this.spread = spread;
    } else if (event.pointerType === "mouse" && event.buttons === 1) {
      const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
      if (!this.dragged && Math.hypot(dx, dy) < 5) return;
      this.dragged = true;
      this.view.toggleAttribute("data-held", true);
      this.view.scrollBy(-dx, -dy);
      this.fingers.set(event.pointerId, event);
    }
  }

  pointerup(event) {
    this.fingers.delete(event.pointerId);
    this.view.removeAttribute("data-held");
  }

  pointercancel(event) {
    this.pointerup(event);
  }

  between() {
    const [first, second] = this.fingers.values();
    return Math.max(1, Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY));
  }

  // The point under (x, y), by default the middle, stays where it is.
  to(scale, x, y) {
    const box = this.view.getBoundingClientRect();
    const [dx, dy] = [(x ?? box.x + box.width / 2) - box.x, (y ?? box.y + box.height / 2) - box.y];
    const next = Math.min(MOST, Math.max(LEAST, scale));
    const ratio = next / this.kept.scale;
    const [left, top] = [this.view.scrollLeft, this.view.scrollTop];
    this.show(next);
    this.view.scrollTo((left + dx) * ratio - dx, (top + dy) * ratio - dy);
  }

  show(scale) {
    this.kept.scale = scale;
    this.svg.setAttribute("width", this.width * scale);
    this.svg.setAttribute("height", this.height * scale);
  }
}
