"""`vandong demo`: build or remove the demonstration."""

import click

from vandong.ops.command_line import set_up_django


@click.command()
@click.option("--remove", is_flag=True, help="Gỡ sạch bộ dữ liệu minh họa.")
@click.option("--yes", is_flag=True, help="Không hỏi lại trước khi gỡ.")
def demo(remove: bool, yes: bool) -> None:
    """Dựng bộ dữ liệu minh họa: Hải Dương năm 2024, 12 huyện, 235 xã, một năm hoạt động.

    Chỉ dựng trong hệ thống còn trống; mọi trang và văn bản đều ghi rõ là minh họa. Gỡ bằng vandong demo --remove.
    """
    set_up_django()
    from vandong.ops import database

    database.migrate()
    if remove:
        if not yes:
            click.confirm("Gỡ toàn bộ dữ liệu minh họa, cả những gì đã nhập thêm vào đó?", abort=True)
        _remove()
        click.echo("Đã gỡ dữ liệu minh họa. Hệ thống trống, sẵn sàng cho vandong init hoặc vandong serve.")
        click.echo("Nếu trang đang mở, xin dừng rồi mở lại: nó sẽ in mã để đặt hệ thống trong trình duyệt.")
        return
    create_with_progress()
    say_accounts()


def create_with_progress() -> None:
    """Build the demonstration, with a bar where there is a terminal."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    import vandong.ops.demonstration as demonstration

    share = TextColumn("{task.percentage:>3.0f} %")
    with Progress(TextColumn("{task.description}"), BarColumn(), share, TimeElapsedColumn()) as bar:
        task = bar.add_task("Dựng dữ liệu minh họa", total=None)
        demonstration.create(
            progress=lambda done, total, text: bar.update(task, completed=done, total=total, description=text)
        )


def say_accounts() -> None:
    """Who may sign in to the demonstration, and with what."""
    import vandong.ops.demonstration as demonstration

    click.echo("Dữ liệu minh họa. Các tài khoản để thử:")
    for account in demonstration.accounts():
        click.echo(f"  {account.username:<16} {account.password:<16} {account.who}")
    click.echo("Nên thử trước tiên: vào bằng binh, ở trang đầu chọn “Thử: đọc một kế hoạch thành chương trình”.")


def _remove() -> None:
    import vandong.ops.demonstration as demonstration

    demonstration.remove()
