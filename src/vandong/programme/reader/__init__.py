"""The plan reader: a Vietnamese plan document becomes a proposal, sentence by sentence. Pure: no database, no clock.

    plan = read(text)          a frozen Plan; every item has a span of `plan.text`
    to_json(plan)              the answer of `vandong plan read --json`, see docs/plan-reader.md
    intake.read_file           a .docx, .txt or .pdf becomes text, in the limited child process

Rules only, about the language of administrative documents; precision before recall: what is doubtful is a flag.
"""

from vandong.programme.reader.answer import to_data, to_json
from vandong.programme.reader.plan import Plan, Span
from vandong.programme.reader.reading import TooLong, read

__all__ = ["Plan", "Span", "TooLong", "read", "to_data", "to_json"]
