// <mock-talk>: the steps of a talk one at a time, each against its seconds. Space, → or the button goes on.

class MockTalk extends HTMLElement {
  connectedCallback() {
    this.steps = [...this.querySelectorAll(".steps li")];
    this.spent = {};
    this.at = -1;
    this.quit = new AbortController();
    this.find = (name) => this.querySelector(`[data-do=${name}]`);
    this.querySelector(".controls").hidden = false;
    this.find("next").addEventListener("click", () => this.next());
    this.find("end").addEventListener("click", () => this.end());
    document.addEventListener("keydown", (event) => this.press(event), { signal: this.quit.signal });
  }

  disconnectedCallback() {
    this.quit.abort();
    clearInterval(this.timer);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, button, a")) return;
    if (event.key !== " " && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.next();
  }

  next() {
    if (this.at === this.steps.length - 1) return this.end();
    if (this.at < 0) this.begin();
    this.count();
    this.steps[this.at]?.removeAttribute("aria-current");
    this.at += 1;
    this.steps[this.at].setAttribute("aria-current", "step");
    this.find("next").textContent = this.at === this.steps.length - 1 ? "That was all" : "Go on";
    this.say(this.steps[this.at].querySelector(".said").textContent);
  }

  begin() {
    this.began = this.entered = performance.now();
    this.classList.add("playing");
    this.timer = setInterval(() => this.tick(), 200);
  }

  // The seconds since the last step belong to the phase that was left.
  count() {
    const now = performance.now();
    const left = this.steps[this.at];
    if (left) this.spent[left.dataset.key] = (this.spent[left.dataset.key] ?? 0) + (now - this.entered) / 1000;
    this.entered = now;
  }

  tick() {
    const seconds = Math.floor((performance.now() - this.began) / 1000);
    this.querySelector(".clock b").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const here = (performance.now() - this.entered) / 1000;
    this.toggleAttribute("data-over", here > Number(this.steps[this.at].dataset.seconds));
  }

  end() {
    if (this.at < 0) return;
    this.count();
    clearInterval(this.timer);
    this.classList.remove("playing");
    const took = Math.max(1, Math.round((performance.now() - this.began) / 1000));
    this.querySelector("[name=took]").value = took;
    const whole = Object.entries(this.spent).map(([key, seconds]) => [key, Math.round(seconds)]);
    this.querySelector("[name=spent]").value = JSON.stringify(Object.fromEntries(whole));
    this.at = -1;
    this.spent = {};
    this.find("next").textContent = "Once more";
    this.say(`${took} seconds. Keep the figures below, or play it once more.`);
  }

  say(words) {
    this.querySelector("[data-say]").textContent = words;
  }
}

customElements.define("mock-talk", MockTalk);
