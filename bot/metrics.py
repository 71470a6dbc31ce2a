"""What Prometheus reads at /metrics."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from conversations import Exchange
from nlu import NOT_SENT, Call
from policy_engine import Policy

from .settings import PriceSettings
from .workers import METRICS

MILLION = 1_000_000
LLM_BUCKETS = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
NO_PRICE = PriceSettings()


class Metrics:
    """Counts of requests and of answers, and how long requests took."""

    def __init__(self, price: PriceSettings = NO_PRICE) -> None:
        """`price`: of the language model's tokens."""
        self._price = price
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

        self._turned_away = Counter(
            "wence_turned_away",
            "忙不过来、请对方再发的消息数",
            ["channel"],
            registry=self._registry,
        )
        self._days_left = Gauge(
            "wence_policy_days_left",
            "政策还有几天失效，过了是负数",
            ["policy"],
            multiprocess_mode="mostrecent",
            registry=self._registry,
        )
        self._unanswered = Gauge(
            "wence_unanswered",
            "写下了却过了时限没人答的消息数（最多数到 100）",
            multiprocess_mode="mostrecent",
            registry=self._registry,
        )
        self._llm_calls = Counter(
            "wence_llm_calls", "问语言模型的次数，按结果", ["outcome"], registry=self._registry
        )
        self._llm_seconds = Histogram(
            "wence_llm_seconds",
            "语言模型答一次的秒数",
            buckets=LLM_BUCKETS,
            registry=self._registry,
        )
        self._llm_tokens = Counter(
            "wence_llm_tokens", "语言模型的 token 数", ["kind"], registry=self._registry
        )
        self._llm_cost = Counter(
            "wence_llm_cost_yuan", "按 nlu.llm.price 算的花费（元）", registry=self._registry
        )
        self._llm_rejected = Counter(
            "wence_llm_rejected", "语言模型说的、被拦下的陈述", ["reason"], registry=self._registry
        )

    def count_call(self, call: Call) -> None:
        """Count a question to the language model."""
        self._llm_calls.labels(call.outcome).inc()
        if call.outcome not in NOT_SENT:
            self._llm_seconds.observe(call.seconds)
        tokens = call.tokens
        self._llm_tokens.labels("prompt").inc(tokens.prompt)
        self._llm_tokens.labels("completion").inc(tokens.completion)
        price = self._price
        self._llm_cost.inc(
            (tokens.prompt * price.prompt + tokens.completion * price.completion) / MILLION
        )
        for reason, count in call.verified.rejected.items() if call.verified else ():
            self._llm_rejected.labels(reason).inc(count)

    def count_request(self, path: str, status: int, seconds: float) -> None:
        self._requests.labels(path, status).inc()
        self._seconds.labels(path).observe(seconds)

    def count_answer(self, exchange: Exchange) -> None:
        """Count an answer that was made; one repeated from the store is not counted again."""
        self._answers.labels(exchange.channel, exchange.act or "").inc()

    def count_turned_away(self, channel: str) -> None:
        """Count a message that was not taken, because more was asked than could be answered."""
        self._turned_away.labels(channel).inc()

    def see_policies(self, policies: Iterable[Policy], on: date) -> None:
        """How many days each policy has left."""
        for policy in policies:
            self._days_left.labels(policy.id).set((policy.last_day - on).days)

    def see_unanswered(self, count: int) -> None:
        """How many messages nobody answers though their time is over."""
        self._unanswered.set(count)

    def text(self) -> bytes:
        """The page in Prometheus' text format; of all workers together, also of those that died."""
        if METRICS not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
