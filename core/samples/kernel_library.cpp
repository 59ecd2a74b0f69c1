#include "core/samples/kernel_library.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

Tensor grid(int rows, int columns, std::initializer_list<float> values, float divisor = 1) {
    Tensor t({1, rows, columns, 1});
    std::transform(values.begin(), values.end(), t.data(), [divisor](float v) { return v / divisor; });
    return t;
}

// (1 4 6 4 1) and such, as a product with itself: the binomial approximation of a Gaussian.
Tensor binomial(std::initializer_list<float> row) {
    const int n = static_cast<int>(row.size());
    float sum = 0;
    for (const float v : row) sum += v;
    Tensor t({1, n, n, 1});
    for (int y = 0; y < n; ++y)
        for (int x = 0; x < n; ++x) t.at(0, y, x) = row.begin()[y] * row.begin()[x] / (sum * sum);
    return t;
}

Tensor box(int n) {
    Tensor t({1, n, n, 1});
    t.fill(1.0F / static_cast<float>(n * n));
    return t;
}

Tensor motion(int n) {
    Tensor t({1, n, n, 1});
    for (int i = 0; i < n; ++i) t.at(0, i, i) = 1.0F / static_cast<float>(n);
    return t;
}

// exp(-(x'^2 + y'^2) / (2 sigma^2)) cos(2 pi x' / wavelength), less its mean, so that plain ground gives 0.
// Daugman, "Uncertainty relation for resolution in space, spatial frequency, and orientation", 1985.
Tensor gabor(double degrees) {
    constexpr int n = 7, half = n / 2;
    constexpr double sigma = 1.8, wavelength = 4;
    const double a = degrees * std::numbers::pi / 180;
    Tensor t({1, n, n, 1});
    double sum = 0;
    for (int y = -half; y <= half; ++y)
        for (int x = -half; x <= half; ++x) {
            const double along = x * std::cos(a) + y * std::sin(a);
            const double value =
                std::exp(-(x * x + y * y) / (2 * sigma * sigma)) * std::cos(2 * std::numbers::pi * along / wavelength);
            t.at(0, y + half, x + half) = static_cast<float>(value);
            sum += value;
        }
    for (float& v : std::span(t.data(), static_cast<std::size_t>(n * n)))
        v = std::round((v - static_cast<float>(sum / (n * n))) * 1000) / 1000; // numbers that can be read
    return t;
}

const std::vector<NamedKernel>& all() {
    static const std::vector<NamedKernel> kernels{
        {"identity", "Identity", grid(3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}), "Leaves the picture as it is."},
        {"box-3", "Box blur 3 × 3", box(3), "Every pixel becomes the mean of its 3 × 3 neighbourhood."},
        {"box-5", "Box blur 5 × 5", box(5), "Every pixel becomes the mean of its 5 × 5 neighbourhood."},
        {"gaussian-3", "Gaussian blur 3 × 3", binomial({1, 2, 1}), "A soft blur: near neighbours count more."},
        {"gaussian-5", "Gaussian blur 5 × 5", binomial({1, 4, 6, 4, 1}), "A wider soft blur."},
        {"sharpen", "Sharpen", grid(3, 3, {0, -1, 0, -1, 5, -1, 0, -1, 0}),
         "The pixel five times, less its four neighbours: differences grow."},
        {"sobel-x", "Sobel x", grid(3, 3, {-1, 0, 1, -2, 0, 2, -1, 0, 1}),
         "What is right of a pixel less what is left of it: upright edges light up."},
        {"sobel-y", "Sobel y", grid(3, 3, {-1, -2, -1, 0, 0, 0, 1, 2, 1}),
         "What is below a pixel less what is above it: level edges light up."},
        {"prewitt-x", "Prewitt x", grid(3, 3, {-1, 0, 1, -1, 0, 1, -1, 0, 1}),
         "Right less left, all three rows alike."},
        {"prewitt-y", "Prewitt y", grid(3, 3, {-1, -1, -1, 0, 0, 0, 1, 1, 1}),
         "Below less above, all three columns alike."},
        {"scharr-x", "Scharr x", grid(3, 3, {-3, 0, 3, -10, 0, 10, -3, 0, 3}),
         "Like Sobel x, truer to the direction of an edge."},
        {"scharr-y", "Scharr y", grid(3, 3, {-3, -10, -3, 0, 0, 0, 3, 10, 3}),
         "Like Sobel y, truer to the direction of an edge."},
        {"laplacian-4", "Laplacian, 4 neighbours", grid(3, 3, {0, 1, 0, 1, -4, 1, 0, 1, 0}),
         "How much the four neighbours differ from the pixel: edges of any direction."},
        {"laplacian-8", "Laplacian, 8 neighbours", grid(3, 3, {1, 1, 1, 1, -8, 1, 1, 1, 1}),
         "How much the eight neighbours differ from the pixel."},
        {"outline", "Outline", grid(3, 3, {-1, -1, -1, -1, 8, -1, -1, -1, -1}),
         "What differs from its surroundings stays, plain areas go to 0."},
        {"emboss", "Emboss", grid(3, 3, {-2, -1, 0, -1, 1, 1, 0, 1, 2}),
         "What is bright seems raised, lit from the upper left."},
        {"gabor-0", "Gabor, upright", gabor(0), "Answers to upright stripes four pixels apart."},
        {"gabor-45", "Gabor, slanted", gabor(45), "Answers to slanted stripes four pixels apart."},
        {"motion-5", "Motion blur 5 × 5", motion(5), "The mean along a slanted line, as if the camera had moved."},
        {"motion-9", "Motion blur 9 × 9", motion(9), "The mean along a longer slanted line."},
        {"difference-x", "Difference 1 × 2", grid(1, 2, {1, -1}),
         "The pixel less its right neighbour: left less right, the opposite sign of Sobel x."},
        {"difference-y", "Difference 2 × 1", grid(2, 1, {1, -1}),
         "The pixel less the one below: the opposite sign of Sobel y."},
    };
    return kernels;
}

} // namespace

std::span<const NamedKernel> kernelLibrary() {
    return all();
}

std::span<const NamedKernel> signalKernels() {
    static const std::vector<NamedKernel> kernels{
        {"difference", "Difference", grid(1, 2, {-1, 1}),
         "The later sample less the earlier one: how much the signal rises."},
        {"moving-average", "Moving average", grid(1, 5, {1, 1, 1, 1, 1}, 5),
         "The mean of five samples: noise shrinks."},
        {"gaussian", "Gaussian", grid(1, 5, {1, 4, 6, 4, 1}, 16), "A soft mean: near samples count more."},
        {"matched-spike", "Matched spike", grid(1, 5, {1, 5, -3, -2, -1}),
         "The spike's own shape: large where the signal looks like it, and 0 on level ground."},
    };
    return kernels;
}

const NamedKernel* findKernel(const std::string& id) {
    const auto at = std::ranges::find(all(), id, &NamedKernel::id);
    return at == all().end() ? nullptr : &*at;
}

} // namespace cnn
