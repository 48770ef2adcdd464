const every = 2000;

/** The panel at the right: latest requests, budget and sources, read again while it is open. */
export function startActivity() {
  const panel = document.getElementById("activity");
  const toggle = document.getElementById("activity-toggle");
  let timer = 0;

  async function read() {
    if (document.hidden) {
      return;
    }
    const response = await fetch("/preview/activity").catch(() => null);
    if (response?.ok && !panel.hidden) {
      const scroll = panel.scrollTop;
      panel.innerHTML = await response.text();
      panel.scrollTop = scroll;
    }
  }

  function show(isShown) {
    panel.hidden = !isShown;
    toggle.setAttribute("aria-expanded", String(isShown));
    localStorage.setItem("preview-activity", isShown ? "open" : "closed");
    clearInterval(timer);
    if (isShown) {
      read();
      timer = setInterval(read, every);
    }
  }

  toggle.addEventListener("click", () => show(panel.hidden));
  document.addEventListener("workspace-changed", () => {
    toggle.classList.remove("busy");
    void toggle.offsetWidth;
    toggle.classList.add("busy");
  });
  show(localStorage.getItem("preview-activity") === "open");
}
