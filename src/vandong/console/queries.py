"""What the console offers the shell: help for the page one stands on, and the filters kept of the list one reads."""

from vandong.console.page_help import PageHelp, page_help
from vandong.console.saved_filters.queries import head as saved_filters_at

__all__ = ["PageHelp", "page_help", "saved_filters_at"]
