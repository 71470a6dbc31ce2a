"""The options of `wence policy new / check / try / diff / docs / schema`; the work is in policy_commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import policy_commands
from .cli_options import AsOf, Config, day_of, parts_of
from .desk.policies import commands as edit_commands

Pack = Annotated[str | None, typer.Argument(help="政策编号或文件夹；默认设置里的")]
Out = Annotated[Path | None, typer.Option(help="写到这个文件；默认打印出来")]


def add_to(app: typer.Typer) -> None:
    """Add the commands for those who write policies."""

    @app.command("new")
    def new(
        file: Annotated[Path, typer.Argument(help="文件原件：.docx、有文字的 .pdf、.html 或 .txt")],
        pack_id: Annotated[
            str | None, typer.Option("--id", help="编号；默认照文号或标题起")
        ] = None,
        out: Annotated[Path | None, typer.Option(help="写到这个文件夹；默认是编号")] = None,
        as_of: AsOf = None,
    ) -> None:
        """从文件原件起草一份政策：原文、规则初稿，和要人定的每一处。"""
        policy_commands.new(file, pack_id, out, day_of(as_of))

    @app.command("check")
    def check(
        pack: Pack = None,
        config: Config = None,
        quick: Annotated[
            bool, typer.Option("--quick", help="不核对每件事听不听得出来（快几秒）")
        ] = False,
        as_of: AsOf = None,
    ) -> None:
        """把一份政策从头到尾对一遍：依据、数字、条款、事实、案例、说法、问答、听不听得出来。"""
        raise typer.Exit(policy_commands.check(parts_of(config), pack, day_of(as_of), quick=quick))

    @app.command("edit")
    def edit(pack: Pack = None, config: Config = None) -> None:
        """在浏览器里对着原文看一份政策：接受、改、留问题、核对、放行（角色：经办干部）。"""
        edit_commands.edit(parts_of(config), pack)

    @app.command("export")
    def export(
        pack: Pack = None,
        out: Annotated[Path | None, typer.Option(help="写到这个文件夹；默认写回原处")] = None,
        config: Config = None,
    ) -> None:
        """把在浏览器里放行的那一版写回文件。"""
        edit_commands.export(parts_of(config), pack, out)

    @app.command("try")
    def try_cases(
        pack: Pack = None,
        measure: Annotated[str | None, typer.Option("--measure", help="只看这一项措施")] = None,
        keep: Annotated[bool, typer.Option("--keep", help="写进 案例.yml，看过再留")] = False,
        config: Config = None,
        as_of: AsOf = None,
    ) -> None:
        """挑几个正好卡在门槛上的企业，看规则给什么。"""
        folder = policy_commands.folder_of(parts_of(config), pack)
        policy_commands.try_cases(folder, measure, day_of(as_of), keep=keep)

    @app.command("diff")
    def diff(
        old: Annotated[str, typer.Argument(help="旧的：政策编号或文件夹")],
        new: Annotated[str, typer.Argument(help="新的：政策编号或文件夹")],
        as_of: AsOf = None,
    ) -> None:
        """两份政策差在哪：规则、案例，和编出来的几百家企业各多拿少拿多少。"""
        policy_commands.diff(old, new, day_of(as_of))

    @app.command("docs")
    def docs(pack: Pack = None, out: Out = None, config: Config = None) -> None:
        """一份政策写成一页给人看的：措施、要问的事、每句原文是什么。"""
        policy_commands.docs(policy_commands.folder_of(parts_of(config), pack), out)

    @app.command("schema")
    def schema(out: Out = None) -> None:
        """政策.yml 的 JSON Schema：编辑器照它补全、标错。"""
        policy_commands.schema(out)
