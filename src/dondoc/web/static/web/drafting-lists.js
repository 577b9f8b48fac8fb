// The parts of a draft beside its body: lines (one a line of a field), members of groups, annexes with a table.

const MARKED = /^(Điều \d+\.|[IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|[-–])\s+(.+)$/;

export const linesOf = (field) => field.value.split("\n").map((line) => line.trim()).filter(Boolean);

/** Puts the names of a group into a field of lines: before "Lưu:" in Nơi nhận. Names that are there are left out. */
export function addNames(field, names) {
  const lines = linesOf(field).filter((line) => !/^-?\s*…/.test(line));
  const there = new Set(lines.map((line) => line.replace(/^[-–]\s*/, "").replace(/[;.,]$/, "")));
  const isRecipients = field.dataset.lines === "recipients";
  const fresh = names.filter((name) => !there.has(name)).map((name) => (isRecipients ? `- ${name};` : name));
  const last = lines.findIndex((line) => /^[-–]?\s*Lưu\b/.test(line));
  lines.splice(isRecipients && last >= 0 ? last : lines.length, 0, ...fresh);
  field.value = lines.join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function flat(items) {
  return items.flatMap((item) => [`${item.label ?? ""} ${item.text ?? ""}`.trim(), ...flat(item.under ?? [])]);
}

function itemsOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const found = MARKED.exec(line);
    return found ? { label: found[1], text: found[2], kind: "clause" } : { label: "", text: line, kind: "paragraph" };
  });
}

export function annexes({ holder, template, words, given, changed }) {
  const $ = (root, selector) => root.querySelector(selector);

  function cell(text, label, isHead) {
    const box = document.createElement(isHead ? "th" : "td");
    const input = document.createElement("input");
    input.className = "form-control";
    input.value = text;
    input.setAttribute("aria-label", label);
    if (isHead) box.scope = "col";
    box.append(input);
    return box;
  }

  const values = (part) => [...part.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("input")].map((input) => input.value));

  function drawTable(annex, columns, rows) {
    const head = document.createElement("tr");
    head.append(...columns.map((text, k) => cell(text, `${words.column} ${k + 1}`, true)));
    $(annex, "thead").replaceChildren(head);
    $(annex, "tbody").replaceChildren(...rows.map((row, n) => {
      const line = document.createElement("tr");
      line.append(...columns.map((_, k) => cell(row[k] ?? "", `${words.row} ${n + 1}, ${words.column} ${k + 1}`, false)));
      return line;
    }));
    $(annex, ".annex-table").hidden = !columns.length;
    $(annex, "[data-grid=start]").hidden = columns.length > 0;
  }

  const table = (annex) => ({ columns: values($(annex, "thead"))[0] ?? [], rows: values($(annex, "tbody")) });

  function add(data) {
    const annex = template.content.firstElementChild.cloneNode(true);
    $(annex, "[data-annex=title]").value = data.title === "…" ? "" : data.title ?? "";
    annex.body = data.body ?? [];
    annex.shown = flat(annex.body).join("\n");
    $(annex, "[data-annex=body]").value = annex.shown;
    drawTable(annex, data.table?.columns ?? [], data.table?.rows ?? []);
    holder.append(annex);
    return annex;
  }

  holder.addEventListener("click", (event) => {
    const annex = event.target.closest(".annex");
    if (!annex) return;
    if (event.target.closest("[data-annex-remove]")) {
      annex.remove();
      changed();
      return;
    }
    const act = event.target.closest("[data-grid]")?.dataset.grid;
    if (!act) return;
    const { columns, rows } = table(annex);
    if (act === "start") drawTable(annex, ["TT", "Nội dung", "Đơn vị thực hiện"], [["1", "", ""], ["2", "", ""]]);
    else if (act === "row") drawTable(annex, columns, [...rows, []]);
    else if (act === "column") drawTable(annex, [...columns, ""], rows);
    else if (act === "less-rows") drawTable(annex, columns, rows.slice(0, -1));
    else if (act === "less-columns") drawTable(annex, columns.slice(0, -1), rows);
    else drawTable(annex, [], []);
    changed();
  });
  holder.addEventListener("input", changed);

  // What comes from a spreadsheet fills the cells from where it is put.
  holder.addEventListener("paste", (event) => {
    const input = event.target.closest(".annex-grid input");
    const text = event.clipboardData?.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "") ?? "";
    if (!input || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const annex = input.closest(".annex");
    const line = input.closest("tr");
    const grid = [table(annex).columns, ...table(annex).rows];
    const top = line.closest("thead") ? 0 : [...$(annex, "tbody").children].indexOf(line) + 1;
    const left = [...line.children].indexOf(input.parentElement);
    text.split("\n").forEach((cells, n) => {
      const row = (grid[top + n] ??= []);
      cells.split("\t").forEach((value, k) => { row[left + k] = value.trim(); });
    });
    const width = Math.max(...grid.map((row) => row.length));
    const even = grid.map((row) => Array.from({ length: width }, (_, k) => row[k] ?? ""));
    drawTable(annex, even[0], even.slice(1));
    changed();
  });

  for (const each of given) add(each);
  return {
    add: () => $(add({}), "[data-annex=title]").focus(),
    set: (all) => {
      holder.replaceChildren();
      for (const each of all) add(each);
    },
    read: () => [...holder.children].flatMap((annex) => {
      const title = $(annex, "[data-annex=title]").value.trim();
      const text = $(annex, "[data-annex=body]").value;
      const { columns, rows } = table(annex);
      if (!title && !text.trim() && !columns.length) return []; // begun and left
      const found = { title: title || "…", body: text === annex.shown ? annex.body : itemsOf(text) };
      // A column must have a name to be printed.
      if (columns.length) found.table = { columns: columns.map((name, k) => name.trim() || `(${k + 1})`), rows };
      return [found];
    }),
  };
}
