/* Counts the words of a text as it is written, and the seconds they take to say. */

class SpokenCount extends HTMLElement {
  connectedCallback() {
    this.area = document.getElementById(this.dataset.for);
    this.output = this.querySelector("output");
    this.count = () => this.show();
    this.area?.addEventListener("input", this.count);
  }

  disconnectedCallback() {
    this.area?.removeEventListener("input", this.count);
  }

  show() {
    const words = (this.area.value.match(/\S*[\p{L}\p{N}_]\S*/gu) || []).length;
    const seconds = Math.round((words * 60) / Number(this.dataset.rate));
    this.output.textContent = `${words} ${words === 1 ? "word" : "words"}, about ${seconds} seconds.`;
    const remark = this.querySelector("span");
    if (remark) remark.textContent = "";
  }
}

customElements.define("spoken-count", SpokenCount);
