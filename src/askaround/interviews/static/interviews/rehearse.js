// <rehearse-run data-aimed>: a clock, words that roll at the aimed pace, and a recording that stays in this page.

class RehearseRun extends HTMLElement {
  connectedCallback() {
    this.find = (name) => this.querySelector(`[data-do=${name}]`);
    this.words = this.querySelector(".prompter");
    this.querySelector(".controls").hidden = false;
    this.find("start").addEventListener("click", () => (this.since ? this.stop() : this.start()));
    this.find("forget").addEventListener("click", () => this.forget());
    if (!navigator.mediaDevices || !window.MediaRecorder) this.find("record").closest("label").hidden = true;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.still) this.find("speed").closest("label").hidden = true;
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.recorder?.stream.getTracks().forEach((track) => track.stop());
  }

  async start() {
    this.forget();
    if (this.find("record").checked && !(await this.record())) return;
    this.since = performance.now();
    this.words.scrollTop = 0;
    this.classList.add("running");
    this.find("start").textContent = "Stop";
    this.timer = setInterval(() => this.tick(), 100);
  }

  async record() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const pieces = [];
      this.recorder = new MediaRecorder(stream);
      this.recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      this.recorder.addEventListener("stop", () => this.play(new Blob(pieces, { type: this.recorder.mimeType })));
      this.recorder.start();
      return true;
    } catch {
      this.say("The microphone is not free, or this page may not use it. Allow it in the browser, or go on without.");
      this.find("record").checked = false;
      return false;
    }
  }

  tick() {
    const seconds = (performance.now() - this.since) / 1000;
    this.querySelector(".clock b").textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
    this.toggleAttribute("data-over", seconds > Number(this.dataset.aimed));
    if (this.still) return;
    const way = this.words.scrollHeight - this.words.clientHeight;
    const share = (seconds / Number(this.dataset.aimed)) * (this.find("speed").value / 100);
    this.words.scrollTop = way * Math.min(1, share);
  }

  stop() {
    clearInterval(this.timer);
    const took = Math.max(1, Math.round((performance.now() - this.since) / 1000));
    this.since = 0;
    this.classList.remove("running");
    this.find("start").textContent = "Once more";
    this.querySelector("[name=took]").value = took;
    if (this.recorder?.state === "recording") this.recorder.stop();
    this.recorder?.stream.getTracks().forEach((track) => track.stop());
    this.say(`${took} seconds. Keep the figures below, or say it once more.`);
  }

  play(sound) {
    this.address = URL.createObjectURL(sound);
    this.querySelector("audio").src = this.address;
    this.querySelector(".heard").hidden = false;
    const field = this.querySelector("[name=sound]");
    if (!field) return;
    const files = new DataTransfer();
    files.items.add(new File([sound], "said", { type: sound.type }));
    field.files = files.files;
  }

  forget() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = "";
    this.querySelector("audio").removeAttribute("src");
    this.querySelector(".heard").hidden = true;
    const field = this.querySelector("[name=sound]");
    if (field) field.value = "";
  }

  say(words) {
    this.querySelector("[data-say]").textContent = words;
  }
}

customElements.define("rehearse-run", RehearseRun);
