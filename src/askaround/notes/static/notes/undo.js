// The last thing done to a note can be taken back, one after the other, as long as this page is open.
import { main } from "./here.js";

const button = main.querySelector("[data-undo]");
const done = [];

export function undoable(back) {
  done.push(back);
  button.hidden = false;
}

button.addEventListener("click", () => {
  done.pop()?.();
  button.hidden = !done.length;
});
