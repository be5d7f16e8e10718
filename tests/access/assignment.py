"""Mass assignment: every write is tried again with every field of every model of ours added to what the form offers."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse

from tests.access.matrix import CAPABILITIES, Failure, Stage, ask, undone
from tests.access.sample import Sample
from vandong.units.models import Unit


def check_assignment(stage: Stage, name: str, sample: Sample) -> list[Failure]:
    """A POST that also names every field of every model writes what the same POST writes without them."""
    assert sample.post is not None
    unit = stage.relations["own"][0]
    with undone():
        kwargs = sample.kwargs(stage.world, unit)
        path = reverse(name, kwargs=kwargs)
        body = sample.post(stage.world, unit)
        with undone():
            page = ask(stage.client(unit, CAPABILITIES), "get", path, {})
        offered = set(re.findall(r'name="([^"]+)"', page.content.decode())) if page.status_code == 200 else set()
        own = offered | body.keys() | sample.also | {"csrfmiddlewaretoken", "next"}
        injected = {field: value for field, value in _foreign_values(stage).items() if field not in own}
        plain = _written(stage, unit, path, body)
        more = _written(stage, unit, path, body | injected)
        if plain == more:
            return []
        again = _written(stage, unit, path, body)  # what differs by itself (a random slip) is not looked at
        changed = [key for key in plain if plain[key] != more.get(key) and plain[key] == again.get(key)]
        return [Failure(name, f"POST with foreign fields wrote otherwise: {key}") for key in changed]


def _foreign_values(stage: Stage) -> dict[str, Any]:
    """A value for every field name of every model of ours."""
    values: dict[str, Any] = {}
    for model in _models():
        for one in model._meta.concrete_fields:
            if isinstance(one, models.BooleanField):
                value: Any = "on"
            elif isinstance(one, models.DateTimeField):
                value = "2030-01-01T00:00"
            elif isinstance(one, models.DateField):
                value = "2030-01-01"
            elif one.choices:
                value = list(dict(one.flatchoices))[-1]
            elif one.is_relation and one.related_model is Unit:
                value = stage.world.dinh_cao
            elif one.is_relation:
                value = stage.world.stranger.account_id
            elif isinstance(one, models.IntegerField | models.DecimalField):
                value = stage.world.dinh_cao if "unit" in one.name else "77"
            else:
                value = "TIEMVAO"
            values[one.name] = values[one.attname] = value
    return values


def _written(stage: Stage, unit: int, path: str, body: dict[str, Any]) -> dict[tuple[str, int, str], str]:
    """What the tables of ours hold after the POST, by table, row and column; new rows are numbered by themselves."""
    with undone():
        before = {model: model.objects.aggregate(top=models.Max("pk"))["top"] or 0 for model in _models()}
        ask(stage.client(unit, CAPABILITIES), "post", path, body)
        return {
            (model._meta.db_table, row, column): value
            for model in _models()
            for row, cells in enumerate(sorted(_rows(model, before)))  # a database may write several rows in any order
            for column, value in cells
        }


def _rows(model: type[models.Model], before: dict[type[models.Model], Any]) -> Iterator[list[tuple[str, str]]]:
    columns = [one for one in model._meta.concrete_fields if not isinstance(one, models.DateTimeField)]
    for row in model._base_manager.order_by("pk").iterator():
        cells: list[tuple[str, str]] = []
        for one in columns:
            value = getattr(row, one.attname)
            target = one.related_model if one.is_relation else (model if one.primary_key else None)
            top = before.get(target) if target is not None else None  # type: ignore[call-overload]
            is_new = isinstance(value, int) and isinstance(top, int) and value > top
            cells.append((one.attname, "new" if is_new else repr(value)))
        yield cells


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("vandong.")]
