// The editor of a draft: what its parts amount to, when it is saved, what is shown of it.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Under the addresses that the page names: an upgrade is seen at once.
const parts = {};
await Promise.all($$("link[data-part]").map(async (link) => { parts[link.dataset.part] = await import(link.href); }));

const root = $("#editor");
const words = $("#editor-words").dataset;
const data = JSON.parse($("#editor-data").textContent);
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const number = (field) => (field?.value ? Number(field.value) : null);
let given = data.content; // what is not on the screen is kept as it was

// ---- fields ------------------------------------------------------------------------------------------------------

const grows = CSS.supports("field-sizing", "content");
function grow(field) {
  if (grows || !field.matches(".is-growing, .clause-text")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function fill(content) {
  given = content;
  for (const field of $$("[data-field]")) field.value = content[field.dataset.field] ?? "";
  for (const field of $$("[data-lines]")) field.value = (content[field.dataset.lines] ?? []).join("\n");
  const subject = $("#d-subject");
  if (subject.value === "…") subject.value = "";
}

function signedAs() {
  const lines = $("#d-mandate").selectedOptions[0]?.dataset.printed ?? "";
  $("#signed-as").replaceChildren(...lines.split("\n").filter(Boolean).map((line) => {
    const shown = document.createElement("span");
    shown.textContent = line;
    return shown;
  }));
}

// ---- the parts -----------------------------------------------------------------------------------------------------

let ready = false;
function changed() {
  if (!ready) return;
  saving.touch();
  reading.soon();
  $$(".clause-text", root).forEach(grow);
}

// What was typed or chosen before this script was there is put back once saving knows what the server has.
const first = (field) => (field.matches("select") ? [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? "" : field.defaultValue);
const early = $$("[data-field], [data-lines], #d-mandate, #d-field, #d-letters")
  .filter((field) => field.value !== first(field)).map((field) => [field, field.value]);
for (const [field] of early) field.value = first(field);
fill(data.content);
const askDuty = parts.duties.dialog({ element: $("#duty"), picker: parts.picker, words, changed });
const outline = parts.outline.create({
  list: $("#clauses"), tools: $("#clause-tools"), template: $("#clause-row"), words, body: data.content.body ?? [], remarks: data.remarks,
  changed, askDuty,
});
const annexes = parts.lists.annexes({
  holder: $("#annexes"), template: $("#annex-part"), words: $("#cell-words").dataset, given: data.content.annexes ?? [],
  changed,
});

function content() {
  const found = { ...given };
  for (const field of $$("[data-field]")) found[field.dataset.field] = field.value.replace(/\s+/g, " ").trim();
  for (const field of $$("[data-lines]")) found[field.dataset.lines] = parts.lists.linesOf(field);
  found.body = outline.read().items;
  found.annexes = annexes.read();
  return found;
}

function read() {
  return {
    content: content(), mandate: number($("#d-mandate")), field: number($("#d-field")),
    letters: $("#d-letters")?.value.trim().toUpperCase() ?? "",
  };
}

function load(kept) {
  fill(kept.content);
  outline.set(kept.content.body ?? []);
  annexes.set(kept.content.annexes ?? []);
  $("#d-mandate").value = kept.mandate ?? "";
  $("#d-field").value = kept.field ?? "";
  if ($("#d-letters")) $("#d-letters").value = kept.letters ?? "";
  signedAs();
  reading.soon();
}

const reading = parts.duties.understanding({ root, words, outline, content, count: $("#understood-count"), token });

function note(level, text, ...acts) {
  const box = document.createElement("div");
  box.className = `note is-${level}`;
  if (level === "error") box.setAttribute("role", "alert");
  const said = document.createElement("span");
  said.className = "note-text";
  said.textContent = text;
  box.append(said, ...acts);
  return box;
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary btn-sm";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

const saving = parts.saving.create({
  root, words, read, version: data.version, state: $("#save-state"), token,
  conflict: askAboutConflict,
  saved: (refused) => {
    $("#refused").replaceChildren(...(refused ? [note("error", refused.message)] : []));
    $("#d-mandate").toggleAttribute("aria-invalid", refused?.field === "mandate");
    if (!refused && !$("[data-shown=print]").hidden) showPages();
  },
});
ready = true;
for (const [field, value] of early) field.value = value;
if (early.length) {
  signedAs();
  changed();
}

// ---- somebody else saved ----------------------------------------------------------------------------------------------

function askAboutConflict(told) {
  const dialog = $("#conflict");
  const text = $("#conflict-text");
  text.textContent = text.dataset.text.replace("%who", told.who).replace("%version", told.version).replace("%at", told.at);
  $("#conflict-rows").innerHTML = told.html;
  dialog.returnValue = "";
  dialog.addEventListener("close", async () => {
    // Closed without an answer (Esc): asked again at the next saving; nothing is overwritten meanwhile.
    if (!dialog.returnValue) {
      $("#refused").replaceChildren(note("warning", text.textContent, button($("#conflict-title").textContent, () => askAboutConflict(told))));
      return;
    }
    $("#refused").replaceChildren();
    await saving.settle(told, dialog.returnValue === "mine");
  }, { once: true });
  if (!dialog.open) dialog.showModal();
}
$("#conflict-copy").addEventListener("click", () => {
  const lines = (items) => items.flatMap((item) => [`${item.label ?? ""} ${item.text}`.trim(), ...lines(item.under ?? [])]);
  navigator.clipboard?.writeText(lines(content().body).join("\n"));
});

// ---- what stands on this machine and was not saved ----------------------------------------------------------------------

const [copy] = saving.kept();
if (copy && JSON.stringify(copy.given.content) !== JSON.stringify(content())) {
  const at = new Date(copy.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  $("#kept").replaceChildren(note("warning", words.kept.replace("%at", at),
    button(words.restore, () => {
      load(copy.given);
      saving.drop(copy.name);
      $("#kept").replaceChildren();
      saving.touch();
    }),
    button(words.drop, () => {
      saving.drop(copy.name);
      $("#kept").replaceChildren();
    })));
} else if (copy) saving.drop(copy.name);

// ---- events ---------------------------------------------------------------------------------------------------------------

root.addEventListener("input", (event) => {
  grow(event.target);
  if (event.target.matches("[data-field], [data-lines], #d-letters")) changed();
});
root.addEventListener("change", (event) => {
  if (event.target.id === "d-mandate") signedAs();
  if (event.target.matches("#d-mandate, #d-field, select[data-field]")) changed();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  saving.save();
});
$("#save-now").addEventListener("click", () => saving.save());
$("#clause-add").addEventListener("click", () => outline.add());
$("#annex-add").addEventListener("click", () => annexes.add());
$("#clauses").addEventListener("clause:removed", () => {
  const said = document.createElement("span");
  said.className = "muted";
  said.setAttribute("role", "status");
  said.textContent = words.removed;
  const back = button(words.undo, () => {
    outline.restore();
    $("#clause-undo").replaceChildren();
  });
  $("#clause-undo").replaceChildren(said, back);
});

root.addEventListener("click", async (event) => {
  const adder = event.target.closest("[data-group-to]");
  if (adder) {
    const group = $(`#group-${adder.dataset.groupTo}`).value;
    if (!group) return;
    const answer = await fetch(root.dataset.group.replace("/0/", `/${group}/`)).catch(() => null);
    if (answer?.ok) parts.lists.addNames(document.getElementById(adder.dataset.groupTo), (await answer.json()).names);
    return;
  }
  const viewer = event.target.closest("[data-view]");
  if (!viewer) return;
  const view = viewer.dataset.view;
  for (const one of $$("[data-view]", root)) one.setAttribute("aria-pressed", String(one === viewer));
  for (const part of $$("[data-shown]", root)) part.hidden = part.dataset.shown !== view;
  if (view === "print" && await saving.save()) showPages();
});

function showPages() {
  htmx.ajax("GET", root.dataset.pages, { target: "#print", swap: "outerHTML" });
}

// Whatever leads on from here goes with what was written, and names the version that was seen.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-after-save]");
  if (!link || event.defaultPrevented) return;
  const waits = saving.isDirty();
  if (waits) event.preventDefault();
  if (waits && !await saving.save()) return;
  const url = new URL(link.href);
  if (url.searchParams.has("ban")) url.searchParams.set("ban", String(saving.version()));
  link.href = url.href;
  if (waits) link.click();
});
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form[data-after-save]") || !saving.isDirty()) return;
  event.preventDefault();
  if (await saving.save()) event.target.submit();
});

signedAs();
$$("textarea", root).forEach(grow);
reading.now();
