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
    // What is typed and not saved yet began from the words that its writer saw, whatever came to the page meanwhile.
    if (!row.version || !(remarkSaver.isDirty(row) || row.other)) {
      row.version = Math.max(row.version, Number(area.dataset.version));
      row.base = area.defaultValue;
    }
    row.payload = () => ({ text: row.el.value, version: row.version });
    row.address = () => row.el.dataset.save;
    remarks.set(id, row);
    return row;
  }
  const line = (id, text) => { const place = $(`[data-remark-state="${id}"]`); if (place) place.textContent = text; };
  const remarkSaver = saver({
    key, token, say,
    saved(row, told, given) {
      hold(row, given.text, row.version);
      line(row.id, saved.replace("%at", told.at));
    },
    conflict(row, told) {
      const theirs = told.theirs?.text ?? "";
      if (theirs === row.el.value) {
        hold(row, theirs, told.version);
        remarkSaver.drop(row);
        say("saved");
      } else if (theirs === row.base) {
        // Nobody wrote other words: the remark only went on (said, or whose it is).
        row.version = told.version;
        remarkSaver.touch(row);
      } else {
        row.other = told;
        showBoth(row);
      }
    },
  });
  /** The words of a version are what is typed from here on. */
  function hold(row, text, version) {
    row.base = text;
    row.version = version;
    row.el.defaultValue = text;
    row.el.dataset.version = version;
  }
  const boxOf = (row) => $(`[data-remark-conflict="${row.id}"]`);
  /** Somebody else saved this remark meanwhile: both texts stand side by side until one is taken, or both are joined. */
  function showBoth(row) {
    const box = boxOf(row);
    $(".is-theirs", box).textContent = row.other.theirs?.text ?? "";
    $(".is-mine", box).textContent = row.el.value;
    box.hidden = false;
  }
  function settle(row, which) {
    const { theirs, version } = row.other;
    const mine = row.el.value;
    row.other = null;
    hold(row, theirs.text, version);
    boxOf(row).hidden = true;
    if (which === "theirs") {
      row.el.value = theirs.text;
      remarkSaver.drop(row);
      say("saved");
      return;
    }
    row.el.value = which === "both" ? `${theirs.text}\n${mine}`.trim() : mine;
    remarkSaver.touch(row);
  }
  document.addEventListener("click", (event) => {
    const take = event.target.closest("[data-remark-conflict] [data-take]");
    if (!take) return;
    const id = take.closest("[data-remark-conflict]").dataset.remarkConflict;
    settle(remarkOf($(`[data-remark="${id}"]`)), take.dataset.take);
  });
  // What somebody else typed: shown where nothing of one's own waits to be saved.
  document.addEventListener("meeting:remark-text", ({ detail }) => {
    const area = $(`[data-remark="${detail.remark_id}"]`);
    if (!area) return;
    const row = remarkOf(area);
    if (row.version >= detail.version || remarkSaver.isDirty(row) || row.other) return;
    const at = document.activeElement === area ? area.selectionStart : -1;
    area.value = detail.text;
    hold(row, detail.text, detail.version);
    if (at >= 0) area.setSelectionRange(at, at);
  });
  document.addEventListener("input", (event) => {
    const area = event.target.closest("[data-remark]");
    if (area) remarkSaver.touch(remarkOf(area));
  });
  // A fragment that is exchanged must not take what is being typed with it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "room-remarks") return;
    const typing = $$("[data-remark]").filter((area) => { const row = remarkOf(area); return remarkSaver.isDirty(row) || row.other; }).map((area) => [area.dataset.remark, area.value]);
    const focused = document.activeElement?.dataset?.remark;
    const at = document.activeElement?.selectionStart;
    if (!typing.length && !focused) return;
    document.addEventListener("htmx:afterSwap", () => {
      for (const [id, text] of typing) {
        const area = $(`[data-remark="${id}"]`);
        if (!area) continue;
        area.value = text;
        const row = remarkOf(area);
        if (row.other) showBoth(row);
        else remarkSaver.touch(row);
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
        if (!area) continue;
        const row = remarkOf(area);
        if (area.value === given.text) { remarkSaver.drop(row); continue; } // it arrived, only its answer did not
        area.value = given.text;
        row.version = given.version;
        remarkSaver.touch(row);
      }
    },
  };
}
