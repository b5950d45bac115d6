// What the device keeps of its talks: IndexedDB, written through to the disk before a note counts as kept.

const NAME = "askaround-talk";
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const entries = asked.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
      entries.createIndex("interview", "interview");
      entries.createIndex("id", "id", { unique: true });
      asked.result.createObjectStore("talks", { keyPath: "interview" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      asked.result.onclose = () => (opened = null);
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

// Answers when the transaction is complete: with "strict", when the disk has it.
async function within(name, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const act = db.transaction(name, mode, { durability: "strict" });
    const asked = work(act.objectStore(name));
    act.oncomplete = () => resolve(asked?.result);
    act.onabort = () => reject(act.error);
  });
}

// A new entry; answers its order, which no other entry of this device ever has.
export const add = (entry) => within("entries", "readwrite", (entries) => entries.add(entry));
export const entriesOf = (interview) =>
  within("entries", "readonly", (entries) => entries.index("interview").getAll(interview));
export const change = (entry) => within("entries", "readwrite", (entries) => entries.put(entry));
export const drop = (orders) =>
  within("entries", "readwrite", (entries) => void orders.forEach((order) => entries.delete(order)));
export const talk = (interview) => within("talks", "readonly", (talks) => talks.get(interview));

// Some facts of a talk, beside those kept before; one transaction, so that two tabs don't lose each other's.
export const keepTalk = (interview, facts) =>
  within("talks", "readwrite", (talks) => {
    talks.get(interview).onsuccess = (event) => talks.put({ ...event.target.result, ...facts, interview });
  });

export const forgetTalk = (interview) => within("talks", "readwrite", (talks) => talks.delete(interview));
