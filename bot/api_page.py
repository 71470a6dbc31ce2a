"""`/docs`: the description of the interface as a page, without a script or another host."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import RedirectResponse

from .pages.rendering import page

WITHOUT_SLASH = ("/chat", "/desk", "/docs", "/source", "/privacy")


def api_page(app: FastAPI) -> APIRouter:
    """The page, and addresses with a slash too many, which lead on within whatever host was asked."""
    router = APIRouter(include_in_schema=False)

    def docs() -> Response:
        described = app.openapi()
        return page("api.html", title=described["info"]["title"], routes=_routes(described))

    router.get("/docs")(docs)
    for address in WITHOUT_SLASH:
        router.get(f"{address}/")(_led_on(address))
    return router


def _led_on(address: str) -> Any:
    def lead_on() -> Response:
        return RedirectResponse(address, 308)

    return lead_on


def _routes(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Method, path, what it does, what it takes."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": told.get("summary", ""),
            "description": told.get("description", ""),
            "takes": _body(described, told),
        }
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]


def _body(described: dict[str, Any], told: dict[str, Any]) -> str:
    """The schema of what is sent, as JSON."""
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = content.get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    found = described["components"]["schemas"].get(name, schema)
    return json.dumps(found.get("properties", found), ensure_ascii=False, indent=1) if found else ""
