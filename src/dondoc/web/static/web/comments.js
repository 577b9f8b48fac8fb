// Calling on people in a comment: after an @, those who read it and whose name has the words are proposed.

const WAIT = 150;
let number = 0;

function called(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[\s(])@([\p{L}\p{M}\d._-]{0,40}(?: [\p{L}\p{M}]{1,20}){0,2})$/u.exec(before);
  return found ? { from: before.length - found[1].length - 1, words: found[1] } : null;
}

function prepare(field) {
  const box = document.createElement("div");
  box.className = "mention-box";
  field.replaceWith(box);
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = `mentions-${(number += 1)}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.append(field, list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let chosen = -1;
  let people = [];
  let timer = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    people = [];
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    chosen = (index + people.length) % people.length;
    for (const [k, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(k === chosen));
      if (k === chosen) {
        option.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", option.id);
      }
    }
  };
  const take = (index) => {
    const at = called(field);
    if (!at || !people[index]) return;
    field.setRangeText(`@${people[index].username} `, at.from, field.selectionStart, "end");
    close();
    field.focus();
  };
  const show = (found) => {
    people = found;
    list.replaceChildren(
      ...found.map((person, k) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${k}`;
        option.setAttribute("role", "option");
        option.textContent = person.name;
        const unit = document.createElement("small");
        unit.textContent = person.unit ? `${person.unit} · @${person.username}` : `@${person.username}`;
        option.append(unit);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(k);
        });
        return option;
      }),
    );
    list.hidden = !found.length;
    if (found.length) mark(0);
    else close();
  };
  const ask = async () => {
    const at = called(field);
    if (!at) return close();
    const about = field.dataset.about || field.form?.elements.assignment?.value || "";
    const mine = (asked += 1);
    try {
      const answer = await fetch(
        `${field.dataset.mentions}?${new URLSearchParams({ q: at.words, assignment: about })}`,
        { headers: { Accept: "application/json" } },
      );
      if (!answer.ok || mine !== asked) return undefined;
      return show((await answer.json()).people);
    } catch {
      return close(); // without the server one types the sign-in name
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" || event.key === "Tab") take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

for (const field of document.querySelectorAll("textarea[data-mentions]")) prepare(field);
