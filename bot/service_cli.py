"""The commands of whoever runs the service: serve, telegram, wechat, staff, data.

Each is thin, and imports what it needs when it is called: the others start faster.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .cli_options import AsJson, Config, parts_of

service = typer.Typer()
ROLES_HELP = "clerk 接线员，expert 业务专家，officer 经办干部，admin 管理员"
wechat_app = typer.Typer(help="微信公众号。", no_args_is_help=True)
menu_app = typer.Typer(help="公众号的菜单。", no_args_is_help=True)
staff_app = typer.Typer(help="接线台的账号。", no_args_is_help=True)
data_app = typer.Typer(help="存下的对话。", no_args_is_help=True)
wechat_app.add_typer(menu_app, name="menu")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(service)
    app.add_typer(wechat_app, name="wechat")
    app.add_typer(staff_app, name="staff")
    app.add_typer(data_app, name="data")


@service.command()
def serve(
    config: Config = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="开几个进程，一个核一个")] = 1,
) -> None:
    """启动服务：对话页、接线台、REST、Rasa 的渠道、微信公众号、Telegram。"""
    from .serving import run_server

    run_server(parts_of(config), workers)


@service.command()
def telegram(config: Config = None) -> None:
    """单独跑 Telegram（自己去取消息，不用公网地址）。"""
    from .telegram.commands import run_polling

    run_polling(parts_of(config))


@menu_app.command("push")
def wechat_menu_push(config: Config = None) -> None:
    """把 config.yml 里的菜单推到公众号。"""
    from .wechat import commands as wechat

    wechat.push_menu(parts_of(config))


@menu_app.command("show")
def wechat_menu_show(config: Config = None) -> None:
    """看公众号现在的菜单。"""
    from .wechat import commands as wechat

    wechat.show_menu(parts_of(config))


@wechat_app.command("simulate")
def wechat_simulate(
    text: Annotated[str, typer.Argument(help="要发的话")],
    config: Config = None,
    user: Annotated[str, typer.Option(help="扮作哪个用户")] = "simulated",
) -> None:
    """像微信那样（签名、加密）把一句话发给正在运行的服务，上线前先试。"""
    from .wechat import commands as wechat

    wechat.simulate(parts_of(config), text, user)


@staff_app.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(help="姓名")],
    role: Annotated[str, typer.Option(help=ROLES_HELP)] = "clerk",
    config: Config = None,
) -> None:
    """加一个账号；密码在终端里输两次，或从标准输入读一行。"""
    from .desk import staff_commands

    staff_commands.add(parts_of(config), name, role)


@staff_app.command("role")
def staff_role(
    name: str,
    role: Annotated[str, typer.Argument(help=ROLES_HELP)],
    config: Config = None,
) -> None:
    """改一个账号的角色，下一页起作数。"""
    from .desk import staff_commands

    staff_commands.set_role(parts_of(config), name, role)


@staff_app.command("list")
def staff_list(config: Config = None) -> None:
    """列出账号。"""
    from .desk import staff_commands

    staff_commands.show(parts_of(config))


@staff_app.command("password")
def staff_password(name: str, config: Config = None) -> None:
    """改一个账号的密码。"""
    from .desk import staff_commands

    staff_commands.set_password(parts_of(config), name)


@staff_app.command("stop")
def staff_stop(name: str, config: Config = None) -> None:
    """停用一个账号，马上退出登录。"""
    from .desk import staff_commands

    staff_commands.set_active(parts_of(config), name, False)


@staff_app.command("allow")
def staff_allow(name: str, config: Config = None) -> None:
    """让停用或锁定的账号可以登录。"""
    from .desk import staff_commands

    staff_commands.set_active(parts_of(config), name, True)


@data_app.command("purge")
def data_purge(
    config: Config = None,
    days: Annotated[float | None, typer.Option(help="删掉多少天以前的；默认按设置")] = None,
) -> None:
    """删掉过了保存期的对话。"""
    from . import data_commands

    data_commands.purge(parts_of(config), days)


@data_app.command("backup")
def data_backup(
    target: Annotated[Path, typer.Argument(help="备份成这个文件；给文件夹就按时间起名")],
    config: Config = None,
    keep: Annotated[int | None, typer.Option(min=1, help="文件夹里只留最近几份")] = None,
) -> None:
    """备份存下的对话，服务不用停；写好、核对过才换上名字。"""
    from . import backup_commands

    backup_commands.back_up_to(parts_of(config), target, keep)


@data_app.command("restore")
def data_restore(
    backup: Annotated[Path, typer.Argument(help="备份文件")], config: Config = None
) -> None:
    """用备份换下现在的内容，服务不用停；原来的留在旁边。"""
    from . import backup_commands

    backup_commands.restore_from(parts_of(config), backup)


@data_app.command("copy")
def data_copy(
    file: Annotated[Path, typer.Argument(metavar="SQLITE", help="现在的库，如 wence.db")],
    postgres: Annotated[
        str, typer.Argument(metavar="POSTGRES", help="postgresql://用户名@主机:5432/库名")
    ],
) -> None:
    """把 SQLite 里的记录全部拷到一个空的 PostgreSQL 库；大半在服务开着时拷，最后停一下。"""
    from . import copy_command

    copy_command.copy(file, postgres)


@data_app.command("export")
def data_export(
    config: Config = None,
    days: Annotated[float | None, typer.Option(help="只要最近多少天的；默认全部")] = None,
    as_json: AsJson = False,
) -> None:
    """导出对话：默认给人读，--json 一行一条消息。"""
    from . import data_commands

    data_commands.export(parts_of(config), days, as_json)


@data_app.command("unclear")
def data_unclear(
    config: Config = None,
    most: Annotated[int, typer.Option(min=1, help="最多列多少条")] = 20,
    as_json: AsJson = False,
) -> None:
    """最近没听懂、要人看的消息，连同前面说的话。"""
    from . import data_commands

    data_commands.unclear(parts_of(config), most, as_json)


@data_app.command("feedback")
def data_feedback(
    config: Config = None,
    most: Annotated[int, typer.Option(min=1, help="最多列多少条")] = 20,
    as_json: AsJson = False,
) -> None:
    """最近的反馈，连同说的是哪个答复。"""
    from . import data_commands

    data_commands.feedback(parts_of(config), most, as_json)


@data_app.command("unreadable")
def data_unreadable(
    config: Config = None,
    most: Annotated[int, typer.Option(min=1, help="最多列多少个")] = 20,
    as_json: AsJson = False,
) -> None:
    """升级后读不出、留在一边的对话状态；用户已被告知要再说一遍。"""
    from . import data_commands

    data_commands.unreadable(parts_of(config), most, as_json)
