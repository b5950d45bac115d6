// <network-tree>: the arrow keys walk the tree, Enter opens a page, links that change only the picture are swapped in.
// Drag, wheel with Ctrl, two fingers and the buttons move and zoom it (zoom.js). Without this, every link still works.
import { Zoom } from "./zoom.js";

// What is kept while the picture is swapped.
const kept = { left: 0, top: 0, scale: 1, walked: false };

class NetworkTree extends HTMLElement {
  connectedCallback() {
    this.view = this.querySelector(".scroll");
    this.svg = this.view.querySelector("svg");
    this.zoom = new Zoom(this, this.view, this.svg, kept);
    // A handle stands right after the node that it folds.
    this.nodes = [...this.svg.querySelectorAll(".node")];
    this.folds = new Map([...this.svg.querySelectorAll(".fold")].map((fold) => [fold.previousElementSibling, fold]));
    this.plant();
    this.addEventListener("keydown", this);
    this.addEventListener("focusin", this);
    document.addEventListener("click", this);
    addEventListener("beforeprint", this);
  }

  disconnectedCallback() {
    this.zoom.stop();
    document.removeEventListener("click", this);
    removeEventListener("beforeprint", this);
  }

  // Says to a screen reader that it is a tree, and leaves one stop for the Tab key.
  plant() {
    this.svg.setAttribute("role", "tree");
    for (const node of this.nodes) {
      const fold = this.folds.get(node);
      node.setAttribute("role", "treeitem");
      node.setAttribute("aria-level", node.dataset.depth);
      node.setAttribute("tabindex", "-1");
      if (fold) node.setAttribute("aria-expanded", String(this.isOpen(fold)));
    }
    for (const fold of this.folds.values()) {
      fold.setAttribute("tabindex", "-1");
      fold.setAttribute("aria-hidden", "true");
    }
    this.nodes[0]?.setAttribute("tabindex", "0");
  }

  handleEvent(event) {
    if (event.type === "keydown") this.walk(event);
    else if (event.type === "click") this.swap(event);
    else if (event.type === "beforeprint") document.querySelector(".listed")?.setAttribute("open", "");
    else if (event.target.closest(".node")) this.stand(event.target.closest(".node"));
  }

  stand(node) {
    for (const other of this.svg.querySelectorAll('.node[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    node.setAttribute("tabindex", "0");
  }

  walk(event) {
    const at = this.nodes.indexOf(event.target.closest(".node"));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const node = this.nodes[at];
    const fold = this.folds.get(node);
    const open = fold && this.isOpen(fold);
    const steps = {
      ArrowDown: () => this.go(this.nodes[at + 1]),
      ArrowUp: () => this.go(this.nodes[at - 1]),
      Home: () => this.go(this.nodes[0]),
      End: () => this.go(this.nodes.at(-1)),
      ArrowRight: () => (fold && !open ? this.follow(fold.getAttribute("href"), node.id) : open && this.go(this.nodes[at + 1])),
      ArrowLeft: () => (open ? this.follow(fold.getAttribute("href"), node.id) : this.go(this.above(at))),
    };
    if (!steps[event.key]) return;
    event.preventDefault();
    steps[event.key]();
  }

  above(at) {
    const depth = Number(this.nodes[at].dataset.depth);
    return this.nodes.slice(0, at).reverse().find((node) => Number(node.dataset.depth) < depth);
  }

  go(node) {
    if (!node) return;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  isOpen(fold) {
    return !fold.querySelector(".count");
  }

  swap(event) {
    const link = event.target.closest?.("a[data-part]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.follow(link.getAttribute("href"), link.id || link.previousElementSibling?.id);
  }

  // The server lays the picture out; only the page's middle is put in, and whoever had the focus keeps it.
  async follow(address, id) {
    await htmx.ajax("GET", address, { target: "#main", select: "#main", swap: "outerHTML show:none" });
    history.replaceState(history.state, "", address);
    const again = document.getElementById(id) ?? document.querySelector("network-tree .node");
    again?.focus({ preventScroll: true });
    again?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

customElements.define("network-tree", NetworkTree);
