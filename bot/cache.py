"""Where things are kept that may be lost: the terminal's history, models of Rasa."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """$WENCE_CACHE, else `wence` in the user's cache directory."""
    if "WENCE_CACHE" in os.environ:
        return Path(os.environ["WENCE_CACHE"])
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "wence"
