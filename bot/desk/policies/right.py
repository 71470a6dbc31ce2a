"""Who may change the rules of policies."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..accounts import SignedIn


def need_to_edit_policies(who: SignedIn) -> None:
    """Raises HTTPException for whoever may not look policies through, change and release them."""
    if not who.edits_policies:
        raise HTTPException(403, "政策规则只有经办干部和管理员能看、能改")
