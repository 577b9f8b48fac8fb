// What of the pages after a meeting needs a script: printing, with every list of units open on the paper.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
const closed = [];
window.addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll(".standing details:not([open])")) {
    each.open = true;
    closed.push(each);
  }
});
window.addEventListener("afterprint", () => {
  for (const each of closed.splice(0)) each.open = false;
});
