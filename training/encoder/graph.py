"""The encoder as an ONNX graph for rten, of operations that it has one kernel for each: attention, GELU, norms, products with a bias.

Matrices are stored as 8-bit integers with one scale a column or row; rten puts those of the layers back to floats on loading, rows of the
embeddings are put back as they are taken. A batch is one text without padding, so there is no mask.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import HEADS, LAYERS, WIDTH

MOST = 127


class Graph:
    """Nodes and constants, and a name for each."""

    def __init__(self, state):
        self.state = {name: tensor.float().numpy() for name, tensor in state.items()}
        self.nodes, self.constants, self.names = [], [], set()

    def constant(self, name, values):
        if name not in self.names:
            self.names.add(name)
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind, *inputs, outputs=1, **attributes):
        names = [f"{kind}.{len(self.nodes)}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def whole(self, name, values, axis):
        """A matrix as 8-bit integers with one scale for what lies along the axis: both arrays."""
        scale = (np.maximum(np.abs(values).max(axis, keepdims=True), 1e-12) / MOST).astype(np.float32)
        return np.rint(values / scale).astype(np.int8), scale

    def rows(self, name, kind, *where):
        """Some rows of an embedding, put back to floats."""
        small, scale = self.whole(name, self.state[name], 1)
        tables = self.constant(f"{name}.int8", small), self.constant(f"{name}.scale", scale)
        taken = [self.add(kind, table, *where) for table in tables]
        return self.add("Mul", self.add("Cast", taken[0], to=TensorProto.FLOAT), taken[1])

    def norm(self, x, name):
        weight, bias = (self.constant(f"{name}.{end}", self.state[f"{name}.{end}"]) for end in ("weight", "bias"))
        return self.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def linear(self, x, *names, to=None):
        """One product for linear layers of the same input, their outputs side by side."""
        of = lambda end: np.concatenate([self.state[f"{name}.{end}"] for name in names])
        name = names[0]
        small, scale = self.whole(name, of("weight").T, 0)
        stored = self.constant(f"{name}.int8", small), self.constant(f"{name}.scale", scale[0])
        product = self.add("MatMul", x, self.add("DequantizeLinear", *stored, axis=1))
        sum_ = self.add("Add", product, self.constant(f"{name}.bias", of("bias")))
        if to:
            self.nodes[-1].output[0] = to
        return to or sum_


def graph(state):
    """Weights to the bytes of a graph from `pieces`, `[1, length]`, to `outputs`, `[1, length, sum of widths]`."""
    g = Graph(state)
    first = g.constant("first", np.array([0], np.int64))
    length = g.add("Shape", "pieces", start=1, end=2)
    words, places = g.rows("words.weight", "Gather", "pieces"), g.rows("positions.weight", "Slice", first, length, first)
    x = g.norm(g.add("Add", g.add("Add", words, places), g.constant("kind", g.state["kind"])), "norm")
    thirds = g.constant("thirds", np.full(3, WIDTH, np.int64))
    for i in range(LAYERS):
        of = f"layers.{i}."
        both = g.linear(x, of + "query", of + "key", of + "value")
        parts = g.add("Split", both, thirds, outputs=3, axis=-1)
        seen = g.add("Attention", *parts, q_num_heads=HEADS, kv_num_heads=HEADS)
        x = g.norm(g.add("Add", x, g.linear(seen, of + "output")), of + "norm_attention")
        wide = g.add("Gelu", g.linear(x, of + "widen"))
        x = g.norm(g.add("Add", x, g.linear(wide, of + "narrow")), of + "norm_output")
    g.linear(x, "heads", to="outputs")
    width = len(g.state["heads.bias"])
    pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "length"])
    outputs = helper.make_tensor_value_info("outputs", TensorProto.FLOAT, [1, "length", width])
    made = helper.make_model(
        helper.make_graph(g.nodes, "encoder", [pieces], [outputs], g.constants), opset_imports=[helper.make_opsetid("", 23)], ir_version=10
    )
    onnx.checker.check_model(made)
    return made.SerializeToString()
