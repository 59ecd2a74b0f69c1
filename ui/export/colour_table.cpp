#include "ui/export/colour_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ui {
namespace {

constexpr int exactShare = 4; // a quarter of a table holds colours as they are

struct CountedColour {
    QRgb colour;
    double weight;
};

int partOf(QRgb colour, int part) {
    return part == 0 ? qRed(colour) : part == 1 ? qGreen(colour) : qBlue(colour);
}

// Colours that will be one, and how far they are from it.
struct ColourBox {
    explicit ColourBox(std::vector<CountedColour> of) : colours(std::move(of)) {
        for (int part = 0; part < 3; ++part) {
            double sum = 0, squares = 0;
            weight = 0;
            for (const CountedColour& c : colours) {
                sum += c.weight * partOf(c.colour, part);
                squares += c.weight * partOf(c.colour, part) * partOf(c.colour, part);
                weight += c.weight;
            }
            mean[static_cast<std::size_t>(part)] = sum / weight;
            const double own = squares - sum * sum / weight;
            if (own > spread) spread = own, widest = part;
        }
    }
    QRgb middle() const {
        return qRgb(static_cast<int>(std::lround(mean[0])), static_cast<int>(std::lround(mean[1])),
                    static_cast<int>(std::lround(mean[2])));
    }

    std::vector<CountedColour> colours;
    std::array<double, 3> mean{};
    double weight = 0, spread = 0;
    int widest = 0;
};

// The box that is spread most is cut at its mean, until there are so many.
std::vector<ColourBox> boxesOf(std::vector<CountedColour> colours, std::size_t most) {
    std::vector<ColourBox> boxes;
    boxes.emplace_back(std::move(colours));
    while (boxes.size() < most) {
        const auto widest = std::ranges::max_element(boxes, {}, &ColourBox::spread);
        if (widest->spread <= 0) break;
        const int part = widest->widest;
        const double cut = widest->mean[static_cast<std::size_t>(part)];
        auto all = std::move(widest->colours);
        const auto upper =
            std::stable_partition(all.begin(), all.end(), [&](auto& c) { return partOf(c.colour, part) <= cut; });
        ColourBox low(std::vector(all.begin(), upper)), high(std::vector(upper, all.end()));
        *widest = std::move(low);
        boxes.push_back(std::move(high));
    }
    return boxes;
}

} // namespace

void ColourCounts::add(const QImage& image) {
    Q_ASSERT(image.format() == QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width();) {
            int end = x + 1;
            while (end < image.width() && row[end] == row[x]) ++end;
            m_counts[row[x] | 0xff000000U] += end - x;
            x = end;
        }
    }
}

QList<QRgb> ColourCounts::table(int most) const {
    std::vector<std::pair<QRgb, qint64>> all(m_counts.begin(), m_counts.end());
    std::ranges::sort(all, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    QList<QRgb> table;
    const std::size_t exact = static_cast<int>(all.size()) <= most ? all.size() : std::size_t(most / exactShare);
    for (std::size_t i = 0; i < exact; ++i) table << all[i].first;
    if (exact == all.size()) return table.isEmpty() ? QList<QRgb>{0xff000000U} : table;
    std::vector<CountedColour> others; // the edges of letters are few pixels, and are looked at
    for (std::size_t i = exact; i < all.size(); ++i)
        others.push_back({all[i].first, std::sqrt(static_cast<double>(all[i].second))});
    for (const ColourBox& box : boxesOf(std::move(others), static_cast<std::size_t>(most) - exact))
        table << box.middle();
    return table;
}

NearestColour::NearestColour(const QList<QRgb>& colours) : m_colours(colours), m_known(1U << 14U) {}

uchar NearestColour::find(QRgb colour) const {
    int best = std::numeric_limits<int>::max();
    qsizetype at = 0;
    for (qsizetype i = 0; i < m_colours.size(); ++i) {
        const QRgb c = m_colours[i];
        const int r = qRed(c) - qRed(colour), g = qGreen(c) - qGreen(colour), b = qBlue(c) - qBlue(colour);
        if (const int distance = r * r + g * g + b * b; distance < best) best = distance, at = i;
    }
    return static_cast<uchar>(at);
}

uchar* NearestColour::row(const QRgb* pixels, int count, uchar* indices) {
    for (int x = 0; x < count;) {
        int end = x + 1;
        while (end < count && pixels[end] == pixels[x]) ++end;
        const QRgb colour = pixels[x] | 0xff000000U;
        Known& known = m_known[(colour * 2654435761U) >> 18U];
        if (known.colour != colour) known = {colour, find(colour)};
        for (int part = 0; part < 3; ++part) {
            const int off = std::abs(partOf(m_colours[known.index], part) - partOf(colour, part));
            m_error.sum += qint64{off} * (end - x);
            m_error.largest = std::max(m_error.largest, off);
        }
        m_error.parts += 3 * (end - x);
        std::fill(indices, indices + (end - x), known.index);
        indices += end - x;
        x = end;
    }
    return indices;
}

} // namespace ui
