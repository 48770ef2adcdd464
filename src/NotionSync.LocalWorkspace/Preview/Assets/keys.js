/** Everything that the keyboard can do; the dialog behind "?" lists it. */
export function startKeys() {
  const keys = document.getElementById("keys");
  document.getElementById("keys-toggle").addEventListener("click", () => keys.showModal());
  document.addEventListener("focusin", (event) => enter(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      if ((event.ctrlKey || event.metaKey) && event.key === "k") {
        event.preventDefault();
        document.getElementById("search").focus();
      }
      return;
    }
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") {
        event.target.blur();
      }
      return;
    }
    if (move(event) || edit(event) || press(event.key)) {
      event.preventDefault();
    }
  });
}

function press(key) {
  switch (key) {
    case "/":
      document.getElementById("search").select();
      return true;
    case "\\":
      document.getElementById("sidebar-toggle").click();
      return true;
    case "a":
      document.getElementById("activity-toggle").click();
      return true;
    case "d":
      document.getElementById("theme-toggle").click();
      return true;
    case "?":
      document.getElementById("keys-toggle").click();
      return true;
    default: {
      const tab = key >= "1" && key <= "9" ? document.querySelectorAll("main > .database > .tabs > .tab")[Number(key) - 1] : null;
      tab?.click();
      return Boolean(tab);
    }
  }
}

/** From a table's frame the arrows lead to its first cell, and from there from cell to cell. */
function move(event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) {
    return false;
  }
  const table = event.target.closest?.("table.rows") ?? (event.target.matches?.(".scroll") ? event.target.querySelector("table.rows") : null);
  if (!table) {
    return false;
  }
  const rows = [...table.querySelectorAll("tr[data-row]")];
  const cell = event.target.closest(".cell");
  const row = rows.indexOf(cell?.closest("tr"));
  const column = cell ? cells(rows[row]).indexOf(cell) : 0;
  const target = cell ? cells(rows[row + step[0]] ?? null)[column + step[1]] : cells(rows[0])[0];
  if (target) {
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  return Boolean(target) || Boolean(cell);
}

function cells(row) {
  return row ? [...row.querySelectorAll(".cell")] : [];
}

function edit(event) {
  const cell = event.target;
  if (!cell.matches?.(".cell") || (event.key !== "Enter" && event.key !== " ")) {
    return false;
  }
  const link = cell.dataset.kind === "title" && event.key === "Enter" ? cell.querySelector("a") : null;
  if (link) {
    link.click();
  } else if (cell.dataset.kind) {
    cell.dispatchEvent(new CustomEvent("preview-edit", { bubbles: true }));
  } else {
    cell.querySelector("a")?.click();
  }
  return true;
}

function enter(target) {
  for (const cell of document.querySelectorAll(".cell.here")) {
    cell.classList.remove("here");
  }
  target.closest?.(".cell")?.classList.add("here");
}
