// One's own note: saved as one types, kept on this machine while there is no connection.

const area = document.querySelector("#own-note");
const state = document.querySelector("#note-state span");
const words = area.dataset;
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
let version = Number(words.version);
let last = area.value;
let timer = 0;
let sending = false;
let merged = false;

const say = (kind, at = "") => { state.textContent = words[kind].replace("%at", at); };

async function send() {
  clearTimeout(timer);
  if (sending || area.value === last) return;
  sending = true;
  const text = area.value;
  say("saving");
  let answer = null;
  try {
    answer = await fetch(words.save, {
      method: "POST", body: JSON.stringify({ text, version }), headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
  } catch { /* no connection */ }
  sending = false;
  const told = answer ? await answer.json().catch(() => null) : null;
  if (answer?.ok && told) {
    version = told.version;
    last = text;
    if (area.value === last) {
      localStorage.removeItem(words.key);
      say(merged ? "merged" : "saved", told.at);
      merged = false;
    } else { keep(); plan(); }
    return;
  }
  if (told?.code === "other_version") {
    // Written on another machine meanwhile: both are kept. What both begin with stands once, then theirs, then what was
    // added here.
    version = told.version;
    const theirs = told.theirs.text;
    const shared = theirs.startsWith(last) && area.value.startsWith(last) ? last.length : 0;
    area.value = `${theirs}\n${area.value.slice(shared).replace(/^\n/, "")}`;
    last = theirs;
    merged = true;
    keep();
    plan(0);
    return;
  }
  if (!answer || answer.status >= 502) {
    say("offline");
    plan(4000);
  } else state.textContent = told?.message ?? words.refused;
}

function plan(after = 900) {
  clearTimeout(timer);
  timer = setTimeout(send, after);
}

function keep() {
  try { localStorage.setItem(words.key, JSON.stringify({ text: area.value, version, last })); } catch { /* full */ }
}

area.addEventListener("input", () => { say("typing"); keep(); plan(); });
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });

let kept = null;
try { kept = JSON.parse(localStorage.getItem(words.key)); } catch { /* not ours */ }
if (kept && kept.text !== area.value) {
  area.value = kept.text;
  version = kept.version;
  last = kept.last ?? last;
  plan(0);
}
