"""What stands on a page, for tests that ask through its address."""

from html import unescape


def text_of(answer) -> str:
    """The page as text: entities read, white space made one."""
    return " ".join(unescape(answer.content.decode()).split())


def fields_of(answer) -> dict[str, list[str]]:
    """The values of the form on a page, as a browser would send them."""
    form = answer.context["form"]
    values = {}
    for name in form.fields:
        value = form[name].value()
        if value is None or value == "":
            continue
        values[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return values
