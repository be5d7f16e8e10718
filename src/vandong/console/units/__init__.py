"""Pages about units: the list below one's own, one unit with its history and bodies, a new residential area.

They stand here, above `accounts`, because a page must know who looks; the tree itself lives in `vandong.units`.
"""
