import { spawn } from "node:child_process";
import { once } from "node:events";

const patience = 60_000;

/** Runs `notionsync preview --empty` on a free port and reads where it listens. */
export async function startWorkspace(executable, switches = {}) {
  const settings = Object.entries(switches).flatMap(([name, value]) => ["--set", `LocalWorkspace:${name}=${value}`]);
  const child = spawn("dotnet", [executable, "preview", "--empty", "--port", "0", "--output", "json", ...settings], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  process.once("exit", () => child.kill());
  const tooLate = setTimeout(() => child.kill(), patience);
  const { url, token, parentPage } = await firstDocument(child.stdout);
  clearTimeout(tooLate);
  return {
    url,
    token,
    parentPage,
    async stop() {
      child.kill("SIGTERM");
      const [code, signal] = await exited;
      return code ?? signal;
    },
  };
}

async function firstDocument(stream) {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.trimEnd().endsWith("}")) {
      return JSON.parse(text);
    }
  }

  throw new Error(`The local workspace ended before it said where it listens. It printed: ${text || "nothing"}`);
}
