"""`vandong plan read FILE`, `vandong plan score FOLDER`. Needs no database."""

import json
from pathlib import Path

import click

from vandong.ops.command_line import PROBLEMS


@click.group()
def plan() -> None:
    """Đọc một văn bản kế hoạch: mục tiêu, nhiệm vụ, thời hạn, mỗi mục với câu gốc của nó.

    Đọc tại chỗ, theo quy tắc, không gửi đi đâu. Nhận tệp .docx, .txt và PDF có chữ.
    """


@plan.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON (docs/plan-reader.md).")
@click.option(
    "--text", "as_text", is_flag=True, help="In văn bản đã chuẩn hóa; các khoảng (span) tính trên văn bản này."
)
def read(file: Path, as_json: bool, as_text: bool) -> None:
    """Đọc FILE và in những gì đã hiểu. Không đọc được thì nói lý do và kết thúc với mã 3."""
    from vandong.kernel import child

    meta, body = child.parse("vandong.programme.reader.intake:read_plan", file.read_bytes())
    if as_text:
        click.echo(body.decode("utf-8"))
    elif as_json:
        click.echo(json.dumps(meta["answer"], ensure_ascii=False))
    else:
        click.echo("\n".join(_told(meta["answer"], body.decode("utf-8"))))


@plan.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def score(folder: Path) -> int:
    """Chấm bộ đọc trên các cặp TÊN.txt và TÊN.json (đáp án) trong FOLDER. Có chỗ sai thì mã kết thúc là 1."""
    from vandong.programme.reader.scoring import score_folder

    board = score_folder(folder)
    click.echo("\n".join(board.lines()))
    faults = [
        (kind, sign, line)
        for kind, s in board.scores.items()
        for sign, rows in (("+", s.wrong), ("-", s.missed))
        for line in rows
    ]
    for kind, sign, line in faults:
        click.echo(f"{sign} {kind}: {line}")
    for line in board.accepted:
        click.echo(f"! {line}")
    return PROBLEMS if faults or board.accepted else 0


def _told(answer: dict, text: str) -> list[str]:
    """A page for people: what was understood, and what to look at."""
    head = answer["document"]
    lines = [f"{head['type'] or 'Văn bản'} số {head['number'] or '(không có)'}: {head['subject'] or ''}"]
    for title, key in (("Mục tiêu", "targets"), ("Thời hạn", "deadlines"), ("Nhiệm vụ", "tasks")):
        lines.append(f"\n{title}: {len(answer[key])}")
        lines += [f"  • {text[item['span'][0] : item['span'][1]]}" for item in answer[key]]
    for title, key in (("Nhóm nguy cơ", "risk_groups"), ("Mô hình", "models"), ("Phong trào", "movements")):
        if answer[key]:
            lines.append(f"\n{title}: " + "; ".join(item["text"] for item in answer[key]))
    lines.append(f"\nCần xem lại: {len(answer['flags'])}")
    return lines + [f"  ! {flag['message']}" for flag in answer["flags"]]
