"""Posted forms, and what a request says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from fastapi import Request
from starlette.exceptions import HTTPException

Form = Mapping[str, Sequence[str]]


async def form_of(request: Request) -> Form:
    """The fields of a posted form. Raises HTTPException for one from another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "请从本站的页面操作")
    return parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)


def first(form: Form, name: str) -> str:
    """A field; empty when it is not there."""
    return (form.get(name) or [""])[0]


def whole(form: Form, name: str) -> int:
    """A number in a form. Raises HTTPException."""
    value = first(form, name)
    if not value.isascii() or not value.isdigit() or len(value) > 15:
        raise HTTPException(422, f"表单里的“{name}”不是编号，请刷新页面再试")
    return int(value)


def wants_part(request: Request) -> bool:
    """Whether a script asks, which puts the piece in its place itself."""
    return request.headers.get("x-requested-with") == "fetch"


def is_secure(request: Request) -> bool:
    """Whether the browser came by TLS, perhaps through a proxy."""
    return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
