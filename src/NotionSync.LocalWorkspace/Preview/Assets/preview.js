import { startActivity } from "./activity.js";
import { drawCharts } from "./charts.js";
import { drawDiagrams } from "./diagrams.js";
import { startEditing } from "./edit.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startSorting } from "./sorting.js";
import { startTheme } from "./themes.js";

async function draw() {
  await Promise.all([drawCharts(), drawDiagrams()]);
  document.documentElement.dataset.drawn = "yes";
}

startTheme(drawCharts, drawDiagrams);
startEditing();
startKeys();
startSorting();
startActivity();
startLive(draw);
await draw();
