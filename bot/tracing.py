"""Spans from a message to its reply, for OpenTelemetry: what took how long, never what was said.

No text, no user, no address is an attribute of a span, and of an error only its type is told.
Without `server.tracing.url` in the settings nothing is recorded and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.util.types import AnyValue

from nlu import Context, Meaning, Understanding

from .errors import UserError
from .settings import TracingSettings

SENT_WITHIN = 5
"""Seconds that the collector may take; then those spans are given up."""
TRACER = trace.get_tracer("wence")
NOT_INSTALLED = "记录每一步的用时（server.tracing）要先装：pip install 'wence[trace]'"


@contextmanager
def span(name: str, kind: SpanKind = SpanKind.INTERNAL, **attributes: str) -> Iterator[Span]:
    """Time what is done within; `attributes` are told under our own prefix."""
    told = {f"wence.{key}": value for key, value in attributes.items()}
    with TRACER.start_as_current_span(
        name, kind=kind, attributes=told, record_exception=False, set_status_on_exception=False
    ) as made:
        try:
            yield made
        except Exception as error:
            made.set_status(StatusCode.ERROR, type(error).__name__)  # its message may quote a user
            raise


def trace_now() -> dict[str, str]:
    """Under which number what is done now is recorded, for the log; nothing if it is not."""
    context = trace.get_current_span().get_span_context()
    recorded = context.is_valid and context.trace_flags.sampled
    return {"trace": trace.format_trace_id(context.trace_id)} if recorded else {}


def tell_of_call(outcome: str, seconds: float) -> None:
    """A question to the language model, told within the span that it was asked in."""
    told: dict[str, AnyValue] = {"wence.outcome": outcome, "wence.seconds": seconds}
    trace.get_current_span().add_event("language model", told)


class TracedUnderstanding(Understanding):
    """Times what it takes to understand a message."""

    def parse(self, message: str, context: Context) -> Meaning:
        with span("understand"):
            return super().parse(message, context)


def traced(understanding: Understanding) -> Understanding:
    """The same understanding, timed."""
    parts = {
        each.name: getattr(understanding, each.name) for each in fields(understanding) if each.init
    }
    return TracedUnderstanding(**parts)


@contextmanager
def tracing(told: TracingSettings) -> Iterator[None]:
    """Send spans to the collector of the settings; the last ones before it ends. Raises UserError.

    What is sent, and its key, can be set further by OpenTelemetry's own variables
    (OTEL_EXPORTER_OTLP_HEADERS, OTEL_RESOURCE_ATTRIBUTES).
    """
    if not told.url:
        yield
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio
    except ImportError:
        raise UserError(NOT_INSTALLED) from None
    provider = TracerProvider(
        sampler=ParentBasedTraceIdRatio(told.share),
        resource=Resource.create({"service.name": "wence", "service.version": "0.1.0"}),
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(f"{told.url}/v1/traces", timeout=SENT_WITHIN)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    try:
        yield
    finally:
        provider.shutdown()
