"""A server that speaks OpenAI's chat completions, through the `openai` client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from .asking import Outcome, Tokens
from .prompt import Prompt

if TYPE_CHECKING:
    from openai import OpenAI

NAME = "statements"


class ModelFailedError(Exception):
    """There is no answer; `wait`: the seconds that the server asked to be left alone."""

    def __init__(self, outcome: Outcome, wait: float = 0.0) -> None:
        super().__init__(outcome.value)
        self.outcome, self.wait = outcome, wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and what it was charged for."""

    content: str
    tokens: Tokens


@dataclass(frozen=True)
class Server:
    """The address and how to speak to it. `output`: `json_object` for servers that know no schema
    (the prompt describes the form as well); `more`: what goes into the request beside ours."""

    base_url: str
    model: str
    key: str = field(repr=False, default="")
    timeout: float = 3.0
    output: Literal["json_schema", "json_object"] = "json_schema"
    more: Mapping[str, Any] = field(default_factory=dict)

    def ready(self) -> Server:
        """Itself, with its client made: the first question is not to wait for that.

        Raises ImportError without the `openai` package.
        """
        _ = self._client
        return self

    def answer(self, prompt: Prompt) -> Answer:
        """The model's answer. Raises ModelFailedError."""
        import openai

        try:
            completion = self._client.chat.completions.create(
                model=self.model,
                messages=[dict(message) for message in prompt.messages],  # type: ignore[misc]
                response_format=self._form(prompt),
                extra_body={"temperature": 0, **self.more},
            )
            usage, content = completion.usage, completion.choices[0].message.content
            counts = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
            return Answer(content or "", Tokens(*(int(n or 0) for n in counts)))
        except openai.APITimeoutError:
            raise ModelFailedError(Outcome.TIMEOUT) from None
        except openai.APIConnectionError:
            raise ModelFailedError(Outcome.CONNECTION) from None
        except openai.APIStatusError as error:
            raise _status(error.status_code, error.response.headers) from None
        except Exception:  # the client checks no answer: anything may be missing or of another kind
            raise ModelFailedError(Outcome.UNREADABLE) from None

    def close(self) -> None:
        """Give up the connections; whoever still waits gets no answer."""
        self._client.close()

    def _form(self, prompt: Prompt) -> Any:
        if self.output == "json_object":
            return {"type": "json_object"}
        form = {"name": NAME, "strict": True, "schema": prompt.schema}
        return {"type": "json_schema", "json_schema": form}

    @cached_property
    def _client(self) -> OpenAI:
        import openai  # takes two thirds of a second, and is there only with the extra

        return openai.OpenAI(
            base_url=self.base_url, api_key=self.key or "-", timeout=self.timeout, max_retries=0
        )


def _status(code: int, headers: Mapping[str, str]) -> ModelFailedError:
    if code == 429:
        return ModelFailedError(Outcome.LIMITED, _seconds(headers.get("retry-after", "")))
    return ModelFailedError(Outcome.SERVER if code >= 500 else Outcome.REFUSED)


def _seconds(told: str) -> float:
    return float(told) if told.isdigit() else 0.0
