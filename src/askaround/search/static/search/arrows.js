// Arrow keys walk from the field through the hits and back; Enter then opens, as for any link.
class SearchArrows {
  constructor(form) {
    this.field = form.querySelector("input[type=search]");
    document.addEventListener("keydown", (event) => this.walk(event));
  }

  walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [this.field, ...document.querySelectorAll("#hits a")];
    const here = links.indexOf(document.activeElement);
    if (here < 0) return;
    const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

const form = document.querySelector("form.looking");
if (form) new SearchArrows(form);
