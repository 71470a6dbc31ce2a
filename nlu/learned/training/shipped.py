"""python -m nlu.learned.training.shipped FILE.onnx WEIGHTS.npz: the shipped network as weights to go on from.

The int8 file names biases as the network does, but not every matrix; the node that uses one does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

MATRIX = "MatMulInteger"
_PARTS = ("zero_point", "scale")
_QUANTIZED = re.compile(r"^/?(?P<path>.+?)/(?:MatMul|Gemm)(?:_MatMul)?_quant$")


def main(file: Path, weights: Path) -> None:
    """Every weight in full precision; the pieces' own vectors are those of the start."""
    graph = onnx.load(file).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = dict(_matrices(graph, arrays)) | {
        name: array for name, array in arrays.items() if name.endswith((".weight", ".bias"))
        or name in ("encoder.position", "encoder.segment")
    }  # fmt: skip
    np.savez(str(weights), **{n: a.astype(np.float32) for n, a in found.items()})
    print(f"{weights}: {len(found)} arrays")


def _matrices(
    graph: onnx.GraphProto, arrays: dict[str, NDArray[np.generic]]
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """A linear layer's matrix, turned as torch keeps it."""
    for node in graph.node:
        if node.op_type != MATRIX or node.input[1] not in arrays:
            continue
        told = _QUANTIZED.match(node.name)
        assert told is not None, node.name
        stem = node.input[1].removesuffix("_quantized")
        zero, scale = (arrays[f"{stem}_{each}"].astype(np.float32) for each in _PARTS)
        steps = arrays[node.input[1]].astype(np.float32) - zero
        yield f"{_module(told['path'])}.weight", (steps * scale).T


def _module(path: str) -> str:
    """`/encoder/layers.0/q` or `/pair/pair.0` (a step of a sequence) as the module's own name."""
    *above, last = path.split("/")
    if above and last.startswith(f"{above[-1]}."):
        above.pop()
    return ".".join((*above, last))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
