// Decisions on the secretary's screen: changed in their place. What is typed and not saved yet is kept on this machine,
// and stays in its form when somebody else's change brings the list anew.

const list = document.querySelector("#room-decisions");
const fresh = document.querySelector("#decision-new");
const MONTH = 30 * 24 * 3600 * 1000;
const FIELDS = ["text", "for", "against", "abstained"];
const said = (form) => Object.fromEntries(FIELDS.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
const isTyped = (form) => FIELDS.some((name) => form.elements[name] && form.elements[name].value !== form.elements[name].defaultValue);
const nameOf = (form) => `${list.dataset.key}:${form.closest("[data-decision]")?.dataset.decision ?? "moi"}`;
const forms = () => [...list.querySelectorAll(".decision-form"), ...(fresh ? [fresh] : [])];

function keep(form) {
  try {
    if (isTyped(form)) {
      localStorage.setItem(nameOf(form), JSON.stringify({ given: said(form), version: form.elements.version?.value, at: Date.now() }));
    } else localStorage.removeItem(nameOf(form));
  } catch { /* full, or not allowed */ }
}

function fill(form, given, version) {
  for (const [name, value] of Object.entries(given)) if (form.elements[name]) form.elements[name].value = value;
  if (version && form.elements.version) form.elements.version.value = version;
}

function toggle(row, isOpen) {
  const form = row.querySelector(".decision-form");
  form.hidden = !isOpen;
  row.querySelector(".decision-said").hidden = isOpen;
  if (isOpen) {
    const area = form.elements.text;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  } else row.querySelector("[data-decision-edit]").focus();
}

function leave(row) {
  const form = row.querySelector(".decision-form");
  localStorage.removeItem(nameOf(form));
  if (form.querySelector(".line-both")) { // what somebody else saved is what stands above
    form.remove();
    document.dispatchEvent(new CustomEvent("meeting:decisions"));
    return;
  }
  form.reset();
  toggle(row, false);
}

list.addEventListener("click", (event) => {
  const row = event.target.closest("[data-decision]");
  if (event.target.closest("[data-decision-edit]")) { event.preventDefault(); toggle(row, true); }
  else if (event.target.closest("[data-decision-leave]")) { event.preventDefault(); leave(row); }
});
list.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-decision]");
  if (event.key === " " && event.target.closest("[data-decision-edit]")) { event.preventDefault(); toggle(row, true); }
  if (event.key === "Escape" && event.target.closest(".decision-form")) { event.stopPropagation(); toggle(row, false); }
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".decision-form, #decision-new");
  if (!form || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault(); // a number that is typed is not yet the whole form
  }
});
document.addEventListener("input", (event) => {
  const form = event.target.closest?.(".decision-form, #decision-new");
  if (form) keep(form);
});

// A list that comes anew must not take what is being typed with it.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== list) return;
  const sent = event.detail.requestConfig?.elt;
  const isRefused = event.detail.xhr.status >= 400;
  if (sent?.matches?.(".decision-form") && !isRefused) localStorage.removeItem(nameOf(sent));
  const open = [...list.querySelectorAll(".decision-form:not([hidden])")].filter((form) => form !== sent);
  const held = open.map((form) => ({
    row: form.closest("[data-decision]"), given: said(form), version: form.elements.version.value,
    focus: form.contains(document.activeElement) ? document.activeElement.name : null, at: document.activeElement?.selectionStart,
    html: form.querySelector(".line-both") ? form : null,
  }));
  if (!held.length) return;
  document.addEventListener("htmx:afterSwap", () => {
    for (const { row, given, version, focus, at, html } of held) {
      let now = list.querySelector(`[data-decision="${row.dataset.decision}"]`);
      if (!now || html) { // dropped meanwhile, or both texts stand there already: as it was, to be decided on by its writer
        if (now) now.replaceWith(row);
        else (list.querySelector(".room-decisions") ?? list).append(row);
        now = row;
      } else {
        const form = now.querySelector(".decision-form");
        form.hidden = false;
        now.querySelector(".decision-said").hidden = true;
        fill(form, given, version);
      }
      const named = focus && now.querySelector(".decision-form").elements[focus];
      const field = named instanceof RadioNodeList ? named[0] : named; // where both texts stand, two bear the name
      if (field) {
        field.focus({ preventScroll: true });
        if (at !== null) field.setSelectionRange?.(at, at);
      }
    }
  }, { once: true });
});
list.addEventListener("htmx:afterSettle", () => {
  const refused = list.querySelector(".line-both, [role=alert]");
  const form = refused?.closest(".decision-form");
  refused?.scrollIntoView({ block: "nearest" });
  form?.querySelector(".row-acts").scrollIntoView({ block: "nearest" });
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.target === fresh) localStorage.removeItem(nameOf(fresh));
});

for (const form of forms()) {
  let copy = null;
  try { copy = JSON.parse(localStorage.getItem(nameOf(form))); } catch { /* not ours */ }
  if (!copy) continue;
  if (Date.now() - copy.at > MONTH) { localStorage.removeItem(nameOf(form)); continue; }
  fill(form, copy.given, copy.version);
  if (form !== fresh) {
    form.hidden = false;
    form.closest("[data-decision]").querySelector(".decision-said").hidden = true;
  }
}
