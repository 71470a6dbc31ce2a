"""What Prometheus reads at /metrics."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from conversations import Exchange


class Metrics:
    """Counts of requests and of answers, and how long requests took."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "wence_requests", "HTTP 请求数", ["path", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "wence_request_seconds", "HTTP 请求用时", ["path"], registry=self._registry
        )
        self._answers = Counter(
            "wence_replies", "各种答复数", ["channel", "act"], registry=self._registry
        )

    def count_request(self, path: str, status: int, seconds: float) -> None:
        self._requests.labels(path, status).inc()
        self._seconds.labels(path).observe(seconds)

    def count_answer(self, exchange: Exchange) -> None:
        """Count an answer that was made; one repeated from the store is not counted again."""
        self._answers.labels(exchange.channel, exchange.act or "").inc()

    def text(self) -> bytes:
        """The page in Prometheus' text format."""
        return generate_latest(self._registry)
