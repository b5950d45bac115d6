// Words not kept as a note yet, on this device, at once. Where the browser keeps nothing they live in the field alone.

export function remember(key, words) {
  try {
    if (words) localStorage.setItem(key, words);
    else localStorage.removeItem(key);
  } catch {
    // Private windows and full disks: the field itself still has them.
  }
}

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
