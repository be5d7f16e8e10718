"""The web server process: granian over our WSGI application. `vandong serve` starts it as
`python -m vandong.ops.web HOST PORT WORKERS THREADS`."""

import sys
from pathlib import Path

from vandong.ops.supervisor import die_with_parent


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until asked to stop (SIGTERM), letting requests under way finish."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "vandong.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 8,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_enabled=False,
        working_dir=Path.cwd(),
    ).serve()


if __name__ == "__main__":
    die_with_parent()
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
