#!/usr/bin/env python3
"""A synthetic exporter: the services, GPU hosts and nodes of the seed documents, at figures near theirs.

Every figure is a function of time alone, so that history can be written for times before it was started (see record.py) and a
restart is no counter reset.

    exporter.py PORT            serves /services/<name>, /gpu/<host> and /node/<host>
"""
import http.server
import math
import sys
import time

DAY = 86_400
START = 1_700_000_000  # counters were zero here

# name: requests per second, P95 in ms, share of answers that are 5xx, minutes without an answer in 30 days
SERVICES = {
    "chatbot": (42.0, 50, 0.0012, 5),
    "llm": (28.0, 40, 0.0008, 43),
    "tts": (11.0, 131, 0.0031, 86),
    "stt": (9.0, 70, 0.0019, 130),
    "avatar": (6.5, 75, 0.0027, 173),
    "rag": (17.0, 45, 0.0010, 43),
    "metrics": (64.0, 20, 0.0002, 5),
}
# host: number of GPUs, model, mean utilisation in percent, memory of one in MiB
GPUS = {
    "gpu-node-01": (8, "NVIDIA A100-SXM4-80GB", 84, 81_920),
    "gpu-node-02": (8, "NVIDIA A100-SXM4-80GB", 71, 81_920),
    "inference-01": (2, "NVIDIA A40", 58, 46_068),
}
# host: cores, memory in GB, disk in GB, share of the disk in use, share of the processors in use
NODES = {
    "gpu-node-01": (96, 1152, 8000, 0.71, 0.46),
    "gpu-node-02": (96, 1152, 8000, 0.64, 0.39),
    "inference-01": (32, 256, 2000, 0.52, 0.33),
    "storage-01": (16, 128, 48_000, 0.77, 0.12),
}
SERVED = "LLM-Core v2.1"  # the model that the first GPUs of the first host serve
BUCKETS_MS = [5, 10, 20, 25, 30, 40, 50, 60, 75, 100, 120, 150, 250, 500, 1000]
SPREAD = 0.5  # of the logarithm of the latency
QUANTILE_95 = 1.6449


def integral(t, per_second, swing=0.35):
    """Events since START at a rate that rises and falls once a day."""
    turn = 2 * math.pi / DAY
    elapsed = t - START
    return per_second * (elapsed + swing / turn * (1 - math.cos(turn * elapsed)))


def wave(t, mean, swing, period=DAY, shift=0.0):
    return mean + swing * math.sin(2 * math.pi * t / period + shift)


def share_within(latency_ms, p95_ms):
    """How many requests take at most this long, when the latency is log-normal."""
    middle = math.log(p95_ms) - QUANTILE_95 * SPREAD
    return 0.5 * (1 + math.erf((math.log(latency_ms) - middle) / SPREAD / math.sqrt(2)))


def service(name, t):
    rate, p95, errors, _ = SERVICES[name]
    count = integral(t, rate)
    for bound in BUCKETS_MS:
        yield "http_request_duration_seconds_bucket", {"le": f"{bound / 1000:g}"}, math.floor(count * share_within(bound, p95)), "histogram"
    yield "http_request_duration_seconds_bucket", {"le": "+Inf"}, math.floor(count), "histogram"
    yield "http_request_duration_seconds_sum", {}, round(count * p95 / 1000 * 0.5, 6), "histogram"
    yield "http_request_duration_seconds_count", {}, math.floor(count), "histogram"
    yield "http_requests_total", {"code": "200"}, math.floor(count * (1 - errors)), "counter"
    yield "http_requests_total", {"code": "503"}, math.floor(count * errors), "counter"
    if name == "llm":
        yield "vllm:generation_tokens_total", {"model_name": SERVED}, math.floor(integral(t, 1850)), "counter"


def gpu(host, t):
    count, model, mean, memory = GPUS[host]
    for number in range(count):
        labels = {"gpu": str(number), "UUID": f"GPU-{host}-{number}", "device": f"nvidia{number}", "modelName": model, "Hostname": host}
        if host == "gpu-node-01" and number < 4:
            labels["model_name"] = SERVED
        # The first GPU of the first host is the one that is over its limit.
        busy = 95 if (host, number) == ("gpu-node-01", 0) else min(89, wave(t, mean, 6, shift=number))
        used = round(memory * min(0.97, 0.55 + busy / 250))
        yield "DCGM_FI_DEV_GPU_UTIL", labels, round(busy), "gauge"
        yield "DCGM_FI_DEV_GPU_TEMP", labels, round(38 + busy * 0.4), "gauge"
        yield "DCGM_FI_DEV_FB_USED", labels, used, "gauge"
        yield "DCGM_FI_DEV_FB_FREE", labels, memory - used, "gauge"


def node(host, t):
    cores, memory, disk, full, busy = NODES[host]
    for cpu in range(cores):
        used = integral(t, busy, swing=0.2)
        yield "node_cpu_seconds_total", {"cpu": str(cpu), "mode": "idle"}, round(t - START - used, 2), "counter"
        yield "node_cpu_seconds_total", {"cpu": str(cpu), "mode": "user"}, round(used, 2), "counter"
    yield "node_memory_MemTotal_bytes", {}, memory * 10**9, "gauge"
    yield "node_memory_MemAvailable_bytes", {}, round(memory * 10**9 * wave(t, 0.42, 0.05)), "gauge"
    volume = {"device": "/dev/nvme0n1p1", "fstype": "xfs", "mountpoint": "/"}
    yield "node_filesystem_size_bytes", volume, disk * 10**9, "gauge"
    yield "node_filesystem_avail_bytes", volume, round(disk * 10**9 * (1 - wave(t, full, 0.01))), "gauge"
    yield "node_network_receive_bytes_total", {"device": "eth0"}, math.floor(integral(t, 55e6 * busy)), "counter"
    yield "node_network_transmit_bytes_total", {"device": "eth0"}, math.floor(integral(t, 40e6 * busy)), "counter"
    yield "node_uname_info", {"nodename": host, "sysname": "Linux", "release": "6.1.0-28-amd64", "machine": "x86_64"}, 1, "gauge"


KINDS = {"services": (SERVICES, service), "gpu": (GPUS, gpu), "node": (NODES, node)}


def family(name, kind):
    """The name under which a series' type is declared."""
    if kind == "histogram":
        return name.rsplit("_", 1)[0]
    return name


def text(samples):
    """The exposition format."""
    lines, declared = [], set()
    for name, labels, value, kind in samples:
        if family(name, kind) not in declared:
            declared.add(family(name, kind))
            lines.append(f"# TYPE {family(name, kind)} {kind}")
        inner = ",".join(f'{key}="{label}"' for key, label in labels.items())
        lines.append(f"{name}{{{inner}}} {value}")
    return "\n".join(lines) + "\n"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        parts = self.path.strip("/").split("/")
        known, samples = KINDS.get(parts[0], ({}, None))
        if len(parts) != 2 or parts[1] not in known:
            self.send_error(404)
            return
        body = text(samples(parts[1], time.time())).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
