// Ids and small places to keep things, on any connection: crypto.randomUUID is missing on plain http, storage may be shut.

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// This browser, in the order of notes said within one second on two devices.
export function device() {
  try {
    const known = localStorage.getItem("askaround.device");
    if (known) return JSON.parse(known);
    const made = newId();
    localStorage.setItem("askaround.device", JSON.stringify(made));
    return made;
  } catch {
    return "";
  }
}

// What an older version of this page left in localStorage; asked for once.
export function left(interview) {
  const key = `askaround.outbox.${interview}`;
  try {
    const entries = JSON.parse(localStorage.getItem(key)) ?? [];
    localStorage.removeItem(key);
    return entries;
  } catch {
    return [];
  }
}

export function face(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
