"""Templates and static files: escaped by default, nothing from another host, nothing inline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from conversations import clause_name, lines

from ..callbacks import phones_masked
from ..cards import headline, mark, signed_reasons, verdict
from ..channel_names import channel_name

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = tuple(HERE.parent / who / "templates" for who in ("pages", "web", "desk"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


_FIGURE = re.compile(
    r"\d[\d.,]* ?(?:[千万亿]*(?:美元|元|平方米|家|个月|年|个|次|票|项|天|吨)|[千万亿]+|%)"
)


def figures(text: str) -> Markup:
    """A text whose numbers stay in one line with their units.

    >>> figures("最高 20 万元")
    Markup('最高 <span class="figure">20 万元</span>')
    """
    return Markup(_FIGURE.sub(r'<span class="figure">\g<0></span>', str(escape(text))))


_AMOUNT = re.compile(r"\d[\d.,]* ?[千百]?[万亿]?(?:美元|元)(?:/\w{1,3})?")
MOST_AMOUNTS = 3


def amounts(text: str, wanted: str = "") -> Markup:
    """The amounts of money in a text for a line of a list, those that are `wanted` first.

    >>> amounts("按 10 万元、20 万元、30万元、5 万元奖励", "30万")
    Markup('<span class="figure">30万元</span>、<span class="figure">10 万元</span>、<span class="figure">20 万元</span> 等')
    """
    found = list(dict.fromkeys(_AMOUNT.findall(text)))
    typed = re.findall(r"\d[\d.]*[千百万亿]*", wanted.replace(" ", ""))
    found.sort(key=lambda each: not any(each.replace(" ", "").startswith(t) for t in typed))
    more = " 等" if len(found) > MOST_AMOUNTS else ""
    return Markup("、").join(map(figures, found[:MOST_AMOUNTS])) + more


def without_phones(text: str) -> Markup:
    """A text, or a piece of a page, with its telephone numbers masked.

    >>> without_phones("打13973912345")
    Markup('打139****2345')
    """
    return Markup(phones_masked(str(escape(text))))


BLOCK_FILTERS: dict[str, Callable[..., Any]] = {
    "kind": lambda block: type(block).__name__,
    "text_lines": lambda block: [line.text for line in lines(block)],
    "clause_name": clause_name,
    "figures": figures,
    "amounts": amounts,
    "without_phones": without_phones,
    "mark": mark,
    "verdict": verdict,
    "headline": headline,
    "signed_reasons": signed_reasons,
}


@cache
def environment() -> Environment:
    """The templates of every page."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.filters.update(BLOCK_FILTERS)
    made.filters["minute"] = lambda at: f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"  # noqa: DTZ006
    made.filters["channel"] = channel_name
    made.filters["clock"] = lambda at: f"{datetime.fromtimestamp(at):%m-%d %H:%M:%S}"  # noqa: DTZ006
    return made


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with the file, so it may be cached for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page with its security headers."""
    return HTMLResponse(rendered(template, **values), status, HEADERS)


def rendered(template: str, **values: Any) -> str:
    """The HTML of a page."""
    return environment().get_template(template).render(**values)


def part(template: str, macro: str, *values: Any) -> str:
    """A piece of a page."""
    module = environment().get_template(template).module
    return str(getattr(module, macro)(*values))
