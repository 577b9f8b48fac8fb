// While a question is open, the page stays as it is: the answer belongs to the button that was pressed.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "jobs-now" && (document.hidden || document.querySelector("dialog[open]"))) event.preventDefault();
});
