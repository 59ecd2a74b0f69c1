// Snapshots along a run, so that one can go back to any moment of it.
//
// Bounded in number and bytes: when it is full every second moment goes, so that what is left is spread over the whole
// run, and from then on they are taken half as often. The weights of all moments lie in one block of memory: networks
// that come and go for hours would leave holes behind that nothing else fits into.
#pragma once

#include "core/network/network.h"

#include <memory>
#include <optional>
#include <vector>

namespace ui {

class TimeLine {
public:
    static constexpr std::size_t mostMoments = 240;
    static constexpr std::size_t mostBytes = std::size_t{40} << 20;

    struct Moment {
        double progress = 0; // epochs learned
        std::shared_ptr<const cnn::Network> network;
    };
    // Moments come in order, of networks with the same layers; one that is too near the last is not kept, one at the
    // same place replaces it and what came after.
    void add(double progress, const std::shared_ptr<const cnn::Network>& network);
    // In epochs, the earliest first.
    const std::vector<double>& progresses() const { return m_progresses; }
    // i below progresses().size(). Its network is made anew.
    Moment moment(std::size_t i) const;
    // The last moment that is not after `progress`, or else the first; none when there is none.
    std::optional<std::size_t> at(double progress) const;
    // At most so many (1 or more) of its moments, evenly, the first among them.
    TimeLine thinned(std::size_t most) const;
    // Forgets what came after.
    void cut(double progress);

private:
    void thin();
    void forgetFrom(std::vector<double>::iterator first);
    std::vector<double> m_progresses;
    std::vector<float> m_weights;                 // of one moment after the other, m_each of them
    std::size_t m_each = 0;                       // parameters
    std::shared_ptr<const cnn::Network> m_layers; // a network of this run, for all but its weights
    double m_apart = 0;                           // least distance of two moments, in epochs
};

} // namespace ui
