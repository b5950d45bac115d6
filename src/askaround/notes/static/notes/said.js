// Notes in the list: drawn at once, marked as waiting until the server has them.

export function draw({ id, fields }) {
  if (document.getElementById(`note-${id}`)) return;
  const row = document.getElementById("said").content.firstElementChild.cloneNode(true);
  row.id = `note-${id}`;
  row.querySelector(".due").textContent = fields.second === "" ? "later" : face(fields.second);
  row.querySelector(".air").classList.add(fields.kind);
  row.querySelector(".kind").textContent = fields.kind[0].toUpperCase() + fields.kind.slice(1);
  row.querySelector("p").textContent = fields.text;
  const mend = row.querySelector("a");
  mend.href = mend.getAttribute("href").replace(mend.dataset.id, id);
  document.querySelector(".said").append(row);
  row.scrollIntoView({ block: "nearest" });
}

export function settle(id, words = "") {
  const row = document.getElementById(`note-${id}`);
  if (!row?.hasAttribute("data-waiting")) return;
  row.querySelector(".state").textContent = words;
  if (words) return;
  row.removeAttribute("data-waiting");
  row.querySelector("a").hidden = false;
}

export function face(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
