"""Parsers for tests/kernel/test_child.py: each runs in the child and does one thing."""

import os
import resource
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


def many_tables(payload, options):
    """Every workbook of a batch, each read as alone: what it answered, one a line. Lengths stand in `options`."""
    from vandong.kernel.sheet_intake import reader

    answers, start = [], 0
    for length in options["lengths"]:
        try:
            _, body = reader.read_table(payload[start : start + length], options)
            answers.append(b"+" + body)
        except CannotRead as refusal:
            answers.append(b"-" + str(refusal).replace("\n", " ").encode())
        except BaseException as error:  # noqa: BLE001  a panic of the Rust parser: alone, it would have ended its child
            if isinstance(error, MemoryError):
                raise
            answers.append(b"!" + type(error).__name__.encode() + b".")
        start += length
    return len(answers), b"\n".join(answers)


def work_on_and_on(payload, options):
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))  # what parsers are given, in small
    while True:
        pass
