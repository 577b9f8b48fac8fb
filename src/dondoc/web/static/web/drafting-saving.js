// Saving a draft: after a few seconds of idleness, on leaving, on demand. What is typed stands on this machine too
// until it is saved, so that neither a lost connection nor somebody else's saving loses a word.

const IDLE = 4000;
const RETRY = 10_000;
const KEEPALIVE_LIMIT = 60_000; // what a browser sends after the page is gone
const MONTH = 30 * 24 * 3600 * 1000;

export function create({ root, words, read, version, state, conflict, token, saved }) {
  const key = (number) => `${root.dataset.key}:${number}`;
  let current = version;
  let last = JSON.stringify(read()); // as the server has it
  let timer = 0;
  let running = null;
  let stopped = false; // until the person has answered about a conflict

  const isDirty = () => JSON.stringify(read()) !== last;

  function say(kind, text) {
    state.dataset.kind = kind;
    state.querySelector("span").textContent = text;
  }

  // ---- the copy on this machine ----

  function keep() {
    if (!isDirty()) return;
    try {
      localStorage.setItem(key(current), JSON.stringify({ given: read(), at: Date.now() }));
    } catch { /* full, or not allowed: the server has it a moment later */ }
  }

  function forget(number) {
    localStorage.removeItem(key(number));
  }

  /** The copies of this draft that were not saved, the newest first; old ones of any draft are forgotten. */
  function kept() {
    const found = [];
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith("dondoc:draft:")) continue;
      let copy = null;
      try { copy = JSON.parse(localStorage.getItem(name)); } catch { /* not ours any more */ }
      if (!copy?.given || Date.now() - copy.at > MONTH) localStorage.removeItem(name);
      else if (name.startsWith(`${root.dataset.key}:`)) found.push({ name, ...copy });
    }
    return found.sort((a, b) => b.at - a.at);
  }

  // ---- the server ----

  async function send(options = {}) {
    const given = read();
    const text = JSON.stringify({ ...given, version: current });
    const before = current;
    say("saving", words.saving);
    let answer;
    try {
      answer = await fetch(root.dataset.save, {
        method: "POST", body: text, headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        keepalive: Boolean(options.leaving) && text.length < KEEPALIVE_LIMIT,
      });
    } catch {
      say("offline", words.offline);
      timer = setTimeout(save, RETRY);
      return false;
    }
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (answer.ok && told) {
      current = told.version;
      last = JSON.stringify(given);
      forget(before);
      say("saved", words.saved.replace("%at", told.at).replace("%version", told.version));
      saved(null);
      if (isDirty()) touch();
      return true;
    }
    if (told?.code === "other_version") {
      stopped = true;
      say("refused", words.refused);
      conflict(told);
      return false;
    }
    say("refused", words.refused);
    saved({ message: told?.message ?? words.refused, field: told?.field ?? "" });
    return false;
  }

  /** Save what is not saved; true where nothing is left to save. */
  async function save(options = {}) {
    clearTimeout(timer);
    while (running) await running;
    if (stopped) return false;
    if (!isDirty()) return true;
    running = send(options);
    const done = await running;
    running = null;
    return done;
  }

  let copying = 0;
  function touch() {
    if (!isDirty()) return;
    say("typing", words.typing);
    clearTimeout(copying);
    copying = setTimeout(keep, 300);
    clearTimeout(timer);
    timer = setTimeout(save, IDLE);
  }

  /** Go on after a conflict: over the other version with what is written here, or with that version. */
  function settle(told, mine) {
    stopped = false;
    forget(current);
    current = told.version;
    if (mine) {
      last = "";
      return save();
    }
    // What they saved is more than words (signer, field, comments): the page is asked anew, and has nothing to save.
    last = JSON.stringify(read());
    location.reload();
    return Promise.resolve(true);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !isDirty()) return;
    keep();
    save({ leaving: true });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isDirty()) return;
    keep();
    if (state.dataset.kind === "offline" || state.dataset.kind === "refused") event.preventDefault();
  });
  window.addEventListener("online", () => save());

  return { version: () => current, save, touch, settle, kept, drop: (name) => localStorage.removeItem(name), isDirty };
}
