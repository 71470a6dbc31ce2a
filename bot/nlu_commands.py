"""Training and evaluating the understanding; running Rasa beside it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from nlu import (
    GoldQuantities,
    GoldSentence,
    RasaServer,
    RasaUnavailableError,
    Readers,
    Score,
    hearing_report,
    hearings,
    html_report,
    labelled_count,
    load_quantities,
    load_sentences,
    page,
    renew_intents,
    renew_question_kinds,
    renew_readers,
    score,
    text_report,
    training_sentences,
)

from . import rasa_process
from .assembly import Parts
from .commands import say
from .errors import UserError
from .measuring_model import measured
from .progress import training_progress

MEGABYTE = 1024 * 1024


class Reader(StrEnum):
    """Who reads the facts: `llm` is both with a language model."""

    RULES = "rules"
    LEARNED = "learned"
    BOTH = "both"
    LLM = "llm"


@contextmanager
def read_by(
    reader: Reader, parts: Parts, record: Path | None, replay: Path | None
) -> Iterator[Parts]:
    """The parts with these readers. Raises UserError."""
    if reader is Reader.LLM:
        with measured(parts, record, replay) as asking:
            yield asking
        return
    if record is not None or replay is not None:
        raise UserError("--record 与 --replay 要和 --reader llm 一起用")
    yield replace(parts, readers=Readers(reader))


def train(parts: Parts, only_weights: bool) -> None:
    """Build what is shipped trained: intents and kinds of questions (minutes), then the readable
    weights."""
    if not only_weights:
        with training_progress() as progress:
            model = renew_intents(progress)
        say(f"意图：{len(model.trained_on)} 句，{len(model.vocabulary)} 个特征")
        with training_progress() as progress:
            model = renew_question_kinds(progress)
        say(f"问题的类：{len(model.trained_on)} 句，{len(model.vocabulary)} 个特征")
    say(f"事实与主题：{renew_readers(parts.policy, parts.understanding)} 句")


def evaluate(parts: Parts, engine: str | None, data: Path | None, html: Path | None) -> None:
    """Score an engine on gold sentences; with `html` also write the page with every miss.

    With Rasa both engines are scored on the same sentences, side by side. Without `data` also
    the held-out authors and the policies never seen, one line each.
    """
    chosen = engine or parts.settings.nlu.engine
    folder = (data,) if data is not None else ()
    sentences, quantities = load_sentences(parts.policy, *folder), load_quantities(*folder)
    with _rasa_if(chosen, parts) as cost:
        beside = [_scored(parts.with_engine("local"), sentences, quantities)] if cost else []
        result = _scored(parts.with_engine(chosen), sentences, quantities)
        say(f"引擎：{chosen}")
        say(text_report(result))
        if data is None:
            chosen_parts = parts.with_engine(chosen)
            understanding = chosen_parts.understanding
            heard = hearings(parts.policy, understanding, parts.readers, parts.model)
            say(hearing_report(heard))
        for local in beside:
            say("\n" + _side_by_side(local, result, cost))
    if html is not None:
        html.write_text(html_report(result, f"问策的理解评测（{chosen}）"), "utf-8")
        say(f"\n每一处没听对的都在 {html}")


def _scored(parts: Parts, sentences: list[GoldSentence], quantities: list[GoldQuantities]) -> Score:
    return score(parts.understanding, sentences, quantities)


def write_page(parts: Parts, page_file: Path) -> None:
    """Measure everything with the readers together and apart, and write docs/理解.md."""
    by_readers = {
        readers: list(
            hearings(parts.policy, replace(parts, readers=readers).understanding, readers)
        )
        for readers in Readers
    }
    result = _scored(parts, load_sentences(parts.policy), load_quantities())
    counts = (len(training_sentences()), labelled_count(parts.policy))
    text = page(
        result,
        both=by_readers[Readers.BOTH],
        rules=by_readers[Readers.RULES],
        learned=by_readers[Readers.LEARNED],
        counts=counts,
    )
    page_file.write_text(text, "utf-8")
    say(f"写好了 {page_file}")


@contextmanager
def _rasa_if(engine: str, parts: Parts) -> Iterator[str]:
    """A Rasa server for the evaluation: the one that answers, else one of our own."""
    if engine != "rasa":
        yield ""
        return
    rasa = parts.settings.nlu.rasa
    try:
        RasaServer(rasa.url, rasa.timeout).parse("你好")
        yield "启动与内存：用的是已在运行的服务，没有量"
    except (RasaUnavailableError, StopIteration):
        model = rasa_process.model_file(parts.config_file, training_sentences())
        with rasa_process.running(rasa.url, model, rasa.timeout) as own:
            yield f"Rasa 启动 {own.seconds:.1f} 秒（含第一句）" + _memory(own)


def _memory(own: rasa_process.Running) -> str:
    used = own.memory()
    return "" if used is None else f"，内存 {used / MEGABYTE:.0f} MB"


def _side_by_side(local: Score, rasa: Score, cost: str) -> str:
    rows = [
        ("", "local", "rasa"),
        ("意图", f"{local.intents:.1%}", f"{rasa.intents:.1%}"),
        ("主题", f"{local.topics:.1%}", f"{rasa.topics:.1%}"),
        ("事实全对", f"{local.facts:.1%}", f"{rasa.facts:.1%}"),
        ("整句全对", f"{local.frames:.1%}", f"{rasa.frames:.1%}"),
        ("校准误差", f"{local.calibration_error():.3f}", f"{rasa.calibration_error():.3f}"),
        ("每句毫秒", f"{local.median_milliseconds:.1f}", f"{rasa.median_milliseconds:.1f}"),
    ]
    return "\n".join([f"{a:<8}{b:>8}{c:>8}" for a, b, c in rows] + [cost])


# -- Rasa -------------------------------------------------------------------------------------


def rasa_train(parts: Parts) -> None:
    """Train Rasa on the shipped sentences with the pipeline of config.yml."""
    say(f"Rasa 的模型在 {rasa_process.train(parts.config_file, training_sentences())}")


def rasa_serve(parts: Parts) -> None:
    """Run the trained model until stopped; says when it is warm."""
    rasa = parts.settings.nlu.rasa
    model = rasa_process.model_file(parts.config_file, training_sentences())
    signal.signal(signal.SIGTERM, _interrupt)
    with rasa_process.running(rasa.url, model, rasa.timeout, quiet=False) as own:
        say(f"Rasa 已就绪：{rasa.url}，用了 {own.seconds:.1f} 秒{_memory(own)}；Ctrl-C 停下")
        own.process.wait()


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
