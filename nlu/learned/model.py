"""The shipped network, run by onnxruntime on one core."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it reports to its makers and leaves a file at home
import onnxruntime

from ..label_model import ModelError
from .tokens import FOLDER, LONGEST_FACT, tokens
from .view import FLAGS, View

FILE = FOLDER / "reader.onnx"
HIDDEN = 384
EXACT = "session.x64quantprecision"
"""Without it processors that lack VNNI lose what does not fit 16 bits: another network there."""
FINGERPRINT = "fingerprint"
"""The key in the file's metadata that tells its weights."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Found:
    """Scores before any softmax: quantities by facts, quantities, quantities by statuses,
    facts by nothing and statuses, facts by pieces, and whether the rest is denied."""

    pairs: Floats
    nothing: Floats
    statuses: Floats
    claims: Floats
    where: Floats
    rest: Floats


_OUTPUTS = ["pairs", "nothing", "statuses", "claims", "where", "rest"]


@dataclass(frozen=True)
class Network:
    """Pieces in, scores out; `fingerprint` tells its weights."""

    session: onnxruntime.InferenceSession
    fingerprint: str

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One vector a text, of its meaning."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Floats:
        ids = np.array([tokens(text, LONGEST_FACT).ids], dtype=np.int64)
        found = self.session.run(
            ["sentence"],
            {
                "ids": ids,
                "mask": np.ones(ids.shape, np.float32),
                "facts": np.zeros((1, HIDDEN), np.float32),
                "flags": np.zeros((1, 1, FLAGS), np.float32),
                "spans": np.zeros((1, ids.shape[1]), np.float32),
                "rows": np.zeros(1, np.int64),
            },
        )[0]
        vector: Floats = found[0]
        return vector

    def read(self, seen: View, facts: Floats) -> Found:
        """What is found in one message; `facts`: the vectors of what may be said."""
        ids = np.array([seen.tokens.ids], dtype=np.int64)
        spans = np.zeros((max(len(seen.mentions), 1), ids.shape[1]), np.float32)
        for line, pieces in enumerate(seen.mentions):
            spans[line, list(pieces) or [0]] = 1 / max(len(pieces), 1)
        found = self.session.run(
            _OUTPUTS,
            {
                "ids": ids,
                "mask": np.ones(ids.shape, np.float32),
                "facts": facts,
                "flags": seen.flags[None],
                "spans": spans,
                "rows": np.zeros(len(spans), np.int64),
            },
        )
        pairs, nothing, statuses, claims, where, rest = found
        return Found(pairs, nothing, statuses, claims[0], where[0], rest[0])


@cache
def load_network() -> Network:
    """The network of the package. Raises ModelError."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(EXACT, "1")
    try:
        session = onnxruntime.InferenceSession(
            str(FILE), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises several kinds of its own
        raise ModelError(
            f"学习到的读法 {FILE} 读不了（{type(error).__name__}），请重新安装"
        ) from error
    size = FILE.stat().st_size
    return Network(
        session, f"{session.get_modelmeta().custom_metadata_map.get(FINGERPRINT)} {size} exact"
    )
