"""Backups as they come back from a bad disk, a bad line or a bad hand: seeded, so that each can be made again.

`damaged` changes a backup and leaves its manifest alone. `forged` changes rows and writes the manifest anew, as only a
person could: nothing tells such a file from a true one but what the database itself refuses.
"""

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable
from dataclasses import dataclass

Members = list[tuple[str, bytes]]
ODD_VALUES = [
    None, "", "không", -1, 0, 10**30, 1.5, float("inf"), float("nan"), True, [], [1], {}, {"a": 1}, "\x00", "\ud800",
    "2024-13-45", "x" * 5000, "9" * 5000,
]  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    kind: str
    content: bytes


def members_of(archive: bytes) -> Members:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return [(member.name, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]


def packed(members: Members) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def damaged(archive: bytes, count: int, seed: int) -> list[Mutant]:
    """`count` mutants, every kind in turn."""
    chance, members = random.Random(seed), members_of(archive)
    kinds = list(_DAMAGE.items())
    found = []
    for number in range(count):
        name, damage = kinds[number % len(kinds)]
        found.append(Mutant(name, damage(archive, list(members), chance)))
    return found


def forged(archive: bytes, count: int, seed: int) -> list[Mutant]:
    chance = random.Random(seed)
    kinds = list(_FORGERY.items())
    found = []
    for number in range(count):
        name, forge = kinds[number % len(kinds)]
        found.append(Mutant(name, packed(_sealed_anew(forge(members_of(archive), chance)))))
    return found


# ---- damage ------------------------------------------------------------------------------------------------------


def _cut(archive: bytes, _members: Members, chance: random.Random) -> bytes:
    return archive[: chance.randrange(2, len(archive) - 9)]


def _flipped(archive: bytes, _members: Members, chance: random.Random) -> bytes:
    content = bytearray(archive)
    content[chance.randrange(10, len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _zeroed(archive: bytes, _members: Members, chance: random.Random) -> bytes:
    start = chance.randrange(10, len(archive) - 64)
    return archive[:start] + bytes(64) + archive[start + 64 :]


def _dropped(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    del members[chance.randrange(len(members))]
    return packed(members)


def _swapped(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    """The contents of two members of different content change places."""
    one, other = chance.sample(range(len(members)), 2)
    while members[one][1] == members[other][1]:
        one, other = chance.sample(range(len(members)), 2)
    members[one], members[other] = (members[one][0], members[other][1]), (members[other][0], members[one][1])
    return packed(members)


def _doubled(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    return packed([*members[:-1], chance.choice(members), members[-1]])


def _after_the_end(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    return packed([*members, chance.choice(members)])


def _renamed(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    at = chance.randrange(len(members))
    names = [
        "../../../../tmp/ngoai", "/tmp/ngoai", "files/../../ngoai", "tables/accounts_account/../../x.jsonl",
        "tables/sqlite_master/000001.jsonl", 'tables/x"; DROP TABLE y; --/000001.jsonl', "files/" + "0" * 64,
        "keys/secret2", "", "backup.json/",
    ]  # fmt: skip
    members[at] = (chance.choice(names), members[at][1])
    return packed(members)


def _of_another_type(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    """A link, a folder, a device, or a header that announces others stands among the members."""
    out = io.BytesIO()
    at = chance.randrange(1, len(members))
    types = [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.DIRTYPE,
        tarfile.CHRTYPE,
        tarfile.GNUTYPE_SPARSE,
        tarfile.XHDTYPE,
    ]
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.GNU_FORMAT) as tar:
        for number, (name, content) in enumerate(members):
            if number == at:
                odd = tarfile.TarInfo("tables/units_unit/000001.jsonl")
                odd.type, odd.linkname = chance.choice(types), "/etc/passwd"
                tar.addfile(odd)
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def _of_huge_size(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    """One header promises more than follows."""
    plain = bytearray(gzip.decompress(packed(members)))
    header = 0
    for _ in range(chance.randrange(len(members))):
        size = int(plain[header + 124 : header + 135] or b"0", 8)
        header += 512 + -(-size // 512) * 512
    size = chance.choice([2**30, 2**33 - 1, 300 * 1024 * 1024])
    plain[header + 124 : header + 136] = b"%011o\0" % size
    plain[header + 148 : header + 156] = b" " * 8
    plain[header + 148 : header + 156] = b"%06o\0 " % sum(plain[header : header + 512])
    return gzip.compress(bytes(plain), 1)


def _row_changed(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    at, rows = _some_rows(members, chance)
    row = chance.choice(rows)
    column = chance.randrange(len(row))
    row[column] = chance.choice([value for value in ODD_VALUES if value != row[column]])
    members[at] = (members[at][0], _lines(rows))
    return packed(members)


def _row_lost(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    at, rows = _some_rows(members, chance)
    rows.pop(chance.randrange(len(rows)))
    members[at] = (members[at][0], _lines(rows))
    return packed(members)


def _head_changed(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    members[0] = (members[0][0], _other_json(members[0][1], chance))
    return packed(members)


def _manifest_changed(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    members[-1] = (members[-1][0], _other_json(members[-1][1], chance))
    return packed(members)


def _no_json(_archive: bytes, members: Members, chance: random.Random) -> bytes:
    at = chance.choice([0, -1])
    content = chance.choice([b"", b"[]", b"null", b"[" * 100_000, b"\xff\xfe", b'{"tables": ' + b"9" * 9999 + b"}"])
    members[at] = (members[at][0], content)
    return packed(members)


_DAMAGE: dict[str, Callable[[bytes, Members, random.Random], bytes]] = {
    function.__name__.strip("_"): function
    for function in (
        _cut, _flipped, _zeroed, _dropped, _swapped, _doubled, _after_the_end, _renamed, _of_another_type,
        _of_huge_size, _row_changed, _row_lost, _head_changed, _manifest_changed, _no_json,
    )
}  # fmt: skip


# ---- forgery -----------------------------------------------------------------------------------------------------


def _odd_value(members: Members, chance: random.Random) -> Members:
    at, rows = _some_rows(members, chance)
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(ODD_VALUES)
    members[at] = (members[at][0], _lines(rows))
    return members


def _row_of_another_width(members: Members, chance: random.Random) -> Members:
    at, rows = _some_rows(members, chance)
    row = chance.choice(rows)
    if chance.random() < 0.5:
        row.append(1)
    else:
        row.pop()
    members[at] = (members[at][0], _lines(rows))
    return members


def _row_twice(members: Members, chance: random.Random) -> Members:
    at, rows = _some_rows(members, chance)
    members[at] = (members[at][0], _lines([*rows, chance.choice(rows)]))
    return members


def _row_gone(members: Members, chance: random.Random) -> Members:
    """What other rows point at is missing."""
    at, rows = _some_rows(members, chance)
    rows.pop(chance.randrange(len(rows)))
    members[at] = (members[at][0], _lines(rows))
    return members


def _line_of_nonsense(members: Members, chance: random.Random) -> Members:
    at, rows = _some_rows(members, chance)
    line = chance.choice([b"{}\n", b"null\n", b"[" * 50_000 + b"\n", b"\xff\n", b"\n", b'"x"\n'])
    members[at] = (members[at][0], _lines(rows) + line)
    return members


def _other_history(members: Members, chance: random.Random) -> Members:
    """The head names other migrations or other columns than there are."""
    head = json.loads(members[0][1])
    app = chance.choice(sorted(head["migrations"]))
    table = chance.choice(sorted(head["tables"]))
    what = chance.randrange(4)
    if what == 0:
        head["migrations"][app] = []
    elif what == 1:
        head["migrations"][app].append("9999_not_yet")
    elif what == 2:
        head["tables"][table].append("la")
    else:
        del head["tables"][table]
    members[0] = (members[0][0], json.dumps(head).encode())
    return members


def _odd_secret(members: Members, chance: random.Random) -> Members:
    content = chance.choice([b"", b"  \n", b"\xff\xfe\x00", b"x" * 10_000, "bí mật".encode()])
    return [(name, content if name == "keys/secret" else old) for name, old in members]


_FORGERY: dict[str, Callable[[Members, random.Random], Members]] = {
    function.__name__.strip("_"): function
    for function in (
        _odd_value, _row_of_another_width, _row_twice, _row_gone, _line_of_nonsense, _other_history, _odd_secret,
    )
}  # fmt: skip


def _sealed_anew(members: Members) -> Members:
    """The same members under a manifest that agrees with them."""
    manifest = json.loads(members[-1][1])
    parts: dict[str, list[bytes]] = {}
    for name, content in members:
        if name.startswith("tables/"):
            parts.setdefault(name.split("/")[1], []).append(content)
    for name, table in manifest["tables"].items():
        content = b"".join(parts.get(name, []))
        table |= {"rows": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["head_sha256"] = hashlib.sha256(members[0][1]).hexdigest()
    secret = [content for name, content in members if name == "keys/secret"]
    manifest["secret_sha256"] = hashlib.sha256(secret[0]).hexdigest() if secret else None
    return [*members[:-1], ("manifest.json", json.dumps(manifest).encode())]


def _some_rows(members: Members, chance: random.Random) -> tuple[int, list[list]]:
    at = chance.choice([number for number, (name, _) in enumerate(members) if name.startswith("tables/")])
    return at, [json.loads(line) for line in members[at][1].splitlines()]


def _lines(rows: list[list]) -> bytes:
    return b"".join(
        json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode() + b"\n" for row in rows
    )


def _other_json(content: bytes, chance: random.Random) -> bytes:
    """One value of a JSON object, at any depth, is another one, or its key is gone."""
    said = json.loads(content)
    place = said
    while True:
        key = chance.choice(sorted(place) if isinstance(place, dict) else list(range(len(place))))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.3:
            break
        place = inner
    if chance.random() < 0.3:
        del place[key]
    else:
        place[key] = chance.choice([value for value in ODD_VALUES if value != inner])
    return json.dumps(said).encode()
