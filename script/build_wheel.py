"""Builds the wheel into `dist/` (or the folder named): the package with its built front end, for an office without one.

Run by script/wheel, which sets up first; without built assets the wheel would have no look, so it is refused.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    if not (ROOT / "src" / "vandong" / "static" / "vandong" / "app.css").exists():
        print("The front end has not been built. Run script/wheel, or script/setup first.", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve()
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
