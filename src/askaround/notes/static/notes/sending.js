// One entry of the outbox to the server, and what became of it.

const PATIENCE = 15000;

// The cookie and not the form: after signing in again it is another one, and this page may be older.
function token() {
  const cookie = document.cookie.match(/(?:^|; )askaround-csrf=([^;]+)/);
  return cookie?.[1] ?? document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function body({ id, order, at, fields }) {
  // Of 31 bits, as the column of it has.
  return new URLSearchParams({ ...fields, id, number: order % 2 ** 31, ago: Math.max(0, Date.now() - at) });
}

// "kept" only when the server says this very id back: a sign-in page is no yes. Else "out", "refused" or "later".
export async function post(entry) {
  try {
    const answer = await fetch(entry.url, {
      method: "POST",
      body: body(entry),
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (answer.redirected || answer.status === 403) return { now: "out" };
    if (answer.ok) {
      const { id, at } = await answer.json();
      return id === entry.id ? { now: "kept", at } : { now: "later" };
    }
    if (answer.status === 404 && entry.what === "trash") return { now: "kept", at: 0 };
    if (answer.status === 404) return { now: "refused", why: "What it belongs to is not there any more." };
    if ([409, 422].includes(answer.status)) return { now: "refused", why: (await answer.json()).sentence };
  } catch {
    // No network, no server, or an answer that is none of ours.
  }
  return { now: "later" };
}

// One tab sends at a time where the browser can tell; where it can't, the ids keep each thing from being kept twice.
export function alone(interview, work) {
  return navigator.locks ? navigator.locks.request(`askaround-outbox-${interview}`, work) : work();
}
