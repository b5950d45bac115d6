// What the server and other devices know: asked for every few seconds while the page is looked at.
import { hear, main, outbox, ready, talk } from "./here.js";

const EVERY = 4000;
let timer = 0;

async function ask() {
  clearTimeout(timer);
  if (!document.hidden) await listen().catch(() => {});
  timer = setTimeout(ask, EVERY);
}

async function listen() {
  const answer = await fetch(`${main.dataset.state}?mark=${talk().mark}`, {
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout?.(EVERY),
  });
  if (answer.redirected || !answer.ok) return;
  await hear(await answer.json());
  if (outbox.trouble) outbox.send();
}

document.addEventListener("visibilitychange", () => document.hidden || ask());
addEventListener("online", ask);
ready.then(ask);
