namespace NotionSync.Browser.Bench;

/// <summary>Questions to a page, as scripts.</summary>
internal static class Looks
{
    /// <summary>What a person would see is broken: blank charts, diagrams that are not drawn, pictures without a picture, a body that scrolls sideways.</summary>
    public const string Faults = """
        () => {
          const faults = [];
          const shown = (element) => element.getClientRects().length > 0;
          const hasInk = (canvas) => {
            const small = Object.assign(document.createElement("canvas"), { width: 64, height: 64 }).getContext("2d", { willReadFrequently: true });
            if (canvas.width && canvas.height) {
              small.drawImage(canvas, 0, 0, 64, 64);
            }
            return small.getImageData(0, 0, 64, 64).data.some((dot, at) => at % 4 === 3 && dot > 0);
          };
          for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
            if (shown(canvas) && !hasInk(canvas)) {
              faults.push(`a blank chart: ${canvas.getAttribute("aria-label")}`);
            }
          }
          for (const figure of document.querySelectorAll("figure[data-diagram]")) {
            const svg = figure.querySelector("svg");
            if (!svg || svg.getBoundingClientRect().width < 20) {
              faults.push(`a diagram that is not drawn: ${figure.textContent.slice(0, 200)}`);
            }
          }
          for (const image of document.querySelectorAll("img")) {
            if (shown(image) && image.complete && image.naturalWidth === 0) {
              faults.push(`a broken picture: ${image.src}`);
            }
          }
          const { scrollWidth } = document.documentElement;
          if (scrollWidth > innerWidth) {
            const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest(".scroll, pre, .diagram, .editor, .unseen"));
            faults.push(`the body is ${scrollWidth} wide in a window of ${innerWidth}: ${wide.slice(0, 3).map((element) => `${element.tagName}.${element.className}`).join(", ")}`);
          }
          if (!document.title || !document.querySelector("main h1")) {
            faults.push("no title or no heading");
          }
          return faults;
        }
        """;

    /// <summary>Whether every chart that is seen has ink.</summary>
    public const string ChartsDrawn = """
        () => {
          const hasInk = (canvas) => {
            const small = Object.assign(document.createElement("canvas"), { width: 64, height: 64 }).getContext("2d", { willReadFrequently: true });
            if (canvas.width && canvas.height) {
              small.drawImage(canvas, 0, 0, 64, 64);
            }
            return small.getImageData(0, 0, 64, 64).data.some((dot, at) => at % 4 === 3 && dot > 0);
          };
          return [...document.querySelectorAll("canvas[data-chart]")].every((canvas) => !canvas.getClientRects().length || hasInk(canvas));
        }
        """;

    /// <summary>Whether the charts have taken the width of a window that was made narrower.</summary>
    public const string ChartsFit = """
        () => [...document.querySelectorAll("canvas[data-chart]")].every((canvas) => canvas.getBoundingClientRect().right <= innerWidth || canvas.closest(".scroll"))
        """;
}
