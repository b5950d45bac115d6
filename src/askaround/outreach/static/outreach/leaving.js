// <leaving-letter data-seconds="10">: counts down while a letter may be taken back. The server asks again by itself.

class LeavingLetter extends HTMLElement {
  connectedCallback() {
    this.until = Date.now() + Number(this.dataset.seconds) * 1000;
    this.clock = setInterval(() => this.tell(), 250);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
  }

  tell() {
    const left = Math.max(0, Math.ceil((this.until - Date.now()) / 1000));
    const told = this.querySelector("b");
    if (told.textContent !== String(left)) told.textContent = left;
    if (!left) {
      this.querySelector("h2").textContent = "It is leaving …";
      this.querySelector("form").remove();
      clearInterval(this.clock);
    }
  }
}

customElements.define("leaving-letter", LeavingLetter);
