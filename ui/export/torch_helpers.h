// Modules that PyTorch does not have, as train.py defines them. Parameters are named, and ordered, as in the core.
#pragma once

namespace ui::torch_helpers {

inline constexpr char dilatedAvgPool[] = R"(class DilatedAvgPool2d(nn.Module):
    """The mean over a window with gaps, which nn.AvgPool2d does not know."""

    def __init__(self, kernel, stride=1, dilation=1):
        super().__init__()
        self.kernel, self.settings = kernel, dict(stride=stride, dilation=dilation)

    def forward(self, x):
        channels, (rows, columns) = x.shape[1], self.kernel
        weight = x.new_full((channels, 1, rows, columns), 1 / (rows * columns))
        return F.conv2d(x, weight, groups=channels, **self.settings)
)";

inline constexpr char partialConv[] = R"(class PartialConv2d(nn.Module):
    """A convolution whose output maps read some of the input maps only (LeCun et al. 1998, table I)."""

    def __init__(self, inputs, connections, kernel, stride=1, padding=0, dilation=1):
        super().__init__()
        self.outputs = [o for o, reads in enumerate(connections) for _ in reads]
        self.inputs = [i for reads in connections for i in reads]
        self.shape = (len(connections), inputs, *kernel)
        self.settings = dict(stride=stride, padding=padding, dilation=dilation)
        self.weight = nn.Parameter(torch.zeros(len(self.inputs), *kernel))
        self.bias = nn.Parameter(torch.zeros(len(connections)))

    def forward(self, x):
        weight = x.new_zeros(self.shape)  # zero where there is no connection
        weight[self.outputs, self.inputs] = self.weight
        return F.conv2d(x, weight, self.bias, **self.settings)
)";

inline constexpr char subsample[] = R"(class Subsample(nn.Module):
    """Trainable subsampling (LeCun et al. 1998): the sum under the window, times a weight, plus a bias of the map."""

    def __init__(self, channels, kernel, stride=1, padding=0, dilation=1):
        super().__init__()
        self.kernel, self.settings = kernel, dict(stride=stride, padding=padding, dilation=dilation)
        self.weight = nn.Parameter(torch.zeros(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        channels = len(self.bias)
        weight = self.weight.view(channels, 1, 1, 1).expand(channels, 1, *self.kernel)
        return F.conv2d(x, weight, self.bias, groups=channels, **self.settings)
)";

inline constexpr char scaledTanh[] = R"(class ScaledTanh(nn.Module):
    """Leaves 1 and -1 where they are (LeCun et al. 1998, appendix A)."""

    def forward(self, x):
        return 1.7159 * torch.tanh(2 / 3 * x)
)";

} // namespace ui::torch_helpers
