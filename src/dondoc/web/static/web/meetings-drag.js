// Putting the rows of a list in order: by a handle that is dragged (mouse, pen, finger), or by the arrow keys on it.

const EDGE = 48; // pixels from the end of what scrolls, where it begins to scroll
const STEP = 12;
const SLIP = 4; // a press that moves less is no dragging

/**
 * @param {HTMLElement} list whose children of `rows` are put in order; the handles are its [data-drag]
 * @param {object} options
 * @param {string} options.rows selector of the children
 * @param {(row: HTMLElement, place: number) => void} options.moved what to do once a row stands at another place, from 0
 * @param {() => boolean} [options.allowed]
 */
export function draggable(list, { rows, moved, allowed = () => true }) {
  const all = () => [...list.querySelectorAll(rows)];
  let held = null;

  function put(row, place) {
    const others = all().filter((each) => each !== row);
    const from = all().indexOf(row);
    const to = Math.max(0, Math.min(place, others.length));
    if (to === from) return;
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    if (to < others.length) others[to].before(row);
    else others.at(-1).after(row);
    focused?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    moved(row, to);
  }

  function scroller() {
    for (let each = list; each; each = each.parentElement) {
      if (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
    }
    return document.scrollingElement;
  }

  function placeAt(y) {
    const others = all().filter((each) => each !== held.row);
    const at = others.findIndex((each) => { const box = each.getBoundingClientRect(); return y < box.top + box.height / 2; });
    return { others, place: at < 0 ? others.length : at };
  }

  function clear() {
    for (const each of list.querySelectorAll(".drop-before, .drop-after")) each.classList.remove("drop-before", "drop-after");
  }

  function follow() {
    const { row, y, startY, box, startScroll } = held;
    row.style.transform = `translateY(${y - startY + box.scrollTop - startScroll}px)`;
    clear();
    const { others, place } = placeAt(y);
    held.place = place;
    if (place < others.length) others[place].classList.add("drop-before");
    else others.at(-1)?.classList.add("drop-after");
  }

  function scroll() {
    if (!held?.isMoving) return;
    const inner = held.box === document.scrollingElement;
    const { top, bottom } = inner ? { top: 0, bottom: window.innerHeight } : held.box.getBoundingClientRect();
    const by = held.y < top + EDGE ? -STEP : held.y > bottom - EDGE ? STEP : 0;
    if (by) { held.box.scrollTop += by; follow(); }
    held.frame = requestAnimationFrame(scroll);
  }

  function move(event) {
    if (event.pointerId !== held?.pointer) return;
    held.y = event.clientY;
    if (!held.isMoving && Math.abs(held.y - held.startY) < SLIP) return;
    if (!held.isMoving) {
      held.isMoving = true;
      held.row.classList.add("is-dragged");
      list.dataset.dragging = "";
      held.frame = requestAnimationFrame(scroll);
    }
    follow();
  }

  function end(isDone) {
    if (!held) return;
    const { row, place, isMoving, frame, handle, pointer } = held;
    held = null;
    cancelAnimationFrame(frame);
    if (handle.hasPointerCapture?.(pointer)) handle.releasePointerCapture(pointer);
    row.classList.remove("is-dragged");
    row.style.transform = "";
    clear();
    delete list.dataset.dragging;
    if (isDone && isMoving && row.isConnected) put(row, place);
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag]");
    if (!handle || event.button || held || !allowed()) return;
    const row = handle.closest(rows);
    const box = scroller();
    held = { row, handle, box, pointer: event.pointerId, startY: event.clientY, y: event.clientY, startScroll: box.scrollTop, isMoving: false };
    handle.setPointerCapture(event.pointerId);
    if (handle.tagName !== "BUTTON") event.preventDefault(); // no text is marked
  });
  list.addEventListener("pointermove", move);
  list.addEventListener("pointerup", (event) => { if (event.pointerId === held?.pointer) end(true); });
  list.addEventListener("pointercancel", () => end(false));
  list.addEventListener("lostpointercapture", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.stopPropagation();
    end(false);
  }, true);
  list.addEventListener("keydown", (event) => {
    const handle = event.target.closest("button[data-drag]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !by || !allowed()) return;
    event.preventDefault();
    const row = handle.closest(rows);
    put(row, all().indexOf(row) + by);
  });
}

let before = Promise.resolve();

/**
 * Send moves one after the other: of two that are on their way at once the first might come last.
 * @template T
 * @param {() => Promise<T>} send
 * @returns {Promise<T>}
 */
export function inTurn(send) {
  const now = before.then(send);
  before = now.catch(() => {});
  return now;
}

/**
 * Put an item of the agenda at a place.
 * @returns {Promise<string>} why it was refused; empty: it stands there now
 */
export const placeItem = (address, place) => inTurn(() => tell(address, place));

async function tell(address, place) {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const answer = await fetch(address, {
    method: "POST", body: new URLSearchParams({ place: place + 1 }), keepalive: true,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  }).catch(() => null);
  if (answer?.ok) return "";
  const told = await answer?.json().catch(() => null);
  return told?.message ?? document.body.dataset.lostConnection;
}

/** Tell the person above the page, as a refusal of the server's would be told. */
export function refuse(text) {
  const note = document.createElement("div");
  note.className = "note is-error";
  note.setAttribute("role", "alert");
  const said = document.createElement("span");
  said.className = "note-text";
  said.textContent = text;
  note.append(said);
  document.querySelector("#messages")?.replaceChildren(note);
}
