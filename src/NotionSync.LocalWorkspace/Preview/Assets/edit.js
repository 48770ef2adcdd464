import { editorFor } from "./editors.js";
import { act, say } from "./said.js";

/** Cells are edited in place, rows added and put in the trash, as a person does in Notion. */
export function startEditing() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (button) {
      press(button);
      return;
    }
    const cell = event.target.closest("[data-cell][data-kind]");
    if (cell && !event.target.closest("a") && event.target.closest("#main")) {
      open(cell);
    }
  });
  document.addEventListener("preview-edit", (event) => open(event.target));
}

async function press(button) {
  const { act: what, row, source } = button.dataset;
  const answer = await act(what === "add" ? { act: what, source } : { act: what, page: row });
  if (!answer) {
    return;
  }
  if (what === "add") {
    location.href = answer.href;
  } else {
    say(what === "trash" ? "Moved to the trash." : "Restored.");
  }
}

async function open(cell) {
  const [page, property] = split(cell.dataset.cell);
  const column = columnOf(cell, property);
  if (!column) {
    return;
  }
  if (column.kind === "checkbox") {
    await act({ act: "edit", page, property, value: !cell.querySelector(".tick").classList.contains("ticked") });
    return;
  }
  if (column.kind === "relation" && cell.querySelector(".more")) {
    say("More rows are linked than are shown here; edit the relation from their side.", true);
    return;
  }
  const source = cell.closest("[data-source]")?.dataset.source;
  const value = await editorFor(column, cell, source);
  if (value !== undefined) {
    const answer = await act({ act: "edit", page, property, value });
    if (answer) {
      say(`${column.name} saved.`);
    }
  }
  cell.focus({ preventScroll: true });
}

function split(cell) {
  const at = cell.indexOf(":");
  return [cell.slice(0, at), cell.slice(at + 1)];
}

/** The column's type and options, as the page's view or properties state them. */
function columnOf(cell, property) {
  const holder = cell.closest(".view, .sheet");
  const columns = [...(holder?.querySelectorAll("template[data-columns]") ?? [])].flatMap((facts) => JSON.parse(facts.dataset.columns));
  return columns.find((column) => column.id === property && column.isEditable);
}
