"""Parsers for tests/kernel/test_child.py: each runs in the child and does one thing."""

import os
import sys
import time

from vandong.kernel.child import CannotRead


def echo(payload, options):
    return {"options": options}, payload


def refuse(payload, options):
    raise CannotRead("Tệp này trống. Xin chọn tệp khác.")


def crash(payload, options):
    raise ValueError("bad")


def abort(payload, options):
    os.abort()


def exit_zero(payload, options):
    os._exit(0)


def forge_header(payload, options):
    sys.exit(3)


def chatter(payload, options):
    print('{"meta": "giả"}')
    os.write(1, b'{"meta": "gia"}\n')
    return "thật", b""


def eat_memory(payload, options):
    return len(bytearray(2 * 1024 * 1024 * 1024)), b""


def sleep(payload, options):
    time.sleep(30)


def environment(payload, options):
    return dict(os.environ), b""
