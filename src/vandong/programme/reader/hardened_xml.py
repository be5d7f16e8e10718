"""XML from outside as an element tree: no document type, no entities, no depth without end."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 300


class Hostile(Exception):
    """The XML declares a document type or entities, or is nested beyond reason."""


class Broken(Exception):
    """This is no XML."""


def parse(payload: bytes) -> Element:
    """Names are "{namespace}local". Raises Hostile or Broken, and nothing else."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Hostile
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    def refuse(*_: object) -> int:
        raise Hostile

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(payload, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError):
        raise Broken from None


def _name(name: str) -> str:
    return "{" + name if "}" in name else name
