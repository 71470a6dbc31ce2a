"""Spans from message to reply, at a real collector's end of OTLP over HTTP: never a word or a user."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from .conftest import NO_LIMITS, Server, start

WORDS = "我们是海外仓，2500平"
SESSION = "a-session-nobody-guesses"


@dataclass
class Collector:
    """What a collector was sent."""

    url: str
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Span]:
        requests = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            packed = self.headers.get("Content-Encoding") == "gzip"
            assert self.path == "/v1/traces"
            told.bodies.append(gzip.decompress(body) if packed else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Collector(f"http://127.0.0.1:{listening.server_port}")
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield told
    listening.shutdown()
    listening.server_close()


def _stopped(server: Server) -> float:
    """Seconds that it took to stop."""
    began = time.monotonic()
    server.process.terminate()
    assert server.process.wait(60) in (0, -15)
    return time.monotonic() - began


def _serving(url: str) -> str:
    return f"{NO_LIMITS}, tracing: {{url: '{url}'}}"


def _attributes(span: Span) -> dict[str, str]:
    return {each.key: str(each.value).partition(": ")[2].strip('"\n') for each in span.attributes}


def test_a_message_is_followed_to_its_reply(collector: Collector, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as written:
        server = start(tmp_path, serving=_serving(collector.url), log=written)
        server.chat(SESSION, WORDS)
        _stopped(server)
    spans = [s for s in collector.spans() if s.name == "POST /api/chat"]
    (request,) = spans
    told = {s.name: s for s in collector.spans() if s.trace_id == request.trace_id}
    assert set(told) == {"POST /api/chat", "claim", "turn", "understand", "keep"}
    assert told["claim"].parent_span_id == told["turn"].parent_span_id == request.span_id
    assert told["understand"].parent_span_id == told["keep"].parent_span_id == told["turn"].span_id
    assert _attributes(request)["http.response.status_code"].endswith("200")
    assert _attributes(told["turn"])["wence.channel"].endswith("web")
    logged = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert request.trace_id.hex() in [line.get("trace") for line in logged]


def test_nothing_that_was_said_and_nobody_who_said_it_is_sent(
    collector: Collector, tmp_path: Path
) -> None:
    server = start(tmp_path, serving=_serving(collector.url))
    server.chat(SESSION, WORDS)
    _stopped(server)
    assert collector.spans()
    sent = b"".join(collector.bodies)
    for private in (WORDS, "2500", "海外仓", SESSION, "127.0.0.1"):
        assert private.encode() not in sent


def test_a_collector_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    server = start(tmp_path, serving=_serving(nobody))
    assert server.chat(SESSION, WORDS)["reply"]
    assert _stopped(server) < 20


def test_a_share_of_the_messages(collector: Collector, tmp_path: Path) -> None:
    none_of_them = f"{NO_LIMITS}, tracing: {{url: '{collector.url}', share: 0.000001}}"
    server = start(tmp_path, serving=none_of_them)
    server.chat(SESSION, WORDS)
    _stopped(server)
    assert not [s for s in collector.spans() if s.name == "turn"]
