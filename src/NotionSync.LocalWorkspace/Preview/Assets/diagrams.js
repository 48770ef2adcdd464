import { isDark, library } from "./libraries.js";

let count = 0;

/** Draws the Mermaid diagrams of the page; one that cannot be drawn stays as its text, with the reason. */
export async function drawDiagrams(isAnew = false) {
  const figures = [...document.querySelectorAll("figure[data-diagram]")].filter((figure) => isAnew || figure.dataset.drawn !== figure.dataset.diagram);
  if (figures.length === 0) {
    return;
  }
  await library("diagram");
  mermaid.initialize(settings());
  for (const figure of figures) {
    const source = figure.dataset.diagram;
    try {
      const { svg } = await mermaid.render(`diagram-${++count}`, source);
      const drawing = new DOMParser().parseFromString(svg, "text/html").body.firstElementChild;
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", `Diagram: ${source.split("\n")[0]}`);
      figure.replaceChildren(drawing);
      figure.classList.remove("fault");
    } catch (fault) {
      const text = document.createElement("pre");
      text.tabIndex = 0;
      text.textContent = source;
      const reason = document.createElement("figcaption");
      reason.textContent = `This diagram cannot be drawn: ${String(fault.message ?? fault).split("\n")[0]}`;
      figure.replaceChildren(text, reason);
      figure.classList.add("fault");
      document.getElementById(`ddiagram-${count}`)?.remove();
    }
    figure.dataset.drawn = source;
  }
}

/** The page's own colours and letters: sizes are measured in the font that is drawn. */
function settings() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const [page, side, ink, soft, accent] = ["page", "side", "ink", "soft", "accent"].map(color);
  return {
    startOnLoad: false,
    securityLevel: "strict",
    // A diagram's own text can neither bring pictures and the like into its labels nor take this setting back.
    dompurifyConfig: { FORBID_TAGS: ["img", "image", "picture", "audio", "video", "source", "form", "input", "button", "textarea", "select", "a"] },
    secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "suppressErrorRendering", "maxEdges", "dompurifyConfig"],
    theme: "base",
    darkMode: isDark(),
    fontFamily: getComputedStyle(document.body).fontFamily,
    themeVariables: {
      background: page, primaryColor: side, primaryTextColor: ink, primaryBorderColor: soft, secondaryColor: side, tertiaryColor: page, lineColor: soft, textColor: ink,
      clusterBkg: page, clusterBorder: color("line"), edgeLabelBackground: page, noteBkgColor: color("yellow"), noteTextColor: color("yellow-ink"),
      xyChart: { backgroundColor: page, titleColor: ink, xAxisLabelColor: soft, yAxisLabelColor: soft, xAxisTitleColor: soft, yAxisTitleColor: soft, xAxisLineColor: soft, yAxisLineColor: soft, xAxisTickColor: soft, yAxisTickColor: soft, plotColorPalette: `${accent}, #d9730d, #448361, #9065b0` },
    },
  };
}
