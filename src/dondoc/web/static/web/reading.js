// The reading screen: text and cards point at each other, selections become directives, units are looked up.

import { icon, make } from "./elements.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const length = (text) => [...text].length; // the server counts code points, not UTF-16 units

// ---- giving a document -------------------------------------------------------------------------------------

const submission = $("#submission");
if (submission) {
  // What is secret does not even leave this machine.
  document.addEventListener("submit", (event) => {
    if (event.target !== submission || !$("#id_is_secret").checked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    $("#refusal").replaceChildren(make("div", { class: "note is-error", role: "alert" }, icon("lock"),
      make("span", { class: "note-text" }, submission.dataset.secretWords)));
    $("#refusal").scrollIntoView({ block: "nearest" });
  }, true);
  submission.addEventListener("htmx:beforeRequest", () => {
    $("#refusal").replaceChildren();
  });
}

// ---- text and cards -----------------------------------------------------------------------------------------

const work = () => $("#workspace");
const wide = window.matchMedia("(min-width: 992px)");
let active = "";
// From here on text and scan stand side by side.
const broad = window.matchMedia("(min-width: 1760px)");
let pane = "cards";
let view = "text";
let zoomed = false;
let loaded = [];
let picked = null;
const scrolled = { text: 0, cards: 0, scan: 0, page: 0 };

const card = (key) => document.getElementById(`card-${key}`);
const pieces = (key) => $$("#doc-text [data-keys]").filter((piece) => piece.dataset.keys.split(" ").includes(key));
const boxes = (key) => $$("#scan [data-box]").filter((box) => box.dataset.box === key);

// What of the text pane is seen now: the text, the scan, or both.
const seesScan = () => Boolean($("#scan")) && (view === "scan" || broad.matches);
const seesText = () => !$("#scan") || view === "text" || broad.matches;

function bring(element, scroller) {
  if (!element) return;
  if (!wide.matches) {
    element.scrollIntoView({ block: "center" });
    return;
  }
  const inner = element.getBoundingClientRect();
  const outer = scroller.getBoundingClientRect();
  if (inner.top < outer.top + 8 || inner.bottom > outer.bottom - 8) {
    const top = inner.height > outer.height ? inner.top - outer.top - 16 : inner.top - outer.top - (outer.height - inner.height) / 3;
    scroller.scrollTop += top;
  }
  if (scroller.scrollWidth > scroller.clientWidth) scroller.scrollLeft += inner.left - outer.left - 24;
}

function bringText(key) {
  if (seesText()) bring(pieces(key)[0], $("#doc-text"));
  if (seesScan()) bring($(".scan-line", boxes(key)[0]), $("#scan"));
}

function activate(key, from = "") {
  for (const old of $$(".is-active", work())) old.classList.remove("is-active");
  for (const box of $$("#scan [data-box]")) box.setAttribute("aria-pressed", String(box.dataset.box === key));
  active = card(key) ? key : "";
  const goer = $("[data-scan-go]", work());
  if (goer) goer.hidden = !active;
  if (!active) return;
  card(active).classList.add("is-active");
  const marked = pieces(active);
  for (const piece of [...marked, ...boxes(active)]) piece.classList.add("is-active");
  if (wide.matches || pane === "text") {
    if (from !== "text" && seesText()) bring(marked[0], $("#doc-text"));
    if (from !== "scan" && seesScan()) bring($(".scan-line", boxes(active)[0]), $("#scan"));
  }
  if (from !== "cards" && (wide.matches || pane === "cards")) bring(card(active), $("#cards-pane"));
}

function show(name) {
  pane = name;
  if (!work()) return;
  work().dataset.pane = name;
  for (const tab of $$("[data-pane]", work())) {
    if (tab !== work()) tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
  }
}

function look(name) {
  view = name;
  if (!$("#scan")) return;
  work().dataset.view = name;
  work().dataset.zoom = String(zoomed);
  for (const button of $$("[data-view-as]", work())) button.setAttribute("aria-pressed", String(button.dataset.viewAs === name));
  $("[data-scan-zoom]", work()).setAttribute("aria-pressed", String(zoomed));
}

function go(key) {
  show("cards");
  activate(key, "");
  card(key)?.focus({ preventScroll: wide.matches });
}

function step(by) {
  const all = $$(".card-item", work());
  const at = all.findIndex((one) => one.dataset.key === active);
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  if (!next) return;
  next.focus({ preventScroll: true });
  activate(next.dataset.key);
}

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!work()) return;
  const piece = target.closest("#doc-text [data-keys]");
  if (piece) {
    const keys = piece.dataset.keys.split(" ");
    activate(keys[(keys.indexOf(active) + 1) % keys.length], "text");
    return;
  }
  const box = target.closest("#scan [data-box]");
  if (box) {
    activate(box.dataset.box, "scan");
    return;
  }
  const viewer = target.closest("[data-view-as]");
  if (viewer || target.closest("[data-scan-zoom]")) {
    if (!viewer) zoomed = !zoomed;
    look(viewer?.dataset.viewAs ?? view);
    if (active) bringText(active);
    return;
  }
  if (target.closest("[data-scan-go]") && active) {
    go(active);
    return;
  }
  const goer = target.closest("[data-go]");
  if (goer) {
    go(goer.dataset.go);
    return;
  }
  const tab = target.closest(".work-tabs [data-pane]");
  if (tab) {
    show(tab.dataset.pane);
    if (active && tab.dataset.pane === "text") bringText(active);
    else if (active) bring(card(active), document.documentElement);
    return;
  }
  const one = target.closest(".card-item");
  if (one && target.closest("[data-show-text]")) {
    show("text");
    activate(one.dataset.key);
  } else if (one && one.dataset.key !== active) {
    activate(one.dataset.key, "cards");
  }
});
document.addEventListener("focusin", (event) => {
  const one = event.target.closest?.(".card-item");
  // Only for the keyboard: an active card grows, and a button must not move away under a pressed mouse.
  if (one && one.dataset.key !== active && event.target.matches(":focus-visible")) activate(one.dataset.key, "cards");
});

document.addEventListener("keydown", (event) => {
  if (!work() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
  const editing = event.target.closest?.(".is-editing");
  if (event.key === "Escape" && editing && !event.defaultPrevented) {
    $("[data-cancel]", editing).click();
    return;
  }
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const box = event.target.closest?.("#scan [data-box]");
  if (box && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    go(box.dataset.box);
    return;
  }
  const onCard = event.target.classList?.contains("card-item");
  if (event.key === "j" || (onCard && event.key === "ArrowDown")) step(1);
  else if (event.key === "k" || (onCard && event.key === "ArrowUp")) step(-1);
  else if (event.key === "Enter" && onCard) $("[data-edit]", event.target)?.click();
  else if (event.key === "r" && active) $(`#seen-${active}`)?.click();
  else return;
  event.preventDefault();
});

// ---- a place or a stretch of the text -------------------------------------------------------------------------

function offset(root, node, at) {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, at);
  return length(range.toString());
}

function pick() {
  const bar = $("#pick-bar");
  const text = $("#doc-text");
  const selection = document.getSelection();
  if (!bar || !text) return;
  if (!selection.rangeCount || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) {
    // Pressing a button of the bar moves the focus, not the selection; anything else ends it.
    if (!bar.contains(document.activeElement)) {
      bar.hidden = true;
      picked = null;
    }
    return;
  }
  const range = selection.getRangeAt(0);
  const start = offset(text, range.startContainer, range.startOffset);
  const end = offset(text, range.endContainer, range.endOffset);
  const node = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
  const keys = node.closest("[data-keys]")?.dataset.keys.split(" ") ?? [];
  const key = keys.includes(active) ? active : keys[0] ?? "";
  const chosen = end > start && range.toString().trim() !== "";
  picked = { start, end, key };
  const number = (one) => card(one)?.dataset.number ?? "";
  $("[data-pick=add]", bar).hidden = !chosen;
  $("[data-pick=split]", bar).hidden = chosen || !key;
  $("[data-pick=go]", bar).hidden = chosen || !key;
  const spanner = $("[data-pick=span]", bar);
  spanner.hidden = !chosen || !active;
  const template = $("[data-template]", spanner);
  template.textContent = template.dataset.template.replace("%n", number(active));
  const said = $(".pick-words", bar);
  said.textContent = chosen ? said.dataset.selected.replace("%n", end - start) : said.dataset.inside.replace("%n", number(key));
  bar.hidden = !chosen && !key;
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  if (!$("#doc-text")) return;
  clearTimeout(waiting);
  waiting = setTimeout(pick, 80);
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#pick-bar")) event.preventDefault();
});

function send(url, values) {
  htmx.ajax("POST", url, { source: work(), target: "#workspace", swap: "outerHTML", values });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#pick-bar [data-pick]");
  if (!button || !picked) return;
  const { start, end, key } = picked;
  const urls = work().dataset;
  if (button.dataset.pick === "add") send(urls.addUrl, { start, end });
  else if (button.dataset.pick === "split") send(urls.splitUrl.replace("KEY", key), { offset: start });
  else if (button.dataset.pick === "span") send(urls.spanUrl.replace("KEY", active), { start, end });
  else go(key);
});

// ---- the dialog that answers fill ------------------------------------------------------------------------------

const sheet = $("#sheet");
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "sheet-body" && !sheet.open) sheet.showModal();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-sheet]")) setTimeout(() => sheet?.close(), 0);
});

// ---- answers: scroll and focus stay where they were ---------------------------------------------------------------

// One request at a time; another is dropped. So nothing can be chosen that would look taken and be lost.
for (const [name, busy] of [["htmx:beforeRequest", true], ["htmx:afterRequest", false]]) {
  document.addEventListener(name, (event) => {
    if (event.detail.target?.id === "workspace" && $("#draft-field")) $("#draft-field").disabled = busy;
  });
}
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "workspace") return;
  scrolled.text = $("#doc-text").scrollTop;
  loaded = $$("#scan img").filter((picture) => picture.complete && picture.naturalWidth);
  scrolled.scan = $("#scan")?.scrollTop ?? 0;
  scrolled.cards = $("#cards-pane").scrollTop;
  scrolled.page = window.scrollY;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "workspace" && event.target.id !== "workspace") return;
  sheet?.close();
  picked = null;
  // Pages are never kept by the browser: those that are here already are not fetched again.
  for (const picture of loaded) document.getElementById(picture.id)?.replaceWith(picture);
  show(pane);
  look(view);
  $("#doc-text").scrollTop = scrolled.text;
  if ($("#scan")) $("#scan").scrollTop = scrolled.scan;
  $("#cards-pane").scrollTop = scrolled.cards;
  window.scrollTo(0, scrolled.page);
  const key = work().dataset.active || active;
  activate(key, "");
  card(active)?.focus({ preventScroll: true });
});

// ---- the form of a card ---------------------------------------------------------------------------------------------

function kinds(form) {
  const kind = $("select[name=kind]", form)?.value;
  for (const part of $$("[data-for-kinds]", form)) part.hidden = !part.dataset.forKinds.split(" ").includes(kind);
}
document.addEventListener("change", (event) => {
  if (event.target.matches(".is-editing select[name=kind]")) kinds(event.target.form);
});
document.addEventListener("htmx:load", (event) => {
  const form = event.target.matches?.(".is-editing") ? $("form", event.target) : null;
  if (!form) {
    if (event.target.matches?.(".card-item") && event.target.dataset.key === active) {
      activate(active, "cards");
      event.target.focus({ preventScroll: true });
    }
    return;
  }
  kinds(form);
  event.target.classList.add("is-active");
  ($(".has-error input, .has-error select, [aria-invalid=true]", form) ?? $("[role=combobox]", form))?.focus();
});

if (work()) {
  show(pane);
  look(view);
}
