// The parts of the secretary's screen: beside each other where there is room, else one at a time; keys lead to each.

const room = document.querySelector(".room");
const tabs = [...document.querySelectorAll(".room-tabs a")];
const kept = `dondoc:phong:${room.dataset.meeting}`;

function show(name) {
  room.dataset.pane = name;
  for (const tab of tabs) {
    if (tab.dataset.pane === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  try { sessionStorage.setItem(kept, name); } catch { /* not allowed: it begins with the first again */ }
  window.dispatchEvent(new Event("resize")); // what grows with its words is measured when it is seen
}

let last = null;
try { last = sessionStorage.getItem(kept); } catch { /* not allowed */ }
const asked = document.querySelector("#room-decisions .decision-form:not([hidden])") ? "decisions" : null;
show(asked ?? (tabs.some((tab) => tab.dataset.pane === last) ? last : room.dataset.pane));

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    show(tab.dataset.pane);
    const top = room.getBoundingClientRect().top + window.scrollY;
    if (window.scrollY > top) window.scrollTo({ top: top - 60 });
  });
}

/** To a part of the screen, and to where one writes in it. */
function lead(name, ...places) {
  show(name);
  const place = places.map((each) => [...document.querySelectorAll(each)].at(-1)).find((each) => each && !each.hidden && !each.disabled)
    ?? document.getElementById(name);
  place.focus();
  place.scrollIntoView({ block: "nearest" });
  if (place.tagName === "TEXTAREA") place.setSelectionRange(place.value.length, place.value.length);
}

const KEYS = {
  F2: () => lead("remarks", ".room-speaking [data-remark]", "#speaker"),
  F8: () => lead("conclusions", "#lines .line-text", "#line-add"),
  F9: () => lead("decisions", "#decision-text"),
};
document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});

// How many lines have words is known here before it is saved.
const count = () => {
  const written = [...document.querySelectorAll("#lines .line-text")].filter((area) => area.value.trim()).length;
  for (const place of document.querySelectorAll(".n-lines")) place.textContent = String(written);
};
const lines = document.querySelector("#lines");
lines.addEventListener("input", count);
new MutationObserver(count).observe(lines, { childList: true });
