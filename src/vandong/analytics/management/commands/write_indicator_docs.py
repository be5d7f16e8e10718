from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from vandong.analytics import describing


class Command(BaseCommand):
    help = "Viết lại docs/indicators.md từ chính các chỉ tiêu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default="docs/indicators.md")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["path"])
        path.write_text(describing.document(), encoding="utf-8")
        self.stdout.write(f"Đã viết {path}.")
