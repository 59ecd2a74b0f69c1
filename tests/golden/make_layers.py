#!/usr/bin/python3
"""Writes the golden cases of the layers that graphs brought; as make_golden.py, and after it.

    /usr/bin/python3 tests/golden/make_layers.py

A case of one kind of layer: settings by their keys (core/layers), input, out, d_out, d_input, and each parameter with its
gradient. Of a join: input, input2, input3. Of batch normalisation also what it remembers: new_mean, new_variance.
"""
import itertools
import random
import shutil

import torch
import torch.nn.functional as F

from make_golden import HERE, MOST_NUMBERS, Case, save_with_gradients


def wanted(case, x, of, extra=None, **parameters):
    """Saves forward and backward; parameters need no gradient if extra names them."""
    x.requires_grad_()
    for p in parameters.values():
        p.requires_grad_()
    save_with_gradients(case, of(x, **parameters), input=x, **parameters)


SHAPES = [(1, 1, 1, 1), (2, 3, 4, 3), (5, 7, 1, 1), (1, 2, 5, 4), (3, 1, 3, 6), (4, 5, 2, 2), (16, 2, 2, 2), (2, 8, 3, 1)]


def over_shapes(operation, variants, of, low=-2.0, high=2.0, shapes=SHAPES, parameters=None):
    """At least 15 cases: every variant (name, settings) on shapes in turn, at least so many."""
    count = 0
    for round_ in range(99):
        for i, (name, settings) in enumerate(variants):
            shape = shapes[(round_ + i) % len(shapes)]
            case = Case(operation, f"{name}_{'x'.join(map(str, shape))}_{round_}", **settings)
            x = case.random(*shape, low=low, high=high)
            more = parameters(case, shape, settings) if parameters else {}
            wanted(case, x, lambda v, **p: of(v, settings, **p), **more)
            count += 1
        if count >= 15:
            return


def activations():
    over_shapes("clip", [("relu6", dict(low=0.0, high=6.0)), ("unit", dict(low=-1.0, high=1.0)),
                         ("above", dict(low=0.5, high=3.0))],
                lambda x, s: x.clamp(s["low"], s["high"]), low=-4, high=8)
    over_shapes("elu", [("a1", dict(alpha=1.0)), ("a05", dict(alpha=0.5)), ("a2", dict(alpha=2.0))],
                lambda x, s: F.elu(x, s["alpha"]))
    over_shapes("hardsigmoid", [("sixth", dict(alpha=1 / 6, beta=0.5)), ("fifth", dict(alpha=0.2, beta=0.5)),
                                ("other", dict(alpha=0.7, beta=0.25))],
                lambda x, s: (s["alpha"] * x + s["beta"]).clamp(0, 1), low=-5, high=5)
    over_shapes("hardswish", [("", {})], lambda x, s: F.hardswish(x), low=-5, high=5)
    over_shapes("silu", [("", {})], lambda x, s: F.silu(x), low=-6, high=6)
    over_shapes("gelu", [("", {})], lambda x, s: F.gelu(x), low=-4, high=4)
    over_shapes("gelutanh", [("", {})], lambda x, s: F.gelu(x, approximate="tanh"), low=-4, high=4)
    over_shapes("softmax", [("", {})], lambda x, s: F.softmax(x, 1), low=-6, high=6)
    over_shapes("logsoftmax", [("", {})], lambda x, s: F.log_softmax(x, 1), low=-6, high=6)
    over_shapes("prelu", [("each", dict(shared=0)), ("one", dict(shared=1))],
                lambda x, s, weight: F.prelu(x, weight),
                parameters=lambda c, shape, s: dict(weight=c.random(1 if s["shared"] else shape[1], low=-0.5, high=1)))


def normalisations():
    numbers = lambda c, shape, s: dict(weight=c.random(shape[1]), bias=c.random(shape[1]))
    for training, (i, shape) in itertools.product((0, 1), enumerate(SHAPES + [(9, 2, 1, 1)])):
        if training and shape[0] * shape[2] * shape[3] == 1:
            continue
        eps, momentum = [(1e-5, 0.1), (1e-3, 0.01), (0.1, 1.0)][i % 3]
        case = Case("batchnorm2d", f"{'training' if training else 'evaluation'}_{'x'.join(map(str, shape))}",
                    eps=eps, momentum=momentum, training=training)
        x = case.random(*shape).requires_grad_()
        weight, bias = (case.random(shape[1]).requires_grad_() for _ in range(2))
        mean, variance = case.random(shape[1]), case.random(shape[1], low=0.1, high=2)
        new_mean, new_variance = mean.clone(), variance.clone()
        out = F.batch_norm(x, new_mean, new_variance, weight, bias, bool(training), momentum, eps)
        d_out = case.random(*out.shape)
        d = torch.autograd.grad(out, [x, weight, bias], d_out)
        case.save(input=x, weight=weight, bias=bias, mean=mean, variance=variance, out=out, d_out=d_out, d_input=d[0],
                  d_weight=d[1], d_bias=d[2], new_mean=new_mean, new_variance=new_variance)
    over_shapes("instancenorm2d", [("usual", dict(eps=1e-5)), ("much", dict(eps=0.1))],
                lambda x, s, weight, bias: F.instance_norm(x, None, None, weight, bias, True, 0, s["eps"]),
                shapes=[s for s in SHAPES if s[2] * s[3] > 1], parameters=numbers)
    over_shapes("lrn", [("size3", dict(size=3, alpha=0.5, beta=0.75, k=1.0)),
                        ("size5", dict(size=5, alpha=1.5, beta=0.5, k=2.0)),
                        ("alex", dict(size=5, alpha=1e-4, beta=0.75, k=1.0)),
                        ("size1", dict(size=1, alpha=1.0, beta=1.0, k=1.0))],
                lambda x, s: F.local_response_norm(x, s["size"], s["alpha"], s["beta"], s["k"]))
    whole = [("channel", dict(per=0, learned=1, rows=1, columns=1)), ("all", dict(per=1, learned=1, rows=1, columns=1))]
    over_shapes("affine", whole,
                lambda x, s, weight, bias: x * weight.view(1, -1, 1, 1) + bias.view(1, -1, 1, 1),
                parameters=lambda c, shape, s: {n: c.random(1 if s["per"] else shape[1]) for n in ("weight", "bias")})
    for shape in SHAPES:
        case = Case("affine", f"value_{'x'.join(map(str, shape))}", per=2, learned=1, rows=shape[2], columns=shape[3])
        wanted(case, case.random(*shape), lambda x, weight, bias: x * weight + bias,
               weight=case.random(*shape[1:]), bias=case.random(*shape[1:]))


# --- windows -----------------------------------------------------------------------------------------------------


def window(kernel, stride=(1, 1), pads=(0, 0, 0, 0), dilation=(1, 1)):
    return dict(kernel=kernel, stride=stride, pads=pads, dilation=dilation)


def convolutions():
    rng = random.Random(5)
    for groups, per_in, per_out in [(2, 1, 1), (3, 1, 1), (4, 1, 2), (2, 2, 1), (2, 3, 2), (3, 2, 3), (8, 1, 1),
                                    (5, 1, 1), (2, 2, 4), (6, 1, 1), (4, 2, 2), (3, 1, 2), (2, 4, 1), (7, 1, 1),
                                    (2, 1, 3), (16, 1, 1)]:
        w = window((rng.randint(1, 3), rng.randint(1, 3)), (rng.randint(1, 2), rng.randint(1, 2)),
                   tuple(rng.randint(0, 2) for _ in range(4)), (rng.randint(1, 2), rng.randint(1, 2)))
        case = Case("groupedconv2d", f"groups{groups}_{per_in}to{per_out}", groups=groups, **w)
        top, bottom, left, right = w["pads"]
        wanted(case, case.random(rng.randint(1, 3), groups * per_in, rng.randint(4, 5), rng.randint(4, 6)),
               lambda x, weight, bias: F.conv2d(F.pad(x, (left, right, top, bottom)), weight, bias, w["stride"], 0,
                                                w["dilation"], groups),
               weight=case.random(groups * per_out, per_in, *w["kernel"]), bias=case.random(groups * per_out))
    for i in range(24):
        groups = [1, 1, 2, 3][i % 4]
        channels, outputs = groups * rng.randint(1, 2), groups * rng.randint(1, 2)
        stride, dilation = (rng.randint(1, 3), rng.randint(1, 3)), (rng.randint(1, 2), rng.randint(1, 2))
        kernel = (rng.randint(1, 4), rng.randint(1, 4))
        size = (rng.randint(2, 3), rng.randint(1, 4))
        padding = tuple(rng.randint(0, min(2, (k - 1) * d // 2)) for k, d in zip(kernel, dilation))
        added = tuple(rng.randint(0, s - 1) for s in stride)
        case = Case("convtranspose2d", f"{i:02}_groups{groups}", groups=groups, rows_added=added[0],
                    columns_added=added[1],
                    **window(kernel, stride, (padding[0], padding[0], padding[1], padding[1]), dilation))
        wanted(case, case.random(rng.randint(1, 2), channels, *size),
               lambda x, weight, bias: F.conv_transpose2d(x, weight, bias, stride, padding, added, groups, dilation),
               weight=case.random(channels, outputs // groups, *kernel), bias=case.random(outputs))


def pools():
    rng = random.Random(6)
    made = {"maxpool2d": 0, "avgpool2d": 0}
    while min(made.values()) < 24:
        operation = "maxpool2d" if made["maxpool2d"] < 24 else "avgpool2d"
        kernel, stride = (rng.randint(1, 4), rng.randint(1, 4)), (rng.randint(1, 3), rng.randint(1, 3))
        padding = tuple(rng.randint(0, k // 2) for k in kernel)
        dilation = (rng.randint(1, 2), rng.randint(1, 2)) if operation == "maxpool2d" else (1, 1)
        shape = (rng.randint(1, 3), rng.randint(1, 3), rng.randint(3, 6), rng.randint(3, 6))
        ceil, count = rng.randint(0, 1), rng.randint(0, 1)
        settings = dict(ceil=ceil, **window(kernel, stride, (padding[0],) * 2 + (padding[1],) * 2, dilation))
        if operation == "avgpool2d":
            settings["count_padding"] = count
        try:
            of = lambda x: (F.max_pool2d(x, kernel, stride, padding, dilation, bool(ceil)) if operation == "maxpool2d"
                            else F.avg_pool2d(x, kernel, stride, padding, bool(ceil), bool(count)))
            if not torch.isfinite(of(torch.zeros(shape).double())).all():
                continue
        except RuntimeError:
            continue
        if settings["ceil"] == 0 and settings.get("count_padding", 1) == 1:
            continue
        case = Case(operation, f"rounded_{made[operation]:02}", **settings)
        values = torch.arange(torch.Size(shape).numel()).double()  # no two alike
        x = (values[torch.randperm(values.numel(), generator=case.generator)] / 8 - 3).view(shape)
        wanted(case, x, of)
        made[operation] += 1
    apart = lambda case, shape: (torch.randperm(torch.Size(shape).numel(), generator=case.generator).double() / 8
                                 - 3).view(shape)
    for operation, of in [("globalavgpool", lambda x, y: x.mean((2, 3), True)),
                          ("globalmaxpool", lambda x, y: x.amax((2, 3), True)),
                          ("adaptiveavgpool2d", F.adaptive_avg_pool2d), ("adaptivemaxpool2d", F.adaptive_max_pool2d)]:
        for i in range(16):
            shape = (rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 7), rng.randint(1, 6))
            size = (rng.randint(1, 4), rng.randint(1, 4))
            settings = {} if operation.startswith("global") else dict(rows=size[0], columns=size[1])
            case = Case(operation, f"{i:02}", **settings)
            wanted(case, apart(case, shape), lambda x: of(x, size))


# --- values that move --------------------------------------------------------------------------------------------


def moves():
    rng = random.Random(7)
    for i in range(24):
        mode = ["constant", "reflect", "edge"][i % 3]
        shape = (rng.randint(1, 3), rng.randint(1, 3), rng.randint(2, 5), rng.randint(2, 5))
        low = -1 if mode == "constant" else 0
        sides = [rng.randint(low, 1), rng.randint(low, 1), rng.randint(low, 1), rng.randint(low, 1)]
        sides = [s if shape[2 + k // 2] > 2 else max(0, s) for k, s in enumerate(sides)]
        channels = [rng.randint(0, 1), rng.randint(0, 2)] if mode == "constant" else [0, 0]
        value = rng.choice([0.0, 1.5]) if mode == "constant" else 0.0
        case = Case("pad2d", f"{mode}_{i:02}", top=sides[0], bottom=sides[1], left=sides[2], right=sides[3],
                    front=channels[0], back=channels[1], mode=i % 3, value=value)
        pads = [sides[2], sides[3], sides[0], sides[1]]
        if mode == "constant":
            wanted(case, case.random(*shape), lambda x: F.pad(x, pads + channels, value=value))
        else:
            wanted(case, case.random(*shape), lambda x: F.pad(x, pads, mode="reflect" if mode == "reflect" else "replicate"))
    for i in range(18):
        shape = (rng.randint(1, 2), rng.randint(1, 6), rng.randint(1, 6), rng.randint(1, 6))
        parts = []
        for extent in shape[1:]:
            first, step = rng.randint(0, extent - 1), rng.randint(1, 3)
            there = (extent - first - 1) // step + 1
            parts.append((first, rng.choice([0, rng.randint(1, there)]), step))
        names = ["first_channel", "channels", "channel_step", "first_row", "rows", "row_step", "first_column", "columns",
                 "column_step"]
        case = Case("slice", f"{i:02}", **dict(zip(names, [n for p in parts for n in p])))
        cut = lambda p, extent: slice(p[0], min(extent, p[0] + p[1] * p[2]) if p[1] else extent, p[2])
        wanted(case, case.random(*shape), lambda x: x[:, cut(parts[0], shape[1]), cut(parts[1], shape[2]),
                                                      cut(parts[2], shape[3])])
    for i in range(18):
        block, crd = rng.randint(1, 3), i % 2
        shape = (rng.randint(1, 2), rng.randint(1, 2) * block * block, rng.randint(1, 3), rng.randint(1, 3))
        def dcr(x):
            n, c, h, w = x.shape
            y = x.reshape(n, block, block, c // block**2, h, w).permute(0, 3, 4, 1, 5, 2)
            return y.reshape(n, c // block**2, h * block, w * block)
        case = Case("depthtospace", f"{'crd' if crd else 'dcr'}_{i:02}", block=block, order=crd)
        wanted(case, case.random(*shape), lambda x: F.pixel_shuffle(x, block) if crd else dcr(x))
    for i, order in enumerate(list(itertools.permutations(range(3))) * 3):
        shape = (rng.randint(1, 3), rng.randint(1, 4), rng.randint(1, 4), rng.randint(1, 4))
        case = Case("permute", f"{i:02}_{''.join(map(str, order))}", first=order[0], second=order[1], third=order[2])
        wanted(case, case.random(*shape), lambda x: x.permute(0, *(1 + o for o in order)))
    for i in range(16):
        extents = [rng.randint(1, 4) for _ in range(3)]
        target = extents[:]
        rng.shuffle(target)
        asked = [0 if k == i % 4 else t for k, t in enumerate(target)]
        case = Case("reshape", f"{i:02}", channels=asked[0], rows=asked[1], columns=asked[2])
        wanted(case, case.random(rng.randint(1, 3), *extents), lambda x: x.reshape(len(x), *target))
    for i in range(30):
        shape = (rng.randint(1, 2), rng.randint(1, 2), rng.randint(1, 5), rng.randint(1, 5))
        kind = ["half", "align", "nearest", "exact", "scale"][i % 5]
        size = (rng.randint(1, 7), rng.randint(1, 7))
        settings = dict(mode=1, place=0, rounding=0, rows=size[0], columns=size[1], row_scale=1.0, column_scale=1.0)
        if kind == "half":
            of = lambda x: F.interpolate(x, size, mode="bilinear", align_corners=False)
        elif kind == "align":
            settings["place"] = 3
            of = lambda x: F.interpolate(x, size, mode="bilinear", align_corners=True)
        elif kind == "nearest":
            settings.update(mode=0, place=2, rounding=2)
            of = lambda x: F.interpolate(x, size, mode="nearest")
        elif kind == "exact":
            settings.update(mode=0, place=0, rounding=1)
            of = lambda x: F.interpolate(x, size, mode="nearest-exact")
        else:
            scale = rng.choice([1.5, 2.0, 2.5, 3.0])
            settings.update(rows=0, columns=0, row_scale=scale, column_scale=scale)
            of = lambda x: F.interpolate(x, scale_factor=scale, mode="bilinear", align_corners=False)
        case = Case("resize2d", f"{kind}_{i:02}", **settings)
        wanted(case, case.random(*shape), of)


def joins():
    operations = dict(add=torch.add, sub=torch.sub, mul=torch.mul, div=torch.div)
    for (name, of), (i, shape) in itertools.product(operations.items(), enumerate(SHAPES * 2)):
        other = [shape, (shape[0], shape[1], 1, 1), (shape[0], 1, 1, 1), (shape[0], 1, shape[2], shape[3])][i % 4]
        case = Case(name, f"{i:02}_{'x'.join(map(str, other))}")
        a, b = case.random(*shape), case.random(*other)
        if name == "div":
            b = b + b.sign() + 0.5 * (b == 0)
        if i % 8 >= 4:
            a, b = (a, b) if name == "div" else (b, a)
        a.requires_grad_(), b.requires_grad_()
        save_with_gradients(case, of(a, b), input=a, input2=b)
    rng = random.Random(8)
    for i in range(18):
        axis = i % 3
        shapes = [[2, 2, 3, 2] for _ in range(2 + i % 2)]
        for s in shapes:
            s[1 + axis] = rng.randint(1, 4)
        case = Case("concat", f"{i:02}_axis{axis}", axis=axis)
        parts = [case.random(*s).requires_grad_() for s in shapes]
        save_with_gradients(case, torch.cat(parts, 1 + axis),
                            **dict(zip(("input", "input2", "input3"), parts)))


if __name__ == "__main__":
    for operation in ("clip elu hardsigmoid hardswish silu gelu gelutanh softmax logsoftmax prelu batchnorm2d "
                      "instancenorm2d lrn affine groupedconv2d convtranspose2d globalavgpool globalmaxpool adaptiveavgpool2d "
                      "adaptivemaxpool2d pad2d slice depthtospace permute reshape resize2d add sub mul div concat").split():
        shutil.rmtree(HERE / operation, ignore_errors=True)
    for folder in [*(HERE / "maxpool2d").glob("rounded_*"), *(HERE / "avgpool2d").glob("rounded_*")]:
        shutil.rmtree(folder)
    activations()
    normalisations()
    convolutions()
    pools()
    moves()
    joins()
