"""Options that every command of the command line understands in the same way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .assembly import Parts
from .errors import UserError
from .settings import DEFAULT, config_file, load_settings
from .today import local_today

Config = Annotated[Path | None, typer.Option("--config", help="设置文件，默认 config.yml")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="按哪一天算，如 2026-01-31；默认今天")]
PolicyIds = Annotated[
    str | None,
    typer.Option(
        "--policy", help="哪几份政策：编号或文件夹，几份用逗号隔开，all 是全部；默认按设置"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，一行一个")]


def parts_of(config: Path | None, policy: str | None = None) -> Parts:
    """The parts for the chosen settings, with the policies of --policy. Raises UserError."""
    settings = load_settings(config)
    if policy is not None:
        settings = settings.model_copy(update={"policy": policy})
    return Parts(settings, config_file(config) or DEFAULT)


def day_of(as_of: str | None) -> date:
    """The day to reckon by. Raises UserError."""
    if as_of is None:
        return local_today()
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise UserError(f"--as-of 要写成 2026-01-31 这样的日期，给的是“{as_of}”") from None
