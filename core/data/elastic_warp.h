// Small smooth displacements, as the elastic ones of Simard, Steinkraus and Platt 2003, but made of three slow waves.
#pragma once

#include "core/base/rng.h"

#include <array>
#include <cmath>
#include <numbers>

namespace cnn {

// Lengths are those of the unit square: what is in it moves by about 0.04.
struct ElasticWarp {
    struct Wave {
        double x, y, phase; // sin(x * px + y * py + phase) at the point (px, py)
        double toX, toY;    // how far a crest moves what is there
    };
    std::array<Wave, 3> waves{};

    static ElasticWarp random(Rng& rng) {
        ElasticWarp warp;
        for (Wave& w : warp.waves)
            w = {rng.uniform(-5, 5), rng.uniform(-5, 5), rng.uniform(0, 2 * std::numbers::pi), 0.032 * rng.normal(),
                 0.032 * rng.normal()};
        return warp;
    }
    void move(double& x, double& y) const {
        const double fromX = x, fromY = y;
        for (const Wave& w : waves) {
            const double level = std::sin(w.x * fromX + w.y * fromY + w.phase);
            x += w.toX * level;
            y += w.toY * level;
        }
    }
};

} // namespace cnn
