#!/usr/bin/env python3
"""Remakes the recordings that `demo` replays: asks a real Prometheus everything that the product's mappings ask.

    record.py               needs PyYAML and Debian's packages prometheus and prometheus-node-exporter; takes about eight minutes

A day of figures and thirty days of `up` are written into the data before the server starts (promtool), since the mappings look back
that far; the rest is scraped. Run it after a query in a mapping was changed.
"""
import json
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import yaml

import exporter
import servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "src/NotionSync/Demo/Recordings/prometheus/answers.json"
STEP = 300
SCRAPED_SECONDS = 320  # longer than the window of the mappings, or their rates are too low


def history(folder):
    """Writes what lies before the start of the server."""
    now = int(time.time()) // STEP * STEP
    lines = []

    def add(name, labels, value, t):
        inner = ",".join(f'{key}="{label}"' for key, label in sorted(labels.items()))
        lines.append(f"{name}{{{inner}}} {value} {t}\n")

    for t in range(now - 26 * 3600, now, STEP):
        for name in exporter.SERVICES:
            for metric, labels, value, _ in exporter.service(name, t):
                add(metric, labels | {"job": "services", "instance": f"{name}:8080", "service": name}, value, t)
        for host in exporter.GPUS:
            for metric, labels, value, _ in exporter.gpu(host, t):
                if metric == "DCGM_FI_DEV_GPU_UTIL":
                    add(metric, labels | {"job": "gpu", "instance": f"{host}:9400"}, value, t)
        for host in exporter.NODES:
            for metric, labels, value, _ in exporter.node(host, t):
                if metric.startswith("node_filesystem"):
                    add(metric, labels | servers.PLACES[host] | {"job": "node", "instance": f"{host}:9100"}, value, t)
    for name, (_, _, _, minutes) in exporter.SERVICES.items():
        for t in range(now - 30 * exporter.DAY, now, STEP):
            down = 0 <= t - (now - 3 * exporter.DAY) < minutes * 60
            add("up", {"job": "services", "instance": f"{name}:8080", "service": name}, 0 if down else 1, t)

    source = folder / "history.txt"
    source.write_text("".join(lines) + "# EOF\n")
    subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", "-q", str(source), str(folder)], check=True)
    source.unlink()


def questions():
    """What the mappings ask: path and parameters, each once."""
    asked = {}

    def ask(path, **parameters):
        asked.setdefault((path, " ".join(parameters.get("query", "").split()), parameters.get("type")), (path, parameters))

    ask("/api/v1/query", query="1")
    ask("/api/v1/status/buildinfo")
    for file in sorted((ROOT / "mappings").glob("*.yaml")):
        for block in yaml.safe_load(file.read_text()).get("sources") or []:
            if block["source"].lower() != "prometheus":
                continue
            read = block.get("read") or {}
            promql = lambda text: text.replace("$window", read.get("window", "5m"))
            if block["kind"] == "series":
                for query in (read.get("queries") or {}).values():
                    ask("/api/v1/query", query=promql(query))
                for info in (read.get("infos") or {}).values():
                    ask("/api/v1/query", query=promql(info["query"] if isinstance(info, dict) else info))
                for span in (read.get("ranges") or {}).values():
                    ask("/api/v1/query_range", query=promql(span["query"]), hours=span["hours"], points=span["points"])
            elif block["kind"] == "rules":
                ask("/api/v1/rules", **({"type": read["type"]} if "type" in read else {}))
            elif block["kind"] == "targets":
                ask("/api/v1/targets", state="active")
            else:
                ask("/api/v1/alerts")
    return list(asked.values())


def record(url, path, parameters, now):
    sent = dict(parameters)
    if path == "/api/v1/query":
        sent["time"] = now
    if path == "/api/v1/query_range":
        step = round(sent.pop("hours") * 3600 / sent["points"], 3)
        end = now // step * step
        sent |= {"start": end - step * (sent.pop("points") - 1), "end": end, "step": step}
    try:
        with urllib.request.urlopen(f"{url}{path}?{urllib.parse.urlencode(sent)}", timeout=30) as response:
            body = json.load(response)
    except urllib.error.HTTPError as refusal:
        raise SystemExit(f"{path} {sent} was refused: {refusal.read().decode()}")
    empty = not body["data"] or (isinstance(body["data"], dict) and body["data"].get("result") == [])
    if empty or body.get("warnings"):
        print(f"look at this: {path} {sent}: {json.dumps(body)[:300]}")
    at = sent.get("time") or sent.get("end") or now
    return {"path": path, **{name: parameters[name] for name in ("query", "type") if name in parameters}, "at": at, "body": body}


def main():
    with servers.Servers(history) as running:
        print(f"Prometheus runs at {running.url}; scraping for {SCRAPED_SECONDS} s", flush=True)
        time.sleep(SCRAPED_SECONDS)
        now = int(time.time())
        answers = [record(running.url, path, parameters, now) for path, parameters in questions()]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(answers, ensure_ascii=False, indent=1)
    # The machine that recorded is nobody's business.
    text = text.replace(str(running.folder) + "/", "").replace(f"//{socket.gethostname()}:", "//prometheus:")
    OUTPUT.write_text(text + "\n")
    print(f"{len(answers)} answers in {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
