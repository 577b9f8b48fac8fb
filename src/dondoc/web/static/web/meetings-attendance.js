// The check-in list stays current while several doors and venues check in. Rows change where they stand: nothing moves
// under a thumb, and no row changes that somebody is typing in. On other pages of the door it only prints.

const EVERY = 30_000;
const AT_ONCE = 400;

let timer = null;
let running = false;

function isBusy(row) {
  return row.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)
    || row.querySelector("details[open], button[aria-busy]");
}

function put(fresh, old) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(fresh);
  window.htmx?.process(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function refresh() {
  const list = document.querySelector("#check-list[data-refresh]");
  if (!list || running || document.hidden) return;
  running = true;
  try {
    // The whole list, however this one is narrowed: a row that is shown here may have left the filter meanwhile.
    const answer = await fetch(window.location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const fresh of page.querySelectorAll(".check-row")) {
      const old = document.getElementById(fresh.id);
      if (old && old.dataset.mark !== fresh.dataset.mark && !isBusy(old)) put(fresh, old);
    }
    for (const id of ["count-strip", "said-words"]) {
      const fresh = page.getElementById(id);
      const old = document.getElementById(id);
      if (fresh && old && fresh.textContent !== old.textContent) old.replaceWith(fresh);
    }
  } catch {
    // The connection is lost for a while; the next round tries again.
  } finally {
    running = false;
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, AT_ONCE);
}

setInterval(refresh, EVERY);
document.addEventListener("meeting:attendance", soon);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
