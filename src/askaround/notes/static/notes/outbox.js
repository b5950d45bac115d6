// What is not yet with the server: kept on the device, sent one after the other, tried again until it is answered.
import { keep, read } from "./ids.js";

const SLOWEST = 30000;

export class Outbox extends EventTarget {
  constructor(interview) {
    super();
    this.key = `askaround.outbox.${interview}`;
    this.entries = read(this.key, []);
    this.pause = 1000;
    this.timer = 0;
    this.busy = false;
    this.durable = true;
    for (const entry of this.entries) delete entry.refused;
    addEventListener("online", () => this.send());
    // Another tab of the same talk has sent or added something.
    addEventListener("storage", (event) => {
      if (event.key === this.key) this.read();
    });
  }

  read() {
    this.entries = read(this.key, []);
    this.changed();
  }

  add(entry) {
    this.entries = [...read(this.key, this.entries), entry];
    this.store();
    this.send();
  }

  drop(id) {
    this.entries = read(this.key, this.entries).filter((entry) => entry.id !== id);
    this.store();
  }

  store() {
    this.durable = keep(this.key, this.entries.length ? this.entries : null);
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  get waiting() {
    return this.entries.filter((entry) => !entry.refused);
  }

  async send() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    let failed = false;
    for (const entry of this.waiting) {
      const answer = await post(entry);
      if (answer === "kept") {
        this.drop(entry.id);
        this.dispatchEvent(new CustomEvent("kept", { detail: entry.id }));
      } else if (answer === "refused") {
        entry.refused = true;
        this.changed();
      } else {
        failed = true;
        break;
      }
    }
    this.busy = false;
    if (!failed) this.pause = 1000;
    else this.pause = Math.min(this.pause * 2, SLOWEST);
    if (failed || this.waiting.length) this.timer = setTimeout(() => this.send(), failed ? this.pause : 0);
  }
}

// Kept only when the server says this very id back: a sign-in page is no yes.
async function post({ id, url, fields }) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ ...fields, id }),
      headers: { Accept: "application/json", "X-CSRFToken": token },
      signal: AbortSignal.timeout?.(15000),
    });
    if (answer.ok && !answer.redirected) return (await answer.json()).id === id ? "kept" : "later";
    return [404, 422].includes(answer.status) ? "refused" : "later";
  } catch {
    return "later";
  }
}

const open = new Map();

export function outboxOf(interview) {
  if (!open.has(interview)) open.set(interview, new Outbox(interview));
  return open.get(interview);
}
