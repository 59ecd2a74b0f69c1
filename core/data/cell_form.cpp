#include "core/data/cell_form.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

constexpr double fullTurn = 2 * std::numbers::pi;

double around(double mean, double spread, Rng& rng) { // log-normal within two standard deviations
    return mean * std::exp(spread * std::clamp(rng.normal(), -2.0, 2.0));
}

// A form without what its kind brings: nuclei, granules, proportions.
CellForm anyForm(Rng& rng) {
    CellForm f;
    f.angle = rng.uniform(0, fullTurn);
    constexpr double depth[] = {0.05, 0.035, 0.025, 0.015};
    for (int k = 0; k < 4; ++k) {
        f.lobes[k] = depth[k] * rng.normal();
        f.phases[k] = rng.uniform(0, fullTurn);
    }
    f.bodyLevel = around(0.36, 0.18, rng);
    f.nucleusLevel = around(0.46, 0.18, rng);
    f.rim = rng.uniform(0.1, 0.4);
    f.texture = rng.uniform(0.08, 0.22);
    for (CellRipple& r : f.ripples) r = {0.8 * rng.normal(), 0.8 * rng.normal(), rng.uniform(0, fullTurn)};
    return f;
}

void addNucleus(double x, double y, double radius, double length, Rng& rng, CellForm& form) {
    const double stretch = std::sqrt(length * rng.uniform(0.92, 1.15));
    form.nuclei.push_back({x, y, radius * stretch, radius / stretch, 0.25 * rng.normal()});
}

// Between the nucleus and the rim, wherever chance will.
void addGranules(int count, Rng& rng, CellForm& form) {
    for (int i = 0; i < count; ++i) {
        const double angle = rng.uniform(0, fullTurn), way = rng.uniform(0.5, 0.9);
        form.granules.push_back({way * form.a * std::cos(angle), way * form.b * std::sin(angle), rng.uniform(0.8, 1.2),
                                 rng.uniform(0.5, 0.9)});
    }
}

void makeRound(Rng& rng, CellForm& f) {
    f.a = around(11, 0.13, rng);
    f.b = f.a * rng.uniform(0.82, 1);
    addNucleus(0.12 * f.a * rng.normal(), 0.12 * f.a * rng.normal(), around(4.3, 0.1, rng), 1, rng, f);
    addGranules(static_cast<int>(rng.below(2)), rng, f);
}

void makeSpindle(Rng& rng, CellForm& f) {
    f.a = around(16.5, 0.12, rng);
    f.b = f.a * rng.uniform(0.24, 0.44);
    f.power = rng.uniform(1.25, 1.5);
    f.bend = 0.012 * rng.normal();
    f.fibres = rng.uniform(0.1, 0.3);
    addNucleus(0.1 * f.a * rng.normal(), 0, std::min(0.62 * f.b, around(3.3, 0.1, rng)), 1.8, rng, f);
}

void makeTwoNuclei(Rng& rng, CellForm& f) {
    f.a = around(12, 0.13, rng);
    f.b = f.a * rng.uniform(0.74, 0.95);
    const double apart = f.a * rng.uniform(0.38, 0.48), tilt = 0.5 * rng.normal();
    for (const double way : {-apart, apart})
        addNucleus(way * std::cos(tilt), way * std::sin(tilt), around(3.2, 0.1, rng), 1, rng, f);
    addGranules(static_cast<int>(rng.below(2)), rng, f);
}

void makeGranules(Rng& rng, CellForm& f) {
    makeRound(rng, f);
    addGranules(9 + static_cast<int>(rng.below(7)), rng, f);
}

void makeLarge(Rng& rng, CellForm& f) {
    f.a = around(17, 0.1, rng);
    f.b = f.a * rng.uniform(0.78, 1);
    f.bodyLevel *= 0.75; // flat: there is less of it above a pixel
    f.fibres = rng.uniform(0.25, 0.5);
    f.fibreWidth = rng.uniform(0.35, 0.55);
    addNucleus(0.15 * f.a * rng.normal(), 0.15 * f.a * rng.normal(), around(5, 0.1, rng), 1.2, rng, f);
}

void makeLobed(Rng& rng, CellForm& f) {
    f.a = around(12, 0.13, rng);
    f.b = f.a * rng.uniform(0.85, 1);
    const std::size_t k = 1 + rng.below(3); // three to five lobes, the more the flatter
    f.lobes[k] = rng.uniform(0.7, 1.1) / static_cast<double>(k + 2);
    addNucleus(0.1 * f.a * rng.normal(), 0.1 * f.a * rng.normal(), around(4, 0.1, rng), 1.1, rng, f);
}

// A pixel's place in the cell's axes.
struct Place {
    double u, v;
};

// 1 inside, 0 outside, between them over one pixel; `depth`: how far inside in shares of the extent `size` (pixels).
double covered(double depth, double size) {
    return std::clamp(depth * size + 0.5, 0.0, 1.0);
}

class CellPainter {
public:
    CellPainter(const CellForm& form, double pixels) : m_form(form), m_pixels(pixels) {
        for (const CellNucleus& n : form.nuclei) m_turns.push_back({std::cos(n.angle), std::sin(n.angle)});
        for (int k = 0; k < 4; ++k) {
            m_reach += std::abs(form.lobes[k]);
            m_lobes[k] = {form.lobes[k] * std::cos(form.phases[k]), form.lobes[k] * std::sin(form.phases[k])};
        }
    }
    // Beyond it, in units, there is nothing of the cell.
    double reach() const {
        const double bent = std::abs(m_form.bend) * m_form.a * m_form.a;
        return std::hypot(std::max(m_form.a, m_form.b) * m_reach, bent) + 1;
    }
    // How far a place is from the middle (0) to the outline (1), and beyond it more.
    double way(const Place& p) const {
        const double x = p.u / m_form.a, y = (p.v - m_form.bend * p.u * p.u) / m_form.b;
        const double radius = std::sqrt(x * x + y * y);
        if (radius < 1e-9) return 0;
        const double c = x / radius, s = y / radius;
        double height = 1, ck = c, sk = s; // of the angle's multiples, one after the other
        for (int k = 0; k < 4; ++k) {
            const double next = ck * c - sk * s;
            sk = sk * c + ck * s;
            ck = next;
            height += ck * m_lobes[k].u + sk * m_lobes[k].v;
        }
        const double size =
            m_form.power == 2
                ? radius
                : std::pow(std::pow(std::abs(x), m_form.power) + std::pow(std::abs(y), m_form.power), 1 / m_form.power);
        return size / std::max(height, 0.1);
    }
    double coverage(double way) const { return covered(1 - way, std::min(m_form.a, m_form.b) * m_pixels); }
    double body(const Place& p, double way) const {
        double wave = 0;
        for (const CellRipple& r : m_form.ripples) wave += std::sin(r.x * p.u + r.y * p.v + r.phase);
        const double edge = (way - 0.88) / 0.1;
        double level = 0.55 + 0.45 * std::sqrt(std::max(0.0, 1 - way * way)) + m_form.rim * std::exp(-edge * edge);
        level *= 1 + m_form.texture * wave / 1.5;
        if (m_form.fibres > 0) level *= 1 + m_form.fibres * std::sin(p.v / m_form.fibreWidth + m_form.phases[0]);
        double value = m_form.bodyLevel * level;
        for (const CellGranule& g : m_form.granules) {
            const double square = ((p.u - g.x) * (p.u - g.x) + (p.v - g.y) * (p.v - g.y)) / (g.radius * g.radius);
            if (square < 9) value += g.level * std::exp(-square);
        }
        return value;
    }
    double nucleus(const Place& p) const {
        double most = 0;
        for (std::size_t i = 0; i < m_form.nuclei.size(); ++i) {
            const CellNucleus& n = m_form.nuclei[i];
            const double x = p.u - n.x, y = p.v - n.y - m_form.bend * n.x * n.x;
            const double u = (m_turns[i].u * x + m_turns[i].v * y) / n.a,
                         v = (m_turns[i].u * y - m_turns[i].v * x) / n.b;
            const double way = std::sqrt(u * u + v * v);
            most = std::max(most, covered(1 - way, n.b * m_pixels));
        }
        if (most == 0) return 0;
        const CellRipple& r = m_form.ripples[0]; // chromatin, finer than the body's texture
        return m_form.nucleusLevel * most * (1 + 0.12 * std::sin(2 * (r.x * p.v - r.y * p.u) + r.phase));
    }

private:
    const CellForm& m_form;
    double m_pixels; // a unit
    double m_reach = 1;
    Place m_lobes[4];           // the two parts of each wave
    std::vector<Place> m_turns; // cosine and sine of the nuclei's angles
};

} // namespace

CellForm cellForm(int kind, Rng& rng) {
    constexpr void (*make[])(Rng&, CellForm&) = {makeRound,    makeSpindle, makeTwoNuclei,
                                                 makeGranules, makeLarge,   makeLobed};
    CellForm form = anyForm(rng);
    make[kind](rng, form);
    return form;
}

CellPlanes::CellPlanes(int pixels)
    : side(pixels), body(static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels)), nucleus(body.size()) {}

void paintCell(const CellForm& form, double x, double y, CellPlanes& planes, std::vector<std::uint8_t>* mask) {
    const double unit = planes.side / cellUnits, c = std::cos(form.angle), s = std::sin(form.angle);
    const CellPainter painter(form, unit);
    const auto pixel = [&](double at) {
        return std::clamp(static_cast<int>(std::floor((at + cellUnits / 2) * unit)), 0, planes.side);
    };
    const double reach = painter.reach();
    for (int row = pixel(y - reach); row < pixel(y + reach + 1); ++row)
        for (int column = pixel(x - reach); column < pixel(x + reach + 1); ++column) {
            const double dx = (column + 0.5) / unit - cellUnits / 2 - x, dy = (row + 0.5) / unit - cellUnits / 2 - y;
            const Place p{c * dx + s * dy, c * dy - s * dx};
            const double way = painter.way(p), covers = painter.coverage(way);
            if (covers == 0) continue;
            const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(planes.side) +
                            static_cast<std::size_t>(column);
            const auto over = [&](float& value, double own) {
                value = static_cast<float>((1 - covers) * static_cast<double>(value) + covers * own);
            };
            over(planes.body[at], painter.body(p, way));
            over(planes.nucleus[at], painter.nucleus(p));
            if (mask && covers > 0.5) (*mask)[at] = 1;
        }
}

} // namespace cnn
