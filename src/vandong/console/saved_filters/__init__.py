"""Filters people keep: what a person asked of a list, by the name they gave it, at that list's head. Theirs alone."""
