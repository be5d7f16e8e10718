"""`script/bench [SECTION…]`: a data folder of its own, thrown away afterwards. Takes some minutes."""

import os
import sys
import tempfile


def main() -> None:
    if sys.argv[1:] == ["reader"]:  # stands on nothing
        from vandong.ops.bench.reader import reader

        reader()
        return
    with tempfile.TemporaryDirectory(prefix="vandong-bench-") as folder:
        os.environ["VANDONG_DATA"] = folder
        from vandong.ops.command_line import set_up_django

        set_up_django()
        from vandong.ops import database
        from vandong.ops.bench import sections

        database.migrate()
        order = (
            sections.nation,
            sections.make_demonstration,
            sections.server_start,
            sections.pages,
            sections.consolidation,
            sections.long_document,
            sections.many_units,
        )
        wanted = set(sys.argv[1:])
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
        for section in order:
            needed = section in (sections.nation, sections.make_demonstration)  # the others stand on them
            if needed or not wanted or section.__name__ in wanted:
                section()


if __name__ == "__main__":
    main()
