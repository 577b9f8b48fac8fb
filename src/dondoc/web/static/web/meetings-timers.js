// Timers: how long something runs, and by how much it is over what was planned.

// The server's clock counts, not this machine's; an example province lives in another year altogether.
const said = Date.parse(document.querySelector("[data-now]")?.dataset.now ?? "");
const ahead = Number.isNaN(said) ? 0 : said - Date.now();
const words = document.querySelector("#room-words")?.dataset ?? {};

function tick() {
  for (const timer of document.querySelectorAll(".timer[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() + ahead - Date.parse(timer.dataset.since)) / 1000));
    const clock = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
    const text = seconds >= 6000 ? (words.minutes ?? "%n′").replace("%n", String(Math.floor(seconds / 60))) : clock;
    if (timer.textContent !== text) timer.textContent = text;
    const planned = Number(timer.dataset.planned ?? 0) * 60;
    timer.classList.toggle("is-late", planned > 0 && seconds > planned);
  }
}
tick();
setInterval(tick, 1000);
