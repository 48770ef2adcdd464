import { isDark, library } from "./libraries.js";

const light = { gray: "#9b9a97", brown: "#a27763", orange: "#d9730d", yellow: "#cb912f", green: "#448361", blue: "#337ea9", purple: "#9065b0", pink: "#c14c8a", red: "#d44c47" };
const dark = { gray: "#9b9b9b", brown: "#ba856f", orange: "#c77d48", yellow: "#ca9849", green: "#529e72", blue: "#5e87c9", purple: "#9d68d3", pink: "#d15796", red: "#df5452" };
const order = ["blue", "orange", "green", "purple", "red", "yellow", "pink", "brown", "gray"];
const drawn = new WeakMap();

/** Draws the charts of the page that are not drawn yet, or whose figures changed. */
export async function drawCharts(isAnew = false) {
  const canvases = [...document.querySelectorAll("canvas[data-chart]")];
  if (canvases.length === 0) {
    return;
  }
  await library("chart");
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  for (const canvas of canvases) {
    const before = drawn.get(canvas);
    if (before && before.figures === canvas.dataset.chart && !isAnew) {
      continue;
    }
    before?.chart.destroy();
    drawn.set(canvas, { figures: canvas.dataset.chart, chart: new Chart(canvas, settings(JSON.parse(canvas.dataset.chart), !before)) });
  }
}

function settings(shown, isFirst) {
  const palette = isDark() ? dark : light;
  const ink = isDark() ? "#d4d4d4" : "#4d4b47";
  const line = isDark() ? "#3a3a3a" : "#e9e8e5";
  const color = (name, at) => palette[name] ?? palette[order[at % order.length]];
  const isWhole = shown.series.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
  const isDonut = shown.kind === "donut";
  const isLine = shown.kind === "line";
  const single = shown.series.length === 1;
  const datasets = shown.series.map((series, at) => {
    const each = distinct(shown.labels.map((_, index) => color(shown.colors[index], single && (isDonut || shown.colors.some(Boolean)) ? index : at)), isDonut);
    const one = color(series.color, at);
    return {
      label: series.name,
      data: series.values,
      backgroundColor: isDonut || (single && !isLine) ? each : isLine ? `${one}33` : one,
      borderColor: isDonut ? (isDark() ? "#191919" : "#fff") : isLine ? one : undefined,
      borderWidth: isDonut ? 2 : isLine ? 2 : 0,
      borderRadius: isDonut || isLine ? 0 : 4,
      maxBarThickness: 56,
      fill: isLine,
      tension: shown.isSmooth ? 0.35 : 0,
    };
  });
  const figure = { ticks: { color: ink, precision: isWhole ? 0 : undefined }, grid: { color: line }, border: { display: false }, beginAtZero: true, stacked: !single };
  const names = { ticks: { color: ink, autoSkip: shown.kind !== "bar" }, grid: { display: false }, stacked: !single };
  return {
    type: isDonut ? "doughnut" : isLine ? "line" : "bar",
    data: { labels: shown.labels, datasets },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: shown.kind === "bar" ? "y" : "x",
      animation: isFirst && !matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 400 } : false,
      cutout: isDonut ? "62%" : undefined,
      scales: isDonut ? {} : shown.kind === "bar" ? { x: figure, y: names } : { x: names, y: figure },
      plugins: {
        legend: { display: isDonut || !single, position: isDonut ? "right" : "bottom", labels: { color: ink, boxWidth: 12, boxHeight: 12 } },
        tooltip: { callbacks: { label: (item) => `${single ? item.label : shown.series[item.datasetIndex].name}: ${shown.series[item.datasetIndex].texts[item.dataIndex]}` } },
      },
    },
  };
}

/** Neighbours in a ring must be told apart: a colour that comes again is lighter. */
function distinct(colors, isNeeded) {
  const seen = new Map();
  return colors.map((color) => {
    const times = seen.get(color) ?? 0;
    seen.set(color, times + 1);
    return isNeeded && times > 0 ? `${color}${["b0", "70", "48"][Math.min(times, 3) - 1]}` : color;
  });
}
