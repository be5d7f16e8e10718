"""`vandong slip`: the way back in for someone whom nobody above can help."""

import json

import click

from vandong.ops.command_line import set_up_django


@click.command()
@click.argument("username", metavar="TÊN")
@click.option("--two-step", is_flag=True, help="Tắt cả xác minh hai bước (khi mất điện thoại và hết mã dự phòng).")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def slip(username: str, two_step: bool, as_json: bool) -> None:
    """Cấp một mật khẩu dùng một lần cho tài khoản TÊN, ngay tại máy chủ.

    Dành cho người quản trị cao nhất mất mật khẩu hoặc lỡ không ghi lại mật khẩu một lần của vandong init. Mật khẩu cũ
    hết dùng, mọi máy đang đăng nhập bị thoát, tài khoản đang khóa được mở; nhật ký ghi lại. Người khác xin nhờ quản trị
    của đơn vị cấp trên.

    \b
    Ví dụ:
      vandong slip quantri
      vandong slip quantri --two-step
    """
    set_up_django()
    from vandong.accounts import actions
    from vandong.kernel import clock, installation

    now = clock.now(installation.current().pinned_on)
    done = actions.reset_at_the_machine(username=username, with_two_step=two_step, now=now)
    if as_json:
        click.echo(json.dumps({"username": done.username, "password": done.password}, ensure_ascii=False))
        return
    click.echo(f"Tên đăng nhập:    {done.username}   ({done.full_name})")
    click.echo(f"Mật khẩu một lần: {done.password}   (dùng trước hết ngày {done.expires_on:%d/%m/%Y})")
    click.echo("Mật khẩu này không in lại được.")
