"""The real Rasa: trained on a few sentences, served over HTTP, asked, stopped.

Needs the environment that `make rasa-env` sets up; without it this says so loudly.
"""

from __future__ import annotations

import socket
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import rasa_process
from bot.assembly import Parts
from bot.errors import UserError
from bot.settings import DEFAULT
from nlu import Context, Sentence, training_sentences
from nlu.classifier import LocalClassifier
from nlu.rasa import RasaClassifier

INTENTS = ("inform", "ask_amount", "greet", "restart")
EACH = 25


@pytest.fixture(scope="module")
def rasa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rasa_process.Running]:
    try:
        rasa_process.rasa_command()
    except UserError as error:
        warnings.warn(f"没有测真的 Rasa：{error}", UserWarning, stacklevel=1)
        pytest.skip(f"没有测真的 Rasa：{error}")
    folder = tmp_path_factory.mktemp("rasa")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WENCE_CACHE", str(folder))
        model = rasa_process.train(_config(folder), _sentences())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with rasa_process.running(url, model, timeout=5.0) as server:
        yield server


def _config(folder: Path) -> Path:
    """The shipped pipeline with fewer epochs."""
    config = yaml.safe_load(DEFAULT.read_text("utf-8"))
    for step in config["pipeline"]:
        if "epochs" in step:
            step["epochs"] = 8
    file = folder / "config.yml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    return file


def _sentences() -> list[Sentence]:
    """A few sentences of a few intents."""
    sentences = training_sentences()
    return [s for intent in INTENTS for s in [s for s in sentences if s.label == intent][:EACH]]


@pytest.mark.filterwarnings("default:没有测真的")
def test_the_real_rasa_tells_intents_and_the_rest_stays_ours(
    parts: Parts, rasa: rasa_process.Running
) -> None:
    local = parts.understanding.classifier
    assert isinstance(local, LocalClassifier)
    warned: list[str] = []
    classifier = RasaClassifier(rasa.server, local, local.masking, warned.append)
    understanding = replace(parts.understanding, classifier=classifier)
    context = Context(date(2026, 3, 1))
    assert understanding.parse("你好", context).intent.name == "greet"
    meaning = understanding.parse("我们海外仓2500平", context)
    assert meaning.intent.name in INTENTS
    assert "公共海外仓面积" in meaning.facts
    assert not warned
    assert rasa.seconds < rasa_process.PATIENCE
    memory = rasa.memory()
    assert memory is None or memory > 100 * 1024 * 1024
