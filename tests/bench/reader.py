"""The plan reader against its gold documents, and against the clock. Needs no database."""

from pathlib import Path

from tests.bench import measure
from vandong.programme.reader import read
from vandong.programme.reader.scoring import score_folder

GOLD = Path(__file__).resolve().parents[1] / "programme" / "reader" / "gold"
PAGES, LETTERS_A_PAGE = 200, 2_500


def reader() -> None:
    """Precision, recall and F1 per kind; the time of a document of 200 pages."""
    board = score_folder(GOLD)
    print(f"Plan reader, {len(list(GOLD.glob('*.json')))} gold documents")
    for line in board.lines():
        print(f"  {line}")
    sources = [file.read_text(encoding="utf-8") for file in sorted(GOLD.glob("*.txt"))]
    together = "\n".join(sources)
    long = (together + "\n") * (PAGES * LETTERS_A_PAGE // len(together) + 1)
    took = measure.seconds(lambda: read(long))
    print(f"  {PAGES} pages ({len(long):,} characters): {took:.1f} s", flush=True)
