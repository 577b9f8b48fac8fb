// What the reader understands of what is being written, and the dialog in which a person says it instead.

const PAUSE = 700;
const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function iso(text) {
  const found = DAY.exec(text.trim());
  if (!found) return null;
  const [, day, month, year] = found;
  const said = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const real = new Date(`${said}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== said ? null : said;
}
const local = (said) => (said ? said.split("-").reverse().join("/") : "");

/** Asks the server, a moment after the last letter, what it would find; shows it beside the clauses. */
export function understanding({ root, words, outline, content, count, token }) {
  let timer = 0;
  let asked = null;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { places } = outline.read();
    let told;
    try {
      const answer = await fetch(root.dataset.understand, {
        method: "POST", body: JSON.stringify({ content: content() }), signal: asked.signal,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
      if (!answer.ok) return; // saving tells what is wrong
      told = await answer.json();
    } catch {
      return; // asked anew meanwhile, or no connection: saving tells
    }
    outline.showFound(places, told.clauses);
    const found = told.count ? words.duties.replace("%n", told.count) : words.noDuties;
    count.textContent = told.troubled ? `${found}; ${words.troubled.replace("%n", told.troubled)}` : found;
    count.classList.toggle("is-troubled", told.troubled > 0);
  }

  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    },
    now: ask,
  };
}

/** The dialog: fills it from the duty of a row, and writes back what was set. */
export function dialog({ element, picker, words, changed }) {
  const $ = (selector) => element.querySelector(selector);
  const kind = $("[name$=deadline_kind]");
  const due = $("[name$=due_on]");
  const said = $("[name$=deadline_words]");
  const error = $("#duty-error");
  const dated = new Set(["date", "period", "relative"]);
  let row = null;
  let nth = 0;

  function show() {
    const isDated = dated.has(kind.value);
    due.closest(".field").hidden = !isDated;
    said.closest(".field").hidden = !kind.value || kind.value === "none";
  }
  kind.addEventListener("change", show);

  function put(duty) {
    while (row.duties.length <= nth) row.duties.push({});
    row.duties[nth] = duty;
    while (row.duties.length && !Object.keys(row.duties.at(-1)).length) row.duties.pop();
    element.close();
    changed();
  }

  $("#duty-set").addEventListener("click", () => {
    const duty = {};
    const leads = picker.unitsIn($("[data-picker=lead]"));
    const coordinates = picker.unitsIn($("[data-picker=coordinate]"));
    if (leads.length) duty.leads = leads;
    if (coordinates.length) duty.coordinates = coordinates;
    if (kind.value) {
      duty.deadline_kind = kind.value;
      if (said.value.trim() && kind.value !== "none") duty.deadline_words = said.value.trim();
      if (dated.has(kind.value)) {
        duty.due_on = iso(due.value);
        if (!duty.due_on) {
          error.textContent = words.badDay;
          error.hidden = false;
          due.focus();
          return;
        }
      }
    }
    put(duty);
  });
  $("#duty-clear").addEventListener("click", () => put({}));
  element.addEventListener("close", () => row?.el.querySelector(".clause-text")?.focus());
  // Enter in a field sets the duty; it must not close the dialog as if nothing had been said.
  element.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    $("#duty-set").click();
  });

  return (asked, which) => {
    row = asked;
    nth = which;
    const duty = row.duties[nth] ?? {};
    picker.fill($("[data-picker=lead]"), duty.leads ?? []);
    picker.fill($("[data-picker=coordinate]"), duty.coordinates ?? []);
    kind.value = duty.deadline_kind ?? "";
    due.value = local(duty.due_on);
    said.value = duty.deadline_words ?? "";
    error.hidden = true;
    $("#duty-quote").textContent = `${row.label} ${row.text}`.trim();
    show();
    element.showModal();
    $("#pick-lead").focus();
  };
}
