"""The plan reader against its gold documents, and against the clock. Needs no database."""

from pathlib import Path

from tests.bench import measure
from vandong.programme.reader import read
from vandong.programme.reader.scoring import score_folder

READER = Path(__file__).resolve().parents[1] / "programme" / "reader"
GOLD, UNSEEN = READER / "gold", READER / "unseen"  # what the rules were widened on, and what they were not (yet)
PAGES, LETTERS_A_PAGE = 200, 2_500


def reader() -> None:
    """Precision, recall and F1 per kind; the time of a document of 200 pages."""
    for folder, words in ((GOLD, "gold documents"), (UNSEEN, "documents its rules were not widened on")):
        count = len(list(folder.glob("*.json")))
        print(f"Plan reader, {count} {words}")
        if not count:
            continue
        for line in score_folder(folder).lines():
            print(f"  {line}")
    sources = [file.read_text(encoding="utf-8") for file in sorted(GOLD.glob("*.txt"))]
    together = "\n".join(sources)
    letters = PAGES * LETTERS_A_PAGE
    long = ((together + "\n") * (letters // len(together) + 1))[:letters]
    took = measure.seconds(lambda: read(long))
    print(f"  {PAGES} pages ({len(long):,} characters): {took:.1f} s", flush=True)
