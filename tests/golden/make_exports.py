#!/usr/bin/env python3
"""Writes tests/exports: small networks as PyTorch 1.13 exports them (opset 9 to 17), with an input and what PyTorch
computes of it. The weights are seeded and the channels few, so that all of it stays small. Needs python3-torch and
python3-onnx; run it only to change the files.

    NAME.onnx, NAME.input.npy (channels, rows, columns, or numbers in a row), NAME.output.npy
"""
import pathlib
import shutil
import warnings

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent.parent / "exports"


class Forward(nn.Module):
    """Modules by name, and a function of them and the input."""

    def __init__(self, forward, **modules):
        super().__init__()
        for name, module in modules.items():
            setattr(self, name, module)
        self.function = forward

    def forward(self, x):
        return self.function(self, x)


def head(inputs, outputs=5):
    return [nn.Flatten(), nn.Linear(inputs, outputs)]


def conv(inputs, outputs, kernel=3, **more):
    return nn.Conv2d(inputs, outputs, kernel, **more)


def lenet(activation=nn.ReLU, pool=nn.MaxPool2d):
    return nn.Sequential(conv(1, 3, 5, padding=2), activation(), pool(2), conv(3, 4, 5), activation(), pool(2),
                         *head(4 * 25), activation(), nn.Linear(5, 4))


def residual():
    return Forward(lambda m, x: m.l(torch.flatten(F.max_pool2d(F.relu(m.bb(m.b(F.relu(m.ba(m.a(x))))) + m.s(x)), 2), 1)),
                   a=conv(3, 4, padding=1, bias=False), ba=nn.BatchNorm2d(4), b=conv(4, 4, padding=1, bias=False),
                   bb=nn.BatchNorm2d(4), s=conv(3, 4, 1), l=nn.Linear(4 * 36, 5))


def basic_block(inputs, outputs, stride):
    down = nn.Sequential(conv(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs))
    return Forward(lambda m, x: F.relu(m.bb(m.b(F.relu(m.ba(m.a(x))))) + m.down(x)),
                   a=conv(inputs, outputs, stride=stride, padding=1, bias=False), ba=nn.BatchNorm2d(outputs),
                   b=conv(outputs, outputs, padding=1, bias=False), bb=nn.BatchNorm2d(outputs), down=down)


def resnet():
    return nn.Sequential(conv(3, 4, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
                         nn.MaxPool2d(3, 2, 1), basic_block(4, 4, 1), basic_block(4, 6, 2), nn.AdaptiveAvgPool2d(1),
                         *head(6))


def inverted(channels, activation):
    return Forward(lambda m, x: x + m.c(m.a2(m.b(m.a1(m.a(x))))), a=conv(channels, 2 * channels, 1), a1=activation(),
                   b=conv(2 * channels, 2 * channels, padding=1, groups=2 * channels), a2=activation(),
                   c=conv(2 * channels, channels, 1))


def mobilenet(activation):
    return nn.Sequential(conv(3, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(4), activation(),
                         inverted(4, activation), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(4, 5))


def squeeze_excite(gate=nn.Sigmoid):
    return Forward(lambda m, x: m.l(torch.flatten(
        (lambda y: y * m.g(m.f2(F.relu(m.f1(F.adaptive_avg_pool2d(y, 1))))))(m.c(x)), 1)),
        c=conv(3, 4, padding=1), f1=conv(4, 2, 1), f2=conv(2, 4, 1), g=gate(), l=nn.Linear(4 * 64, 5))


def squeeze_excite_linear():
    return Forward(lambda m, x: (lambda y: y * torch.sigmoid(m.f2(F.relu(m.f1(y.mean((2, 3)))))).view(-1, 4, 1, 1))(
        m.c(x)), c=conv(3, 4, padding=1), f1=nn.Linear(4, 2), f2=nn.Linear(2, 4))


def unet(up):
    def forward(m, x):
        a = F.relu(m.a(x))
        b = F.relu(m.b(F.max_pool2d(a, 2)))
        return torch.sigmoid(m.c(torch.cat([m.up(b), a], 1)))
    return Forward(forward, a=conv(1, 3, padding=1), b=conv(3, 4, padding=1), up=up, c=conv(7, 1, padding=1))


def dense_block():
    def forward(m, x):
        for layer in (m.a, m.b, m.c):
            x = torch.cat([x, layer(x)], 1)
        return m.l(F.adaptive_avg_pool2d(x, 1).flatten(1))
    block = lambda n: nn.Sequential(nn.BatchNorm2d(n), nn.ReLU(), conv(n, 2, padding=1, bias=False))
    return Forward(forward, a=block(3), b=block(5), c=block(7), l=nn.Linear(9, 4))


def inception():
    return Forward(lambda m, x: torch.cat([m.a(x), m.b(x), m.c(F.max_pool2d(x, 3, 1, 1))], 1).mean((2, 3)),
                   a=conv(3, 2, 1), b=conv(3, 3, padding=1), c=conv(3, 2, 1))


def shuffle():
    def forward(m, x):
        y = m.a(x)
        n, c, h, w = y.shape
        return m.b(y.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w))
    return Forward(forward, a=conv(4, 6, groups=2, padding=1), b=conv(6, 4, groups=2, padding=1))


def autoencoder_dense():
    return Forward(lambda m, x: torch.sigmoid(m.up(m.d(F.relu(m.e(torch.flatten(x, 1)))).view(-1, 2, 4, 4))),
                   e=nn.Linear(64, 6), d=nn.Linear(6, 32), up=nn.ConvTranspose2d(2, 1, 4, 2, 1))


def autoencoder():
    return nn.Sequential(conv(1, 4, stride=2, padding=1), nn.ReLU(), nn.ConvTranspose2d(4, 3, 3, 2, 1, output_padding=1),
                         nn.PReLU(3), nn.ConvTranspose2d(3, 1, 3, padding=1), nn.Sigmoid())


def split_halves():
    return Forward(lambda m, x: (lambda a, b: a * torch.sigmoid(b))(*torch.chunk(m.c(x), 2, 1)), c=conv(3, 6, padding=1))


def slices():
    return Forward(lambda m, x: torch.cat([m.c(x)[:, ::2, 1:, :-1], m.c(x)[:, 1::2, 1:, 1:]], 1), c=conv(2, 4))


def focus():
    return Forward(lambda m, x: m.c(torch.cat([x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2]],
                                              1)), c=conv(4, 3, padding=1))


def view_minus_one():
    return Forward(lambda m, x: m.l(F.relu(m.c(x)).view(x.size(0), -1)), c=conv(1, 2), l=nn.Linear(72, 4))


def view_fixed():
    return Forward(lambda m, x: m.l(F.relu(m.c(x)).view(-1, 72)), c=conv(1, 2), l=nn.Linear(72, 4))


def normalised():
    mean, deviation = torch.tensor([0.4, 0.5, 0.6]).view(1, 3, 1, 1), torch.tensor([0.2, 0.25, 0.3]).view(1, 3, 1, 1)
    return Forward(lambda m, x: m.c((x - mean) / deviation), c=conv(3, 2))


def shared():
    return Forward(lambda m, x: m.c(F.relu(m.c(F.relu(m.c(x))))), c=conv(2, 2, padding=1))


def rank_3():
    """Dense layers along pixels, as mixers and patch embeddings have them."""
    return Forward(lambda m, x: m.b(F.gelu(m.a(m.c(x).flatten(2).transpose(1, 2)))).mean(1),
                   c=conv(3, 4, 4, stride=4), a=nn.Linear(4, 6), b=nn.Linear(6, 3))


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.c, self.gamma, self.beta = conv(1, 3), nn.Parameter(torch.randn(3, 1, 1)), nn.Parameter(torch.randn(3, 1, 1))

    def forward(self, x):
        return 0.5 * (1 - self.c(x * 2 + 1)) * self.gamma - self.beta


class Positional(nn.Module):
    def __init__(self):
        super().__init__()
        self.c, self.place = conv(1, 2, 4, stride=4), nn.Parameter(torch.randn(1, 2, 2, 2))

    def forward(self, x):
        return self.c(x) + self.place


class Squared(nn.Module):
    def forward(self, x):
        return x ** 2


def hard_swish_by_hand():
    return Forward(lambda m, x: (lambda y: y * F.relu6(y + 3) / 6)(m.c(x)), c=conv(1, 2))


def pads(mode):
    return nn.Sequential(conv(1, 2, 3, padding=1, padding_mode=mode), nn.ReLU(), conv(2, 2, 3))


def interpolation(**how):
    return Forward(lambda m, x: m.c(F.interpolate(x, **how)), c=conv(2, 2))


SMALL, DIGIT, COLOUR = (1, 8, 8), (1, 28, 28), (3, 8, 8)
# Name, network, input, opsets.
NETWORKS = [
    ("lenet", lenet, DIGIT, (9, 13)),
    ("lenet_tanh_average", lambda: lenet(nn.Tanh, nn.AvgPool2d), DIGIT, (11,)),
    ("lenet_sigmoid", lambda: lenet(nn.Sigmoid), DIGIT, (17,)),
    ("softmax", lambda: nn.Sequential(*head(64), nn.Softmax(1)), SMALL, (9, 13)),
    ("logsoftmax", lambda: nn.Sequential(*head(64), nn.LogSoftmax(1)), SMALL, (12, 17)),
    ("mlp", lambda: nn.Sequential(nn.Linear(64, 6), nn.ReLU(), nn.Linear(6, 3)), (64,), (13,)),
    ("mlp_no_bias", lambda: nn.Sequential(nn.Linear(64, 6, bias=False), nn.ReLU(), nn.Linear(6, 3)), (64,), (10,)),
    ("view_minus_one", view_minus_one, SMALL, (9, 14)),
    ("view_fixed", view_fixed, SMALL, (11,)),
    ("residual", residual, (3, 12, 12), (11, 16)),
    ("resnet", resnet, (3, 32, 32), (9, 13, 17)),
    ("mobilenet_relu6", lambda: mobilenet(nn.ReLU6), (3, 16, 16), (9, 11, 13)),
    ("mobilenet_hardswish", lambda: mobilenet(nn.Hardswish), (3, 16, 16), (12, 14)),
    ("mobilenet_silu", lambda: mobilenet(nn.SiLU), (3, 16, 16), (13,)),
    ("squeeze_excite", squeeze_excite, COLOUR, (11,)),
    ("squeeze_excite_hard", lambda: squeeze_excite(nn.Hardsigmoid), COLOUR, (13,)),
    ("squeeze_excite_linear", squeeze_excite_linear, COLOUR, (15,)),
    ("unet_transposed", lambda: unet(nn.ConvTranspose2d(4, 4, 2, 2)), SMALL, (11,)),
    ("unet_nearest", lambda: unet(nn.Upsample(scale_factor=2)), SMALL, (10, 13)),
    ("unet_bilinear", lambda: unet(nn.Upsample(scale_factor=2, mode="bilinear")), SMALL, (11,)),
    ("unet_aligned", lambda: unet(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)), SMALL, (16,)),
    ("dense_block", dense_block, COLOUR, (13,)),
    ("inception", inception, COLOUR, (9, 17)),
    ("shuffle", shuffle, (4, 6, 5), (12,)),
    ("autoencoder_dense", autoencoder_dense, SMALL, (13,)),
    ("autoencoder", autoencoder, SMALL, (11,)),
    ("split_halves", split_halves, COLOUR, (11, 13)),
    ("slices", slices, (2, 8, 8), (10,)),
    ("focus", focus, SMALL, (13,)),
    ("normalised", normalised, COLOUR, (13,)),
    ("shared", shared, (2, 6, 6), (10, 13)),
    ("rank_3", rank_3, COLOUR, (12, 17)),
    ("scaled", Scaled, SMALL, (13,)),
    ("positional", Positional, SMALL, (13,)),
    ("squared", lambda: nn.Sequential(conv(1, 2), Squared(), nn.AvgPool2d(2)), SMALL, (11,)),
    ("gelu", lambda: nn.Sequential(conv(1, 2), nn.GELU(), conv(2, 2)), SMALL, (9, 17)),
    ("hard_swish_by_hand", hard_swish_by_hand, SMALL, (11,)),
    ("activations", lambda: nn.Sequential(conv(1, 3), nn.ELU(0.7), nn.LeakyReLU(0.3), nn.PReLU(), nn.Hardtanh(-0.5, 0.8),
                                          nn.Hardsigmoid()), SMALL, (13,)),
    ("groups", lambda: nn.Sequential(conv(4, 6, groups=2), nn.ReLU(), conv(6, 6, groups=6, padding=2, dilation=2)),
     (4, 7, 6), (11,)),
    ("pools", lambda: nn.Sequential(nn.AvgPool2d(3, 2, 1, count_include_pad=False), nn.MaxPool2d(2, 1, ceil_mode=True),
                                    nn.AvgPool2d(2, 2, ceil_mode=True)), (2, 11, 10), (13,)),
    ("adaptive", lambda: nn.Sequential(conv(1, 3), nn.AdaptiveAvgPool2d((2, 3)), nn.AdaptiveMaxPool2d(1)), SMALL, (13,)),
    ("instance_norm", lambda: nn.Sequential(conv(1, 4), nn.InstanceNorm2d(4, affine=True), nn.ReLU()), SMALL, (11,)),
    ("pad_reflect", lambda: pads("reflect"), SMALL, (11,)),
    ("pad_replicate", lambda: pads("replicate"), SMALL, (13,)),
    ("pixel_shuffle", lambda: nn.Sequential(conv(1, 8, padding=1), nn.PixelShuffle(2)), SMALL, (11, 13)),
    ("resize_to_size", lambda: interpolation(size=(11, 5)), (2, 6, 7), (11,)),
]


def write(name, make, shape, opset):
    torch.manual_seed(sum(map(ord, name)) + opset)
    network = make()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    network.eval()
    x = torch.randn(1, *shape)
    with torch.no_grad():
        out = network.double()(x.double())
    free = opset % 2 == 1  # the batch
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if free else None
    path = HERE / f"{name}_{opset}"
    torch.onnx.export(network.float(), x, f"{path}.onnx", opset_version=opset, input_names=["input"],
                      output_names=["output"], dynamic_axes=axes, keep_initializers_as_inputs=opset == 9)
    np.save(f"{path}.input.npy", x[0].numpy())
    np.save(f"{path}.output.npy", out[0].float().numpy())


def main():
    warnings.simplefilter("ignore")
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    tasks = [(name, make, shape, opset) for name, make, shape, opsets in NETWORKS for opset in opsets]
    for task in tasks:
        write(*task)
    print(len(tasks), "networks,", sum(f.stat().st_size for f in HERE.iterdir()) // 1024, "KiB")


if __name__ == "__main__":
    main()
