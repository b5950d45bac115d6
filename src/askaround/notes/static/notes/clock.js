// The clock: says the phase in words, and nudges once, without a sound, when something is due.
import { face } from "./ids.js";
import { outbox, ready, talk } from "./here.js";

const { moments } = JSON.parse(document.getElementById("talk-facts").textContent);
const GLANCE = 20; // seconds that a cue stands out

class TalkClock extends HTMLElement {
  connectedCallback() {
    this.look = () => (this.start = talk().start);
    outbox.addEventListener("change", this.look);
    ready.then(this.look);
    this.timer = setInterval(() => this.tick(), 250);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    outbox.removeEventListener("change", this.look);
  }

  // Since the device's own tap; what a note is timed by.
  get seconds() {
    return this.start ? Math.max(0, Math.floor((Date.now() - this.start) / 1000)) : "";
  }

  tick() {
    const elapsed = this.seconds;
    if (elapsed === "" || elapsed === this.last || this.closest("[hidden]")) return;
    this.last = elapsed;
    this.querySelector(".time").textContent = face(elapsed);
    document.title = document.title.replace(/^(\d+:\d\d|Talk) with/, `${face(elapsed)} with`);
    for (const bar of this.querySelectorAll(".done")) {
      const { starts, seconds, width } = bar.dataset;
      bar.setAttribute("width", (width * Math.min(Math.max((elapsed - starts) / seconds, 0), 1)).toFixed(1));
    }
    const now = moments.findLast((moment) => moment.second <= elapsed);
    if (now !== this.at) this.turn(now, elapsed);
    this.toggleAttribute("data-glance", Boolean(now.cue) && (now.over || elapsed - now.second < GLANCE));
  }

  turn(moment, elapsed) {
    this.at = moment;
    const at = clockTime(this.start + moment.mark * 1000);
    this.querySelector(".ends").textContent = clockTime(this.start + moments.find((each) => each.over).second * 1000);
    this.querySelector(".phase b").textContent = moment.name;
    this.querySelector(".phase span").textContent = moment.over ? `since ${at}. ${moment.then}` : `until ${at}, ${moment.then}`;
    if (this.querySelector(".cue").textContent !== moment.cue) this.querySelector(".cue").textContent = moment.cue;
    this.querySelector(".phases").setAttribute("aria-label", moment.name);
    this.toggleAttribute("data-over", moment.over);
    // A hum only at the moment itself, not when the page is opened later.
    if (moment.cue && elapsed - moment.second < 2) navigator.vibrate?.(moment.over ? [120, 80, 120] : 80);
  }
}

const clockTime = (at) => new Date(at).toTimeString().slice(0, 5);

customElements.define("talk-clock", TalkClock);
