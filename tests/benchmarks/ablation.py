"""What each kind of feature is worth: `python -m tests.benchmarks.ablation [文件夹]`.

Trains the classifier with words only, with character n-grams beside them, and with
sentence embeddings as well, and scores each on the held-out sentences.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from bot.assembly import Parts
from bot.settings import load_settings
from nlu import Understanding, load_sentences, score, train_model
from nlu import features as nlu_features
from nlu.classifier import LocalClassifier
from nlu.embedding import embedder

WORDS, CHARACTERS = ("w:", "v:", "m:", "n:"), ("c:",)


def main() -> None:
    parts = Parts(load_settings(None))
    lexicon = parts.understanding.lexicon
    sentences = load_sentences(parts.policy, *map(Path, sys.argv[1:]))
    print("| 特征 | 意图 | 主题 | 整句 | 校准误差 | 每句毫秒 |\n|---|---|---|---|---|---|")  # noqa: T201
    for name, kinds, embed in (
        ("词", WORDS, None),
        ("＋ 字（1–3 字）", WORDS + CHARACTERS, None),
        ("＋ 句向量", WORDS + CHARACTERS, embedder()),
    ):
        every = nlu_features.symbols

        def some(text, mentions, lexicon, kinds=kinds, every=every):  # type: ignore[no-untyped-def]
            return [s for s in every(text, mentions, lexicon) if s.startswith(kinds)]

        with patch("nlu.training.symbols", some), patch("nlu.classifier.symbols", some):
            model = train_model(lexicon, embed)
            engine = Understanding(lexicon, LocalClassifier(lexicon, model, embed))
            result = score(engine, sentences)
        print(  # noqa: T201
            f"| {name} | {result.intents:.1%} | {result.topics:.1%} | {result.frames:.1%} "
            f"| {result.calibration_error():.3f} | {result.median_milliseconds:.1f} |"
        )


if __name__ == "__main__":
    main()
