// Nhiệm vụ: a unit is found by typing (with or without diacritics), conditions are dropped without a reload.

const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// ---- combobox over a <select data-combobox>: the select stays the form's field -----------------------------

const MOST_SHOWN = 60;
let number = 0;

function combobox(select) {
  if (select.closest(".combo")) return;
  number += 1;
  const several = select.multiple;
  const options = [...select.options].filter((option) => option.value)
    .map((option) => ({ option, words: fold(`${option.text} ${option.dataset.words || ""} ${option.value}`) }));
  const box = document.createElement("div");
  box.className = "combo";
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const chosen = document.createElement("ul");
  input.type = "text";
  input.className = "form-control";
  input.id = select.id;
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", `combo-${number}`);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  list.id = `combo-${number}`;
  list.className = "combo-list";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  chosen.className = "combo-chosen";
  select.id = `${select.id}-value`;
  select.required = false;
  select.replaceWith(box);
  if (several) box.append(chosen);
  box.append(input, list, select);

  let shown = [];
  let active = -1;

  const label = () => (several ? "" : select.value ? select.selectedOptions[0].text : "");
  const placeholder = () => {
    input.placeholder = several ? select.dataset.hint || "" : select.options[0] && !select.options[0].value ? select.options[0].text : "";
  };

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function mark(place) {
    active = place;
    shown.forEach((item, index) => item.row.setAttribute("aria-selected", String(index === place)));
    const row = shown[place]?.row;
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  }

  function open(text) {
    const words = fold(text).split(" ").filter(Boolean);
    const found = options.filter((item) => words.every((word) => item.words.includes(word)) && !(several && item.option.selected));
    shown = found.slice(0, MOST_SHOWN).map((item, index) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.textContent = item.option.text;
      row.addEventListener("mousedown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(item.option));
      return { ...item, row };
    });
    list.replaceChildren(...shown.map((item) => item.row));
    if (!shown.length) {
      const none = document.createElement("li");
      none.className = "combo-none";
      none.textContent = select.dataset.none || "";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(words.length ? 0 : -1);
  }

  function chips() {
    if (!several) return;
    chosen.replaceChildren(...[...select.selectedOptions].map((option) => {
      const chip = document.createElement("li");
      chip.className = "chip";
      const text = document.createElement("span");
      text.textContent = option.text;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = "×";
      drop.setAttribute("aria-label", `${select.dataset.drop || ""} ${option.text}`.trim());
      drop.addEventListener("click", () => {
        option.selected = false;
        chips();
        input.focus();
      });
      chip.append(text, drop);
      return chip;
    }));
  }

  function choose(option) {
    if (several) option.selected = true;
    else select.value = option ? option.value : "";
    input.value = label();
    chips();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("input", (event) => {
    event.stopPropagation();
    open(input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("click", () => { if (list.hidden) open(several ? input.value : ""); });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    close();
    if (!several && !input.value.trim() && select.value) choose(null);
    input.value = label();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(several ? input.value : "");
      else if (shown.length) mark((active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (shown[active]) choose(shown[active].option);
      else if (!input.value.trim() && !several) choose(null);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
      input.value = label();
    } else if (event.key === "Backspace" && several && !input.value && select.selectedOptions.length) {
      [...select.selectedOptions].at(-1).selected = false;
      chips();
    }
  });
  select.addEventListener("combo:refresh", () => { input.value = label(); chips(); });
  placeholder();
  input.value = label();
  chips();
}

const dress = (scope) => scope.querySelectorAll("select[data-combobox]").forEach(combobox);
dress(document);
document.addEventListener("htmx:load", (event) => dress(event.target));

// ---- the list's filter ------------------------------------------------------------------------------------

const form = () => document.querySelector(".filter-bar form");
let pause = 0;

document.addEventListener("input", (event) => {
  if (event.target.id !== "f-q") return;
  clearTimeout(pause);
  pause = setTimeout(() => form()?.requestSubmit(), 350);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-clear]");
  if (!link || !form() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const names = link.dataset.clear === "due" ? ["from", "to"] : [link.dataset.clear];
  const fields = names.flatMap((name) => [...form().querySelectorAll(`[name="${name}"]`)]);
  // Several values of one name: only the address knows which one goes.
  if (!fields.length || fields.filter((field) => field.value).length > names.length) return;
  event.preventDefault();
  for (const field of fields) {
    if (field.type === "hidden") field.remove();
    else field.value = "";
    field.dispatchEvent(new CustomEvent("combo:refresh"));
  }
  form().requestSubmit();
  document.getElementById("f-q")?.focus({ preventScroll: true });
});

document.addEventListener("htmx:afterSwap", (event) => {
  const rows = document.getElementById("rows");
  if (!rows || event.detail.target?.id !== "rows") return;
  for (const link of document.querySelectorAll("a[data-export]")) {
    link.search = rows.dataset.query ? `?${rows.dataset.query}` : "";
  }
  const active = Number(rows.dataset.active);
  const bar = document.querySelector(".filter-bar");
  bar?.toggleAttribute("data-active", active > 0);
  const count = bar?.querySelector(".filter-count");
  if (count) count.textContent = active ? String(active) : "";
});

// ---- giving by hand: only the fields that the kind of deadline asks for -------------------------------------

const kind = document.getElementById("id_deadline_kind");

function showDeadline() {
  const wants = { date: ".only-dated", period: ".only-dated", relative: ".only-dated", event: ".only-event" }[kind.value];
  for (const part of document.querySelectorAll(".only-dated, .only-event")) {
    part.hidden = !part.matches(wants || ".none");
    // What is not shown is not sent: a day left in a hidden field would be refused without a word beside it.
    for (const input of part.querySelectorAll("input")) input.disabled = part.hidden;
  }
}
if (kind) {
  kind.addEventListener("change", showDeadline);
  showDeadline();
}
