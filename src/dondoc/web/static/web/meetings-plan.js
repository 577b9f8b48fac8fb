// Hours are typed short ("8", "830", "8h30"), stepped with the arrows by a quarter of an hour; the end follows the beginning.

const QUARTER = 15;
const DAY = 24 * 60;

/** Minutes since midnight of what was typed, null for what is no hour. The same forms as ClockField understands. */
function minutes(text) {
  const found = text.trim().match(/^(\d{1,2})(?:\s*(?::|\.|h|g|giờ)\s*(\d{2})?|(\d{2}))?\s*(?:phút|ph|p)?$/iu);
  if (!found) return null;
  const [hours, rest] = [Number(found[1]), Number(found[2] ?? found[3] ?? 0)];
  return hours < 24 && rest < 60 ? hours * 60 + rest : null;
}

const written = (at) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
const begins = document.getElementById("id_begins");
const ends = document.getElementById("id_ends");
const lastDay = document.getElementById("id_last_day");

let began = begins ? minutes(begins.value) : null;

/** The end keeps its distance from the beginning within the day; a meeting of several days keeps its end. */
function follow() {
  const now = minutes(begins.value);
  const end = minutes(ends.value);
  if (now !== null && began !== null && end !== null && end > began && !lastDay?.value.trim()) {
    ends.value = written(Math.min(now + end - began, DAY - 1));
  }
  if (now !== null) began = now;
}

for (const field of document.querySelectorAll("[data-clock]")) {
  const tidy = () => {
    const at = minutes(field.value);
    if (at !== null) field.value = written(at);
    if (field === begins && ends) follow();
  };
  field.addEventListener("change", tidy);
  field.addEventListener("focus", () => field.select()); // typed over, whatever stands there
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const at = minutes(field.value);
    if (at === null) return;
    event.preventDefault();
    const up = event.key === "ArrowUp";
    const next = up ? Math.floor(at / QUARTER) * QUARTER + QUARTER : Math.ceil(at / QUARTER) * QUARTER - QUARTER;
    field.value = written((next + DAY) % DAY);
    tidy();
  });
}
