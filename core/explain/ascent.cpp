#include "core/explain/ascent.h"

#include "core/base/flush_denormals.h"
#include "core/base/rng.h"
#include "core/explain/inside.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

struct Shift {
    int y = 0, x = 0;
};

int wrapped(int i, int size) {
    return (i % size + size) % size;
}

// Every image moved by its own shift; what leaves at one side comes in at the other.
Tensor moved(const Tensor& from, std::span<const Shift> shifts, int sign) {
    const Shape s = from.shape();
    Tensor to(s);
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x)
                for (int n = 0; n < s.n; ++n) {
                    const Shift& by = shifts[static_cast<std::size_t>(n)];
                    to.at(c, wrapped(y + sign * by.y, s.h), wrapped(x + sign * by.x, s.w), n) = from.at(c, y, x, n);
                }
    return to;
}

// The kernel 1 2 1 in both directions; beyond the border stands the pixel at the border.
Tensor blurred(const Tensor& from) {
    const Shape s = from.shape();
    Tensor across(s), to(s);
    const auto weigh = [&](const Tensor& in, Tensor& out, int down, int right) {
        for (int c = 0; c < s.c; ++c)
            for (int y = 0; y < s.h; ++y)
                for (int x = 0; x < s.w; ++x)
                    for (int n = 0; n < s.n; ++n) {
                        const float before = in.at(c, std::max(0, y - down), std::max(0, x - right), n);
                        const float after = in.at(c, std::min(s.h - 1, y + down), std::min(s.w - 1, x + right), n);
                        out.at(c, y, x, n) = (before + 2 * in.at(c, y, x, n) + after) / 4;
                    }
    };
    weigh(from, across, 0, 1);
    weigh(across, to, 1, 0);
    return to;
}

// A few pictures on their way up, one a channel.
class Climb {
public:
    Climb(const Network& network, std::size_t value, std::span<const int> channels, const AscentSettings& settings)
        : m_network(network), m_value(value), m_channels(channels), m_settings(settings), m_shifts(channels.size()),
          m_pictures(network.inputShape().withImages(static_cast<int>(channels.size()))) {
        m_trace.values.resize(1);
        for (const int c : channels) m_rngs.emplace_back(settings.seed, static_cast<std::uint64_t>(c));
        for (Eigen::Index n = 0; n < m_pictures.matrix().cols(); ++n)
            for (Eigen::Index i = 0; i < m_pictures.matrix().rows(); ++i)
                m_pictures.matrix()(i, n) = static_cast<float>(m_rngs[static_cast<std::size_t>(n)].uniform(0.45, 0.55));
    }

    const Tensor& pictures() const { return m_pictures; }

    std::vector<float> heights() {
        m_trace.values[0] = m_pictures;
        forwardBetween(m_network, 0, m_value, m_trace);
        std::vector<float> sums(m_channels.size(), 0);
        forEachUnit(m_trace.values[m_value].shape(), [&](std::size_t offset, std::size_t n, float share) {
            sums[n] += share * m_trace.values[m_value].data()[offset];
        });
        return sums;
    }

    void step() {
        for (std::size_t n = 0; n < m_shifts.size(); ++n) m_shifts[n] = {jitter(n), jitter(n)};
        m_trace.values[0] = moved(m_pictures, m_shifts, 1);
        forwardBetween(m_network, 0, m_value, m_trace);
        Tensor top(m_trace.values[m_value].shape());
        forEachUnit(top.shape(), [&](std::size_t offset, std::size_t, float share) { top.data()[offset] = share; });
        const Tensor gradient = moved(gradientBetween(m_network, m_trace, m_value, top, 0), m_shifts, -1);
        const auto keep = static_cast<float>(1 - m_settings.decay), blur = static_cast<float>(m_settings.blur);
        for (Eigen::Index n = 0; n < m_pictures.matrix().cols(); ++n) {
            const auto slope = gradient.matrix().col(n).array();
            const float steepest = slope.abs().maxCoeff();
            const float by = steepest > 0 ? static_cast<float>(m_settings.step) / steepest : 0;
            auto x = m_pictures.matrix().col(n).array();
            x = (keep * (x - 0.5F) + 0.5F + by * slope).max(0.0F).min(1.0F);
        }
        if (blur > 0) m_pictures.array() = (1 - blur) * m_pictures.array() + blur * blurred(m_pictures).array();
    }

private:
    int jitter(std::size_t n) {
        const int most = m_settings.jitter;
        return most == 0 ? 0 : static_cast<int>(m_rngs[n].below(static_cast<std::size_t>(2 * most + 1))) - most;
    }
    // Calls with the offset, the picture and the share of every unit that a(x) is made of.
    template<class Call> void forEachUnit(const Shape& shape, const Call& call) const {
        const float share = m_settings.unit ? 1.0F : 1.0F / static_cast<float>(shape.h * shape.w);
        for (std::size_t n = 0; n < m_channels.size(); ++n)
            for (int y = 0; y < shape.h; ++y)
                for (int x = 0; x < shape.w; ++x)
                    if (!m_settings.unit || (y == shape.h / 2 && x == shape.w / 2))
                        call(m_trace.values[m_value].offset(m_channels[n], y, x, static_cast<int>(n)), n, share);
    }

    const Network& m_network;
    std::size_t m_value;
    std::span<const int> m_channels;
    AscentSettings m_settings;
    std::vector<Rng> m_rngs;
    std::vector<Shift> m_shifts;
    Tensor m_pictures;
    Trace m_trace;
};

} // namespace

Expected<Ascent> ascend(const Network& network, std::size_t value, std::span<const int> channels,
                        const AscentSettings& settings, const std::stop_token& stop) {
    assert(value >= 1 && value <= network.size());
    const FlushDenormals flush;      // gradients fade away towards the borders
    constexpr std::size_t most = 16; // pictures at a time
    Ascent all;
    all.pictures = Tensor(network.inputShape().withImages(static_cast<int>(channels.size())));
    for (std::size_t begin = 0; begin < channels.size(); begin += most) {
        const auto part = channels.subspan(begin, std::min(most, channels.size() - begin));
        Climb climb(network, value, part, settings);
        const auto append = [](std::vector<float>& to, const std::vector<float>& more) {
            to.insert(to.end(), more.begin(), more.end());
        };
        append(all.before, climb.heights());
        for (int i = 0; i < settings.steps; ++i) {
            if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The climb was stopped."));
            climb.step();
        }
        append(all.after, climb.heights());
        all.pictures.matrix().middleCols(static_cast<Eigen::Index>(begin), static_cast<Eigen::Index>(part.size())) =
            climb.pictures().matrix();
    }
    return all;
}

} // namespace cnn
