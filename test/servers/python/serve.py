"""Starts the server that `langgraph dev` starts, for tests.

    python serve.py --config langgraph.json [--graph name=path/to/file.py:variable]…

`langgraph dev` picks its port before it listens, so two starts at once can pick the same one. Here the
system gives the port as the server begins to listen. Prints `{"url": "http://127.0.0.1:41233"}` on a line of
its own then; every other line is the server's log. State is not written to disk.

Ends when its standard input ends, so it never outlives the process that started it.
"""

import argparse
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

# Nothing leaves this machine: no traces, no question to PyPI for a newer version, no licence check.
for prefix in ("LANGSMITH", "LANGCHAIN"):
    for name in ("TRACING", "TRACING_V2"):
        os.environ[f"{prefix}_{name}"] = "false"
for name in (
    "LANGSMITH_API_KEY",
    "LANGCHAIN_API_KEY",
    "LANGSMITH_CONTROL_PLANE_API_KEY",
    "LANGGRAPH_CLOUD_LICENSE_KEY",
    "LSD_DD_API_KEY",
):
    os.environ.pop(name, None)
os.environ["LANGGRAPH_NO_VERSION_CHECK"] = "true"
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("LOG_COLOR", "false")

import uvicorn  # noqa: E402
from langgraph_api.cli import run_server  # noqa: E402

END_TIMEOUT_S = 3


def end_with_parent() -> None:
    """Waits for the end of standard input, then asks this process to end."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    # The server waits for open streams, and a run may go on for long.
    time.sleep(END_TIMEOUT_S)
    os._exit(1)


def report_url() -> None:
    """Has uvicorn print the address once it listens."""
    start = uvicorn.Server.startup

    async def startup(self: uvicorn.Server, sockets: list | None = None) -> None:
        await start(self, sockets)
        if self.started:
            host, port, *_ = self.servers[0].sockets[0].getsockname()
            print(json.dumps({"url": f"http://{host}:{port}"}), flush=True)

    uvicorn.Server.startup = startup


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--graph", action="append", default=[])
    arguments = parser.parse_args()

    folder = arguments.config.resolve().parent
    config = json.loads(arguments.config.read_text())
    # As `langgraph dev` does: what the graphs import is found in the folders named as dependencies.
    sys.path += [str(folder / dependency) for dependency in config.get("dependencies", [])]
    graphs = config["graphs"] | dict(graph.split("=", 1) for graph in arguments.graph)

    threading.Thread(target=end_with_parent, daemon=True).start()
    report_url()
    run_server(
        host="127.0.0.1",
        port=0,
        graphs={name: str(folder / path) for name, path in graphs.items()},
        # As many as the other test server. The default is one run at a time.
        n_jobs_per_worker=10,
        http=config.get("http"),
        auth=config.get("auth"),
        disable_persistence=True,
    )


main()
