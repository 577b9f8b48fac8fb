// Rows that are saved as one types: each by itself, with the version that it began from. What is not saved yet stands on
// this machine too, so that neither a lost connection nor a closed page loses a word.

const IDLE = 900;
const RETRY = 4000;
const MONTH = 30 * 24 * 3600 * 1000;

/**
 * @param {object} options
 * @param {string} options.key of what is kept on this machine
 * @param {string} options.token against forged requests
 * @param {(kind: string, at?: string, message?: string) => void} options.say
 * @param {(row: object, told: object) => void} options.conflict when two wrote one row
 * @param {(row: object, told: object, given: object) => void} options.saved
 */
export function saver({ key, token, say, conflict, saved }) {
  const dirty = new Map(); // row → timer
  const nameOf = (row) => `${key}:${row.uid}`;

  function keep(row) {
    try {
      localStorage.setItem(nameOf(row), JSON.stringify({ given: row.payload(), at: Date.now() }));
    } catch { /* full, or not allowed: the server has it a moment later */ }
  }

  async function send(row) {
    if (row.sending) return;
    row.sending = true;
    const given = row.payload();
    const text = JSON.stringify(given);
    say("saving");
    let answer = null;
    try {
      answer = await fetch(row.address(), {
        method: "POST", body: text, headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
    } catch { /* no connection */ }
    row.sending = false;
    const told = answer?.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => null) : null;
    if (!answer || answer.status >= 502 || (answer.ok && !told)) {
      say("offline");
      plan(row, RETRY);
      return;
    }
    if (answer.ok) {
      row.version = told.version ?? row.version;
      if (told.id) row.id = told.id;
      saved(row, told, given);
      if (JSON.stringify({ ...row.payload(), version: 0, client_key: "" }) === JSON.stringify({ ...given, version: 0, client_key: "" })) {
        dirty.delete(row);
        localStorage.removeItem(nameOf(row));
        if (!dirty.size) say("saved", told.at);
      } else {
        plan(row, IDLE);
      }
      return;
    }
    dirty.delete(row);
    if (told?.code === "other_version") {
      say("refused");
      conflict(row, told);
      return;
    }
    say("refused", "", told?.message);
  }

  function plan(row, after) {
    clearTimeout(dirty.get(row));
    dirty.set(row, setTimeout(() => send(row), after));
  }

  window.addEventListener("online", () => { for (const row of dirty.keys()) plan(row, 0); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const row of dirty.keys()) send(row);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size && !navigator.onLine) event.preventDefault();
  });

  return {
    touch(row) {
      say("typing");
      keep(row);
      plan(row, IDLE);
    },
    now() { for (const row of [...dirty.keys()]) plan(row, 0); },
    isDirty: (row) => dirty.has(row) || Boolean(row.sending),
    drop(row) {
      clearTimeout(dirty.get(row));
      dirty.delete(row);
      localStorage.removeItem(nameOf(row));
    },
    /** What was not saved when this page was left, by the row's name; what is older than a month is forgotten. */
    kept() {
      const found = new Map();
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(`${key}:`)) continue;
        let copy = null;
        try { copy = JSON.parse(localStorage.getItem(name)); } catch { /* not ours any more */ }
        if (!copy?.given || Date.now() - copy.at > MONTH) localStorage.removeItem(name);
        else found.set(name.slice(key.length + 1), copy.given);
      }
      return found;
    },
  };
}
