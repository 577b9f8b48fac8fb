// Follows a meeting's changes (server-sent events) and tells the page of each as a DOM event "meeting:<part>".

// A stream ends by itself now and then and is back after 1.5 seconds: only what lasts longer is a lost connection.
const PATIENCE = 5000;
const PARTS = ["meeting", "agenda", "attendance", "remarks", "decisions", "conclusions"];

/**
 * Follow a meeting.
 * @param {string} address of its stream, with the number that the page was made with
 * @param {{onState?: (state: "live"|"waiting") => void}} [handlers]
 * @returns {EventSource}
 */
export function follow(address, handlers = {}) {
  const source = new EventSource(address);
  let late = 0;
  const say = (state) => {
    clearTimeout(late);
    late = 0;
    document.documentElement.dataset.live = state;
    handlers.onState?.(state);
  };
  source.addEventListener("open", () => say("live"));
  // The browser comes back by itself, with the number of the last event; a refusal (signed out) ends it.
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) say("waiting");
    else if (!late) late = setTimeout(() => say("waiting"), PATIENCE);
  });
  source.addEventListener("reload", () => window.location.reload());
  // What all participants see comes along, made once for all of them; what is one's own is asked for.
  let stale = 0;
  let isOwnStale = false;
  source.addEventListener("view", (event) => {
    const shared = document.querySelector("#seat-shared");
    if (!shared) return;
    clearTimeout(stale);
    shared.innerHTML = JSON.parse(event.data);
    if (isOwnStale) document.dispatchEvent(new CustomEvent("meeting:stale"));
    isOwnStale = false;
  });
  for (const part of PARTS) {
    source.addEventListener(part, (event) => {
      const detail = JSON.parse(event.data);
      if (part === "remarks" && "text" in detail) { // what is being typed: for those who type too, and for no other page
        document.dispatchEvent(new CustomEvent("meeting:remark-text", { detail }));
        return;
      }
      document.dispatchEvent(new CustomEvent(`meeting:${part}`, { detail }));
      document.dispatchEvent(new CustomEvent("meeting:change", { detail: { part, seq: Number(event.lastEventId) } }));
      // One's place in the queue moves with the others'; whether one may ask goes with the meeting.
      isOwnStale ||= part === "meeting" || (part === "remarks" && Boolean(document.querySelector("#seat-own [data-asked]")));
      clearTimeout(stale);
      stale = setTimeout(() => document.dispatchEvent(new CustomEvent("meeting:stale")), 600);
    });
  }
  return source;
}

const page = document.querySelector("[data-live]");
if (page) {
  const line = document.querySelector("[data-live-state]");
  follow(page.dataset.live, {
    onState: (state) => {
      if (line) { line.hidden = state === "live"; }
    },
  });
}
