// The parking place: a question about a job waits here until they raise it themselves.
import { main, outbox, ready, talk } from "./here.js";

const place = main.querySelector(".parking");
const list = place.querySelector("ul");

function show() {
  const lines = talk().parked;
  if (list.children.length === lines.length) return;
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

place.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.text;
  const text = field.value.trim().replace(/\s+/g, " ");
  if (text) outbox.add("park", event.target.action, { text });
  field.value = "";
});

ready.then(() => {
  outbox.addEventListener("change", show);
  show();
});
