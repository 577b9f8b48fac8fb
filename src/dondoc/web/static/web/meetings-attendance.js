// The check-in list stays current while several doors and venues check in, and never under somebody's hands.

const EVERY = 15_000;

function isBusy(list) {
  return document.hidden || list.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)
    || list.querySelector("details[open], button[aria-busy]") || document.querySelector("dialog[open]");
}

async function refresh() {
  const list = document.querySelector("#check-list[data-refresh]");
  if (!list || isBusy(list)) return;
  let text;
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    text = await answer.text();
  } catch {
    return; // the connection is lost for a while; the next round tries again
  }
  const now = document.querySelector("#check-list[data-refresh]");
  if (!now || isBusy(now)) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement?.id;
  for (const id of ["count-strip", "check-list", "said-words"]) {
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old || fresh.outerHTML === old.outerHTML) continue;
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

setInterval(refresh, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
