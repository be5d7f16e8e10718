"""A foreign key by string is an import that import-linter can't see: none points upward in the house."""

import configparser
from pathlib import Path

from django.apps import apps

CONTRACT = Path(__file__).parents[2] / ".importlinter"


def heights() -> dict[str, int]:
    """Domain → its height in the house, read from the import contract itself; kernel is 0."""
    contract = configparser.ConfigParser()
    contract.read(CONTRACT, encoding="utf-8")
    layers = contract["importlinter:contract:layers"]["layers"].split()
    return {name: height for height, name in enumerate(reversed(layers))}


def domain(model) -> str | None:
    steps = model.__module__.split(".")
    return steps[1] if steps[0] == "vandong" else None


def test_no_foreign_key_points_upward():
    height = heights()
    upward, seen = [], 0
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            here, there = domain(model), domain(field.related_model)
            if here and there:
                seen += 1
                if height[there] > height[here]:
                    upward.append(f"{model._meta.label}.{field.name} → {there}")
    assert seen > 20
    assert upward == []
