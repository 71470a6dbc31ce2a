"""python -m nlu.learned.training.export WEIGHTS START FILE: the trained network as one int8 ONNX file."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .network import FLAGS, HIDDEN, Found, Reader

BATCH, LENGTH, FACTS, QUANTITIES = 2, 12, 3, 4


def main(weights: Path, start: Path, file: Path) -> None:
    """Export, then quantize."""
    reader = _trained(weights, start).eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _export(reader, whole)
        file.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            whole, file, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    _sign(file, hashlib.sha256(weights.read_bytes()).hexdigest()[:24])
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def _sign(file: Path, fingerprint: str) -> None:
    model = onnx.load(file)
    model.metadata_props.add(key="fingerprint", value=fingerprint)
    onnx.save(model, file)


def _trained(weights: Path, start: Path) -> Reader:
    reader = Reader({name: torch.from_numpy(a) for name, a in np.load(start).items()})
    state = {name: torch.from_numpy(a).float() for name, a in np.load(weights).items()}
    missing = reader.load_state_dict(state, strict=False).missing_keys
    assert missing == ["encoder.word.weight"], missing
    return reader


def _export(reader: Reader, file: Path) -> None:
    ids = torch.randint(4, 1000, (BATCH, LENGTH))
    example = {
        "ids": ids,
        "mask": torch.ones(BATCH, LENGTH),
        "facts": torch.randn(FACTS, HIDDEN),
        "flags": torch.zeros(BATCH, FACTS, FLAGS),
        "spans": torch.rand(QUANTITIES, LENGTH),
        "rows": torch.tensor([0, 1, 1, 0]),
    }
    axes = {
        "ids": {0: "batch", 1: "length"},
        "mask": {0: "batch", 1: "length"},
        "facts": {0: "facts"},
        "flags": {0: "batch", 1: "facts"},
        "spans": {0: "quantities", 1: "length"},
        "rows": {0: "quantities"},
        "pairs": {0: "quantities", 1: "facts"},
        "nothing": {0: "quantities"},
        "statuses": {0: "quantities"},
        "claims": {0: "batch", 1: "facts"},
        "where": {0: "batch", 1: "facts", 2: "length"},
        "rest": {0: "batch"},
        "intent": {0: "batch"},
        "sentence": {0: "batch"},
    }
    torch.onnx.export(
        reader, tuple(example.values()), str(file), input_names=list(example),
        output_names=list(Found._fields), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(file))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
