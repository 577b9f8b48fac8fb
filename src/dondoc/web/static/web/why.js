// Esc, or a tap on the words, puts away why a field says what it says, until the pointer or the focus comes anew.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const why of document.querySelectorAll(".why:hover, .why:focus-within")) why.classList.add("is-hushed");
}, true);
document.addEventListener("click", (event) => {
  const why = event.target.closest(".why");
  for (const other of document.querySelectorAll(".why.is-hushed")) other.classList.remove("is-hushed");
  if (event.target.closest(".why-tip") && !String(document.getSelection())) why.classList.add("is-hushed");
});
for (const name of ["mouseout", "focusout"]) {
  document.addEventListener(name, (event) => {
    const why = event.target.closest?.(".why.is-hushed");
    if (why && !why.contains(event.relatedTarget)) why.classList.remove("is-hushed");
  });
}
