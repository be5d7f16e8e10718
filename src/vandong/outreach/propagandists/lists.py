"""The list of residential areas where nobody is said to help: what may be asked of it, and its columns."""

from vandong.kernel.listing import Column, FilterForm
from vandong.units import queries as units

GAP_COLUMNS: tuple[Column[units.AreaRow], ...] = (
    Column("area", "Khu dân cư", lambda row: row.name, is_sortable=True, width=36),
    Column("commune", "Thuộc", lambda row: row.commune_name, is_sortable=True, width=36),
)


class GapFilter(FilterForm):
    """Sought by the area or by its commune, in any spelling."""
