"""The plan that comes with the software, to try reading one: own sentences, nobody's real plan."""

from importlib.resources import files

NAME = "ke-hoach-mau.txt"


def content() -> bytes:
    """The file as somebody would hand it in."""
    return files("vandong.programme.reading").joinpath(NAME).read_bytes()
