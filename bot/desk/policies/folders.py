"""Packs as the files that versions keep, and versions as folders that can be loaded."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ...assembly import Parts
from ...cache import cache_folder
from ...errors import UserError
from ...packs import available_packs, chosen_packs, pack_id
from .versions import Files, PolicyVersions, Version

SOURCE, RULES = "原文.txt", "政策.yml"
KEPT = (SOURCE, RULES, "案例.yml", "说法.yml", "问答.yml")
EDITED = KEPT[1:]
"""The text itself is as issued; it is never changed here."""
BESIDE = ("原件", "对话")


def files_of(folder: Path) -> dict[str, str]:
    """The files of a pack that versions keep. Raises UserError."""
    try:
        return {n: (folder / n).read_text("utf-8") for n in KEPT if (folder / n).exists()}
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{folder} 里有读不了的文件，要 UTF-8 文本") from None


class PackFolders:
    """Where the packs of the files lie, and where versions are laid out to be loaded."""

    def __init__(self, pack_folder: Path | None, named: Mapping[str, Path] | None = None) -> None:
        """`named`: packs in use that lie elsewhere, by id."""
        self._pack_folder = pack_folder
        self._named = dict(named or {})

    def on_disk(self) -> dict[str, Path]:
        """The packs of the files, by id."""
        return {**available_packs(self._pack_folder), **self._named}

    def laid_out(self, policy: str, files: Files) -> Path:
        """A folder that holds these files, with what lies beside them in the pack of the files."""
        digest = hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()[:16]
        folder = (cache_folder() or Path(tempfile.gettempdir())) / "versions" / digest
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
            for name, text in files.items():
                (made / name).write_text(text, "utf-8")
            beside = self.on_disk().get(policy)
            for name in BESIDE:
                if beside is not None and (beside / name).is_dir():
                    shutil.copytree(beside / name, made / name)
            try:
                made.rename(folder)
            except OSError:  # another process was there first
                shutil.rmtree(made, ignore_errors=True)
        return folder

    def released(self, versions: PolicyVersions) -> dict[str, Path]:
        """The folders of the versions that are live, by policy."""
        live = (versions.live(policy) for policy in versions.policies())
        return {v.policy: self.laid_out(v.policy, v.files) for v in live if v is not None}


def pack_folders(parts: Parts) -> PackFolders:
    """The folders of the settings; the packs in use may lie anywhere."""
    settings = parts.settings
    used = chosen_packs(settings.policies, settings.pack_folder)
    return PackFolders(settings.pack_folder, {pack_id(f / RULES): f for f in used})


def write_back(version: Version, folder: Path) -> list[str]:
    """Write a version over the files of a pack, each whole; the names of those that changed."""
    changed = []
    for name, text in version.files.items():
        file = folder / name
        if not file.exists() or file.read_text("utf-8") != text:
            fresh = file.with_name(f".{name}.new")
            fresh.write_text(text, "utf-8")
            fresh.replace(file)
            changed.append(name)
    return changed
