"""The parts of script/extract_unit_facts.py, in the order they are used: packages, tree, history, promises, tables."""
