"""Which policies answer: those of the settings or of --policy, from the package and the pack folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from policy_engine import did_you_mean, installed_packs

from .errors import UserError

RULES = "政策.yml"
ALL = "all"
_ID = re.compile(r"^编号:\s*[\"']?([^\"'#\n]+?)[\"']?\s*(?:#.*)?$", re.MULTILINE)


def available_packs(folder: Path | None = None) -> dict[str, Path]:
    """The packs there are by id: those of the package, and over them those of a folder. Raises
    PackError and UserError."""
    if folder is not None and not folder.is_dir():
        raise UserError(f"没有放政策的文件夹 {folder}（设置 pack_folder）")
    own = () if folder is None else sorted(folder.glob(f"*/{RULES}"))
    return {**installed_packs(), **{pack_id(rules): rules.parent for rules in own}}


def pack_id(rules: Path) -> str:
    """The id that a pack gives itself, else the name of its folder."""
    try:
        found = _ID.search(rules.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return found[1] if found else rules.parent.name


def chosen_packs(names: Sequence[str], folder: Path | None = None) -> list[Path]:
    """The folders of these policies, each by its id or its path; all stands for every one there is.

    Raises UserError where there is none like it.
    """
    packs = available_packs(folder)
    if not names:
        raise UserError(f"一份政策也没有选；现有：{'、'.join(packs)}")
    found = packs.values() if list(names) == [ALL] else [_folder(name, packs) for name in names]
    return list(dict.fromkeys(found))


def one_pack(name: str, folder: Path | None = None) -> Path:
    """The folder of a policy, by its id or its path. Raises UserError."""
    return _folder(name, available_packs(folder))


def _folder(name: str, packs: Mapping[str, Path]) -> Path:
    by_folder = {path.name: path for path in packs.values()}
    if name in packs or name in by_folder:
        return packs.get(name) or by_folder[name]
    if Path(name).is_dir():
        return Path(name)
    known = "、".join(packs)
    raise UserError(f"没有名为“{name}”的政策{did_you_mean(name, packs)}；现有：{known}")


def named_in(written: str | Iterable[str]) -> tuple[str, ...]:
    """The policies that are written in a setting or an option: an id, several with commas, a list."""
    several = written.replace("，", ",").split(",") if isinstance(written, str) else written
    return tuple(name.strip() for name in several if name.strip())
