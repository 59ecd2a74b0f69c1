// Snapshots along a run, so that one can go back to any moment of it.
//
// Bounded in number and bytes: when it is full every second moment goes, so that what is left is spread over the whole
// run, and from then on they are taken half as often.
#pragma once

#include "core/network/network.h"

#include <memory>
#include <vector>

namespace ui {

class TimeLine {
public:
    static constexpr std::size_t mostMoments = 240;
    static constexpr std::size_t mostBytes = std::size_t{64} << 20;

    struct Moment {
        double progress = 0; // epochs learned
        std::shared_ptr<const cnn::Network> network;
    };
    // Moments come in order; one that is too near the last is not kept, one at the same place replaces it.
    void add(double progress, std::shared_ptr<const cnn::Network> network);
    const std::vector<Moment>& moments() const { return m_moments; } // the earliest first
    // The last moment that is not after `progress`, or else the first; null when there is none.
    const Moment* at(double progress) const;
    // At most so many (1 or more) of its moments, evenly, the first among them.
    TimeLine thinned(std::size_t most) const;
    // Forgets what came after.
    void cut(double progress);

private:
    void thin();
    std::vector<Moment> m_moments;
    double m_apart = 0; // least distance of two moments, in epochs
};

} // namespace ui
