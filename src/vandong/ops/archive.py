"""The backup as a file: a gzipped tar that is written and read as one stream, optionally encrypted to an age key.

Nothing is ever written beside it: rows go into the tar in parts small enough for memory, so that an encrypted backup
leaves no plain copy on the disk. The file appears under its name only once it is whole and on the disk.
"""

import gzip
import io
import os
import secrets
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from vandong.kernel.files import sync_folder
from vandong.ops.errors import DamagedBackup, NeedsIdentity, NotABackup, WrongIdentity, WrongKey

AGE_MAGIC = b"age-encryption.org/v1"
GZIP_MAGIC = b"\x1f\x8b"
LARGEST_MEMBER = 256 * 1024 * 1024  # rows go in parts of a few megabytes, a stored file is one upload


class Writer:
    """Adds members to the stream, one after the other."""

    def __init__(self, tar: tarfile.TarFile, at: int) -> None:
        self._tar = tar
        self._at = at

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, io.BytesIO(content), len(content))

    def add_stream(self, name: str, stream: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, self._at
        self._tar.addfile(member, stream)


@contextmanager
def written(target: Path, *, at: int, recipient: str | None) -> Iterator[Writer]:
    """A new archive at `target`: whole or not at all. `at` (Unix seconds) dates its members; `recipient` is an age
    public key. Raises WrongKey."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                _encrypted(file, recipient) as out,
                gzip.GzipFile(fileobj=out, mode="wb", compresslevel=3, mtime=at) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield Writer(tar, at)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
        sync_folder(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def read(source: Path, *, identity: str | None) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The members of an archive, name and content, in order. Raises NotABackup, NeedsIdentity, WrongIdentity, and
    DamagedBackup, the last two also while members are read."""
    with open(source, "rb") as file:
        start = file.read(len(AGE_MAGIC))
        file.seek(0)
        is_encrypted = start == AGE_MAGIC
        if not is_encrypted and not start.startswith(GZIP_MAGIC):
            raise NotABackup
        if is_encrypted and identity is None:
            raise NeedsIdentity
        with _decrypted(file, identity if is_encrypted else None) as plain:
            yield _members(plain)


def _members(plain: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Only what `Writer` writes is read: plain files one after the other, then zeros to the end of the stream. Links,
    folders and headers that announce other headers are damage, so nothing a tar can say is ever obeyed."""
    with gzip.GzipFile(fileobj=plain, mode="rb") as packed:
        try:
            while (block := packed.read(tarfile.BLOCKSIZE)).strip(b"\0"):
                member = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
                if member.type != tarfile.REGTYPE or not 0 <= member.size <= LARGEST_MEMBER:
                    raise DamagedBackup
                content = packed.read(member.size)
                if len(content) != member.size or packed.read(-member.size % tarfile.BLOCKSIZE).strip(b"\0"):
                    raise DamagedBackup
                yield member.name, content
            while rest := packed.read(65536):  # to the end: gzip and age judge their last block too
                if rest.strip(b"\0"):
                    raise DamagedBackup
        except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, UnicodeError, ValueError) as error:
            raise DamagedBackup from error


@contextmanager
def _encrypted(file: IO[bytes], recipient: str | None) -> Iterator[IO[bytes]]:
    if recipient is None:
        yield file
        return
    import pyrage

    try:
        key = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError:
        raise WrongKey from None
    with _pump(lambda reader: pyrage.encrypt_io(reader, file, [key])) as out:
        yield out


@contextmanager
def _decrypted(file: IO[bytes], identity: str | None) -> Iterator[IO[bytes]]:
    if identity is None:
        yield file
        return
    import pyrage

    try:
        words = [line for line in identity.splitlines() if line.strip() and not line.startswith("#")]
        keys = [pyrage.x25519.Identity.from_str(word.strip()) for word in words]
    except pyrage.IdentityError:
        raise WrongIdentity from None
    with _drawn(lambda writer: pyrage.decrypt_io(file, writer, keys)) as plain:
        yield plain


@contextmanager
def _pump(work: Callable[[IO[bytes]], Any]) -> Iterator[IO[bytes]]:
    """What is written to the yielded file is read by `work` in a thread (the library pulls, tar pushes)."""
    read_end, write_end = os.pipe()
    failures: list[BaseException] = []

    def run() -> None:
        with os.fdopen(read_end, "rb") as reader:
            try:
                work(reader)
            except BaseException as error:  # handed to the writing side below
                failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(write_end, "wb") as writer:
            yield writer
    finally:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def _drawn(work: Callable[[IO[bytes]], Any]) -> Iterator[IO[bytes]]:
    """What `work` writes in a thread is read from the yielded file. Its own error goes before what it caused there."""
    read_end, write_end = os.pipe()
    failures: list[BaseException] = []

    def run() -> None:
        with os.fdopen(write_end, "wb") as writer:
            try:
                work(writer)
            except BaseException as error:  # judged by the reading side below
                failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(read_end, "rb") as reader:
            yield reader
    finally:
        thread.join()
        for failure in failures:
            if "No matching keys" in str(failure):  # the library's one error says both; a cut header is no wrong key
                raise WrongIdentity from failure
            if not isinstance(failure, BrokenPipeError):  # the reader had enough: it has its own reason
                raise DamagedBackup from failure
