// The talk as it stands: what the server told last, and on top of it what this device did since.

export function talkOf(told, entries) {
  const talk = { ...told, notes: new Map(told.notes.map((note) => [note.id, { ...note, state: "there" }])) };
  talk.fates = { ...told.fates };
  talk.parked = [...told.parked];
  const gone = new Map();
  for (const entry of [...entries].sort((a, b) => a.order - b.order)) {
    // Sent before the server told: it is in there.
    if (entry.state === "there" && entry.sent < told.at) continue;
    changes[entry.what]?.(talk, entry, gone);
  }
  return talk;
}

const changes = {
  begin: (talk, { at }) => (talk.tapped = at),
  end: (talk, { at }) => (talk.ended ??= at),
  fate: (talk, { fields }) => (talk.fates[fields.question] = fields.fate),
  park: (talk, { fields }) => talk.parked.includes(fields.text) || talk.parked.push(fields.text),
  note: (talk, { id, fields, order, state }) => {
    if (talk.notes.get(id)?.state === "there" && state === "there") return;
    const { kind, text, device, question } = fields;
    const second = fields.second === "" ? null : Number(fields.second);
    const marks = JSON.parse(fields.marks || "{}");
    talk.notes.set(id, { id, kind, text, second, device, question, marks, number: order, state });
  },
  mend: (talk, { fields, state }) => {
    const note = talk.notes.get(fields.note);
    if (!note) return;
    const marks = JSON.parse(fields.marks || "{}");
    talk.notes.set(note.id, { ...note, kind: fields.kind, text: fields.text, marks, state: worse(note.state, state) });
  },
  trash: (talk, { fields }, gone) => {
    gone.set(fields.note, talk.notes.get(fields.note));
    talk.notes.delete(fields.note);
  },
  return: (talk, { fields }, gone) => {
    const note = gone.get(fields.note) ?? (fields.whole && JSON.parse(fields.whole));
    if (note) talk.notes.set(fields.note, note);
  },
};

const STATES = ["saving", "loose", "here", "there"];
const worse = (one, other) => STATES[Math.min(STATES.indexOf(one), STATES.indexOf(other))];

// As they were said; those without a second last. The same order as the server's.
export function inOrder(notes) {
  const second = (note) => note.second ?? Infinity;
  const by = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return [...notes].sort((a, b) => by(second(a), second(b)) || by(a.device, b.device) || by(a.number, b.number));
}
