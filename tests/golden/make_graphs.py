#!/usr/bin/env python3
"""Writes tests/graphs: ONNX files in the manner of exporters that are not at hand (Keras through tf2onnx, PyTorch 2.9,
old and newest versions), put together by hand, with an input and what PyTorch computes of it. Needs python3-torch and
python3-onnx; run it only to change the files. Names as in make_exports.py.
"""
import pathlib
import shutil

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).resolve().parent.parent / "graphs"
GRAPHS = []


class Graph:
    """Nodes and weights while they are put together; a value is its name."""

    def __init__(self, name, seed):
        self.name, self.nodes, self.tensors, self.count = name, [], [], 0
        self.numbers = np.random.RandomState(seed)
        self.opset, self.ir, self.more = 13, 8, {}

    def weights(self, *shape, kind=np.float32, scale=0.5):
        return (self.numbers.uniform(-scale, scale, shape)).astype(kind)

    def tensor(self, values, name=None):
        self.count += 1
        name = name or f"t{self.count}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def ints(self, *values):
        return self.tensor(np.array(values, np.int64))

    def node(self, op, *inputs, outputs=1, name=None, domain="", **attributes):
        self.count += 1
        out = [f"v{self.count}" + (f"_{k}" if outputs > 1 else "") for k in range(outputs)]
        inputs = [self.tensor(i) if isinstance(i, np.ndarray) else i for i in inputs]
        self.nodes.append(helper.make_node(op, inputs, out, name=name or f"{op}_{self.count}", domain=domain, **attributes))
        return out if outputs > 1 else out[0]

    def model(self, inputs, outputs, shape):
        value = lambda name, dims, kind=TensorProto.FLOAT: helper.make_tensor_value_info(name, kind, dims)
        graph_inputs = [value("x", shape, self.more.get("type", TensorProto.FLOAT))] + inputs
        graph = helper.make_graph(self.nodes, self.name, graph_inputs, [value(o, None) for o in outputs], self.tensors)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], producer_name="by hand")
        model.ir_version = self.ir
        return model


def graph(function):
    GRAPHS.append(function)
    return function


def save(g, shape, out, x, result, inputs=(), split=False):
    """x, result: of one image, as our program has them."""
    model = g.model(list(inputs), [out] if isinstance(out, str) else out, shape)
    path = HERE / g.name
    if split:  # as PyTorch 2.9 does: NAME.onnx.data beside it
        onnx.save(model, f"{path}.onnx", save_as_external_data=True, location=f"{g.name}.onnx.data", size_threshold=0)
    else:
        onnx.save(model, f"{path}.onnx")
    np.save(f"{path}.input.npy", np.asarray(x, np.float32))
    np.save(f"{path}.output.npy", np.asarray(result, np.float32))


def t(values):
    return torch.from_numpy(np.asarray(values, np.float64))


def nchw(g, op, x, *inputs, **attributes):
    """An operator that wants channels first, between two transpositions, as tf2onnx writes it before it tidies up."""
    first = g.node("Transpose", x, perm=[0, 3, 1, 2])
    return g.node("Transpose", g.node(op, first, *inputs, **attributes), perm=[0, 2, 3, 1])


def same(x, w, b=None, stride=1, groups=1, lower=False):
    """Convolution as TensorFlow's padding="same" pads it."""
    def pads(extent, kernel):
        whole = max(0, (-(-extent // stride) - 1) * stride + kernel - extent)
        small = whole // 2
        return (whole - small, small) if lower else (small, whole - small)
    rows, columns = pads(x.shape[2], w.shape[2]), pads(x.shape[3], w.shape[3])
    return F.conv2d(F.pad(x, columns + rows), w, b, stride, groups=groups)


@graph
def keras_classifier(g):
    w, b, d, e = g.weights(4, 3, 3, 3), g.weights(4), g.weights(4 * 16, 5), g.weights(5)
    y = nchw(g, "Conv", "x", w, b, auto_pad="SAME_UPPER", strides=[2, 2])
    y = g.node("Reshape", g.node("Relu", y), g.ints(-1, 64))
    y = g.node("Softmax", g.node("Add", g.node("MatMul", y, d), e))
    x = g.numbers.randn(3, 8, 8)
    maps = torch.relu(same(t(x)[None], t(w), t(b), 2)).permute(0, 2, 3, 1).reshape(1, -1)
    save(g, ["unk__1", 8, 8, 3], y, x, F.softmax(maps @ t(d) + t(e), 1)[0])


@graph
def keras_shapes(g):
    """Flatten as Shape, Slice, Concat, Reshape."""
    w, d = g.weights(2, 1, 3, 3), g.weights(72, 4)
    y = nchw(g, "Conv", "x", w, auto_pad="VALID")
    batch = g.node("Slice", g.node("Cast", g.node("Shape", y), to=TensorProto.INT64), g.ints(0), g.ints(1), g.ints(0))
    y = g.node("Reshape", y, g.node("Concat", batch, g.ints(-1), axis=0))
    y = g.node("MatMul", y, d)
    x = g.numbers.randn(1, 8, 8)
    save(g, [None, 8, 8, 1], y, x, (F.conv2d(t(x)[None], t(w)).permute(0, 2, 3, 1).reshape(1, -1) @ t(d))[0])


@graph
def keras_residual(g):
    g.opset = 12
    w, v, s, m = g.weights(3, 3, 3, 3), g.weights(3, 1, 3, 3), g.weights(3), g.weights(3)
    a = nchw(g, "Conv", "x", w, auto_pad="SAME_UPPER")
    b = nchw(g, "Conv", a, v, group=3, auto_pad="SAME_LOWER", kernel_shape=[3, 3])
    y = g.node("Add", g.node("Mul", g.node("Add", a, b), s.reshape(1, 1, 1, 3)), m)  # channels last
    y = g.node("Concat", y, "x", axis=3)
    y = g.node("ReduceMean", y, axes=[1, 2], keepdims=0)
    x = g.numbers.randn(3, 6, 5)
    ta = same(t(x)[None], t(w))
    ty = (ta + same(ta, t(v), groups=3, lower=True)) * t(s).view(1, 3, 1, 1) + t(m).view(1, 3, 1, 1)
    save(g, ["N", 6, 5, 3], y, x, torch.cat([ty, t(x)[None]], 1).mean((2, 3))[0])


@graph
def keras_pointwise(g):
    """A dense layer on channels that come last."""
    w, b = g.weights(3, 4), g.weights(4)
    y = g.node("Relu", g.node("Add", g.node("MatMul", "x", w), b))
    y = g.node("GlobalAveragePool", g.node("Transpose", y, perm=[0, 3, 1, 2]))
    y = g.node("Squeeze", y, g.ints(2, 3))
    x = g.numbers.randn(3, 6, 5)
    save(g, ["N", 6, 5, 3], y, x, torch.relu(t(x).permute(1, 2, 0) @ t(w) + t(b)).mean((0, 1)))


@graph
def keras_decoder(g):
    """Values in a row become maps with channels last, then larger ones."""
    d, w = g.weights(16, 24), g.weights(2, 3, 3, 3)
    y = g.node("MatMul", g.node("Reshape", "x", g.ints(-1, 16)), d)
    y = g.node("Reshape", y, g.ints(-1, 4, 3, 2))
    y = nchw(g, "ConvTranspose", y, w, auto_pad="SAME_UPPER", strides=[2, 2], kernel_shape=[3, 3])
    y = g.node("Transpose", y, perm=[0, 3, 1, 2])
    x = g.numbers.randn(1, 4, 4)
    maps = (t(x).reshape(1, 16) @ t(d)).reshape(1, 4, 3, 2).permute(0, 3, 1, 2)
    save(g, [None, 4, 4, 1], y, x, F.conv_transpose2d(maps, t(w), stride=2)[0][:, :8, :6])


@graph
def torch_29(g):
    """As PyTorch 2.9 writes: opset 18, weights in NAME.onnx.data, a stack trace a node."""
    g.opset, g.ir = 18, 10
    w, b, d, e = g.weights(4, 1, 3, 3), g.weights(4), g.weights(5, 4 * 9), g.weights(5)
    y = g.node("Conv", "x", w, b, kernel_shape=[3, 3], pads=[0, 0, 0, 0], strides=[1, 1], group=1, dilations=[1, 1],
               auto_pad="NOTSET")
    y = g.node("MaxPool", g.node("Relu", y), kernel_shape=[2, 2], strides=[2, 2], ceil_mode=0, storage_order=0)
    y = g.node("Reshape", y, g.ints(1, -1), allowzero=1)
    y = g.node("Gemm", y, d, e, alpha=1.0, beta=1.0, transA=0, transB=1)
    for node in g.nodes:
        node.doc_string = ""
    x = g.numbers.randn(1, 8, 8)
    maps = F.max_pool2d(torch.relu(F.conv2d(t(x)[None], t(w), t(b))), 2)
    save(g, ["batch", 1, 8, 8], y, x, F.linear(maps.flatten(1), t(d), t(e))[0], split=True)


@graph
def newest(g):
    g.opset, g.ir = 24, 12
    w = g.weights(4, 2, 3, 3)
    y = g.node("Gelu", g.node("Conv", "x", w), approximate="none")
    a, b = g.node("Split", y, axis=1, num_outputs=2, outputs=2)
    y = g.node("Add", g.node("HardSwish", a), g.node("Gelu", b, approximate="tanh"))
    y = g.node("Pad", y, g.ints(1, 0, 0, 2), g.tensor(np.array(0.5, np.float32)), g.ints(2, 3))
    y = g.node("ReduceMean", y, g.ints(-1, -2), keepdims=0)
    x = g.numbers.randn(2, 6, 6)
    p, q = F.gelu(F.conv2d(t(x)[None], t(w))).chunk(2, 1)
    z = F.pad(F.hardswish(p) + 0.5 * q * (1 + torch.tanh(np.sqrt(2 / np.pi) * (q + 0.044715 * q ** 3))), (0, 2, 1, 0),
              value=0.5)
    save(g, ["N", 2, 6, 6], y, x, z.mean((2, 3))[0])


@graph
def oldest(g):
    """Opset 7, IR 3: weights are inputs too, a mask that nobody reads, numbers not as raw bytes, no names."""
    g.opset, g.ir = 7, 3
    w, d, e = g.weights(3, 1, 3, 3), g.weights(27, 4), g.weights(1, 4)
    y = g.node("Conv", "x", w, kernel_shape=[3, 3])
    y = g.node("AveragePool", g.node("LeakyRelu", y), kernel_shape=[2, 2], strides=[2, 2])
    y = g.node("Dropout", g.node("Flatten", y), ratio=0.3, outputs=2)[0]
    y = g.node("Gemm", y, d, e, alpha=0.5, beta=2.0)
    for k, node in enumerate(g.nodes):
        node.name = ""
    g.tensors = [helper.make_tensor(s.name, s.data_type, s.dims, numpy_helper.to_array(s).flatten()) for s in g.tensors]
    inputs = [helper.make_tensor_value_info(s.name, s.data_type, s.dims) for s in g.tensors]
    x = g.numbers.randn(1, 8, 8)
    maps = F.avg_pool2d(F.leaky_relu(F.conv2d(t(x)[None], t(w)), 0.01), 2)
    save(g, [1, 1, 8, 8], y, x, (0.5 * maps.flatten(1) @ t(d) + 2 * t(e))[0], inputs)


@graph
def upsample_7(g):
    g.opset = 7
    y = g.node("Upsample", "x", mode="nearest", scales=[1.0, 1.0, 2.0, 3.0])
    x = g.numbers.randn(2, 3, 4)
    save(g, [1, 2, 3, 4], y, x, np.repeat(np.repeat(x, 2, 1), 3, 2))


@graph
def upsample_9(g):
    g.opset = 9
    y = g.node("Upsample", "x", np.array([1, 1, 2, 2], np.float32), mode="linear")
    x = g.numbers.randn(1, 2, 3)
    at = lambda n: (np.minimum(np.arange(2 * n) // 2, n - 1), np.minimum(np.arange(2 * n) // 2 + 1, n - 1), np.arange(2 * n) % 2 / 2)
    (r0, r1, rs), (c0, c1, cs) = at(2), at(3)
    rows = x[0][r0] * (1 - rs[:, None]) + x[0][r1] * rs[:, None]
    save(g, ["N", 1, 2, 3], y, x, (rows[:, c0] * (1 - cs) + rows[:, c1] * cs)[None])


@graph
def half_precision(g):
    g.more["type"] = TensorProto.FLOAT16
    w, d = g.weights(3, 1, 3, 3, kind=np.float16), g.weights(4, 108, kind=np.float16)
    y = g.node("Flatten", g.node("Relu", g.node("Conv", "x", w)))
    y = g.node("Cast", g.node("Gemm", y, d, transB=1), to=TensorProto.FLOAT)
    x = g.numbers.randn(1, 8, 8)
    save(g, ["N", 1, 8, 8], y, x, F.linear(torch.relu(F.conv2d(t(x)[None], t(w))).flatten(1), t(d))[0])


@graph
def double_weights(g):
    g.more["type"] = TensorProto.DOUBLE
    w = g.weights(3, 1, 3, 3, kind=np.float64)
    x = g.numbers.randn(1, 8, 8)
    save(g, ["N", 1, 8, 8], g.node("Tanh", g.node("Conv", "x", w)), x, torch.tanh(F.conv2d(t(x)[None], t(w)))[0])


@graph
def bytes_in(g):
    """Bytes come in; the first nodes make numbers of them."""
    g.more["type"] = TensorProto.UINT8
    w = g.weights(2, 3, 3, 3)
    y = g.node("Div", g.node("Cast", "x", to=TensorProto.FLOAT), np.array(255, np.float32))
    y = g.node("Transpose", y, perm=[0, 3, 1, 2])
    y = g.node("Sub", y, g.tensor(np.array([0.4, 0.5, 0.6], np.float32).reshape(3, 1, 1)))
    y = g.node("Conv", y, w)
    x = g.numbers.randint(0, 256, (3, 6, 6)).astype(np.float64)
    save(g, [1, 6, 6, 3], y, x, F.conv2d(t(x / 255 - np.array([0.4, 0.5, 0.6]).reshape(3, 1, 1))[None], t(w))[0])


@graph
def no_batch(g):
    w = g.weights(2, 3, 3, 3)
    y = g.node("Squeeze", g.node("Conv", g.node("Unsqueeze", "x", g.ints(0)), w), g.ints(0))
    x = g.numbers.randn(3, 6, 7)
    save(g, [3, 6, 7], y, x, F.conv2d(t(x)[None], t(w))[0])


@graph
def fixed_batch(g):
    w, d = g.weights(2, 1, 3, 3), g.weights(32, 3)
    y = g.node("MatMul", g.node("Reshape", g.node("Conv", "x", w), g.ints(16, 32)), d)
    x = g.numbers.randn(1, 6, 6)
    save(g, [16, 1, 6, 6], y, x, (F.conv2d(t(x)[None], t(w)).flatten(1) @ t(d))[0])


@graph
def side_nodes(g):
    """Nodes that nobody needs, even of kinds that are refused; identities; weights used twice."""
    w = g.weights(2, 2, 3, 3)
    g.node("LSTM", "x", "x", "x", hidden_size=3)
    g.node("NoSuchOperator", "x", domain="com.example")
    shared = g.tensor(w, "shared")
    y = g.node("Identity", g.node("Conv", "x", shared, pads=[1, 1, 1, 1]))
    y = g.node("Conv", g.node("Relu", y), g.node("Identity", shared))
    x = g.numbers.randn(2, 5, 5)
    save(g, ["N", 2, 5, 5], y, x, F.conv2d(torch.relu(F.conv2d(t(x)[None], t(w), padding=1)), t(w))[0])


@graph
def gemm_forms(g):
    d, e = g.weights(9, 4), g.weights(4, 3)
    y = g.node("Gemm", g.node("Flatten", "x"), d, np.array(0.25, np.float32), alpha=-1.5, beta=3.0)
    y = g.node("Gemm", y, g.node("Transpose", e, perm=[1, 0]), np.array([[1, 2, 3]], np.float32), transB=1)
    x = g.numbers.randn(1, 3, 3)
    save(g, ["N", 1, 3, 3], y, x, ((-1.5 * t(x).reshape(1, 9) @ t(d) + 0.75) @ t(e) + t([1.0, 2, 3]))[0])


@graph
def matmul_of_three_axes(g):
    d, b = g.weights(9, 4), g.weights(4)
    y = g.node("Add", g.node("MatMul", g.node("Reshape", "x", g.ints(-1, 1, 9)), d), b)
    y = g.node("Squeeze", g.node("Sigmoid", y), g.ints(1))
    x = g.numbers.randn(1, 3, 3)
    save(g, ["N", 1, 3, 3], y, x, torch.sigmoid(t(x).reshape(9) @ t(d) + t(b)))


@graph
def gelu_other_way(g):
    y = g.node("Conv", "x", g.weights(2, 1, 3, 3))
    erf = g.node("Erf", g.node("Mul", y, np.array(0.70710678, np.float32)))
    half = g.node("Mul", np.array(0.5, np.float32), y)
    out = g.node("Mul", half, g.node("Add", np.array(1, np.float32), erf))
    x = g.numbers.randn(1, 5, 5)
    w = numpy_helper.to_array(g.tensors[0])
    save(g, ["N", 1, 5, 5], out, x, F.gelu(F.conv2d(t(x)[None], t(w)))[0])


@graph
def weights_computed(g):
    """Weights that the file works out of others, and constants given as attributes."""
    w, gain = g.weights(3, 1, 3, 3), g.weights(3, 1, 1, 1)
    g.nodes.append(helper.make_node("Constant", [], ["two"], value_float=2.0))
    g.nodes.append(helper.make_node("Constant", [], ["to"], value_ints=[-1, 108]))
    whole = g.node("Div", g.node("Mul", w, gain), "two")
    y = g.node("Reshape", g.node("Conv", "x", whole), "to")
    x = g.numbers.randn(1, 8, 8)
    save(g, ["N", 1, 8, 8], y, x, F.conv2d(t(x)[None], t(w * gain / 2)).reshape(108))


@graph
def batch_norm_forms(g):
    """With the outputs of opset 9, and taken apart into Mul and Add."""
    g.opset = 9
    w = g.weights(3, 1, 3, 3)
    s, b, m, v = g.weights(3), g.weights(3), g.weights(3), np.abs(g.weights(3)) + 0.5
    y = g.node("BatchNormalization", g.node("Conv", "x", w), s, b, m, v.astype(np.float32), outputs=5, epsilon=0.001)[0]
    y = g.node("Add", g.node("Mul", y, s.reshape(3, 1, 1)), b.reshape(1, 3, 1, 1))
    x = g.numbers.randn(1, 6, 6)
    maps = F.batch_norm(F.conv2d(t(x)[None], t(w)), t(m), t(v.astype(np.float32)), t(s), t(b), eps=0.001)
    save(g, ["N", 1, 6, 6], y, x, (maps * t(s).view(3, 1, 1) + t(b).view(3, 1, 1))[0])


@graph
def softmax_of_old(g):
    """Before opset 13 softmax joins all axes from its own on."""
    g.opset = 11
    y = g.node("Softmax", g.node("Conv", "x", g.weights(2, 1, 3, 3)))
    x = g.numbers.randn(1, 5, 5)
    w = numpy_helper.to_array(g.tensors[0])
    save(g, ["N", 1, 5, 5], y, x, F.softmax(F.conv2d(t(x)[None], t(w)).reshape(18), 0).reshape(2, 3, 3))


@graph
def softmax_of_pixels(g):
    """Over the classes of each pixel, channels last."""
    y = g.node("Transpose", g.node("Conv", "x", g.weights(3, 1, 1, 1)), perm=[0, 2, 3, 1])
    y = g.node("Transpose", g.node("Softmax", y, axis=-1), perm=[0, 3, 1, 2])
    x = g.numbers.randn(1, 4, 3)
    w = numpy_helper.to_array(g.tensors[0])
    save(g, ["N", 1, 4, 3], y, x, F.softmax(F.conv2d(t(x)[None], t(w)), 1)[0])


@graph
def mean_image(g):
    """A picture of means, and a dense layer from 784 numbers."""
    mean, d = g.weights(1, 12, 12), g.weights(144, 3)
    y = g.node("Sub", g.node("Mul", "x", np.array([255], np.float32)), mean)
    y = g.node("Gemm", g.node("Reshape", y, g.ints(0, -1)), d)
    x = g.numbers.randn(1, 12, 12)
    save(g, ["N", 1, 12, 12], y, x, (255 * t(x) - t(mean)).reshape(144) @ t(d))


@graph
def transposed_sizes(g):
    y = g.node("ConvTranspose", "x", g.weights(2, 3, 3, 3), strides=[2, 2], output_shape=[9, 8])
    x = g.numbers.randn(2, 4, 4)
    w = numpy_helper.to_array(g.tensors[0])
    save(g, ["N", 2, 4, 4], y, x, F.conv_transpose2d(t(x)[None], t(w), stride=2)[0][:, :, 1:])


@graph
def hard_sigmoid_usual(g):
    y = g.node("HardSigmoid", g.node("Neg", "x"))
    x = g.numbers.randn(1, 4, 4) * 3
    save(g, ["N", 1, 4, 4], y, x, torch.clamp(-0.2 * t(x) + 0.5, 0, 1))


@graph
def clip_attributes(g):
    g.opset = 7
    y = g.node("Clip", g.node("Elu", "x", alpha=0.5), min=-0.25, max=1.5)
    x = g.numbers.randn(2, 4, 4) * 2
    save(g, [1, 2, 4, 4], y, x, torch.clamp(F.elu(t(x), 0.5), -0.25, 1.5))


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    for seed, function in enumerate(GRAPHS):
        function(Graph(function.__name__, seed))
    print(len(GRAPHS), "graphs,", sum(f.stat().st_size for f in HERE.iterdir()) // 1024, "KiB")


if __name__ == "__main__":
    main()
