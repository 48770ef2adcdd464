const loading = new Map();

/** Loads one of the bundled libraries once, when a page first needs it. */
export function library(name) {
  const address = document.body.dataset[`${name}Library`];
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${address} could not be loaded`));
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

/** Whether dark colours are on. */
export function isDark() {
  const wanted = document.documentElement.dataset.theme;
  return wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
