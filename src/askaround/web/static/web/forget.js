// After signing out: this browser forgets the pages put by, and the notes that have arrived. What never arrived stays,
// or it would be lost: it is sent when the same seeker signs in again.

for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith("askaround-")) caches.delete(name);

const asked = indexedDB.open("askaround-talk");
// Nothing was ever kept here, so nothing is made now.
asked.onupgradeneeded = () => asked.transaction.abort();
asked.onsuccess = () => {
  const act = asked.result.transaction(["entries", "talks"], "readwrite");
  act.objectStore("talks").clear();
  act.objectStore("entries").openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (cursor?.value.state === "there") cursor.delete();
    cursor?.continue();
  };
  act.oncomplete = () => asked.result.close();
};
