// What speakers say, typed on the secretary's screen: saved as one types, each remark by itself.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/**
 * @param {object} options
 * @param {string} options.key of what is kept on this machine
 * @param {string} options.token against forged requests
 * @param {(kind: string, at?: string, message?: string) => void} options.say
 * @param {Function} options.saver of `meetings-rows.js`
 * @param {string} options.saved the words, with %at
 */
export function keep({ key, token, say, saver, saved }) {
  const remarks = new Map();
  function remarkOf(area) {
    const id = area.dataset.remark;
    const row = remarks.get(id) ?? { uid: `phat-bieu-${id}`, id: Number(id), version: 0 };
    row.el = area;
    row.version = Math.max(row.version, Number(area.dataset.version));
    row.payload = () => ({ text: row.el.value, version: row.version });
    row.address = () => row.el.dataset.save;
    remarks.set(id, row);
    return row;
  }
  const line = (id, text) => { const place = $(`[data-remark-state="${id}"]`); if (place) place.textContent = text; };
  const remarkSaver = saver({
    key, token, say,
    saved: (row, told) => { row.el.dataset.version = row.version; line(row.id, saved.replace("%at", told.at)); },
    conflict(row, told) {
      // Both texts stay: what somebody else saved stands above, what was typed here below it, to be put in order.
      row.version = told.version;
      row.el.value = `${told.theirs?.text ?? ""}\n${row.el.value}`.trim();
      remarkSaver.touch(row);
    },
  });
  document.addEventListener("input", (event) => {
    const area = event.target.closest("[data-remark]");
    if (area) remarkSaver.touch(remarkOf(area));
  });
  // A fragment that is exchanged must not take what is being typed with it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "room-remarks") return;
    const typing = $$("[data-remark]").filter((area) => remarkSaver.isDirty(remarkOf(area))).map((area) => [area.dataset.remark, area.value]);
    const focused = document.activeElement?.dataset?.remark;
    const at = document.activeElement?.selectionStart;
    if (!typing.length && !focused) return;
    document.addEventListener("htmx:afterSwap", () => {
      for (const [id, text] of typing) {
        const area = $(`[data-remark="${id}"]`);
        if (area) { area.value = text; remarkSaver.touch(remarkOf(area)); }
      }
      const area = focused && $(`[data-remark="${focused}"]`);
      if (area) { area.focus({ preventScroll: true }); area.setSelectionRange(at, at); }
    }, { once: true });
  });

  return {
    now: () => remarkSaver.now(),
    /** What was not saved when the page was left. */
    restore() {
      for (const [uid, given] of remarkSaver.kept()) {
        const area = $(`[data-remark="${uid.replace("phat-bieu-", "")}"]`);
        if (area && area.value !== given.text) {
          area.value = given.text;
          const row = remarkOf(area);
          row.version = given.version;
          remarkSaver.touch(row);
        }
      }
    },
  };
}
