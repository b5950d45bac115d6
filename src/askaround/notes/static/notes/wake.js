// The screen stays lit while the talk runs, where the browser can; asked for again when the page comes back.

async function stay() {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // A low battery may say no: the talk goes on.
  }
}

document.addEventListener("visibilitychange", stay);
stay();
