#include "ui/export/torch_noise.h"

#include <QLocale>

namespace ui {
namespace {

constexpr const char* head = R"py(def noisy(images, chance=None):
    """What the network reads: %1. `images` stay clean."""
    strength = torch.full((len(images), 1, 1, 1), %2)
)py";

constexpr const char* mixed =
    R"py(    strength *= torch.rand(strength.shape, generator=chance)  # each image has its own
)py";

const char* body(cnn::NoiseKind kind) {
    switch (kind) {
    case cnn::NoiseKind::None:
        break;
    case cnn::NoiseKind::Gaussian:
        return R"py(    return (images + strength * torch.randn(images.shape, generator=chance)).clamp(0, 1)
)py";
    case cnn::NoiseKind::SaltPepper:
        return R"py(    draw = torch.rand((len(images), 1) + images.shape[2:], generator=chance)  # for all channels of a pixel
    salted = torch.where(draw < strength, torch.ones_like(images), images)
    return torch.where(draw < strength / 2, torch.zeros_like(images), salted)
)py";
    case cnn::NoiseKind::Poisson:
        return R"py(    each = (strength ** 2).clamp(min=1e-6)  # grey a photon
    return (torch.poisson(images / each, generator=chance) * each).clamp(max=1)
)py";
    case cnn::NoiseKind::Blur:
        return R"py(    n, channels, rows, columns = images.shape
    sigma = (strength * min(rows, columns) / 10).clamp(min=1e-3)
    reach = int(np.ceil(3 * sigma.max().item()))
    weights = torch.exp(-torch.arange(-reach, reach + 1).float() ** 2 / (2 * sigma ** 2))
    weights = (weights / weights.sum(3, keepdim=True)).repeat_interleave(channels, 0)  # one filter a channel
    planes = F.pad(images.reshape(1, n * channels, rows, columns), [reach] * 4, mode="replicate")
    planes = F.conv2d(planes, weights, groups=n * channels)
    return F.conv2d(planes, weights.transpose(2, 3), groups=n * channels).reshape(images.shape)
)py";
    case cnn::NoiseKind::Bar:
        return R"py(    rows = images.shape[2]
    high = (strength * rows).round().clamp(1, rows)
    top = torch.floor(torch.rand(strength.shape, generator=chance) * (rows - high + 1))
    row = torch.arange(rows).reshape(1, 1, rows, 1)
    return torch.where((row >= top) & (row < top + high), torch.full_like(images, 0.5), images)
)py";
    }
    return "";
}

const char* inWords(cnn::NoiseKind kind) {
    switch (kind) {
    case cnn::NoiseKind::None:
        break;
    case cnn::NoiseKind::Gaussian:
        return "Gaussian noise, cut to 0 to 1";
    case cnn::NoiseKind::SaltPepper:
        return "some pixels black, some white";
    case cnn::NoiseKind::Poisson:
        return "counted photons";
    case cnn::NoiseKind::Blur:
        return "a Gaussian blur";
    case cnn::NoiseKind::Bar:
        return "a grey bar across";
    }
    return "";
}

} // namespace

QString torchNoise(const cnn::Noise& noise) {
    if (!noise.any()) return {};
    const QString strength = QString::number(noise.strength, 'g', QLocale::FloatingPointShortest);
    const bool whole = !strength.contains('.') && !strength.contains('e'); // full() of 1 would be integers
    return QString(head).arg(inWords(noise.kind), whole ? strength + ".0" : strength) + (noise.mixed ? mixed : "") +
           body(noise.kind) + "\n\n";
}

} // namespace ui
