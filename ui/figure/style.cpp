#include "ui/figure/style.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QHash>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

const Palette light{"#f4f5f7", "#ffffff", "#eceef2", "#e4e7ec", "#ffffff", "#d5d9e0", "#7b8492",
                    "#1c2330", "#5a6474", "#c2410c", "#ffffff", "#fdf0e9", "#1864ab", "#7a3fa0",
                    "#2b7a3d", "#f7f2fa", "#f0f7f1", "#b3202c", "#0f766e"};
const Palette dark{"#14171c", "#1c2027", "#181b21", "#272c35", "#39404c", "#343a45", "#78828f",
                   "#eef1f6", "#a3adbc", "#ff9248", "#1b0f06", "#33241a", "#74b8f2", "#cf9bf0",
                   "#7fd491", "#272133", "#1c2a22", "#ff8a8a", "#5eead4"};
const Palette projector{"#ffffff", "#ffffff", "#f3f4f6", "#e6e8ec", "#ffffff", "#aab1bc", "#5b6472",
                        "#0b0f16", "#3d4653", "#932c04", "#ffffff", "#fcefe6", "#0b4a86", "#5f2a85",
                        "#14592a", "#f7f2fa", "#eef6ef", "#8f1420", "#0b544e"};

Palette withoutGround(Palette palette) {
    palette.window.setAlpha(0);
    return palette;
}
const Palette clearLight = withoutGround(light), clearDark = withoutGround(dark),
              clearProjector = withoutGround(projector);

// ColorBrewer's RdBu with a white middle, and matplotlib's viridis, ten stops.
constexpr std::array<QRgb, 9> signedStops{0xff2166ac, 0xff4393c3, 0xff92c5de, 0xffd1e5f0, 0xffffffff,
                                          0xfffddbc7, 0xfff4a582, 0xffd6604d, 0xffb2182b};
constexpr std::array<QRgb, 10> unsignedStops{0xff440154, 0xff482878, 0xff3e4a89, 0xff31688e, 0xff26828e,
                                             0xff1f9e89, 0xff35b779, 0xff6ece58, 0xffb5de2b, 0xfffde725};

QColor along(std::span<const QRgb> stops, double t) {
    const double place = std::clamp(std::isfinite(t) ? t : 0.0, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    return mix(QColor(stops[i]), QColor(stops[i + 1]), place - static_cast<double>(i));
}

double luminance(const QColor& c) {
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

bool hasEqualDigits(const QFont& font) {
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit)
        if (std::abs(metrics.horizontalAdvance(QChar(digit)) - width) > 0.01) return false;
    return true;
}

// Asked for every number that is drawn, and slower than drawing it.
bool equalDigits(const QFont& font) {
    thread_local QHash<QString, bool> known;
    const QString key = font.key();
    const auto found = known.constFind(key);
    return found != known.constEnd() ? *found : *known.insert(key, hasEqualDigits(font));
}

QFont sized(QFont font, double pixels, Weight weight) {
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

} // namespace

const Palette& palette(Theme theme) {
    switch (theme) {
    case Theme::Light:
        return light;
    case Theme::Dark:
        return dark;
    case Theme::Projector:
        return projector;
    case Theme::ClearLight:
        return clearLight;
    case Theme::ClearDark:
        return clearDark;
    case Theme::ClearProjector:
        return clearProjector;
    }
    return light;
}

Theme clear(Theme theme) {
    switch (theme) {
    case Theme::Light:
        return Theme::ClearLight;
    case Theme::Dark:
        return Theme::ClearDark;
    case Theme::Projector:
        return Theme::ClearProjector;
    default:
        return theme;
    }
}

bool isDark(Theme theme) {
    return theme == Theme::Dark || theme == Theme::ClearDark;
}

QPalette widgetPalette(const Palette& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.surface);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.side);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.error);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.text);
    p.setColor(QPalette::HighlightedText, c.surface);
    p.setColor(QPalette::Link, c.input);
    p.setColor(QPalette::Light, c.raised);
    p.setColor(QPalette::Midlight, c.sunken);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.lineStrong);
    p.setColor(QPalette::Shadow, c.lineStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.lineStrong);
    return p;
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor signedRamp(double t) {
    return along(signedStops, (t + 1) / 2);
}
QColor unsignedRamp(double t) {
    return along(unsignedStops, t);
}
QColor greyRamp(double t) {
    return mix(Qt::black, Qt::white, std::clamp(t, 0.0, 1.0));
}
QColor digitOn(const QColor& ground) {
    return contrast(ground, Qt::black) >= contrast(ground, Qt::white) ? Qt::black : Qt::white;
}

QColor mix(const QColor& a, const QColor& b, double t) {
    const auto part = [t](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * t)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

QFont Style::font(double pixels, Weight weight) {
    return sized(QGuiApplication::font(), pixels, weight);
}

QFont Style::numberFont(double pixels, Weight weight) {
    const QFont own = font(pixels, weight);
    if (equalDigits(own)) return own;
    return sized(QFont("DejaVu Sans"), pixels, weight);
}

} // namespace ui
