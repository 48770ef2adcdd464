import { relation } from "./relations.js";

/** Opens the editor that fits the column over its cell. Resolves to the new value, or to undefined when it was left without a change. */
export function editorFor(column, cell, source) {
  const dialog = document.createElement("dialog");
  dialog.className = "editor";
  dialog.setAttribute("aria-label", `Edit ${column.name}`);
  const { form, read } = fields(column, cell, source);
  dialog.append(form);
  document.body.append(dialog);
  const place = cell.getBoundingClientRect();
  dialog.style.left = `${Math.max(8, Math.min(place.left, innerWidth - 340))}px`;
  dialog.style.top = `${Math.max(8, Math.min(place.top, innerHeight - 320))}px`;
  dialog.style.minWidth = `${Math.max(220, Math.min(place.width, 480))}px`;
  dialog.showModal();
  (form.querySelector("[autofocus], [aria-pressed=true]") ?? form.elements[0]).focus();

  return new Promise((resolve) => {
    const end = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.reportValidity()) {
        end(read(event.submitter));
      }
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(undefined);
    });
    dialog.addEventListener("mousedown", (event) => {
      const edge = dialog.getBoundingClientRect();
      const isOutside = event.clientX < edge.left || event.clientX > edge.right || event.clientY < edge.top || event.clientY > edge.bottom;
      if (event.target === dialog && isOutside && form.reportValidity()) {
        end(read());
      }
    });
  });
}

function fields(column, cell, source) {
  switch (column.kind) {
    case "select":
    case "status":
      return choice(column, cell);
    case "multi_select":
      return choices(column, cell);
    case "relation":
      return relation(column, cell, source);
    case "title":
    case "rich_text":
      return line(column, area(words(cell)), (input) => input.value);
    case "number":
      return line(column, input("text", cell.dataset.value ?? "", { inputMode: "decimal", pattern: "[\\-+]?[0-9]*\\.?[0-9]+([eE][\\-+]?[0-9]+)?%?", title: "A number, e.g. 0.95 or 95%" }), (field) => number(field.value));
    case "date":
      return line(column, input("date", (cell.dataset.value ?? "").slice(0, 10)), (field) => (field.value ? field.value + (cell.dataset.value ?? "").slice(10) : null));
    default:
      return line(column, input("text", cell.dataset.value ?? cell.textContent.trim()), (field) => field.value);
  }
}

function line(column, field, value) {
  const form = document.createElement("form");
  field.autofocus = true;
  field.setAttribute("aria-label", column.name);
  const save = document.createElement("button");
  save.textContent = "Save";
  form.append(field, save);
  if (field.tagName === "TEXTAREA") {
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
  }
  const before = field.value;
  return { form, read: () => (field.value === before ? undefined : value(field)) };
}

function choice(column, cell) {
  const form = document.createElement("form");
  const current = cell.textContent.trim();
  for (const option of column.options) {
    form.append(pick(option.name, option.color, option.name === current));
  }
  form.append(pick("", "default", current === "", "Empty"));
  return { form, read: (button) => (!button || button.value === current ? undefined : button.value || null) };
}

function pick(value, color, isCurrent, label) {
  const button = document.createElement("button");
  button.value = value;
  button.className = "pick";
  button.setAttribute("aria-pressed", String(isCurrent));
  button.append(mark(label ?? value, color));
  return button;
}

function choices(column, cell) {
  const form = document.createElement("form");
  const current = new Set([...cell.querySelectorAll(".option")].map((option) => option.textContent));
  for (const option of column.options) {
    const label = document.createElement("label");
    const box = input("checkbox", "");
    box.name = option.name;
    box.checked = current.has(option.name);
    label.append(box, mark(option.name, option.color));
    form.append(label);
  }
  const save = document.createElement("button");
  save.textContent = "Save";
  form.append(save);
  return {
    form,
    read: () => {
      const names = [...form.querySelectorAll("input:checked")].map((box) => box.name);
      return same(names, current) ? undefined : names;
    },
  };
}

function mark(text, color) {
  const shown = document.createElement("span");
  shown.className = `option option-${color}`;
  shown.textContent = text;
  return shown;
}

/** What the cell says, without the icon beside it; a row without a title is called something, but has no text. */
function words(cell) {
  const text = cell.querySelector(".words") ?? cell.querySelector(".row-link > span:last-child") ?? cell;
  return "blank" in cell.dataset ? "" : text.textContent.trim();
}

function input(type, value, more = {}) {
  return Object.assign(document.createElement("input"), { type, value, ...more });
}

function area(value) {
  return Object.assign(document.createElement("textarea"), { value, rows: Math.min(8, Math.max(1, Math.ceil(value.length / 40))) });
}

function number(text) {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed.endsWith("%") ? Number(trimmed.slice(0, -1)) / 100 : Number(trimmed);
}

/** Whether a list holds exactly what a set or map has as keys. */
export function same(list, keys) {
  return list.length === keys.size && list.every((each) => keys.has(each));
}
