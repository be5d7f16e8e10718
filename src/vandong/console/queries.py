"""What the console offers the shell: help for the page one stands on."""

from vandong.console.page_help import PageHelp, page_help

__all__ = ["PageHelp", "page_help"]
