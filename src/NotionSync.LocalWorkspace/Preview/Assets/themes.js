import { isDark } from "./libraries.js";

/** The button that turns light to dark and back; what is drawn by libraries is drawn anew. */
export function startTheme(...redraw) {
  document.getElementById("theme-toggle").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("preview-theme", theme);
    for (const again of redraw) {
      again(true);
    }
  });
  const sidebar = document.getElementById("sidebar-toggle");
  const narrow = matchMedia("(max-width: 60rem)");
  const shown = () => (narrow.matches ? document.documentElement.dataset.sidebar === "open" : document.documentElement.dataset.sidebar !== "closed");
  const tell = () => sidebar.setAttribute("aria-expanded", String(shown()));
  sidebar.addEventListener("click", () => {
    const state = shown() ? "closed" : "open";
    document.documentElement.dataset.sidebar = state;
    if (!narrow.matches) {
      localStorage.setItem("preview-sidebar", state);
    }
    tell();
  });
  narrow.addEventListener("change", tell);
  tell();
}
