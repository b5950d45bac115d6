// <own-phrases>: keeps what is selected in the letter within reach of one tap, and puts a phrase where the cursor stands.

const points = (text, units) => [...text.slice(0, units)].length;

class OwnPhrases extends HTMLElement {
  connectedCallback() {
    this.body = document.getElementById("id_body");
    this.addEventListener("click", this);
    document.addEventListener("selectionchange", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    document.removeEventListener("selectionchange", this);
  }

  handleEvent(event) {
    if (event.type === "click") this.put(event.target.closest("[data-phrase]"));
    else this.selected();
  }

  // The selection is remembered when the focus leaves the letter for the button.
  selected() {
    const keep = this.querySelector(".keep");
    if (!keep || document.activeElement !== this.body) return;
    const { selectionStart: start, selectionEnd: end, value } = this.body;
    this.querySelector("[name=from]").value = points(value, start);
    this.querySelector("[name=to]").value = points(value, end);
    keep.hidden = end - start < 3;
  }

  put(button) {
    if (!button) return;
    this.body.focus();
    const { selectionStart: at, value } = this.body;
    const lead = at && !/\s$/.test(value.slice(0, at)) ? " " : "";
    // A command of the editor, so that Ctrl+Z takes it back.
    const text = lead + button.dataset.phrase;
    if (!document.execCommand("insertText", false, text)) this.body.setRangeText(text, at, this.body.selectionEnd, "end");
    this.body.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("own-phrases", OwnPhrases);
