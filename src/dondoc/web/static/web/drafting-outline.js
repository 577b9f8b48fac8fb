// The body of a draft as an outline: rows with a mark, a text and a depth. Marks number themselves until somebody
// writes one by hand. The rows are the truth; the document is made of them when it is asked for.

const LETTERS = "abcdđeghiklmnopqrstuvxy";
const DEEPEST = 6;
const BLANK = "…";
// A mark of a wider style begins the narrower ones anew.
const RANK = { "I.": 0, heading: 0, "Điều": 1, "1.": 2, "a)": 3, "-": 4 };

function roman(n) {
  const parts = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let found = "";
  for (const [value, sign] of parts) while (n >= value) { found += sign; n -= value; }
  return found;
}

function written(style, n) {
  if (style === "1.") return `${n}.`;
  if (style === "a)") return `${LETTERS[n - 1] ?? n})`;
  if (style === "Điều") return `Điều ${n}.`;
  if (style === "I.") return `${roman(n)}.`;
  return style === "-" ? "-" : "";
}

function styleOf(label) {
  if (!label) return "plain";
  if (/^Điều \d+\.?$/i.test(label)) return "Điều";
  if (/^\d+\.$/.test(label)) return "1.";
  if (/^[a-zđ]\)$/.test(label)) return "a)";
  if (/^[-–]$/.test(label)) return "-";
  return /^[IVX]+\.$/.test(label) ? "I." : "typed";
}

/** The automatic marks of the rows, in order; "" for those that have none or are written by hand. */
export function numbered(rows) {
  const open = []; // counters by depth
  let articles = 0;
  return rows.map((row) => {
    open.length = row.depth + 1;
    const counters = (open[row.depth] ??= {});
    if (!(row.style in RANK)) return "";
    for (const other of Object.keys(counters)) if (RANK[other] > RANK[row.style]) delete counters[other];
    if (row.style === "Điều") return written("Điều", ++articles);
    counters[row.style] = (counters[row.style] ?? 0) + 1;
    return written(row.style, counters[row.style]);
  });
}

export function create({ list, tools, template, words, body, remarks, changed, askDuty }) {
  const rows = [];
  let current = null; // the row that the tools act on
  const q = (row, selector) => row.el.querySelector(selector);
  const at = (element) => rows.findIndex((row) => row.el === element.closest(".clause"));
  // The row and all that stand under it.
  const endOf = (k) => {
    let end = k + 1;
    while (end < rows.length && rows[end].depth > rows[k].depth) end += 1;
    return end;
  };

  function build(row) {
    row.el = template.content.firstElementChild.cloneNode(true);
    q(row, ".clause-text").value = row.text;
    if (row.remarks) q(row, ".clause-remarks").innerHTML = row.remarks;
    return row;
  }

  function load(items, depth, place) {
    items.forEach((item, k) => {
      const own = place ? `${place}.${k}` : String(k);
      const text = item.text === BLANK ? "" : item.text ?? "";
      rows.push(build({
        depth, text, label: item.label ?? "", kind: item.kind ?? "clause", style: styleOf(item.label ?? ""),
        duties: structuredClone(item.duties ?? []), remarks: remarks[own] ?? "",
      }));
      if (!item.label && item.kind === "heading") rows.at(-1).style = "heading";
      load(item.under ?? [], depth + 1, own);
    });
  }

  // Marks that would come out otherwise by counting were written by hand, and stay.
  function keepHandwritten() {
    for (let more = true; more;) {
      const marks = numbered(rows);
      const wrong = rows.findIndex((row, k) => row.style in RANK && row.style !== "heading" && row.label !== marks[k]);
      more = wrong >= 0;
      if (more) rows[wrong].style = "typed";
    }
  }

  function draw() {
    const marks = numbered(rows);
    rows.forEach((row, k) => {
      if (row.style in RANK || row.style === "plain") row.label = marks[k];
      const mark = q(row, ".clause-label");
      if (document.activeElement !== mark || row.style !== "typed") mark.value = row.label;
      mark.setAttribute("aria-label", `${words.labelOf} ${k + 1}`);
      const text = q(row, ".clause-text");
      text.setAttribute("aria-label", `${words.textOf} ${row.label || k + 1}`);
      text.placeholder = words.write;
      row.el.dataset.depth = String(row.depth);
      row.el.classList.toggle("is-heading", row.kind === "heading");
      if (list.children[k] !== row.el) list.insertBefore(row.el, list.children[k] ?? null);
    });
    while (list.children.length > rows.length) list.lastElementChild.remove();
    point(rows.includes(current) ? current : rows[0]);
  }

  /** Says which row the tools act on, and which of them have something to do. */
  function point(row) {
    current?.el.classList.remove("is-current");
    current = row;
    current.el.classList.add("is-current");
    const k = rows.indexOf(row);
    const enabled = {
      outdent: row.depth > 0, indent: k > 0 && row.depth <= rows[k - 1].depth && row.depth < DEEPEST, up: k > 0,
      down: endOf(k) < rows.length,
    };
    for (const [act, is] of Object.entries(enabled)) tools.querySelector(`[data-act=${act}]`).disabled = !is;
    tools.querySelector("[data-style]").value = row.style;
    tools.querySelector("#clause-current").textContent = row.label || `#${k + 1}`;
  }

  function settle(focused, where) {
    // Nothing may stand deeper than one step under what is above it.
    rows.forEach((row, k) => { row.depth = Math.min(row.depth, k ? rows[k - 1].depth + 1 : 0, DEEPEST); });
    draw();
    changed();
    if (!focused) return;
    const text = q(focused, ".clause-text");
    text.focus();
    if (where !== undefined) text.setSelectionRange(where, where);
  }

  function restyle(row, style) {
    row.style = style;
    row.kind = style === "I." || style === "heading" ? "heading" : style === "plain" ? "paragraph" : "clause";
    if (style === "typed" && !row.label) q(row, ".clause-label").focus();
  }

  function insert(k, text, like) {
    // After a heading comes a clause under it, not another heading.
    const style = !like ? "1." : like.kind === "heading" ? "1." : like.style === "typed" ? "plain" : like.style;
    const row = build({ depth: like?.depth ?? 0, text, label: "", kind: "clause", style, duties: [], remarks: "" });
    restyle(row, style);
    rows.splice(k, 0, row);
    return row;
  }

  function move(k, by) {
    const end = endOf(k);
    const block = rows.slice(k, end);
    let target;
    if (by < 0) {
      if (k === 0) return;
      target = k - 1;
      while (target > 0 && rows[target].depth > rows[k].depth) target -= 1;
    } else {
      if (end >= rows.length) return;
      target = (rows[end].depth < rows[k].depth ? end + 1 : endOf(end)) - block.length;
    }
    rows.splice(k, block.length);
    rows.splice(target, 0, ...block);
    settle(block[0]);
  }

  function shift(k, by) {
    const block = rows.slice(k, endOf(k));
    if (by > 0 && (k === 0 || rows[k].depth > rows[k - 1].depth || rows[k].depth >= DEEPEST)) return;
    if (by < 0 && rows[k].depth === 0) return;
    const text = q(rows[k], ".clause-text");
    const caret = text.selectionStart;
    // What goes a step in takes the next mark down where it had that of its neighbours.
    const downs = { "Điều": "1.", "1.": "a)", "a)": "-" };
    const ups = { "-": "a)", "a)": "1." };
    const style = (by > 0 ? downs : ups)[rows[k].style];
    for (const row of block) row.depth += by;
    const sibling = rows.slice(0, k).reverse().find((row) => row.depth <= rows[k].depth);
    if (sibling?.depth === rows[k].depth) restyle(rows[k], sibling.style === "typed" ? "plain" : sibling.style);
    else if (style) restyle(rows[k], style);
    settle(rows[k], caret);
  }

  let removed = null;
  function remove(k) {
    removed = { k, block: rows.splice(k, endOf(k) - k) };
    if (!rows.length) insert(0, "", null);
    settle(rows[Math.min(k, rows.length - 1)]);
    list.dispatchEvent(new CustomEvent("clause:removed"));
  }

  function restore() {
    if (!removed) return;
    rows.splice(removed.k, 0, ...removed.block);
    settle(removed.block[0]);
    removed = null;
  }

  // ---- what is typed ----

  list.addEventListener("input", (event) => {
    const k = at(event.target);
    if (k < 0) return;
    const row = rows[k];
    if (event.target.matches(".clause-text")) {
      row.text = event.target.value;
      changed();
    } else if (event.target.matches(".clause-label")) {
      row.label = event.target.value.trim();
      row.style = "typed";
      row.kind = row.kind === "paragraph" && row.label ? "clause" : row.kind;
      draw();
      changed();
    }
  });
  list.addEventListener("change", (event) => {
    const k = at(event.target);
    if (k < 0) return;
    if (event.target.matches(".clause-label")) {
      // A mark that is the next one anyway goes on counting.
      const style = styleOf(rows[k].label);
      const before = rows[k].style;
      rows[k].style = style;
      if (style in RANK && numbered(rows)[k] !== rows[k].label) rows[k].style = before;
      if (style === "plain") restyle(rows[k], "plain");
    } else return;
    settle();
  });

  // Beside the last row of the same style, under the last one of a wider style.
  function depthFor(k) {
    for (let n = k - 1; n >= 0; n -= 1) {
      if (rows[n].style === rows[k].style) return rows[n].depth;
      if (rows[n].style in RANK && RANK[rows[n].style] < RANK[rows[k].style]) return rows[n].depth + 1;
    }
    return 0;
  }

  list.addEventListener("paste", (event) => {
    const text = event.target.closest(".clause-text");
    const lines = event.clipboardData?.getData("text/plain").split(/\r?\n/).map((line) => line.trim()).filter(Boolean) ?? [];
    if (!text || lines.length < 2) return;
    event.preventDefault();
    const k = at(text);
    const [start, end] = [text.selectionStart, text.selectionEnd];
    const rest = text.value.slice(end);
    const marked = /^(Điều \d+\.|[IVX]+\.|\d+\.|[a-zđ]\)|[-–])\s+(.*)$/;
    lines.forEach((line, n) => {
      const found = marked.exec(line);
      const words = found ? found[2] : line;
      const row = n === 0 ? rows[k] : insert(k + n, words, rows[k]);
      if (n === 0) row.text = text.value.slice(0, start) + words;
      if (n > 0) restyle(row, found ? styleOf(found[1]) : "plain");
      else if (found && !start) restyle(row, styleOf(found[1]));
      if (n > 0 && found) row.depth = depthFor(k + n);
      q(row, ".clause-text").value = row.text;
    });
    const last = rows[k + lines.length - 1];
    const caret = last.text.length;
    last.text += rest;
    q(last, ".clause-text").value = last.text;
    settle(last, caret);
  });

  // Tab moves the clause; after Esc it leaves the field, so that nobody is caught in it.
  let leaving = false;
  list.addEventListener("focusin", (event) => {
    leaving = false;
    const k = at(event.target);
    if (k >= 0) point(rows[k]);
  });
  list.addEventListener("keydown", (event) => {
    const text = event.target.closest(".clause-text");
    if (!text || event.isComposing) return;
    const k = at(text);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Escape") {
      leaving = true;
      return;
    }
    if (event.key === "Enter" && plain) {
      const rest = text.value.slice(text.selectionEnd);
      rows[k].text = text.value.slice(0, text.selectionStart).trimEnd();
      text.value = rows[k].text;
      const row = insert(k + 1, rest.trimStart(), rows[k]);
      settle(row, 0);
    } else if (event.key === "Tab" && plain && !leaving) shift(k, event.shiftKey ? -1 : 1);
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) move(k, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Backspace" && plain && !text.selectionEnd && (k > 0 || !text.value)) {
      if (rows.length === 1 || (k === 0 && rows.length > 1 && text.value)) return;
      const above = rows[Math.max(0, k - 1)];
      const caret = k ? above.text.length : 0;
      if (k && text.value) {
        above.text = `${above.text} ${text.value}`.trim();
        q(above, ".clause-text").value = above.text;
      }
      rows.splice(k, 1);
      settle(k ? above : rows[0], caret);
    } else if (event.key === "ArrowUp" && plain && k > 0 && !text.selectionStart) q(rows[k - 1], ".clause-text").focus();
    else if (event.key === "ArrowDown" && plain && k + 1 < rows.length && text.selectionEnd === text.value.length) q(rows[k + 1], ".clause-text").focus();
    else return;
    event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-duty]");
    if (button) askDuty(rows[at(button)], Number(button.dataset.duty));
  });
  tools.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    const k = rows.indexOf(current);
    if (act === "remove") remove(k);
    else if (act === "up" || act === "down") move(k, act === "up" ? -1 : 1);
    else if (act === "indent" || act === "outdent") shift(k, act === "indent" ? 1 : -1);
    else if (act === "duty") askDuty(current, current.found ?? 0);
  });
  tools.addEventListener("change", (event) => {
    if (!event.target.matches("[data-style]")) return;
    restyle(current, event.target.value);
    settle();
  });

  // ---- the document ----

  /** The rows as they are sent, and for each its place in the document ("0.2"). */
  function read() {
    const items = [];
    const places = new Map();
    const open = [{ under: items, place: "" }];
    rows.forEach((row, k) => {
      const text = row.text.trim();
      const holds = endOf(k) > k + 1;
      if (!text && !row.label && !holds) return; // begun and left
      open.length = Math.min(open.length, row.depth + 1);
      const above = open.at(-1);
      const place = above.place ? `${above.place}.${above.under.length}` : String(above.under.length);
      const item = { label: row.label, text: text || (row.label && holds ? "" : BLANK), kind: row.kind, under: [] };
      if (row.duties.some((duty) => Object.keys(duty).length)) item.duties = row.duties;
      above.under.push(item);
      open.push({ under: item.under, place });
      places.set(place, row);
    });
    const tidy = (item) => {
      item.under.forEach(tidy);
      if (item.under.length) return;
      delete item.under;
      item.text ||= BLANK;
    };
    items.forEach(tidy);
    return { items, places };
  }

  function showFound(places, fragments) {
    for (const row of rows) row.found = 0;
    for (const [place, row] of places) {
      const box = q(row, ".clause-found");
      const html = fragments[place] ?? "";
      if (box.dataset.html !== html) {
        box.innerHTML = html;
        box.dataset.html = html;
      }
      row.found = box.querySelectorAll(".found").length;
    }
    for (const row of rows) if (!row.text.trim()) q(row, ".clause-found").replaceChildren();
  }

  load(body, 0, "");
  keepHandwritten();
  if (!rows.length) insert(0, "", null);
  draw();
  return {
    read, showFound, restore,
    add: () => settle(insert(endOf(rows.indexOf(current)), "", current), 0),
    set: (items) => {
      rows.length = 0;
      load(items, 0, "");
      keepHandwritten();
      if (!rows.length) insert(0, "", null);
      list.replaceChildren();
      draw();
    },
  };
}
