// Beginning a draft: the kinds are narrowed as one types, Enter takes the first. Also: buttons that copy.

const plain = (text) => text.replace(/đ/gi, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const field = document.getElementById("find-kind");

function shown() {
  return [...document.querySelectorAll(".kind:not([hidden])")];
}

function narrow() {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  for (const kind of document.querySelectorAll(".kind")) {
    kind.hidden = !wanted.every((word) => ` ${kind.dataset.words}`.includes(` ${word}`));
  }
  for (const group of document.querySelectorAll(".kinds")) group.hidden = !group.querySelector(".kind:not([hidden])");
  document.getElementById("no-kind").hidden = shown().length > 0;
  const first = wanted.length ? shown()[0] : null;
  for (const kind of document.querySelectorAll(".kind")) kind.classList.toggle("is-first", kind === first);
}

field?.addEventListener("input", narrow);
field?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (field.value.trim()) shown()[0]?.click();
});
if (field && matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });

// What a kind is usually written for changes with the relation: the page is asked anew.
document.addEventListener("change", (event) => {
  if (!event.target.matches("#begin [name=viec]")) return;
  const source = document.querySelector("#begin [name=van-ban]").value;
  const unit = document.querySelector("#begin [name=unit]").value;
  location.replace(`?van-ban=${source}&viec=${event.target.value}&unit=${unit}`);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const input = document.getElementById(button.dataset.copy);
  input.select();
  await navigator.clipboard?.writeText(input.value).catch(() => document.execCommand("copy"));
  button.querySelector("span").textContent = button.dataset.copied;
});
