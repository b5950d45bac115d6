// A file input that a file can be dropped on: the whole form is the place. Without it the plain input works alike.
customElements.define(
  "drop-file",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.input = this.querySelector('input[type="file"]');
      if (!this.form || !this.input) return;
      this.watch = new AbortController();
      const on = (target, name, act) => target.addEventListener(name, act, { signal: this.watch.signal });
      on(this, "dragenter", (event) => this.over(event));
      on(this, "dragover", (event) => this.over(event));
      on(this, "dragleave", (event) => {
        if (!this.contains(event.relatedTarget)) this.toggleAttribute("data-over", false);
      });
      on(this, "drop", (event) => this.take(event));
      on(this.input, "change", () => this.input.files.length && this.form.requestSubmit());
      on(this.form, "submit", () => this.wait());
      on(window, "pageshow", () => this.toggleAttribute("data-busy", false));
    }

    disconnectedCallback() {
      this.watch?.abort();
    }

    over(event) {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      this.toggleAttribute("data-over", true);
    }

    take(event) {
      event.preventDefault();
      this.toggleAttribute("data-over", false);
      if (!event.dataTransfer.files.length) return;
      this.input.files = event.dataTransfer.files;
      this.form.requestSubmit();
    }

    wait() {
      this.toggleAttribute("data-busy", true);
      const said = this.querySelector("[data-dropping]");
      const [first, ...others] = this.input.files;
      if (said && first) said.textContent = others.length ? `Reading ${others.length + 1} files …` : `Reading ${first.name} …`;
    }
  },
);
