// The agenda with its papers: files are sent with their progress, and items are dragged to their place. Without this script
// each form is sent as it is.

const { draggable, placeItem, refuse } = await import(document.querySelector('link[data-part="drag"]').href);
const words = document.querySelector("#upload-words").dataset;

/** Exchange the parts of the page that changed, and leave what somebody types or has chosen in the others. */
async function refresh(isStale) {
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok) { location.reload(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll("[data-fresh]")) {
    if (!isStale(old.dataset.fresh)) continue;
    const now = page.querySelector(`[data-fresh="${old.dataset.fresh}"]`);
    if (!now) old.remove();
    else if (old.outerHTML !== now.outerHTML) old.replaceWith(document.adoptNode(now));
  }
  // A summary that is wanted since now has no place here yet; the page is asked anew where nothing would be lost.
  const isNew = [...page.querySelectorAll("[data-wanted]")].some((row) => !document.querySelector(`[data-fresh="${row.dataset.fresh}"]`));
  const hasChosen = [...document.querySelectorAll(".paper-send input[type=file]")].some((input) => input.files.length);
  if (isNew && !going.size && !hasChosen) { location.reload(); return; }
  document.querySelector("#messages")?.replaceWith(document.adoptNode(page.querySelector("#messages")));
  for (const input of document.querySelectorAll(".file-pick > input")) input.dispatchEvent(new Event("change", { bubbles: true }));
  for (const region of document.querySelectorAll(".paper-owed")) if (!region.querySelector(".paper")) region.remove();
}

// ---- files ----

const size = (bytes) => {
  const [unit, of] = bytes < 1_000_000 ? ["kB", 1_000] : ["MB", 1_000_000];
  const places = unit === "kB" ? 0 : 1;
  const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: places, maximumFractionDigits: places });
  return `${number.format(bytes / of)} ${unit}`;
};
const going = new Map(); // form → its request

function say(form, text) {
  const place = form.querySelector(".paper-refused");
  place.textContent = text;
  place.hidden = !text;
}

function rest(form) {
  going.delete(form);
  form.removeAttribute("aria-busy");
  form.querySelector(".paper-progress").hidden = true;
  form.querySelector("[type=submit]").hidden = false;
  form.querySelector("[type=submit]").focus();
}

async function done(form, request) {
  const told = (() => { try { return JSON.parse(request.responseText); } catch { return null; } })();
  rest(form);
  // What was wanted is a paper from now on, with a row of its own.
  if (request.status === 200 && told && form.closest("[data-wanted]")) { location.reload(); return; }
  const { paper } = form.closest(".paper").dataset;
  if (request.status === 200 && told) {
    const item = form.closest("[data-item]")?.dataset.item ?? document.querySelector(`#tai-lieu-${paper}`)?.closest("[data-item]")?.dataset.item;
    const stale = new Set([`tai-lieu-${paper}`, `can-tai-lieu-${paper}`, "luu-y", `tom-tat-${item}`, `nut-${item}`]);
    await refresh((name) => stale.has(name));
    const row = document.querySelector(`#tai-lieu-${paper}`);
    row?.scrollIntoView({ block: "nearest" });
  } else say(form, told?.message ?? words.failed);
}

function send(form) {
  const request = new XMLHttpRequest();
  const shown = form.querySelector(".paper-progress");
  const bar = shown.querySelector("progress");
  const bytes = shown.querySelector(".paper-bytes");
  const [file] = form.elements.file.files;
  say(form, "");
  going.set(form, request);
  form.setAttribute("aria-busy", "true");
  form.querySelector("[type=submit]").hidden = true;
  shown.hidden = false;
  bar.value = 0;
  bytes.textContent = words.sending.replace("%a", size(0)).replace("%b", size(file.size));
  request.upload.addEventListener("progress", (event) => {
    // What surrounds the file in the form is some hundred bytes: what is shown is the file.
    const sent = Math.max(0, Math.min(file.size, event.loaded - (event.total - file.size)));
    bar.value = file.size ? (100 * sent) / file.size : 100;
    bytes.textContent = words.sending.replace("%a", size(sent)).replace("%b", size(file.size));
  });
  request.upload.addEventListener("load", () => { bar.value = 100; bytes.textContent = words.writing; });
  request.addEventListener("load", () => done(form, request));
  request.addEventListener("abort", () => { rest(form); say(form, words.stopped); });
  request.addEventListener("error", async () => {
    rest(form);
    const isThere = await file.slice(0, 1).arrayBuffer().then(() => true, () => false);
    say(form, isThere ? words.lost : words.unread);
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest(".paper-send");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (!going.has(form)) send(form);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-stop]")?.closest("form");
  if (form) going.get(form)?.abort();
});
window.addEventListener("beforeunload", (event) => { if (going.size) event.preventDefault(); });

// ---- the order ----

const agenda = document.querySelector("#agenda-items");
if (agenda?.querySelector("[data-drag]")) {
  draggable(agenda, {
    rows: ".agenda-item",
    async moved(row, place) {
      const refused = await placeItem(row.querySelector("[data-drag]").dataset.place, place);
      if (refused) { refuse(refused); setTimeout(() => location.reload(), 4000); return; }
      await refresh((name) => name === "luu-y" || name.startsWith("gio-") || name.startsWith("nut-"));
    },
  });
}
