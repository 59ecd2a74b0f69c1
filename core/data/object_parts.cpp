#include "core/data/object_parts.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

double length(double x, double y) {
    return std::sqrt(x * x + y * y);
}

// Nearly: Quilez, "Ellipse - distance" (iquilezles.org).
double toEllipse(PenPoint p, PenPoint centre, PenPoint radii) {
    const double x = (p.x - centre.x) / radii.x, y = (p.y - centre.y) / radii.y;
    const double reach = length(x, y), slope = length(x / radii.x, y / radii.y);
    return slope > 1e-9 ? reach * (reach - 1) / slope : -std::min(radii.x, radii.y);
}

double toLine(PenPoint p, std::span<const PenPoint> points) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < points.size(); ++i) {
        const PenPoint a = points[i - 1], b = points[i];
        const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
        const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
        least = std::min(least, length(p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
    return least;
}

// A side of a convex polygon: x * point.x + y * point.y - from is how far a point lies outside.
struct Side {
    double x, y, from;
};

// Whichever way round the corners go.
std::vector<Side> sidesOf(std::span<const PenPoint> corners) {
    double area = 0;
    std::vector<Side> sides;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const PenPoint a = corners[i], b = corners[(i + 1) % corners.size()];
        area += a.x * b.y - b.x * a.y;
        const double x = b.y - a.y, y = a.x - b.x, size = length(x, y);
        sides.push_back({x / size, y / size, (x * a.x + y * a.y) / size});
    }
    for (Side& side : sides)
        if (area < 0) side = {-side.x, -side.y, -side.from};
    return sides;
}

// What of a part does not depend on the point.
class PartForm {
public:
    explicit PartForm(const ObjectPart& part) : m_part(part) {
        if (part.kind == ObjectPart::Polygon) m_sides = sidesOf(part.points);
    }
    // How far a point is outside, negative inside; of an ellipse nearly so.
    double distance(PenPoint p) const {
        return std::max(m_part.kind == ObjectPart::Ellipse   ? toEllipse(p, m_part.points[0], m_part.points[1])
                        : m_part.kind == ObjectPart::Polygon ? toPolygon(p)
                                                             : toLine(p, m_part.points) - m_part.width / 2,
                        p.y - m_part.lowest);
    }
    // A circle around it.
    std::pair<PenPoint, double> around() const {
        if (m_part.kind == ObjectPart::Ellipse)
            return {m_part.points[0], std::max(m_part.points[1].x, m_part.points[1].y)};
        PenPoint middle{};
        for (const PenPoint& p : m_part.points) middle = {middle.x + p.x, middle.y + p.y};
        const auto count = static_cast<double>(m_part.points.size());
        middle = {middle.x / count, middle.y / count};
        double reach = 0;
        for (const PenPoint& p : m_part.points) reach = std::max(reach, length(p.x - middle.x, p.y - middle.y));
        return {middle, reach + m_part.width / 2};
    }

private:
    double toPolygon(PenPoint p) const {
        double most = -std::numeric_limits<double>::infinity();
        for (const Side& side : m_sides) most = std::max(most, side.x * p.x + side.y * p.y - side.from);
        return most;
    }

    const ObjectPart& m_part;
    std::vector<Side> m_sides;
};

struct PixelBox {
    int left, right, top, bottom; // right and bottom are outside
};

// From an object's own coordinates to pixels and back.
struct Turn {
    explicit Turn(const ObjectPlace& where)
        : place(where), sine(std::sin(where.angle)), cosine(std::cos(where.angle)) {}
    PenPoint toPixels(PenPoint p) const {
        const double x = place.mirrored ? -p.x : p.x;
        return {place.centre.x + place.scale * (cosine * x - sine * p.y),
                place.centre.y + place.scale * (sine * x + cosine * p.y)};
    }
    PenPoint fromPixels(PenPoint p) const {
        const double dx = (p.x - place.centre.x) / place.scale, dy = (p.y - place.centre.y) / place.scale;
        const double along = cosine * dx + sine * dy;
        return {place.mirrored ? -along : along, cosine * dy - sine * dx};
    }
    const ObjectPlace& place;
    double sine, cosine;
};

PixelBox boxOf(const PartForm& form, const Turn& turn, int side) {
    const auto [middle, reach] = form.around();
    const PenPoint centre = turn.toPixels(middle);
    const double far = turn.place.scale * reach + 1; // and the soft edge
    const auto within = [&](double v) { return std::clamp(static_cast<int>(std::floor(v)), 0, side); };
    return {within(centre.x - far), within(centre.x + far + 1), within(centre.y - far), within(centre.y + far + 1)};
}

void drawPart(const ObjectPart& part, const Turn& turn, ColourCanvas& canvas) {
    const PartForm form(part);
    const PixelBox box = boxOf(form, turn, canvas.side);
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x) {
            const double cover =
                std::clamp(0.5 - turn.place.scale * form.distance(turn.fromPixels({x + 0.5, y + 0.5})), 0.0, 1.0);
            if (cover <= 0) continue;
            const double light = 1 - 0.14 * std::clamp((y + 0.5 - turn.place.centre.y) / turn.place.scale, -1.0, 1.0);
            Rgb lit = part.colour;
            for (double& v : lit) v = std::min(1.0, v * light);
            canvas.at(y, x) = mixed(canvas.at(y, x), lit, cover);
        }
}

} // namespace

Rgb rgbOf(double hue, double saturation, double value) {
    Rgb rgb{};
    for (int i = 0; i < 3; ++i) {
        const double turn = hue + (3 - i) / 3.0;
        const double wave = std::abs(6 * (turn - std::floor(turn)) - 3) - 1;
        rgb[static_cast<std::size_t>(i)] = value * (1 - saturation + saturation * std::clamp(wave, 0.0, 1.0));
    }
    return rgb;
}

Rgb mixed(const Rgb& a, const Rgb& b, double share) {
    Rgb both{};
    for (std::size_t i = 0; i < both.size(); ++i) both[i] = a[i] + share * (b[i] - a[i]);
    return both;
}

void drawObject(std::span<const ObjectPart> parts, const ObjectPlace& place, ColourCanvas& canvas) {
    const Turn turn(place);
    for (const ObjectPart& part : parts) drawPart(part, turn, canvas);
}

} // namespace cnn
