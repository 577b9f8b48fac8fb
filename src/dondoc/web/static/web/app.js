// What every page does in the browser. Without it every form and link still works.

const root = document.documentElement;
const words = document.body.dataset;
root.classList.add("js");

// ---- messages -------------------------------------------------------------------------------------------

function alertPerson(text) {
  const region = document.getElementById("messages");
  if (!region) return;
  const note = document.createElement("div");
  note.className = "note is-error";
  note.setAttribute("role", "alert");
  const span = document.createElement("span");
  span.className = "note-text";
  span.textContent = text;
  note.append(span);
  region.replaceChildren(note);
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-dismiss]");
  if (close) close.closest(".note").remove();
});

// What went well is read once: it goes when the person has moved on, from above what they see, so nothing jumps.
const heard = new WeakMap();
window.addEventListener("scroll", () => {
  for (const note of document.querySelectorAll("#messages > .is-success")) {
    if (!heard.has(note)) heard.set(note, window.scrollY);
    if (Math.abs(window.scrollY - heard.get(note)) > 240 && !note.contains(document.activeElement)) note.remove();
  }
}, { passive: true });

// ---- confirmation ---------------------------------------------------------------------------------------
// <button data-confirm="Sentence" data-confirm-title="…" data-confirm-action="Thu hồi">: asks, then does it.

const confirmDialog = document.getElementById("confirm");
const confirmed = new WeakSet();

function ask(element) {
  const title = confirmDialog.querySelector("#confirm-title");
  const yes = confirmDialog.querySelector("button[value=yes]");
  title.textContent = element.dataset.confirmTitle || title.dataset.default;
  yes.textContent = element.dataset.confirmAction || yes.dataset.default;
  confirmDialog.querySelector("#confirm-text").textContent = element.dataset.confirm;
  confirmDialog.returnValue = "no";
  confirmDialog.addEventListener("close", () => {
    element.focus();
    if (confirmDialog.returnValue !== "yes") return;
    confirmed.add(element);
    element.click();
  }, { once: true });
  confirmDialog.showModal();
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-confirm]");
  if (!element || element.disabled) return;
  if (confirmed.delete(element)) return;
  if (element.form && !element.formNoValidate && !element.form.noValidate && !element.form.reportValidity()) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(element);
}, true);

// ---- dialogs: data-open-dialog="id", data-close-dialog ----------------------------------------------------

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open-dialog]");
  if (opener) document.getElementById(opener.dataset.openDialog)?.showModal();
  if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details.top-menu[open], details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A menu covers what stands under it: who goes on by keyboard leaves it closed behind.
document.addEventListener("focusin", (event) => {
  for (const menu of document.querySelectorAll("details.menu[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// ---- a form is sent once ----------------------------------------------------------------------------------

function release(scope) {
  for (const button of scope.querySelectorAll("button[aria-busy=true]")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

function tooLarge(form) {
  const limit = Number(words.uploadLimit);
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const size = inputs.flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);
  return limit > 0 && size > limit;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const busy = form.querySelector("button[aria-busy=true]");
  const large = !busy && tooLarge(form);
  if (!busy && !large) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (large) alertPerson(words.uploadRefusal);
}, true);

window.addEventListener("submit", (event) => {
  const form = event.target;
  const byHtmx = ["hx-post", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name));
  if (event.defaultPrevented && !byHtmx) return;
  // A GET form may answer with a file, after which the page stays: it must not stay locked.
  if ((form.method !== "post" && !byHtmx) || "noLock" in form.dataset) return;
  const button = event.submitter || form.querySelector("button[type=submit], button:not([type])");
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  // After the form's data was taken, or the button's own name and value would be missing from it.
  setTimeout(() => { button.disabled = true; }, 0);
});

window.addEventListener("pageshow", () => release(document));
document.addEventListener("htmx:afterRequest", (event) => release(event.target.closest?.("form") || document));

// ---- htmx: errors reach the person, focus and scroll stay ---------------------------------------------------

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400 || xhr.status === 422 || xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false;
  if (!xhr.getResponseHeader("HX-Redirect")) alertPerson(words.failed);
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => alertPerson(words.lostConnection));
}

let focused = null;
document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement;
  focused = active && active.id ? active.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  focused = null;
});

// ---- keyboard: / search, g then a letter, ? the list, Esc closes ---------------------------------------------

// <template id="page-keys" data-title="…">: the keys of this page alone, above those of every page.
function tellKeys() {
  const own = document.getElementById("page-keys");
  const list = document.querySelector("#keys .keys");
  if (!own || !list || list.querySelector(".is-own")) return;
  const everywhere = list.cloneNode(false);
  everywhere.replaceChildren(...list.children);
  list.classList.add("is-own");
  list.append(own.content.cloneNode(true));
  const head = document.createElement("h3");
  head.textContent = own.dataset.title;
  list.before(head);
  const rest = document.createElement("h3");
  rest.textContent = document.getElementById("keys").dataset.everywhere;
  list.after(rest, everywhere);
}
tellKeys();

let goUntil = 0;

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const inside = document.querySelector("dialog[open]") ? null : event.target.closest?.("details.act[open]");
    const menu = document.querySelector("details.top-menu[open], details[data-menu][open]") || inside;
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    const bar = search.closest("details");
    if (bar) bar.open = true;
    search.focus();
    search.select?.();
  } else if (event.key === "?") {
    document.getElementById("keys")?.showModal();
  } else if (event.key === "g") {
    goUntil = event.timeStamp + 1200;
  } else if (event.timeStamp < goUntil && /^[a-z]$/.test(event.key)) {
    goUntil = 0;
    document.querySelector(`a[data-key="${event.key}"]`)?.click();
  }
});

// ---- files: what is chosen is named; [data-file-drop] takes what is dropped on it -------------------------------------

function nameFiles(input) {
  const shown = input.closest(".file-pick")?.querySelector(".file-names");
  if (!shown) return;
  const names = [...input.files].map((file) => file.name);
  shown.textContent = names.join("; ") || shown.dataset.none;
  shown.classList.toggle("is-chosen", names.length > 0);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file]")) nameFiles(event.target);
});
for (const type of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (event) => {
    const place = event.target.closest?.("[data-file-drop]");
    if (!place) return;
    event.preventDefault();
    place.classList.toggle("is-over", type === "dragover");
    const input = place.querySelector("input[type=file]");
    const dropped = type === "drop" ? [...event.dataTransfer.files] : [];
    if (!dropped.length) return;
    const taken = new DataTransfer();
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) taken.items.add(file);
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// How much has gone, where it takes long enough to ask: a form with a .send-progress.
const LITTLE = 20_000;
const progressOf = (event) => event.target.closest?.("form")?.querySelector(".send-progress");

document.addEventListener("htmx:xhr:progress", (event) => {
  const shown = progressOf(event);
  const { loaded, total } = event.detail;
  if (!shown || total < LITTLE) return;
  const said = shown.querySelector("span");
  shown.hidden = false;
  shown.querySelector("progress").value = Math.round((100 * loaded) / total);
  said.textContent = loaded < total ? said.dataset.sending : said.dataset.sent;
  if (loaded >= total) askHowFar(event.target.closest("form"), shown);
});

// <form data-progress="address">: what the server does with a long document is asked for until it answers.
const ASK_EVERY = 1000;
const asking = new WeakMap();

function askHowFar(form, shown) {
  const key = form.elements.submission_key?.value;
  if (!form.dataset.progress || !key || asking.has(form)) return;
  asking.set(form, setInterval(async () => {
    const answer = await fetch(`${form.dataset.progress}?ma=${encodeURIComponent(key)}`).catch(() => null);
    if (answer?.status !== 200 || !asking.has(form)) return;
    const { words: told, done } = await answer.json();
    shown.querySelector("span").textContent = told;
    shown.querySelector("progress").value = done;
  }, ASK_EVERY));
}

// Nothing to send, but a while to wait: it is asked for from the start.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-progress]");
  const shown = progressOf(event);
  if (!form || !shown || form.querySelector("input[type=file]")) return;
  shown.hidden = false;
  const said = shown.querySelector("span");
  said.textContent = said.dataset.sent;
  askHowFar(form, shown);
});

// A form that is sent without htmx: the page stays until the answer comes, and asks meanwhile.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-progress]:not([hx-post])");
  const shown = form?.querySelector(".send-progress");
  if (!shown || event.defaultPrevented) return;
  shown.hidden = false;
  const said = shown.querySelector("span");
  said.textContent = said.dataset.sent;
  askHowFar(form, shown);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  clearInterval(asking.get(form));
  asking.delete(form);
  const shown = progressOf(event);
  if (shown && !event.detail.xhr?.getResponseHeader("HX-Redirect")) shown.hidden = true;
});

// ---- the way back to a list leads to the list as it was left -----------------------------------------------------

const trail = "dondoc:list:";

function keepTrail() {
  if (document.querySelector(".filter-bar")) sessionStorage.setItem(trail + location.pathname, location.search);
}
keepTrail();
document.addEventListener("htmx:pushedIntoHistory", keepTrail);
for (const up of document.querySelectorAll("a.page-head-up")) {
  if (!up.search) up.search = sessionStorage.getItem(trail + up.pathname) || "";
}

// ---- days: the browser's calendar beside the written day -------------------------------------------------------

const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function dressDay(input) {
  if (input.closest(".day-box") || input.disabled || input.readOnly || !("showPicker" in HTMLInputElement.prototype)) return;
  const box = document.createElement("div");
  box.className = "day-box";
  input.replaceWith(box);
  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", words.pickDay);
  const sprite = document.querySelector("svg.icon use")?.getAttribute("href")?.split("#")[0];
  if (sprite) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#calendar`);
    svg.append(use);
    button.append(svg);
  }
  button.addEventListener("click", () => {
    const parts = written.exec(input.value.trim());
    calendar.value = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
    calendar.showPicker();
  });
  calendar.addEventListener("change", (event) => {
    event.stopPropagation();
    const [year, month, dayOfMonth] = calendar.value.split("-");
    input.value = calendar.value ? `${dayOfMonth}/${month}/${year}` : "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.append(input, button, calendar);
}

// ---- boxes of one name: all of them at once, and how many are chosen ------------------------------------------------

function countChecked(form, name) {
  const boxes = [...form.querySelectorAll(`input[type="checkbox"][name="${name}"]`)];
  const chosen = boxes.filter((box) => box.checked).length;
  for (const all of form.querySelectorAll(`[data-check-all="${name}"]`)) {
    all.checked = boxes.length > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  for (const place of form.querySelectorAll(`[data-checked-of="${name}"]`)) place.textContent = String(chosen);
}

document.addEventListener("change", ({ target }) => {
  if (!target.form || target.type !== "checkbox") return;
  const name = target.dataset.checkAll ?? target.name;
  if (target.dataset.checkAll) {
    for (const box of target.form.querySelectorAll(`input[type="checkbox"][name="${name}"]`)) box.checked = target.checked;
  }
  if (name) countChecked(target.form, name);
});

function dress(scope) {
  for (const all of scope.querySelectorAll("[data-check-all]")) countChecked(all.form, all.dataset.checkAll);
  scope.querySelectorAll("input[data-day]").forEach(dressDay);
  scope.querySelectorAll(".file-pick > input").forEach(nameFiles); // the browser may have kept a file over a reload
}
dress(document);
document.addEventListener("htmx:load", (event) => dress(event.target));
