// Units and groups: chips, and a field that finds them with or without diacritics. What can be chosen stands in
// #unit-choices, the words in #picker-words; each chip keeps its addressee as JSON in a hidden field.

import { icon, make } from "./elements.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (text) => text.replace(/đ/gi, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .split(/[^\p{L}\p{N}]+/u).filter(Boolean);

let choices = null;
function known() {
  choices ??= JSON.parse($("#unit-choices")?.textContent ?? "[]");
  return choices;
}
const nameOf = (unit) => known().find((choice) => choice.id === `u${unit}`)?.name ?? "?";
const label = (name) => $("#picker-words").dataset[name];

function search(text) {
  const wanted = words(text);
  if (!wanted.length) return [];
  const hits = known().filter((choice) => wanted.every((word) => choice.words.includes(word)));
  const opening = wanted.join(" ");
  return hits.sort((a, b) => b.words.startsWith(opening) - a.words.startsWith(opening)).slice(0, 12);
}

function value(chip) {
  return JSON.parse($("input[type=hidden]", chip).value);
}

function store(chip, addressee) {
  $("input[type=hidden]", chip).value = JSON.stringify(addressee);
}

function members(choice, kept) {
  const list = make("div", { class: "chip-member-list" });
  for (const unit of choice.units) {
    const box = make("input", { type: "checkbox", class: "form-check-input", "data-member": String(unit) });
    box.checked = kept.includes(unit);
    list.append(make("label", {}, box, ` ${nameOf(unit)}`));
  }
  const head = make("summary", {}, `${kept.length}/${choice.units.length} ${label("units")}`);
  return make("details", { class: "chip-members" }, head, list);
}

function chipOf(role, addressee, choice) {
  const input = make("input", { type: "hidden", name: role });
  const chip = make("li", { class: "chip", "data-chip": "" }, input, make("span", { class: "chip-label" }, choice.name));
  if (choice.id.startsWith("g")) chip.append(members(choice, addressee.unit_ids));
  const other = role === "lead" ? "moveCoordinate" : "moveLead";
  chip.append(
    make("button", { type: "button", class: "chip-act", "data-move": "", "aria-label": `${label(other)}: ${choice.name}` }, icon("arrows-split-2")),
    make("button", { type: "button", class: "chip-act", "data-remove": "", "aria-label": `${label("remove")}: ${choice.name}` }, icon("x")),
  );
  store(chip, addressee);
  return chip;
}

function meant(choice, old = null) {
  return {
    as_written: old?.as_written || choice.name, unit_ids: choice.units, start: old?.start ?? null, end: old?.end ?? null,
    group_id: choice.id.startsWith("g") ? Number(choice.id.slice(1)) : null,
  };
}

/** Put units into an empty picker, as chips. */
export function fill(picker, unitIds) {
  const role = picker.dataset.picker;
  const chips = unitIds.map((id) => known().find((choice) => choice.id === `u${id}`)).filter(Boolean)
    .map((choice) => chipOf(role, meant(choice), choice));
  $(".chips", picker).replaceChildren(...chips);
}

/** The ids of the units whose chips stand in a picker, each once. */
export function unitsIn(picker) {
  return [...new Set($$("[data-chip]", picker).flatMap((chip) => value(chip).unit_ids))];
}

function take(picker, choice) {
  const role = picker.dataset.picker;
  $(".chips", picker).append(chipOf(role, meant(choice), choice));
}

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-chip]");
  if (!chip) return;
  const picker = chip.closest("[data-picker]");
  const field = $("[role=combobox]", picker);
  if (event.target.closest("[data-remove]")) {
    chip.remove();
    field.focus();
  } else if (event.target.closest("[data-move]")) {
    const role = picker.dataset.picker === "lead" ? "coordinate" : "lead";
    const target = $(`[data-picker=${role}]`, picker.parentElement);
    $("input[type=hidden]", chip).name = role;
    $(".chips", target).append(chip);
    const mover = $("[data-move]", chip);
    const name = $(".chip-label", chip).textContent.trim();
    mover.setAttribute("aria-label", `${label(role === "lead" ? "moveCoordinate" : "moveLead")}: ${name}`);
    mover.focus();
  } else if (event.target.closest("[data-suggest]")) {
    const choice = known().find((one) => one.id === event.target.closest("[data-suggest]").dataset.suggest);
    if (choice) chip.replaceWith(chipOf(picker.dataset.picker, meant(choice, value(chip)), choice));
    field.focus();
  }
});
document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-member]");
  if (!box) return;
  const chip = box.closest("[data-chip]");
  const boxes = $$("[data-member]", chip);
  const kept = boxes.filter((one) => one.checked).map((one) => Number(one.dataset.member));
  store(chip, { ...value(chip), unit_ids: kept });
  $("summary", chip).textContent = `${kept.length}/${boxes.length} ${label("units")}`;
});

function close(field) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function point(field, option) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  for (const one of $$("[role=option]", list)) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[role=combobox]");
  if (!field) return;
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const hits = search(field.value);
  list.replaceChildren(...hits.map((choice, index) => {
    const option = make("li", { role: "option", id: `${list.id}-${index}`, "data-choice": choice.id, "aria-selected": "false" }, choice.name);
    if (choice.id.startsWith("g")) option.append(make("span", { class: "chip-count" }, `${label("group")} · ${choice.units.length} ${label("units")}`));
    return option;
  }));
  if (!hits.length && field.value.trim()) {
    list.append(make("li", { role: "option", "aria-disabled": "true", class: "combo-none" }, label("none")));
  }
  list.hidden = !list.children.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  point(field, hits.length ? list.firstElementChild : null);
});
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[role=combobox]");
  if (!field) return;
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const options = $$("[data-choice]", list);
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (options.length) point(field, options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
  } else if (event.key === "Enter") {
    event.preventDefault(); // never sends the form from this field
    if (!list.hidden && options[at]) choose(field, options[at]);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    close(field);
  } else if (event.key === "Backspace" && !field.value) {
    $(".chips li:last-child [data-remove]", field.closest("[data-picker]"))?.click();
  }
}, true);

function choose(field, option) {
  take(field.closest("[data-picker]"), known().find((choice) => choice.id === option.dataset.choice));
  field.value = "";
  close(field);
  field.focus();
}
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".combo-list [data-choice]");
  if (!option) return;
  event.preventDefault();
  choose($("[role=combobox]", option.closest(".combo")), option);
});
document.addEventListener("focusout", (event) => {
  const field = event.target.closest?.("[role=combobox]");
  if (field) close(field);
});
