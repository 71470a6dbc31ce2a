"""A stand-in for a server that speaks OpenAI's chat completions, over real HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.loopback import JsonHandler, serving

Json = dict[str, Any]


def statement(
    evidence: str, fact: str | None, status: str = "told", quantity: int | None = None
) -> Json:
    """One statement of an answer."""
    return {"evidence": evidence, "quantity": quantity, "fact": fact, "status": status}


def statements(*told: Json) -> str:
    """The content of an answer."""
    return json.dumps({"statements": told}, ensure_ascii=False)


@dataclass
class StandIn:
    """What the server answers, and what it was asked."""

    content: str | Callable[[Json], str] = '{"statements": []}'
    status: int = 200
    body: bytes | None = None
    seconds: float = 0.0
    dribbles: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Json] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def told(self, request: Json) -> Json:
        """What was asked about the message, as the model sees it."""
        found: Json = json.loads(request["messages"][-1]["content"])
        return found


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A running server."""
    model = StandIn()

    class Handler(JsonHandler):
        def respond(self, _method: str) -> None:
            request = json.loads(self.body())
            model.asked.append(request)
            model.keys.append(self.headers.get("Authorization", ""))
            model.over.wait(model.seconds)
            if model.dribbles:
                self._dribble()
            elif model.body is not None or model.status != 200:
                self._refuse(model.body or b'{"error": {"message": "no"}}')
            else:
                content = (
                    model.content if isinstance(model.content, str) else model.content(request)
                )
                self.answer(completion(content))

        def _refuse(self, body: bytes) -> None:
            self.send_response(model.status)
            for name, value in model.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _dribble(self) -> None:
            """A byte now and then, without end: no single read of the client takes long."""
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            while not model.over.is_set():
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)

    with serving(Handler) as url:
        model.url = url + "/v1"
        yield model
        model.over.set()


def completion(content: str) -> Json:
    """A chat completion, as the OpenAI API reference has it."""
    message = {"role": "assistant", "content": content}
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "stand-in",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050},
    }  # fmt: skip
