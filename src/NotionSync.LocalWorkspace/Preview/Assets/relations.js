import { same } from "./editors.js";

/** The editor of a relation: what is linked, and a search for more. */
export function relation(column, cell, source) {
  const chosen = new Map([...cell.querySelectorAll("a[data-page]")].map((link) => [link.dataset.page, link.textContent.trim()]));
  const before = new Map(chosen);
  const form = document.createElement("form");
  const search = Object.assign(document.createElement("input"), { type: "search", placeholder: `Find for ${column.name}`, autofocus: true });
  search.setAttribute("aria-label", `Find rows for ${column.name}`);
  const list = document.createElement("div");
  const save = Object.assign(document.createElement("button"), { textContent: "Save" });
  form.append(search, list, save);

  const show = (rows) => list.replaceChildren(...rows.map(([id, title]) => row(id, title, chosen)));
  let turns = 0;
  const find = async () => {
    const words = search.value.trim();
    const turn = ++turns;
    const response = await fetch(`/preview/candidates/${encodeURIComponent(column.id)}/${source}?q=${encodeURIComponent(words)}`);
    const found = response.ok ? (await response.json()).map(({ id, title }) => [id, title]) : [];
    if (turn !== turns) {
      return;
    }
    show(words ? found : [...chosen, ...found.filter(([id]) => !chosen.has(id))]);
  };
  search.addEventListener("input", find);
  show([...chosen]);
  find();
  return { form, read: () => (same([...chosen.keys()], before) ? undefined : [...chosen.keys()]) };
}

function row(id, title, chosen) {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: chosen.has(id) });
  box.addEventListener("change", () => (box.checked ? chosen.set(id, title) : chosen.delete(id)));
  label.append(box, title);
  return label;
}
