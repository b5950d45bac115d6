// Select words in the note, press a mark's button: the words go into its field. Without it they are copied by hand.

class MarkPicker extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea[name=text]");
    this.row = document.createElement("div");
    this.row.className = "row picks";
    for (const field of this.querySelectorAll("textarea[data-mark]")) this.row.append(this.button(field));
    this.text.after(this.row);
  }

  disconnectedCallback() {
    this.row.remove();
  }

  button(field) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = `Mark as ${field.dataset.mark}`;
    button.addEventListener("click", () => {
      const words = this.text.value.slice(this.text.selectionStart, this.text.selectionEnd).trim();
      if (words) field.value = [...new Set([...field.value.split("\n").filter(Boolean), words])].join("\n");
      this.text.focus();
    });
    return button;
  }
}

customElements.define("mark-picker", MarkPicker);
