// Before, running, over: each is there from the start, so that none needs the network.
import { face } from "./ids.js";
import { keepTap, main, outbox, ready, talk } from "./here.js";

const begins = main.querySelector("form[data-begins]");
const pad = main.querySelector("note-pad");
const ends = main.querySelector("form[data-ends]");

async function begin(event) {
  event.preventDefault();
  navigator.storage?.persist?.().catch(() => {});
  await keepTap(Date.now());
  outbox.add("begin", begins.action);
}

// Words still in the field are a note too.
function end(event) {
  event.preventDefault();
  if (pad.text.value.trim()) pad.take(pad.kind);
  outbox.add("end", ends.action);
}

function show() {
  const { start, ended, off } = talk();
  // Ended by another device while something is being typed here: that first.
  const over = (ended || off) && !pad.text?.value.trim();
  const phase = over ? "over" : start ? "running" : "before";
  if (phase === "over") leave(start, ended);
  if (main.dataset.phase === phase) return;
  main.dataset.phase = phase;
  for (const part of main.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== phase;
}

// To the debrief as soon as everything has arrived; without a network this page stays.
function leave(start, ended) {
  const minutes = start && ended ? Math.round((ended - start) / 60000) : 0;
  main.querySelector(".took").textContent = minutes ? `${minutes} of` : "";
  document.title = document.title.replace(/^\d+:\d\d/, face((ended - start) / 1000));
  if (outbox.busy || outbox.waiting.length || outbox.refused.size || outbox.trouble || main.dataset.left) return;
  main.dataset.left = "yes";
  location.assign(main.querySelector(".over a.main").href);
}

begins.addEventListener("submit", begin);
ends.addEventListener("submit", end);
ready.then(() => {
  outbox.addEventListener("change", show);
  show();
});
