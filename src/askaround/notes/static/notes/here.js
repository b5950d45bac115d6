// This page's talk: its outbox, and what is known of it. Every part of the page asks here.
import { Outbox } from "./outbox.js";
import { talkOf } from "./known.js";
import * as store from "./store.js";

export const main = document.querySelector("[data-interview]");
export const interview = main.dataset.interview;
export const outbox = new Outbox(interview);

const NOTHING = { notes: [], fates: {}, parked: [], at: 0, mark: "" };
const facts = document.getElementById("talk-facts");
// In a page that was put by this is old: what the device has heard since is newer.
let told = facts ? JSON.parse(facts.textContent).state : NOTHING;
let tapped = 0;
let skew = 0;

export const ready = Promise.all([outbox.ready, store.talk(interview).catch(() => null)]).then(([, kept]) => {
  tapped = kept?.tapped ?? 0;
  skew = kept?.skew ?? 0;
  if (kept?.told?.at > told.at) told = kept.told;
  outbox.changed();
});

export function talk() {
  const known = talkOf(told, outbox.entries);
  known.tapped ??= tapped;
  // The own tap counts for this device; another's start is told by the server's clock.
  known.start = known.tapped || (known.began ? known.began - skew : 0);
  known.mark = told.mark;
  return known;
}

// The server's word, and by how much its clock differs from this device's.
export async function hear(news) {
  told = news.notes ? news : { ...told, at: news.at };
  skew = told.at - Date.now();
  await store.keepTalk(interview, { told, skew }).catch(() => {});
  await outbox.trim(told.at);
  outbox.changed();
}

export async function keepTap(at) {
  tapped = at;
  await store.keepTalk(interview, { tapped: at }).catch(() => {});
}

// Over, and everything sent: the device needs nothing of it any more.
export async function forget() {
  await outbox.trim(Infinity);
  await store.forgetTalk(interview).catch(() => {});
  navigator.serviceWorker?.controller?.postMessage({ forget: `/interviews/${interview}/talk/` });
}
