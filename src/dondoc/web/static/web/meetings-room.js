// The secretary's screen: conclusions line by line, remarks as they are said; several may write at once.

import "./meetings-timers.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const parts = {};
await Promise.all($$("link[data-part]").map(async (link) => { parts[link.dataset.part] = await import(link.href); }));

const words = $("#room-words").dataset;
const list = $("#lines");
const isLocked = "locked" in list.dataset;
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const state = $("#save-state");
const KINDS = ["clause", "heading", "paragraph"];
const LETTERS = [..."abcdđeghiklmnopqrstuvxy"];
const DEEPEST = 3;

function say(kind, at = "", message = "") {
  state.dataset.kind = kind;
  $("span", state).textContent = message || (words[kind] ?? "").replace("%at", at);
}

// ---- lines ----

let rows = [];
const shown = (row) => row.el.querySelector("[data-act=show]");

const saver = parts.rows.saver({
  key: list.dataset.key, token, say,
  saved(row, told) {
    if (told.is_shown !== undefined) setShown(row, told.is_shown);
  },
  conflict: showConflict,
});

function rowOf(given) {
  const el = $("#line-row").content.firstElementChild.cloneNode(true);
  const row = {
    el, id: given.id ?? null, uid: given.id ? String(given.id) : given.uid ?? crypto.randomUUID(), version: given.version ?? 0,
    kind: given.kind ?? "clause", depth: given.depth ?? 0, label: given.label ?? "", duties: given.duties ?? [], is_shown: false,
    get text() { return area.value; },
    set text(value) { area.value = value; grow(); },
    payload: () => ({
      kind: row.kind, depth: row.depth, label: row.label, text: area.value, duties: row.duties, version: row.version,
      ...(row.id ? {} : { client_key: row.uid, after: afterOf(row) }),
    }),
    address: () => (row.id ? `${list.dataset.all}${row.id}/` : list.dataset.new),
  };
  const area = $(".line-text", el);
  const label = $("label", el);
  area.id = `line-${row.uid}`;
  label.htmlFor = area.id;
  function grow() {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
  row.grow = grow;
  row.text = given.text ?? "";
  setShown(row, Boolean(given.is_shown));
  area.readOnly = isLocked;
  $(".line-acts", el).hidden = isLocked;
  area.addEventListener("input", () => { grow(); changed(row); });
  area.addEventListener("keydown", (event) => onKey(event, row));
  $("[data-kind]", el).addEventListener("change", (event) => { row.kind = event.target.value; changed(row); mark(); });
  el.addEventListener("click", (event) => onClick(event, row));
  return row;
}

function afterOf(row) {
  for (let k = rows.indexOf(row) - 1; k >= 0; k -= 1) if (rows[k].id) return rows[k].id;
  return 0;
}

function setShown(row, isShown) {
  row.is_shown = isShown;
  shown(row).setAttribute("aria-pressed", String(isShown));
  row.el.classList.toggle("is-shown", isShown);
}

/** The marks by depth and order, as the server computes them. */
function mark() {
  const counts = Array(DEEPEST + 1).fill(0);
  for (const row of rows) {
    let text = row.label;
    if (row.kind !== "paragraph") {
      counts[row.depth] += 1;
      counts.fill(0, row.depth + 1);
      const n = counts[row.depth];
      text ||= [`${n}.`, `${LETTERS[(n - 1) % LETTERS.length]})`, "-", "+"][row.depth];
    }
    $(".line-mark", row.el).textContent = text;
    row.el.dataset.depth = row.depth;
    row.el.dataset.kind = row.kind;
    $("[data-kind]", row.el).value = row.kind;
  }
}

function changed(row) {
  saver.touch(row);
  understandSoon();
}

function insert(row, at) {
  rows.splice(at, 0, row);
  if (at >= rows.length - 1) list.append(row.el);
  else list.insertBefore(row.el, rows[at + 1].el);
  row.grow();
  mark();
}

function add(after, given = {}) {
  const at = after ? rows.indexOf(after) + 1 : rows.length;
  const row = rowOf({ depth: after?.depth ?? 0, kind: after?.kind === "heading" ? "clause" : after?.kind ?? "clause", ...given });
  if (after?.kind === "heading" && given.depth === undefined) row.depth = Math.min(after.depth + 1, DEEPEST);
  insert(row, at);
  $(".line-text", row.el).focus();
  return row;
}

function onKey(event, row) {
  if (isLocked) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    add(row);
  } else if (event.key === "Tab" && !event.ctrlKey && row.text !== "") {
    event.preventDefault();
    indent(row, event.shiftKey ? -1 : 1);
  } else if (event.key === "Backspace" && row.text === "" && rows.length > 1) {
    event.preventDefault();
    const before = rows[Math.max(0, rows.indexOf(row) - 1)];
    drop(row);
    $(".line-text", before.el)?.focus();
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1);
  }
}

function indent(row, by) {
  const depth = Math.min(DEEPEST, Math.max(0, row.depth + by));
  if (depth === row.depth) return;
  row.depth = depth;
  mark();
  changed(row);
}

async function post(address, given) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body: JSON.stringify(given), keepalive: true, headers: { "Content-Type": "application/json", "X-CSRFToken": token } });
  } catch {
    say("offline");
    return null;
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  say("refused", "", told.message);
  return null;
}

async function drop(row) {
  saver.drop(row);
  if (row.id && !(await post(`${list.dataset.all}${row.id}/bo/`, { version: row.version }))) return;
  rows = rows.filter((each) => each !== row);
  row.el.remove();
  mark();
  understandSoon();
}

function move(row, by) {
  const at = rows.indexOf(row);
  const to = at + by;
  if (to < 0 || to >= rows.length || !row.id) return;
  if (by < 0) rows[to].el.before(row.el);
  else rows[to].el.after(row.el);
  $(".line-text", row.el).focus();
  placed(row, to);
}

/** A row stands at another place: told to the server, which may know better. */
async function placed(row, to) {
  rows.splice(rows.indexOf(row), 1);
  rows.splice(to, 0, row);
  mark();
  understandSoon();
  if (!row.id) return; // it is told where it stands when it is saved
  const told = await parts.drag.inTurn(() => post(`${list.dataset.all}${row.id}/cho/`, { after: afterOf(row) }));
  if (!told) reconcile();
}
if (!isLocked) {
  parts.drag.draggable(list, { rows: ".line", moved: (el, to) => placed(rows.find((row) => row.el === el), to) });
}

function onClick(event, row) {
  const take = event.target.closest("[data-take]");
  if (take) { settle(row, take.dataset.take); return; }
  const act = event.target.closest("[data-act]")?.dataset.act;
  const found = event.target.closest("[data-duty]");
  if (found) { askDuty(row, Number(found.dataset.duty)); return; }
  if (act === "up") move(row, -1);
  else if (act === "down") move(row, 1);
  else if (act === "indent") indent(row, 1);
  else if (act === "outdent") indent(row, -1);
  else if (act === "drop") drop(row);
  else if (act === "duty") askDuty(row, row.duties.length);
  else if (act === "show" && row.id) {
    post(`${list.dataset.all}${row.id}/hien/`, { shown: !row.is_shown }).then((told) => { if (told) setShown(row, told.is_shown); });
  }
}

// ---- two who wrote one line ----

function showConflict(row, told) {
  const box = $(".line-conflict", row.el);
  $(".is-theirs", box).textContent = told.theirs?.text ?? "";
  $(".is-mine", box).textContent = row.text;
  row.other = told;
  box.hidden = false;
}

function settle(row, which) {
  const { theirs, version } = row.other;
  const mine = row.text;
  row.version = version;
  $(".line-conflict", row.el).hidden = true;
  if (which === "theirs") {
    Object.assign(row, { kind: theirs.kind, depth: theirs.depth, label: theirs.label, duties: theirs.duties });
    row.text = theirs.text;
    saver.drop(row);
    say("saved");
  } else {
    if (which === "both") row.text = `${theirs.text} ${mine}`.trim();
    changed(row);
  }
  mark();
}

// ---- what others write ----

let waiting = 0;
async function reconcile() {
  if ("dragging" in list.dataset) { waiting = setTimeout(reconcile, 500); return; }
  let told;
  try {
    const answer = await fetch(list.dataset.all);
    if (!answer.ok) return;
    told = await answer.json();
  } catch {
    return; // the next change asks again
  }
  const known = new Map(rows.filter((row) => row.id).map((row) => [row.id, row]));
  const order = [];
  for (const line of told.lines) {
    let row = known.get(line.id);
    if (!row) {
      // One of ours whose answer is still on its way is not a line of somebody else's.
      if (rows.some((each) => !each.id && saver.isDirty(each) && each.text === line.text)) continue;
      row = rowOf(line);
    } else if (!saver.isDirty(row) && row.version < line.version && $(".line-conflict", row.el).hidden) {
      Object.assign(row, { version: line.version, kind: line.kind, depth: line.depth, label: line.label, duties: line.duties });
      if (row.text !== line.text) row.text = line.text;
    }
    setShown(row, line.is_shown);
    order.push(row);
  }
  const kept = rows.filter((row) => !order.includes(row) && (!row.id || saver.isDirty(row)));
  for (const row of kept) {
    const before = rows.slice(0, rows.indexOf(row)).reverse().find((each) => order.includes(each));
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, row);
  }
  const focused = document.activeElement;
  const [start, end] = [focused?.selectionStart, focused?.selectionEnd];
  rows = order;
  rows.forEach((row, at) => { if (list.children[at] !== row.el) list.insertBefore(row.el, list.children[at] ?? null); });
  while (list.children.length > rows.length) list.lastElementChild.remove();
  if (focused && document.activeElement !== focused && focused.isConnected) {
    focused.focus({ preventScroll: true });
    focused.setSelectionRange?.(start, end);
  }
  rows.forEach((row) => row.grow());
  mark();
  understandSoon();
}
document.addEventListener("meeting:conclusions", () => {
  clearTimeout(waiting);
  waiting = setTimeout(reconcile, 250);
});

// ---- what the reader understands ----

let understanding = 0;
let asked = null;
function understandSoon() {
  clearTimeout(understanding);
  understanding = setTimeout(understand, 700);
}
async function understand() {
  asked?.abort();
  asked = new AbortController();
  const lines = rows.map((row) => ({ kind: row.kind, depth: row.depth, label: row.label, text: row.text, duties: row.duties }));
  const said = [...rows];
  let told;
  try {
    const answer = await fetch(list.dataset.understand, {
      method: "POST", body: JSON.stringify({ lines }), signal: asked.signal, headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    if (!answer.ok) return; // saving tells what is wrong
    told = await answer.json();
  } catch {
    return;
  }
  said.forEach((row, at) => { $(".clause-found", row.el).innerHTML = told.lines[at] ?? ""; });
  const count = $("#understood-count");
  const found = told.count ? words.duties.replace("%n", told.count) : words.noDuties;
  count.textContent = told.troubled ? `${found}; ${words.troubled.replace("%n", told.troubled)}` : found;
  count.classList.toggle("is-troubled", told.troubled > 0);
}

let dutyRow = null;
const openDuty = parts.duties.dialog({
  element: $("#duty"), picker: parts.picker, words: { badDay: words.badDay }, changed: () => changed(dutyRow),
});
function askDuty(row, nth) {
  dutyRow = row;
  openDuty(row, nth);
}

const remarkSaver = parts.remarks.keep({ key: `${list.dataset.key}:loi`, token, say, saver: parts.rows.saver, saved: words.saved });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.target.matches?.("[data-clear]")) event.target.reset();
});

// ---- the agenda's order ----

const agenda = $("#room-agenda");
parts.drag.draggable(agenda, {
  rows: ".room-item",
  async moved(row, place) {
    const refused = await parts.drag.placeItem(`${agenda.dataset.order}${row.dataset.item}/cho/`, place);
    if (!refused) return;
    parts.drag.refuse(refused);
    document.dispatchEvent(new CustomEvent("meeting:agenda"));
  },
});

// ---- begin ----

JSON.parse($("#lines-data").textContent).forEach((given) => insert(rowOf(given), rows.length));
// A line that another page points to ("#line-12") is there only now.
if (location.hash.startsWith("#line-")) document.getElementById(location.hash.slice(1))?.focus();
const lost = saver.kept();
for (const [uid, given] of lost) {
  let row = rows.find((each) => each.uid === uid);
  if (row && row.text === given.text) { saver.drop(row); continue; }
  if (!row) {
    if (!given.client_key) continue; // a line that somebody dropped meanwhile
    row = rowOf({ ...given, uid });
    insert(row, rows.findIndex((each) => each.id === given.after) + 1);
  }
  Object.assign(row, { kind: given.kind, depth: given.depth, label: given.label, duties: given.duties, version: given.version });
  row.text = given.text;
  saver.touch(row);
}
remarkSaver.restore();
mark();
understandSoon();
const growAll = () => rows.forEach((row) => row.grow());
growAll();
document.fonts?.ready.then(growAll);
window.addEventListener("resize", growAll);
$("#line-add")?.addEventListener("click", () => add(rows.at(-1)));
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    saver.now();
    remarkSaver.now();
  }
});
if (!rows.length && !isLocked) add(null);
list.dataset.ready = "";
