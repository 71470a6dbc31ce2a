"""`wence policy edit` and `wence policy export`: a policy to the desk, and back to its files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from conversations import open_database
from policy_engine import load_policy

from ...assembly import Parts
from ...commands import say
from ...errors import UserError
from ...policy_commands import folder_of
from ..records import DeskRecords
from .folders import SOURCE, files_of, pack_folders, write_back

AT_THE_COMPUTER = "命令行"


def edit(parts: Parts, pack: str | None) -> None:
    """Say where a policy is looked through; one that no setting names is taken there first."""
    folder = pack_folders(parts).on_disk().get(pack or "") or folder_of(parts, pack)
    policy = load_policy(folder)
    server = parts.settings.server
    with _records(parts) as records:
        known = policy.id in pack_folders(parts).on_disk()
        if not known and records.policies.latest(policy.id) is None:
            what = f"从 {folder.name} 拿来"
            records.policies.add(
                policy.id, files_of(folder), what, staff=AT_THE_COMPUTER, at=time.time(), after=0
            )
            say(f"{folder} 拿到接线台了，第一版；设置里没有用它，放行了也不会答，要用写进 policy")
    where = server.public_url.rstrip("/") or f"http://{server.host}:{server.port}"
    say(f"{policy.title}：{where}/desk/policies/{quote(policy.id)}")
    say("用经办干部的账号登录（wence staff add 姓名 --role officer）；服务没开就先 wence serve")


def export(parts: Parts, pack: str | None, out: Path | None) -> None:
    """Write the version that is live over the files of the pack, or into a new folder."""
    on_disk = pack_folders(parts).on_disk()
    policy = pack if pack in on_disk else None
    with _records(parts) as records:
        if policy is None and pack in records.policies.policies():
            policy = pack
        policy = policy or load_policy(folder_of(parts, pack)).id
        version = records.policies.live(policy)
    if version is None:
        raise UserError(f"{policy} 还没有放行过的版本；在浏览器里放行了再写回")
    goal = out or on_disk.get(policy)
    if goal is None:
        raise UserError(f"{policy} 没有放在政策文件夹里，写明写到哪里：--out 文件夹")
    goal.mkdir(parents=True, exist_ok=True)
    there = goal / SOURCE
    if there.exists() and there.read_text("utf-8") != version.files[SOURCE]:
        raise UserError(f"{goal} 里是另一份原文，没有写；换一个 --out")
    changed = write_back(version, goal)
    told = "、".join(changed) if changed else "本来就一样"
    say(
        f"第 {version.number} 版（{version.staff} 改，{version.decided_by} 放行）写到 {goal}：{told}"
    )


@contextmanager
def _records(parts: Parts) -> Iterator[DeskRecords]:
    records = DeskRecords(open_database(parts.settings.server.database))
    try:
        yield records
    finally:
        records.close()
