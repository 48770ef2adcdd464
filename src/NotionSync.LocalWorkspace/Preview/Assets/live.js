import { library } from "./libraries.js";

const quiet = 250;

/** Reads the page anew whenever the workspace changed; cells whose value changed glow for a moment. */
export function startLive(draw) {
  let timer = 0;
  let isReading = false;
  let isWaiting = false;

  async function read() {
    if (isReading) {
      isWaiting = true;
      return;
    }
    isReading = true;
    try {
      const response = await fetch(location.href);
      await library("morph");
      // A page that cannot be read just now stays as it is.
      if (response.ok || response.status === 404) {
        show(new DOMParser().parseFromString(await response.text(), "text/html"));
        await draw();
      }
    } catch {
      // The server went away; the connection's own retry brings the next change.
    } finally {
      isReading = false;
      if (isWaiting) {
        isWaiting = false;
        soon();
      }
    }
  }

  // The first change sets the time of the next reading, however many follow: a worker that writes on and on is followed, not waited for.
  function soon() {
    timer ||= setTimeout(() => {
      timer = 0;
      read();
    }, quiet);
  }

  let events = null;
  function connect() {
    if (events) {
      return;
    }
    events = new EventSource("/preview/events");
    // What changed before the connection stood is read too.
    events.addEventListener("hello", () => {
      document.documentElement.dataset.live = "yes";
      soon();
    });
    events.addEventListener("change", () => {
      document.dispatchEvent(new CustomEvent("workspace-changed"));
      soon();
    });
    events.addEventListener("error", () => delete document.documentElement.dataset.live);
  }

  // A browser has few connections for one server: a page that nobody looks at gives its own back.
  function disconnect() {
    events?.close();
    events = null;
    delete document.documentElement.dataset.live;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
}

function show(fresh) {
  document.title = fresh.title;
  for (const part of ["#sidebar", ".path"]) {
    Idiomorph.morph(document.querySelector(part), fresh.querySelector(part).innerHTML, { morphStyle: "innerHTML" });
  }
  const html = fresh.getElementById("main").innerHTML;
  const main = document.getElementById("main");
  const before = texts(main);
  const open = new Set([...main.querySelectorAll("details[open][id]")].map((details) => details.id));
  Idiomorph.morph(main, html, {
    morphStyle: "innerHTML",
    callbacks: {
      // What a library drew stays while its source is the same, and so does what a person unfolded.
      beforeNodeMorphed: (old, fresh) => !(old.dataset?.drawn && old.dataset.drawn === fresh.dataset?.diagram),
      beforeAttributeUpdated: (name, node, change) => {
        if (name === "src" && change === "update") {
          return true;
        }
        // Where the keyboard is, and what still glows, the server does not know.
        if (node.matches(".cell") && ((name === "tabindex" && change === "remove") || (name === "class" && node.matches(".here, .changed")))) {
          return false;
        }
        return !(node.tagName === "CANVAS" && name !== "data-chart" && name !== "aria-label") && !(node.tagName === "DETAILS" && name === "open");
      },
    },
  });
  for (const id of open) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  if (before.size === 0) {
    return;
  }
  for (const [id, { text, cell }] of texts(main)) {
    if (before.get(id)?.text !== text) {
      glow(cell);
    }
  }
}

function texts(main) {
  return new Map([...main.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, { text: wording(cell), cell }]));
}

function wording(cell) {
  return cell.textContent + [...cell.querySelectorAll(".tick")].map((tick) => tick.className).join();
}

function glow(cell) {
  cell.classList.remove("changed");
  void cell.offsetWidth;
  cell.classList.add("changed");
  cell.addEventListener("animationend", () => cell.classList.remove("changed"), { once: true });
}
