"""Rasa as the other intent engine: a Rasa server behind the same interface, over HTTP.

Rasa itself is never imported: its last release refuses Python above 3.10. When the
server does not answer in time the local engine takes over, and that is said once.
"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import yaml

from .classifier import Classifier
from .corpus import Sentence
from .intents import Intent, IntentName
from .masking import Masking
from .quantities import Mention

FALLBACK_INTENT = "nlu_fallback"


class RasaUnavailableError(Exception):
    """The Rasa server did not answer, or not as `/model/parse` does."""


@dataclass(frozen=True, slots=True)
class RasaServer:
    """A running `rasa run --enable-api`, by its address."""

    url: str
    timeout: float = 2.0

    def parse(self, text: str) -> Intent:
        """The best intent. Raises RasaUnavailableError."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(
            address.hostname or "localhost", address.port or 5005, timeout=self.timeout
        )
        try:
            body = json.dumps({"text": text}).encode()
            connection.request("POST", "/model/parse", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            found = json.loads(response.read())
            return _best(found)
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            raise RasaUnavailableError(f"{self.url}：{type(error).__name__}") from None
        finally:
            connection.close()


def _best(found: dict[str, object]) -> Intent:
    """The top intent; under Rasa's fallback the best real one, with its own low confidence."""
    ranking = found["intent_ranking"]
    if not isinstance(ranking, list):
        raise TypeError("intent_ranking")
    best = next(entry for entry in ranking if entry["name"] not in (None, FALLBACK_INTENT))
    return Intent(IntentName(best["name"]), round(float(best["confidence"]), 4))


def rasa_examples(sentences: Iterable[Sentence]) -> str:
    """The training sentences as Rasa is to see them, masked, in Rasa's own YAML."""
    by_intent: dict[str, list[str]] = {}
    for sentence in sentences:
        by_intent.setdefault(sentence.label, []).append(f"- {sentence.masked}\n")
    blocks = [{"intent": i, "examples": "".join(lines)} for i, lines in by_intent.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)


def say_on_stderr(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


@dataclass
class RasaClassifier:
    """Intents from Rasa, asked for the masked message; the local engine stands in for it."""

    server: RasaServer
    local: Classifier
    masking: Masking
    warn: Callable[[str], None] = say_on_stderr
    _warned: bool = field(default=False, init=False)

    def classify(self, text: str, mentions: Sequence[Mention]) -> Intent:
        try:
            return self.server.parse(self.masking.masked(text, mentions))
        except (RasaUnavailableError, StopIteration) as error:
            if not self._warned:
                self._warned = True
                self.warn(f"Rasa 没有应答（{error}），改用自带的理解引擎")
            return self.local.classify(text, mentions)
