#!/usr/bin/env python3
"""Starts a real Prometheus with a node exporter and the synthetic exporter, on free ports of the loopback, in a folder of its own.

    servers.py              prints one line of JSON ({"url": …}) once all targets were scraped, and ends when its input ends.
                            A line `stop node` on its input stops the node exporter.

Needs the binaries of Debian's packages prometheus and prometheus-node-exporter. Nothing is left behind.
"""
import contextlib
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import exporter

HERE = pathlib.Path(__file__).resolve().parent
PROMETHEUS = "/usr/bin/prometheus"
NODE_EXPORTER = "/usr/bin/prometheus-node-exporter"
# host of the node job: labels as service discovery gives them
PLACES = {
    "gpu-node-01": {"cluster": "gpu", "region": "eu-west-1", "provider": "AWS ECS", "orchestration": "ECS"},
    "gpu-node-02": {"cluster": "gpu", "region": "eu-west-1", "provider": "AWS ECS", "orchestration": "ECS"},
    "inference-01": {"cluster": "inference", "region": "DC-01", "provider": "On-Prem", "orchestration": "Kubernetes", "namespace": "inference", "pod": "node-exporter-7xk2p"},
    "storage-01": {"cluster": "prod", "region": "DC-01", "provider": "On-Prem", "orchestration": "Ceph"},
    "build-01": {"cluster": "dev", "region": "DC-01", "provider": "On-Prem"},
    "inference-02": {"cluster": "inference", "region": "DC-01", "provider": "On-Prem", "orchestration": "Kubernetes", "namespace": "inference", "pod": "node-exporter-q9w4t"},
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(exporter_port, node_port):
    """Scrapes every service, GPU host and node as a target of its own; inference-02 is a host that does not exist."""
    def target(port, path, **labels):
        return {"targets": [f"127.0.0.1:{port}"], "labels": {"__metrics_path__": path, **labels}}

    def host(name, port, path):
        return target(port, path, instance=f"{name}:9100", **PLACES[name])

    return {
        # A busy machine may be slow to answer, and a scrape that timed out would read as a dead target.
        "global": {"scrape_interval": "2s", "scrape_timeout": "2s", "evaluation_interval": "2s"},
        "rule_files": ["rules.yml"],
        "scrape_configs": [
            {"job_name": "services", "static_configs": [
                target(exporter_port, f"/services/{name}", service=name, instance=f"{name}:8080") for name in exporter.SERVICES]},
            {"job_name": "gpu", "static_configs": [
                target(exporter_port, f"/gpu/{name}", instance=f"{name}:9400") for name in exporter.GPUS]},
            {"job_name": "node", "static_configs": [
                *[host(name, exporter_port, f"/node/{name}") for name in exporter.NODES],
                host("build-01", node_port, "/metrics"),
                host("inference-02", 1, "/metrics")]},
        ],
    }


class Servers(contextlib.AbstractContextManager):
    """The running servers."""

    def __init__(self, prepare=None):
        """`prepare` is given the folder of the data before Prometheus starts."""
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="notionsync-prometheus-"))
        self.processes = {}
        try:
            self.start(prepare)
        except BaseException:
            self.__exit__()
            raise

    def start(self, prepare):
        exporter_port, node_port, port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        shutil.copy(HERE / "rules.yml", self.folder)
        # JSON is YAML too.
        (self.folder / "prometheus.yml").write_text(json.dumps(configuration(exporter_port, node_port)))
        (self.folder / "data").mkdir()
        if prepare:
            prepare(self.folder / "data")
        self.run("exporter", sys.executable, "-B", HERE / "exporter.py", exporter_port)
        self.run("node", NODE_EXPORTER, f"--web.listen-address=127.0.0.1:{node_port}", "--collector.disable-defaults",
                 *[f"--collector.{name}" for name in ("cpu", "filesystem", "meminfo", "netdev", "os", "uname")])
        self.run("prometheus", PROMETHEUS, f"--config.file={self.folder}/prometheus.yml", f"--storage.tsdb.path={self.folder}/data",
                 f"--web.listen-address=127.0.0.1:{port}", "--storage.tsdb.retention.time=40d")
        self.wait_for_targets()

    def run(self, name, *command):
        log = open(self.folder / f"{name}.log", "wb")
        self.processes[name] = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def stop(self, name):
        process = self.processes.pop(name, None)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=5) as response:
            return json.load(response)

    def wait_for_targets(self, seconds=60):
        """All targets were scraped, so often that rates can be told, and answered but the one that does not exist."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            dead = [name for name, process in self.processes.items() if process.poll() is not None]
            if dead:
                raise SystemExit(f"{dead[0]} ended at once: {(self.folder / (dead[0] + '.log')).read_text()[-2000:]}")
            try:
                counts = self.get("/api/v1/query?query=min(sum_over_time(up{instance!=%22inference-02:9100%22}[1m]))")["data"]["result"]
                if counts and float(counts[0]["value"][1]) >= 5:
                    return
            except OSError:
                pass  # it is still starting
            time.sleep(0.25)
        raise SystemExit(f"Prometheus has not scraped its targets within {seconds} s: {(self.folder / 'prometheus.log').read_text()[-2000:]}")

    def __exit__(self, *_):
        for name in list(self.processes):
            self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Servers() as servers:
        print(json.dumps({"url": servers.url}), flush=True)
        for line in sys.stdin:
            words = line.split()
            if words[:1] == ["stop"] and words[1:]:
                servers.stop(words[1])
                print(json.dumps({"stopped": words[1]}), flush=True)
