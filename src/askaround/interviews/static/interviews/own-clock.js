// <own-clock>: where the device is in another zone than the times are told in, offers to show them on its own clock.
// Times are <time datetime data-end>; what says whose clock it is carries data-clock. Without it the page stands as it is.
const day = { weekday: "long", day: "numeric", month: "long" };
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

class OwnClock extends HTMLElement {
  connectedCallback() {
    this.times = [...this.querySelectorAll("time[data-end]")];
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    this.label = this.querySelector("[data-clock]");
    if (!this.label || this.times.every((time) => this.words(time) === time.textContent)) return;
    this.told = [this.label, ...this.times].map((element) => [element, [...element.cloneNode(true).childNodes]]);
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quiet small";
    this.button.addEventListener("click", this);
    this.label.parentElement.after(this.button);
    this.say(false);
  }

  disconnectedCallback() {
    this.button?.remove();
  }

  handleEvent() {
    this.say(!this.own);
  }

  say(own) {
    this.own = own;
    for (const [element, nodes] of this.told) element.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
    const place = this.zone.split("/").pop().replaceAll("_", " ");
    this.button.textContent = own ? "Show it as it was sent" : `Show this device’s clock instead (${place})`;
    if (!own) return;
    for (const time of this.times) time.textContent = this.words(time);
    this.label.querySelector("b").textContent = place;
  }

  words(time) {
    const [start, end] = [new Date(time.dateTime), new Date(time.dataset.end)];
    const on = start.toLocaleDateString("en-GB", day).replace(",", "");
    return `${on}, ${start.toLocaleTimeString("en-GB", clock)} to ${end.toLocaleTimeString("en-GB", clock)}`;
  }
}

customElements.define("own-clock", OwnClock);
