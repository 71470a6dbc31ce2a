"""The language model of config.yml (`nlu.llm`): whom to ask, and what users are told of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace

from nlu import Call, Guarded, LanguageModel, ModelServer, Outcome

from .assembly import Parts
from .errors import UserError
from .settings import LlmSettings

log = logging.getLogger("wence.llm")
QUIET = (Outcome.ANSWERED, Outcome.BUSY, Outcome.PAUSED)


def ignored(_call: Call) -> None:
    """Nobody counts."""


def with_language_model(parts: Parts, on_call: Callable[[Call], None] = ignored) -> Parts:
    """The parts with the model of the settings, if one is set up. Raises UserError."""
    llm = parts.settings.nlu.llm
    if llm.asked_when == "never":
        return parts

    def noted(call: Call) -> None:
        if call.outcome not in QUIET:
            log.warning("语言模型没有答上（%s），这一句按自带的读法", call.outcome)
        on_call(call)

    asking = Guarded(_server(llm), llm.at_once, noted)
    return replace(parts, model=LanguageModel(asking, llm.asked_when == "always"))


def waiting_at_once(parts: Parts) -> int:
    """How many turns may be waiting for the model, for which there have to be threads."""
    return 0 if parts.model is None else parts.settings.nlu.llm.at_once


def _server(llm: LlmSettings) -> ModelServer:
    if not (llm.base_url and llm.model):
        raise UserError("config.yml 的 nlu.llm 要写 base_url（地址）和 model（模型名）两样")
    key = os.environ.get(llm.key_env, "") if llm.key_env else ""
    if llm.key_env and not key:
        raise UserError(
            f"config.yml 的 nlu.llm.key_env 说密钥在环境变量 {llm.key_env} 里，可是没有设"
        )
    server = ModelServer(llm.base_url, llm.model, key, llm.timeout, llm.output, llm.more)
    try:
        return server.ready()
    except ImportError:
        raise UserError("用语言模型（nlu.llm）要先装：pip install 'wence[llm]'") from None
