// Ids and places to keep things, on any connection: crypto.randomUUID is missing on plain http, storage may be full or shut.

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

// False when the device keeps nothing: then the page must say so.
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function device() {
  const known = read("askaround.device", "");
  if (known) return known;
  const made = newId();
  keep("askaround.device", made);
  return made;
}

// The device's own count of its notes in one talk, so that two within a second keep their order.
export function nextNumber(interview) {
  const key = `askaround.number.${interview}`;
  const number = read(key, 0) + 1;
  keep(key, number);
  return number;
}

// The device's own start tap, in milliseconds; 0 when another device began the talk.
export const startOf = (interview) => read(`askaround.start.${interview}`, 0);
export const keepStart = (interview) => keep(`askaround.start.${interview}`, Date.now());
