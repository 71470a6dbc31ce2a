"""Loading several packs to answer together; what was compiled of a pack is kept for the next start."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pickle
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from .common import load_common
from .common_names import common_names
from .joined import check_ids, joined
from .pack import PACKS, RULES, SOURCE, load_policy
from .policy import Policy

NO_NAMES: Mapping[str, str] = {}


def load_policies(folders: Sequence[Path], kept: Path | None = None) -> Policy:
    """The policy of one folder as it is; those of several together. Raises PackError.

    `kept`: a folder where compiled packs may be found again. What is there was made by whoever
    can write there: like Python's own caches it is trusted.
    """
    if len(folders) == 1:
        return load_policy(folders[0])
    common = load_common([PACKS, *(folder.parent for folder in folders)])
    plain = {folder: _compiled(folder, NO_NAMES, kept) for folder in folders}
    check_ids(tuple(plain.values()))
    asked = (common.place.name, common.applicant.name, common.business.name)
    names = common_names(plain.values(), common, asked)
    members = [
        _compiled(folder, names[policy.id], kept) if names[policy.id] else policy
        for folder, policy in plain.items()
    ]
    return joined(members, common)


def _compiled(folder: Path, names: Mapping[str, str], kept: Path | None) -> Policy:
    """The policy of a folder, as it was compiled before or afresh. Raises PackError."""
    if kept is None:
        return load_policy(folder, names)
    file = kept / "policies" / f"{_fingerprint(folder, names)}.pickle"
    with contextlib.suppress(
        OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError
    ):
        found = pickle.loads(file.read_bytes())
        if isinstance(found, Policy):
            return found
    policy = load_policy(folder, names)
    with contextlib.suppress(OSError):
        _write(file, pickle.dumps(policy, pickle.HIGHEST_PROTOCOL))
    return policy


def _fingerprint(folder: Path, names: Mapping[str, str]) -> str:
    """Of everything that a compiled pack is made from: what is found is never old."""
    digest = hashlib.sha256(_engine())
    digest.update(json.dumps([str(folder.resolve()), sorted(names.items())]).encode())
    for name in (RULES, SOURCE):
        with contextlib.suppress(OSError):
            digest.update((folder / name).read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


@cache
def _engine() -> bytes:
    """Of this engine and this Python."""
    digest = hashlib.sha256(sys.version.encode())
    here = Path(__file__).parent
    for file in sorted((*here.glob("*.py"), *here.glob("*.lark"))):
        digest.update(file.read_bytes())
    return digest.digest()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all: several processes may start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as out:
        out.write(content)
    os.replace(out.name, file)
