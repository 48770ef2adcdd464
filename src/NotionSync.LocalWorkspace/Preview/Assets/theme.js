// Runs before anything is drawn, so that a dark page never flashes white.
const wanted = localStorage.getItem("preview-theme");
if (wanted) {
  document.documentElement.dataset.theme = wanted;
}
if (localStorage.getItem("preview-sidebar") === "closed") {
  document.documentElement.dataset.sidebar = "closed";
}
