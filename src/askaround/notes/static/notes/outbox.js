// Everything tapped in a talk, in its order: first on this device, then to the server, one after the other, until answered.
import { left, newId } from "./ids.js";
import { alone, post } from "./sending.js";
import * as store from "./store.js";

const SLOWEST = 10000;

export class Outbox extends EventTarget {
  constructor(interview) {
    super();
    this.interview = interview;
    this.entries = [];
    this.refused = new Map();
    this.trouble = "";
    this.durable = true;
    this.pause = 500;
    this.loose = Number.MAX_SAFE_INTEGER - 2 ** 31;
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
    this.channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(`askaround-talk-${interview}`) : null;
    if (this.channel) this.channel.onmessage = () => this.load();
    this.ready = this.load().then(() => this.takeOver());
  }

  // What the device has, beside what this page could not yet, or never, write to it.
  async load() {
    try {
      const kept = await store.entriesOf(this.interview);
      const ids = new Set(kept.map((entry) => entry.id));
      this.entries = [...kept, ...this.entries.filter((each) => !ids.has(each.id) && each.state !== "here" && each.state !== "there")];
    } catch {
      this.durable = false;
    }
    this.changed();
  }

  async takeOver() {
    for (const { id, url, fields } of left(this.interview)) await this.add(fields.text ? "note" : "fate", url, fields, id);
    this.send();
  }

  async add(what, url, fields = {}, id = newId()) {
    const entry = { id, interview: this.interview, what, url, fields, at: Date.now(), state: "here" };
    const shown = { ...entry, order: this.loose++, state: "saving" };
    // To the disk first, then to the eye: the one does not wait for the other.
    const kept = store.add(entry);
    this.entries.push(shown);
    this.changed();
    try {
      shown.order = await kept;
      shown.state = "here";
    } catch {
      shown.state = "loose";
      this.durable = false;
    }
    this.changed();
    this.channel?.postMessage("more");
    this.send();
    return shown;
  }

  get waiting() {
    const open = this.entries.filter((each) => (each.state === "here" || each.state === "loose") && !this.refused.has(each.id));
    return open.sort((a, b) => a.order - b.order);
  }

  // While one round runs, what is added joins it.
  async send() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    await alone(this.interview, async () => {
      await this.load();
      while (this.waiting.length && (await this.sendOne(this.waiting[0])));
    });
    this.busy = false;
    this.pause = this.trouble ? Math.min(this.pause * 2, SLOWEST) : 500;
    if (this.waiting.length) this.timer = setTimeout(() => this.send(), this.pause);
    this.changed();
  }

  async sendOne(entry) {
    const { now, at, why } = await post(entry);
    this.trouble = { later: "network", out: "out" }[now] ?? "";
    if (now === "kept") await this.settle(entry, at);
    if (now === "refused") this.refused.set(entry.id, why);
    this.changed();
    return !this.trouble;
  }

  async settle(entry, at) {
    Object.assign(entry, { sent: at, state: "there" });
    if (entry.order < 2 ** 52) await store.change({ ...entry }).catch(() => (this.durable = false));
    this.channel?.postMessage("sent");
    this.dispatchEvent(new Event("sent"));
  }

  // What the server has told back itself needs no copy here.
  async trim(at) {
    const known = this.entries.filter((each) => each.state === "there" && each.sent < at);
    this.entries = this.entries.filter((each) => !known.includes(each));
    await store.drop(known.map((each) => each.order)).catch(() => {});
  }

  // Several changes at once are looked at once.
  changed() {
    this.told ??= setTimeout(() => {
      this.told = null;
      this.dispatchEvent(new Event("change"));
    });
  }
}
