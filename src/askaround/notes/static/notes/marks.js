// Which words a mark lies over: those chosen in the field; else what looks like it, or the whole note.

const NAME = /\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|van|von|der|al|bin)\s+)?\p{Lu}[\p{L}'’-]+)*/gu;
const FEW = 3;

export function phrase(field, kind) {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd).trim();
  const whole = field.value.trim();
  if (chosen && !chosen.includes("\n")) return chosen;
  if (kind === "name") return guess(whole);
  // A skill is a word or two; a whole sentence would be none.
  if (kind === "skill" && whole.split(/\s+/).length > FEW) return "";
  return whole;
}

// The longest run of capitalised words: of two as long, the later one, since a sentence begins with a capital too.
function guess(text) {
  const words = (run) => run.split(/\s+/).length;
  return (text.match(NAME) ?? []).reduce((best, run) => (words(run) >= words(best || " ") ? run : best), "") || text;
}

export const CHOOSE = "Choose the words of the skill in the note first.";

// A tap holds or lets go; `hold` answers for a press that lasts.
export function onLongPress(element, hold, { signal }) {
  let timer = 0;
  let held = false;
  const stop = () => clearTimeout(timer);
  element.addEventListener("pointerdown", (event) => {
    held = false;
    timer = setTimeout(() => {
      held = true;
      navigator.vibrate?.(20);
      hold(event);
    }, 500);
  }, { signal });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) element.addEventListener(name, stop, { signal });
  element.addEventListener("contextmenu", (event) => held && event.preventDefault(), { signal });
  // The click that follows a long press is no tap.
  element.addEventListener("click", (event) => {
    if (!held) return;
    held = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { signal, capture: true });
}
