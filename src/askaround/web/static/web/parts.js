// Small behaviours that any page may use. Each page works without them.

// <copy-button data-from="id">: copies the text or value of an element and says so.
class CopyButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button?.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this);
  }

  async handleEvent() {
    const source = document.getElementById(this.dataset.from);
    const text = this.dataset.text ?? source?.value ?? source?.innerText ?? "";
    const said = this.button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      this.button.textContent = "Copied";
    } catch {
      source?.select?.();
      this.button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => (this.button.textContent = said), 2000);
  }
}

// <confirm-button data-ask="Throw Priya away?">: asks once more before its form is sent.
class ConfirmButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this, true);
    this.addEventListener("click", this, true);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this, true);
    this.removeEventListener("click", this, true);
  }

  handleEvent(event) {
    const button = event.target.closest("button");
    if (event.type !== "click" || !button || this.sure) return;
    event.preventDefault();
    event.stopPropagation();
    const dialog = document.getElementById("confirm").content.firstElementChild.cloneNode(true);
    dialog.querySelector("p").textContent = this.dataset.ask;
    dialog.querySelector("[value=yes]").textContent = this.dataset.yes ?? button.textContent.trim();
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.sure = dialog.returnValue === "yes";
      if (this.sure) button.click();
      else button.focus();
    });
    dialog.showModal();
  }
}

// <auto-submit>: sends its form by itself once the page is there (the one-time link), or when a choice is made.
class AutoSubmit extends HTMLElement {
  connectedCallback() {
    if ("now" in this.dataset) this.querySelector("form")?.requestSubmit();
    else this.addEventListener("change", this);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
  }

  handleEvent(event) {
    event.target.form?.requestSubmit();
  }
}

// <browser-zone>: tells the app the browser's time zone, once, when none is known.
class BrowserZone extends HTMLElement {
  connectedCallback() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || sessionStorage.getItem("zone-told") === zone) return;
    sessionStorage.setItem("zone-told", zone);
    const headers = { "X-CSRFToken": this.dataset.token };
    fetch(this.dataset.url, { method: "POST", headers, body: new URLSearchParams({ guessed_zone: zone }) });
  }
}

customElements.define("copy-button", CopyButton);
customElements.define("confirm-button", ConfirmButton);
customElements.define("auto-submit", AutoSubmit);
customElements.define("browser-zone", BrowserZone);

// A closed More menu after a click elsewhere.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-menu][open]")) if (!open.contains(event.target)) open.open = false;
});

// A form is sent once, however often its button is pressed; htmx guards its own.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  // A download leaves the page standing: after a moment it may be sent again.
  setTimeout(() => delete form.dataset.sent, 2000);
});
