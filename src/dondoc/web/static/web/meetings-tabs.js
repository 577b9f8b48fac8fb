// On a phone the tabs of a meeting are wider than the screen: the current one is put where it is seen.
const current = document.querySelector(".meeting-tabs [aria-current]");
if (current) {
  const strip = current.parentElement;
  strip.scrollLeft = current.offsetLeft - strip.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}
