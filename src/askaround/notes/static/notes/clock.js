// The clock: counts from the start that the server knows, says the phase in words, and nudges once when it changes.
import { startOf } from "./ids.js";
import { face } from "./said.js";

class TalkClock extends HTMLElement {
  connectedCallback() {
    const facts = JSON.parse(this.querySelector("#talk-facts").textContent);
    this.moments = facts.moments;
    this.began = Date.now() - facts.elapsed * 1000;
    // The device's own tap, for the second of a note; another device's talk counts by the server's start.
    this.tapped = startOf(this.closest("[data-interview]").dataset.interview) || this.began;
    this.at = this.moment(facts.elapsed);
    this.timer = setInterval(() => this.tick(), 250);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get elapsed() {
    return Math.floor((Date.now() - this.began) / 1000);
  }

  get seconds() {
    return Math.max(0, Math.floor((Date.now() - this.tapped) / 1000));
  }

  moment(elapsed) {
    return this.moments.findLast((moment) => moment.second <= elapsed) ?? this.moments[0];
  }

  tick() {
    const elapsed = this.elapsed;
    if (elapsed === this.last) return;
    this.last = elapsed;
    const shown = face(elapsed);
    this.querySelector(".time").textContent = shown;
    document.title = document.title.replace(/^\d+:\d\d/, shown);
    for (const bar of this.querySelectorAll(".done")) {
      const { starts, seconds, width } = bar.dataset;
      const way = Math.min(Math.max((elapsed - starts) / seconds, 0), 1);
      bar.setAttribute("width", (width * way).toFixed(1));
    }
    const now = this.moment(elapsed);
    if (now !== this.at) this.turn(now);
  }

  turn(moment) {
    this.at = moment;
    this.querySelector(".phase b").textContent = moment.name;
    this.querySelector(".phase span").textContent = moment.rest;
    this.querySelector(".cue").textContent = moment.cue;
    this.querySelector(".phases").setAttribute("aria-label", moment.name);
    this.toggleAttribute("data-over", moment.over);
    if (moment.cue) navigator.vibrate?.(moment.over ? [120, 80, 120] : 80);
  }
}

customElements.define("talk-clock", TalkClock);
