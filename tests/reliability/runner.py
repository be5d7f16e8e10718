"""A server that dies and comes back in milliseconds, for tests that kill it many times.

The application is loaded once in this process, which then leaves the database alone; each `start PORT` on its input
forks a child that serves it (the same WSGI application, settings and middleware as under granian) and, beside it,
approves one report after another. `pid N` answers with the child to kill. What was approved is told on file descriptor
3, one line after each commit.
"""

import os
import signal
import sys
import threading
import time
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.postgres import stop_with_parent

if TYPE_CHECKING:
    from vandong.accounts.access import Officer


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def main() -> None:
    from vandong.ops.command_line import set_up_django

    set_up_django()
    from django.db import connections
    from django.urls import get_resolver

    from vandong.config.wsgi import application

    assert get_resolver().url_patterns  # every view is imported now, not in each child's first request
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    programme, recorder, coordinator = (int(word) for word in sys.argv[1:4])
    # One report to the end: what approving loads and compiles is there for every child. No connection crosses a fork.
    approve_report(programme, *people(recorder, coordinator))
    connections.close_all()
    print("ready", flush=True)
    for line in sys.stdin:
        port = int(line.split()[1])
        child = os.fork()
        if child == 0:
            stop_with_parent()  # a test that is done with this process leaves no server behind
            serve(application, port, programme, recorder, coordinator)
        print(f"pid {child}", flush=True)


def serve(application: object, port: int, programme: int, recorder: int, coordinator: int) -> None:
    server = Server(("127.0.0.1", port), Quiet)
    server.set_app(application)
    if "VANDONG_NO_APPROVALS" not in os.environ:
        threading.Thread(target=approve_reports, args=(programme, recorder, coordinator), daemon=True).start()
    server.serve_forever()


def approve_reports(programme: int, recorder: int, coordinator: int) -> None:
    """One unit's report after another, until killed."""
    chief, author = people(recorder, coordinator)
    while True:
        approve_report(programme, chief, author)
        time.sleep(0.2)  # leave the database to the people who record


def people(recorder: int, coordinator: int) -> "tuple[Officer, Officer]":
    from tests import make
    from vandong.accounts.access import officer_for

    chief, author = officer_for(coordinator, None, make.TODAY), officer_for(recorder, None, make.TODAY)
    assert chief
    assert author
    return chief, author


def approve_report(programme: int, chief: "Officer", author: "Officer") -> None:
    """Open a period, then open, submit and approve a report in it."""
    from datetime import date

    from tests import make
    from vandong.reporting import actions

    entry = actions.PeriodEntry(f"kỳ {os.urandom(6).hex()}", date(2024, 1, 1), date(2024, 3, 31), {})
    period = actions.open_period(by=chief, programme_id=programme, entry=entry, now=make.NOW)
    report = actions.open_report(by=author, period_id=period, now=make.NOW)
    actions.submit_report(by=author, report_id=report, row_version=None, now=make.NOW)
    actions.approve_report(by=author, report_id=report, row_version=None, now=make.NOW)
    os.write(3, f"{report}\n".encode())


if __name__ == "__main__":
    main()
