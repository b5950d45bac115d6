// The device's own start tap: notes are timed by it, whatever the network does.
import { keepStart } from "./ids.js";

for (const form of document.querySelectorAll("form[data-starts]")) {
  form.addEventListener("submit", () => keepStart(form.dataset.starts));
}
