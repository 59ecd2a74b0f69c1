#!/usr/bin/python3
"""Writes the golden cases: what PyTorch computes, for tests/core/test_golden.cpp to compare with.

Run once with Debian's python3-torch (1.13); the numbers are committed, so the tests need no PyTorch:

    /usr/bin/python3 tests/golden/make_golden.py

A case is a folder <operation>/<case> with a case.json: "settings", and tensors as {"shape": [...], "values": [...]} in
PyTorch's order (image, channel, row, column). PyTorch computes in double precision from inputs that are exact floats.
"""
import itertools
import json
import math
import pathlib
import random
import shutil
import zlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
MOST_NUMBERS = 500  # in one case; keeps the files small


class Case:
    """One folder. Its random numbers depend on its name only, so adding a case changes no other."""

    def __init__(self, operation, name, **settings):
        self.folder = HERE / operation / name
        self.settings = settings
        self.tensors = {}
        self.generator = torch.Generator().manual_seed(zlib.crc32(f"{operation}/{name}".encode()))

    def random(self, *shape, low=-2.0, high=2.0):
        values = torch.rand(*shape, generator=self.generator, dtype=torch.float64) * (high - low) + low
        return (values * 100).round().div(100).float().double()

    def labels(self, images, classes):
        return torch.randint(classes, (images,), generator=self.generator)

    def save(self, **tensors):
        lines = ['  "settings": ' + json.dumps(self.settings)]
        for name, tensor in tensors.items():
            values = ",".join(f"{v:.7g}" for v in tensor.detach().double().flatten().tolist())
            lines.append(f'  "{name}": {{"shape": {json.dumps(list(tensor.shape))}, "values": [{values}]}}')
        self.folder.mkdir(parents=True)
        (self.folder / "case.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def save_with_gradients(case, out, **inputs):
    """Forward and backward: d_out is random, every input gets its gradient as d_<name>."""
    d_out = case.random(*out.shape)
    gradients = torch.autograd.grad(out, list(inputs.values()), d_out)
    case.save(**inputs, out=out, d_out=d_out, **{f"d_{n}": g for n, g in zip(inputs, gradients)})


# --- sliding windows ---------------------------------------------------------------------------------------------


class Window:
    """Per axis (rows, columns); pads: top, bottom, left, right."""

    def __init__(self, kernel, stride=(1, 1), pads=(0, 0, 0, 0), dilation=(1, 1)):
        self.kernel, self.stride, self.pads, self.dilation = kernel, stride, pads, dilation

    def settings(self):
        return dict(kernel=self.kernel, stride=self.stride, pads=self.pads, dilation=self.dilation)

    def name(self):
        text = f"k{self.kernel[0]}x{self.kernel[1]}"
        text += f"_s{self.stride[0]}x{self.stride[1]}" if self.stride != (1, 1) else ""
        text += "_p" + "-".join(map(str, self.pads)) if any(self.pads) else ""
        text += f"_d{self.dilation[0]}x{self.dilation[1]}" if self.dilation != (1, 1) else ""
        return text

    def pad(self, x, value=0.0):
        top, bottom, left, right = self.pads
        return F.pad(x, (left, right, top, bottom), value=value)

    def smallest_input(self):
        extents = [d * (k - 1) + 1 for d, k in zip(self.dilation, self.kernel)]
        return [max(1, e - self.pads[2 * i] - self.pads[2 * i + 1]) for i, e in enumerate(extents)]

    def sees_padding_only(self, size):
        """Whether one of its places holds no cell of the input (pooling refuses that)."""
        ones = self.pad(torch.ones(1, 1, *size, dtype=torch.float64))
        return (F.conv2d(ones, torch.ones(1, 1, *self.kernel).double(), None, self.stride, 0, self.dilation) == 0).any()

    def random_input(self, rng):
        return [s + rng.randint(0, 2 + 2 * t) for s, t in zip(self.smallest_input(), self.stride)]


def random_window(rng, kernels, pooling):
    kernel = rng.choice(kernels)
    most = [min(3, k // 2) if pooling else 3 for k in kernel]
    pads = tuple(rng.randint(0, most[i // 2]) for i in range(4))
    pair = lambda high: (rng.randint(1, high), rng.randint(1, high))
    return Window(kernel, pair(3), pads, pair(2))


def systematic_windows(pooling):
    """One setting at a time, so that a failure points at its cause."""
    yield from (Window((k, k)) for k in range(1, 8))
    yield from (Window(k) for k in ((1, 2), (2, 1), (3, 5), (7, 1)))
    yield from (Window((2, 3), stride) for stride in itertools.product((1, 2, 3), repeat=2))
    kernel = (6, 7) if pooling else (3, 2)
    yield from (Window(kernel, pads=(p, p, p, p)) for p in (1, 2, 3))
    yield from (Window(kernel, pads=pads) for pads in ((0, 1, 2, 3), (3, 0, 0, 0), (0, 3, 1, 0), (0, 0, 0, 1)))
    yield from (Window((3, 2), dilation=d) for d in ((2, 1), (1, 2), (2, 2)))


def windows(rng, randoms, pooling):
    sides = range(1, 8)
    kernels = [(1, 2), (2, 2), (3, 3)] + [(rng.choice(sides), rng.choice(sides)) for _ in range(12)]
    yield from systematic_windows(pooling)
    yield from (random_window(rng, kernels, pooling) for _ in range(randoms))


def cases_over_windows(operation, randoms, pooling, write):
    rng = random.Random(operation)
    names = set()
    for i, window in enumerate(windows(rng, randoms, pooling)):
        batch = 1 + i % 5
        while True:
            channels, filters = rng.randint(1, 8), rng.randint(1, 8)
            size = window.random_input(rng)
            weights = 0 if pooling else channels * filters * window.kernel[0] * window.kernel[1]
            is_small = channels * size[0] * size[1] * batch + weights <= MOST_NUMBERS
            if is_small and not (pooling and window.sees_padding_only(size)):
                break
        name = f"{window.name()}_c{channels}" + ("" if pooling else f"-{filters}") + f"_n{batch}"
        if name not in names:
            write(Case(operation, name, **window.settings()), window, (batch, channels, *size), filters)
        names.add(name)


def conv2d(case, window, shape, filters):
    x = case.random(*shape).requires_grad_()
    weight = case.random(filters, shape[1], *window.kernel, low=-1, high=1).requires_grad_()
    inputs = dict(input=x, weight=weight)
    if filters != 3:  # some without bias
        inputs["bias"] = case.random(filters).requires_grad_()
    out = F.conv2d(window.pad(x), weight, inputs.get("bias"), window.stride, 0, window.dilation)
    save_with_gradients(case, out, **inputs)


def maxpool2d(case, window, shape, _):
    x = case.random(*shape).requires_grad_()
    out = F.max_pool2d(window.pad(x, float("-inf")), window.kernel, window.stride, 0, window.dilation)
    save_with_gradients(case, out, input=x)


def avgpool2d(case, window, shape, _):
    x = case.random(*shape).requires_grad_()
    if window.dilation == (1, 1):
        top, bottom, left, right = window.pads
        if top == bottom and left == right:
            out = F.avg_pool2d(x, window.kernel, window.stride, (top, left), count_include_pad=True)
        else:
            out = F.avg_pool2d(window.pad(x), window.kernel, window.stride)
    else:  # PyTorch's average pooling knows no dilation
        mean = torch.full((shape[1], 1, *window.kernel), 1 / (window.kernel[0] * window.kernel[1])).double()
        out = F.conv2d(window.pad(x), mean, None, window.stride, 0, window.dilation, groups=shape[1])
    save_with_gradients(case, out, input=x)


def partialconv2d(case, window, shape, connections):
    """The kernels that there are, one after the other; where there is none, the full weight is zero."""
    x = case.random(*shape).requires_grad_()
    weight = case.random(sum(map(len, connections)), *window.kernel, low=-1, high=1).requires_grad_()
    bias = case.random(len(connections)).requires_grad_()
    own, rows = iter(weight), []
    for read in connections:
        rows.append(torch.stack([next(own) if c in read else torch.zeros(window.kernel).double()
                                 for c in range(shape[1])]))
    out = F.conv2d(window.pad(x), torch.stack(rows), bias, window.stride, 0, window.dilation)
    save_with_gradients(case, out, input=x, weight=weight, bias=bias)


def subsample(case, window, shape):
    x = case.random(*shape).requires_grad_()
    weight, bias = case.random(shape[1]).requires_grad_(), case.random(shape[1]).requires_grad_()
    ones = torch.ones(shape[1], 1, *window.kernel).double()
    sums = F.conv2d(window.pad(x), ones, None, window.stride, 0, window.dilation, groups=shape[1])
    save_with_gradients(case, sums * weight.view(1, -1, 1, 1) + bias.view(1, -1, 1, 1), input=x, weight=weight, bias=bias)


PARTIAL_WINDOWS = [Window((2, 2), (2, 2)), Window((3, 3)), Window((1, 1)), Window((3, 2), (1, 2), (1, 0, 2, 1)),
                   Window((2, 3), (2, 1), (0, 1, 1, 1), (1, 2)), Window((5, 5), pads=(2, 2, 2, 2))]


def layers_of_1998():
    tables = [[[0]], [[0, 1], [1]], [[0, 1], [1, 2], [0, 2], [0, 1, 2]], [[3], [0, 1, 2, 3]], [[0, 2, 4], [1]]]
    for i, (window, connections) in enumerate(itertools.product(PARTIAL_WINDOWS, tables)):
        shape = (1 + i % 5, max(map(max, connections)) + 1, 5, 6)
        name = f"{window.name()}_c{shape[1]}-{len(connections)}_n{shape[0]}"
        if math.prod(shape) <= MOST_NUMBERS:
            case = Case("partialconv2d", name, **window.settings(), connections=connections)
            partialconv2d(case, window, shape, connections)
        if len(connections) == 2 and math.prod(shape) <= MOST_NUMBERS:
            subsample(Case("subsample", name, **window.settings()), window, shape)


# --- walks: one image, and what the lessons can set besides: flip, padding modes ------------------------------------


def convolution_walk(case, window, size, channels=1, filters=1, mode="zeros", flip=False):
    """PyTorch pads and turns the kernel; d_input only for zeros, the one mode whose input gradient is one walk."""
    x = case.random(1, channels, *size).requires_grad_()
    weight = case.random(filters, channels, *window.kernel, low=-1, high=1).requires_grad_()
    bias = case.random(filters).requires_grad_()
    top, bottom, left, right = window.pads
    padded = window.pad(x) if mode == "zeros" else F.pad(x, (left, right, top, bottom), mode=mode)
    kernel = weight.flip(2, 3) if flip else weight
    out = F.conv2d(padded, kernel, bias, window.stride, 0, window.dilation)
    d_out = case.random(*out.shape)
    d_input, d_weight = torch.autograd.grad(out, [x, weight], d_out)
    gradients = dict(d_weight=d_weight) | (dict(d_input=d_input) if mode == "zeros" else {})
    case.save(input=x, weight=weight, bias=bias, out=out, d_out=d_out, **gradients)


def walk_case(operation, window, size, channels=1, filters=1, mode="zeros", flip=False):
    name = f"{window.name()}_on_{size[0]}x{size[1]}_c{channels}-{filters}"
    case = Case(operation, name + ("" if mode == "zeros" else "_" + mode) + ("_flipped" if flip else ""),
                **window.settings(), mode=mode, flip=flip)
    convolution_walk(case, window, size, channels, filters, mode, flip)


def walks():
    for kernel in ((1, 1), (1, 2), (2, 2), (3, 3), (2, 3), (5, 5), (11, 11)):
        walk_case("walk_flip", Window(kernel), (kernel[0] + 2, kernel[1] + 3), flip=True)
    walk_case("walk_flip", Window((3, 2), (2, 1), (1, 0, 2, 1), (1, 2)), (7, 6), 2, 2, flip=True)
    for dilation in ((1, 2), (2, 1), (2, 2), (3, 3), (4, 2)):
        walk_case("walk_dilation", Window((3, 2), dilation=dilation), (10, 8))
        walk_case("walk_dilation", Window((2, 3), (2, 3), (1, 2, 0, 3), dilation), (8, 9), 2)
    for pads in ((0, 1, 0, 1), (1, 0, 1, 0), (0, 0, 1, 2), (3, 1, 0, 2), (6, 0, 5, 1)):
        walk_case("walk_uneven_padding", Window((2, 2), pads=pads), (4, 5))
        walk_case("walk_uneven_padding", Window((4, 2), (1, 2), pads), (5, 5), 1, 2)
    for mode in ("replicate", "reflect", "circular"):
        for pads in ((1, 1, 1, 1), (2, 2, 2, 2), (0, 3, 1, 0), (3, 0, 2, 1)):
            walk_case("walk_padding_mode", Window((3, 3), pads=pads), (4, 5), mode=mode)
        walk_case("walk_padding_mode", Window((2, 3), (2, 2), (1, 2, 3, 0), (2, 1)), (5, 4), 2, 2, mode)
        walk_case("walk_padding_mode", Window((3, 2), (3, 1), (2, 1, 1, 3)), (4, 4), 3, 1, mode, flip=True)
    walk_case("walk_padding_mode", Window((3, 3), pads=(4, 4, 5, 5)), (4, 5), mode="circular")  # a whole turn
    for channels, filters in ((2, 1), (3, 1), (1, 3), (2, 2), (3, 2), (4, 4)):
        walk_case("walk_channels", Window((2, 2)), (3, 4), channels, filters)
        walk_case("walk_channels", Window((1, 1)), (3, 3), channels, filters)
        walk_case("walk_channels", Window((3, 2), (2, 1), (1, 1, 0, 1)), (6, 4), channels, filters)
    for stride in itertools.product((1, 2, 3), repeat=2):  # 8 x 7: with and without a remainder
        walk_case("walk_gradients", Window((3, 2), stride), (8, 7))
        walk_case("walk_gradients", Window((2, 3), stride, (1, 0, 2, 1), (1, 2)), (8, 7))
    walk_case("walk_gradients", Window((1, 1), (2, 2), (2, 1, 1, 1)), (4, 4))  # some outputs see padding only


def walk_pools():
    for i, (kernel, stride) in enumerate(itertools.product(((2, 2), (3, 3), (2, 3)), ((1, 1), (2, 2), (1, 3)))):
        for operation, pool in (("walk_maxpool", maxpool2d), ("walk_avgpool", avgpool2d)):
            window = Window(kernel, stride, (0, 1, 1, 0) if i % 2 else (0, 0, 0, 0))
            pool(Case(operation, window.name(), **window.settings()), window, (1, 1, 6, 7), 1)


# --- layers without windows, losses ------------------------------------------------------------------------------

SHAPES = [(1, 1, 1, 1), (1, 3, 4, 5), (2, 1, 7, 3), (3, 8, 2, 2), (5, 2, 3, 4)]


def text(shape):
    return "x".join(map(str, shape))


def scaled_tanh(x):  # with the float that 2/3 is in the core
    return float(torch.tensor(1.7159)) * torch.tanh(float(torch.tensor(2 / 3)) * x)


ELEMENTWISE = dict(relu=torch.relu, tanh=torch.tanh, sigmoid=torch.sigmoid, scaledtanh=scaled_tanh)


def elementwise():
    for operation, function in ELEMENTWISE.items():
        for shape, reach in itertools.product(SHAPES, (2, 20)):
            if reach > 2 and shape == SHAPES[0]:
                continue  # a lone saturated value: no float knows its gradient to five digits
            case = Case(operation, f"{text(shape)}_up_to_{reach}")
            x = case.random(*shape, low=-reach, high=reach)
            x.view(-1)[0] = 0 if shape == SHAPES[1] else x.view(-1)[0]  # the kink of ReLU
            x.requires_grad_()
            save_with_gradients(case, function(x), input=x)


def leakyrelu():
    for slope, shape, reach in itertools.product((0.01, 0.2, 1.0), SHAPES, (2, 20)):
        case = Case("leakyrelu", f"slope_{slope}_{text(shape)}_up_to_{reach}", slope=slope)
        x = case.random(*shape, low=-reach, high=reach)
        x.view(-1)[0] = 0 if shape == SHAPES[1] else x.view(-1)[0]  # the kink
        x.requires_grad_()
        save_with_gradients(case, F.leaky_relu(x, slope), input=x)


def dropout():
    """As in a test: everything passes."""
    for share, shape in itertools.product((0.0, 0.5), SHAPES):
        case = Case("dropout", f"share_{share}_{text(shape)}", share=share)
        x = case.random(*shape).requires_grad_()
        save_with_gradients(case, F.dropout(x, share, training=False), input=x)


def flatten():
    for shape in SHAPES:
        x = (case := Case("flatten", text(shape))).random(*shape).requires_grad_()
        save_with_gradients(case, x.flatten(1), input=x)


def upsample():
    for factor, shape in itertools.product((1, 2, 3), [(1, 1, 1, 1), (2, 3, 2, 3), (5, 1, 3, 2)]):
        case = Case("upsample", f"by_{factor}_{text(shape)}", factor=factor)
        x = case.random(*shape).requires_grad_()
        save_with_gradients(case, F.interpolate(x, scale_factor=factor, mode="nearest"), input=x)


def dense():
    for batch, inputs, outputs in [(1, 1, 1), (1, 7, 3), (2, 5, 5), (3, 16, 2), (4, 2, 16), (5, 20, 10), (5, 1, 4)]:
        case = Case("dense", f"{inputs}-{outputs}_n{batch}")
        x = case.random(batch, inputs).requires_grad_()
        weight = case.random(outputs, inputs, low=-1, high=1).requires_grad_()
        bias = case.random(outputs).requires_grad_()
        save_with_gradients(case, F.linear(x, weight, bias), input=x, weight=weight, bias=bias)


def squared_error(outputs, labels):
    return (outputs - F.one_hot(labels, outputs.shape[1])).square().sum()


def cross_entropy(outputs, labels):
    return F.cross_entropy(outputs, labels, reduction="sum")


LOSSES = dict(softmax_cross_entropy=cross_entropy, squared_error=squared_error)


def losses():
    sizes = [(1, 1), (1, 10), (2, 3), (3, 2), (4, 10), (5, 7)]
    for (operation, loss), (batch, classes), reach in itertools.product(LOSSES.items(), sizes, (3, 60)):
        for total in (batch, 16):  # 16: a piece of a larger batch
            case = Case(operation, f"{classes}_classes_n{batch}_of_{total}_up_to_{reach}", total=total)
            x = case.random(batch, classes, low=-reach, high=reach).requires_grad_()
            labels = case.labels(batch, classes)
            value = loss(x, labels) / total
            (d_input,) = torch.autograd.grad(value, x)
            case.save(input=x, labels=labels, loss=value, d_input=d_input, softmax=x.softmax(1))


def reconstruction():
    shapes = [(1, 1, 1, 1), (2, 1, 4, 5), (5, 3, 2, 3)]
    losses = dict(reconstruction=F.mse_loss, reconstructionentropy=F.binary_cross_entropy_with_logits)
    for (operation, loss), shape, total in itertools.product(losses.items(), shapes, (None, 16)):
        total = total or shape[0]
        case = Case(operation, f"{text(shape)}_of_{total}", total=total)
        x = case.random(*shape).requires_grad_()
        target = case.random(*shape, low=0, high=1)
        value = loss(x, target) * shape[0] / total
        (d_input,) = torch.autograd.grad(value, x)
        case.save(input=x, target=target, loss=value, d_input=d_input)


# --- training ----------------------------------------------------------------------------------------------------


def train(case, make_optimizer, loss, make_schedule=None, steps=6, shape=(20, 1, 3, 4), classes=4):
    """A dense layer on images of bytes, the whole set as one batch; the weights after each step."""
    pixels = torch.randint(256, shape, generator=case.generator)
    labels = case.labels(shape[0], classes)
    features = pixels.flatten(1).double() / 255
    weight = case.random(classes, features.shape[1], low=-1, high=1).requires_grad_()
    bias = case.random(classes, low=-1, high=1).requires_grad_()
    start = dict(weight=weight.detach().clone(), bias=bias.detach().clone())
    optimizer = make_optimizer([weight, bias])
    schedule = make_schedule(optimizer) if make_schedule else None  # a step is an epoch
    weights, biases, values, rates = [], [], [], []
    for _ in range(steps):
        optimizer.zero_grad()
        value = loss(F.linear(features, weight, bias), labels) / shape[0]
        value.backward()
        optimizer.step()
        rates.append(torch.tensor(optimizer.param_groups[0]["lr"]))
        if schedule:
            schedule.step()
        values.append(value.detach())
        weights.append(weight.detach().clone())
        biases.append(bias.detach().clone())
    case.save(pixels=pixels, labels=labels, **start, losses=torch.stack(values), weights=torch.stack(weights),
              biases=torch.stack(biases), **(dict(rates=torch.stack(rates)) if schedule else {}))


def optimizers():
    for name, loss in LOSSES.items():
        for lr, momentum in [(0.1, 0.0), (0.1, 0.5), (0.02, 0.9), (0.1, 0.99)]:
            case = Case("sgd_momentum", f"lr_{lr}_momentum_{momentum}_{name}", lr=lr, momentum=momentum, loss=name)
            train(case, lambda p: torch.optim.SGD(p, lr=lr, momentum=momentum), loss)
        for lr in (0.001, 0.01, 0.1):
            train(Case("adam", f"lr_{lr}_{name}", lr=lr, loss=name), lambda p: torch.optim.Adam(p, lr=lr), loss)
        for decay in (0.001, 0.3):
            case = Case("sgd_momentum", f"weight_decay_{decay}_{name}", lr=0.1, momentum=0.9, weight_decay=decay,
                        loss=name)
            train(case, lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=decay), loss)
            case = Case("adam", f"weight_decay_{decay}_{name}", lr=0.01, weight_decay=decay, loss=name)
            train(case, lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=decay), loss)


def schedules():
    """Six epochs of one step."""
    kinds = {
        "step": (dict(every=2, factor=0.5), lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=2, gamma=0.5)),
        "cosine": (dict(epochs=6), lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=6)),
    }
    loss = LOSSES["softmax_cross_entropy"]
    for kind, (settings, make) in kinds.items():
        common = dict(lr=0.1, loss="softmax_cross_entropy", schedule=kind, **settings)
        train(Case("sgd_momentum", f"{kind}_schedule", momentum=0.9, **common),
              lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9), loss, make)
        train(Case("adam", f"{kind}_schedule", **common), lambda p: torch.optim.Adam(p, lr=0.1), loss, make)


# --- a whole network ---------------------------------------------------------------------------------------------


def formula(seed, shape, scale):
    """Numbers that C++ computes too: a linear congruential generator, 24 bits a number, -scale/2 .. scale/2."""
    values, state = [], seed
    for _ in range(torch.Size(shape).numel()):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(((state >> 8) / 2**24 - 0.5) * scale)
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


LENET_SHAPES = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84), (10,)]
LENET_SCALES = [1.0, 0.25, 0.25, 0.25, 0.25, 0.25, 0.5, 0.25, 0.5, 0.25]  # powers of two: exact in float


def lenet5():
    activations = dict(relu=torch.relu, tanh=torch.tanh, sigmoid=torch.sigmoid)
    pools = dict(max=F.max_pool2d, average=F.avg_pool2d)
    for (a, act), (p, pool), (l, loss) in itertools.product(activations.items(), pools.items(), LOSSES.items()):
        batch, seed = 5, 1
        case = Case("lenet5", f"{a}_{p}_{l}", activation=a, pooling=p, loss=l, batch=batch, seed=seed, scales=LENET_SCALES)
        w = [formula(seed + 1 + i, s, LENET_SCALES[i]).requires_grad_() for i, s in enumerate(LENET_SHAPES)]
        images = formula(seed, (batch, 1, 28, 28), 2.0)
        x = pool(act(F.conv2d(images, w[0], w[1], padding=2)), 2)
        x = pool(act(F.conv2d(x, w[2], w[3])), 2).flatten(1)
        logits = F.linear(act(F.linear(act(F.linear(x, w[4], w[5])), w[6], w[7])), w[8], w[9])
        save_network(case, logits, loss, w)


def save_network(case, logits, loss, w):
    labels = case.labels(logits.shape[0], 10)
    value = loss(logits, labels) / logits.shape[0]
    gradients = torch.autograd.grad(value, w)
    picks = torch.stack([g.flatten()[torch.arange(8) * (g.numel() - 1) // 7] for g in gradients])
    case.save(labels=labels, logits=logits, loss=value, picked_gradients=picks,
              largest_gradients=torch.stack([g.abs().max() for g in gradients]),
              gradient_sums=torch.stack([g.sum() for g in gradients]),
              gradient_absolute_sums=torch.stack([g.abs().sum() for g in gradients]))


# Table I of LeCun et al. 1998, row by row: the maps of C3 that read each map of S2.
TABLE_1 = ["X   XXX  XXXX XX", "XX   XXX  XXXX X", "XXX   XXX  X XXX", " XXX  XXXX  X XX", "  XXX  XXXX XX X",
           "   XXX  XXXX XXX"]


def lenet1998():
    shapes = [(6, 1, 5, 5), (6,), (6,), (6,), (60, 5, 5), (16,), (16,), (16,), (120, 16, 5, 5), (120,), (84, 120), (84,),
              (10, 84), (10,)]
    scales = [0.5, 0.2, 1.0, 0.2, 0.3, 0.2, 1.0, 0.2, 0.12, 0.2, 0.25, 0.2, 0.3, 0.2]
    reads = torch.tensor([[row[o] == "X" for row in TABLE_1] for o in range(16)])
    for l, loss in LOSSES.items():
        batch, seed = 5, 7
        case = Case("lenet1998", l, model="lenet1998", loss=l, batch=batch, seed=seed, scales=scales)
        w = [formula(seed + 1 + i, s, scales[i]).requires_grad_() for i, s in enumerate(shapes)]
        c3 = torch.zeros(16, 6, 5, 5).double().masked_scatter(reads.view(16, 6, 1, 1).expand(16, 6, 5, 5), w[4])
        sub = lambda x, weight, bias: 4 * F.avg_pool2d(x, 2) * weight.view(1, -1, 1, 1) + bias.view(1, -1, 1, 1)
        x = scaled_tanh(F.conv2d(formula(seed, (batch, 1, 28, 28), 2.0), w[0], w[1], padding=2))
        x = scaled_tanh(sub(x, w[2], w[3]))
        x = scaled_tanh(F.conv2d(x, c3, w[5]))
        x = scaled_tanh(sub(x, w[6], w[7]))
        x = scaled_tanh(F.conv2d(x, w[8], w[9])).flatten(1)
        save_network(case, F.linear(scaled_tanh(F.linear(x, w[10], w[11])), w[12], w[13]), loss, w)


def classifier():
    return torch.nn.Sequential(
        torch.nn.Conv2d(2, 3, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2)), torch.nn.ReLU(),
        torch.nn.MaxPool2d(2, padding=1), torch.nn.Conv2d(3, 4, 2, bias=False), torch.nn.Tanh(),
        torch.nn.Flatten(), torch.nn.Linear(24, 5), torch.nn.Sigmoid(), torch.nn.Linear(5, 3))


def decoder():
    return torch.nn.Sequential(
        torch.nn.MaxPool2d(2), torch.nn.Upsample(scale_factor=2, mode="nearest"), torch.nn.Conv2d(2, 1, 3, padding=1))


class ScaledTanh(torch.nn.Module):
    def forward(self, x):
        return torch.tanh(x * (2 / 3)) * 1.7159


def of_1998():
    return torch.nn.Sequential(torch.nn.Conv2d(2, 3, 3), ScaledTanh(), torch.nn.Flatten(), torch.nn.Linear(126, 4), ScaledTanh())


def leaky():
    return torch.nn.Sequential(torch.nn.Conv2d(2, 3, 3), torch.nn.LeakyReLU(0.2), torch.nn.MaxPool2d(2),
                               torch.nn.LeakyReLU(), torch.nn.Flatten(), torch.nn.Linear(27, 4))


def onnx():
    """Files as PyTorch itself writes them."""
    for (name, make), opset in [*itertools.product([("", classifier)], (9, 11, 13, 17)),
                                *itertools.product([("upsample_", decoder)], (11, 13)), (("scaled_tanh_", of_1998), 13), (("leaky_relu_", leaky), 13)]:
        case = Case("onnx", f"pytorch_{name}opset_{opset}")
        torch.manual_seed(opset)
        network = make().eval()
        x = case.random(4, 2, 9, 8)
        case.save(input=x, out=network.double()(x))
        axes = {"image": {0: "batch"}, "logits": {0: "batch"}} if opset > 9 else None  # 9: a batch of fixed size
        torch.onnx.export(network.float(), x.float(), str(case.folder / "model.onnx"), opset_version=opset,
                          input_names=["image"], output_names=["logits"], dynamic_axes=axes)


def explain():
    """Saliency, Grad-CAM and occlusion of the classifier, from its own ONNX file."""
    for k in range(3):
        case = Case("explain", f"class_{k}", k=k, side=3, stride=2, grey=0.25)
        torch.manual_seed(k)
        network = classifier().eval()
        x = case.random(1, 2, 9, 8)
        values = [x.requires_grad_()]
        for layer in network.double():
            values.append(layer(values[-1]))
        to_input, to_first, to_second = torch.autograd.grad(values[-1][0, k], (values[0], values[2], values[5]))
        cam = lambda a, slope: F.relu((slope.mean(dim=(2, 3), keepdim=True) * a).sum(1, keepdim=True))
        shares = torch.zeros(1, 1, 5, 4, dtype=torch.float64)
        for i, j in itertools.product(range(5), range(4)):  # (side - stride) / 2 rounds down to 0
            covered = x.detach().clone()
            covered[:, :, 2 * i:2 * i + 3, 2 * j:2 * j + 3] = 0.25
            shares[0, 0, i, j] = F.softmax(network(covered), 1)[0, k]
        case.save(input=x, saliency=to_input.abs().amax(1, keepdim=True), cam_relu=cam(values[2], to_first),
                  cam_tanh=cam(values[5], to_second), covered=shares, whole=F.softmax(values[-1], 1)[0, k])
        torch.onnx.export(network.float(), x.detach().float(), str(case.folder / "model.onnx"), opset_version=13,
                          input_names=["image"], output_names=["logits"])


def main():
    for folder in HERE.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    cases_over_windows("conv2d", 30, False, conv2d)
    cases_over_windows("maxpool2d", 10, True, maxpool2d)
    cases_over_windows("avgpool2d", 10, True, avgpool2d)
    for write in (walks, walk_pools, layers_of_1998, elementwise, leakyrelu, dropout, flatten, upsample, dense, losses, reconstruction,
                  optimizers, schedules, lenet5, lenet1998, onnx, explain):
        write()


if __name__ == "__main__":
    main()
