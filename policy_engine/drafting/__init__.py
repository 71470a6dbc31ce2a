"""A draft of a pack from an official document: what its sentences say, as rules to be looked at.

Everything a draft writes rests on a sentence that it quotes; what it could not read stands as
“# 待定：” at its place. It works from the forms that official documents are written in, and
from the facts of the packs there are already.
"""

from .draft import AS_ISSUED, Draft, draft_of, write_draft
from .writing import SCHEMA, decisions_in, written_yaml

__all__ = [
    "AS_ISSUED",
    "SCHEMA",
    "Draft",
    "decisions_in",
    "draft_of",
    "write_draft",
    "written_yaml",
]
