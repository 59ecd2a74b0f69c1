#include "ui/media/raster_image.h"

#include "core/base/error.h"
#include "ui/media/refusal.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

quint16* words(QImage& image, int row) {
    return reinterpret_cast<quint16*>(image.scanLine(row));
}

// Values of `image`, in which a pixel has `step` of them, of type T.
template<class T> cnn::Raster planesOf(const QImage& image, std::size_t step, bool alpha) {
    const auto pixel = [&](int y, int x) {
        return reinterpret_cast<const T*>(image.constScanLine(y)) + static_cast<std::size_t>(x) * step;
    };
    cnn::Raster raster;
    for (int y = 0; y < image.height() && step > 1 && !raster.colour; ++y)
        for (int x = 0; x < image.width() && !raster.colour; ++x)
            raster.colour = pixel(y, x)[0] != pixel(y, x)[1] || pixel(y, x)[1] != pixel(y, x)[2];
    raster.channels = raster.colour ? 3 : 1;
    raster.shape = {raster.channels, image.height(), image.width(), 1};
    raster.byType = {0, static_cast<float>(std::numeric_limits<T>::max())};
    std::vector<T> values(raster.shape.perImage()), covered;
    const std::size_t each = values.size() / static_cast<std::size_t>(raster.channels);
    if (alpha) covered.resize(each);
    std::size_t at = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x, ++at) {
            for (std::size_t c = 0; c < static_cast<std::size_t>(raster.channels); ++c)
                values[c * each + at] = pixel(y, x)[c];
            if (alpha) covered[at] = pixel(y, x)[3];
        }
    raster.pixels = std::move(values);
    raster.alpha = std::move(covered);
    return raster;
}

// As ImageJ shows the channels of a composite.
struct ChannelColour {
    const char* name;
    std::array<float, 3> rgb;
};
const std::array<ChannelColour, 7> channelColours{{{QT_TRANSLATE_NOOP("ui", "red"), {1, 0, 0}},
                                                   {QT_TRANSLATE_NOOP("ui", "green"), {0, 1, 0}},
                                                   {QT_TRANSLATE_NOOP("ui", "blue"), {0, 0, 1}},
                                                   {QT_TRANSLATE_NOOP("ui", "grey"), {1, 1, 1}},
                                                   {QT_TRANSLATE_NOOP("ui", "cyan"), {0, 1, 1}},
                                                   {QT_TRANSLATE_NOOP("ui", "magenta"), {1, 0, 1}},
                                                   {QT_TRANSLATE_NOOP("ui", "yellow"), {1, 1, 0}}}};

quint16 word(float share) {
    return static_cast<quint16>(std::lround(65535 * std::clamp(share, 0.0F, 1.0F)));
}

// Each channel in its colour, from its own least to its own largest value.
QImage mixed(const cnn::Raster& raster, const cnn::RangeWish& wish, QStringList& notes) {
    const auto channels = static_cast<std::size_t>(raster.shape.c);
    if (channels > channelColours.size())
        fail(cnn::ErrorCode::Usage,
             ui::tr("The picture has %1 channels, and 7 at most are mixed: choose one of them.").arg(channels));
    const std::size_t each = raster.shape.perImage() / channels;
    std::vector<cnn::DisplayRange> ranges;
    QStringList names;
    for (std::size_t c = 0; c < channels; ++c) {
        ranges.push_back(displayRangeOf(raster.pixels.part(c * each, each), wish, raster.byType));
        names << ui::tr("%1 in %2").arg(QString::number(c + 1), ui::tr(channelColours[c].name));
    }
    QImage image(raster.shape.w, raster.shape.h, QImage::Format_RGBX64);
    if (image.isNull()) throw std::bad_alloc();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            std::array<float, 3> sum{};
            for (std::size_t c = 0; c < channels; ++c) {
                const float share = ranges[c].scaled(raster.at(static_cast<int>(c), y, x));
                for (std::size_t k = 0; k < 3; ++k) sum[k] += share * channelColours[c].rgb[k];
            }
            quint16* to = words(image, y) + 4 * x;
            for (std::size_t k = 0; k < 3; ++k) to[k] = word(sum[k]);
            to[3] = 65535;
        }
    notes << ui::tr("Its channels are mixed: %1; each by a range of its own.").arg(names.join(", "));
    return image;
}

// As they are.
QImage bytesShown(const cnn::Raster& raster) {
    const bool alpha = !raster.alpha.empty();
    const std::size_t channels = static_cast<std::size_t>(raster.shape.c), step = alpha ? 4 : channels;
    QImage image(raster.shape.w, raster.shape.h,
                 alpha ? raster.premultiplied ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGBA8888
                 : channels == 1 ? QImage::Format_Grayscale8
                                 : QImage::Format_RGB888);
    if (image.isNull()) throw std::bad_alloc();
    const cnn::Pixels::Bytes& values = raster.pixels.bytes();
    const std::size_t each = values.size() / channels;
    std::size_t at = 0;
    for (int y = 0; y < image.height(); ++y) {
        uchar* row = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, ++at, row += step) {
            for (std::size_t c = 0; c < std::min<std::size_t>(step, 3); ++c)
                row[c] = values[std::min(c, channels - 1) * each + at];
            if (alpha) row[3] = raster.alpha.bytes()[at];
        }
    }
    return image;
}

// 0 to 65535 by the range.
QImage wordsShown(const cnn::Raster& raster, const cnn::DisplayRange& range) {
    const bool colour = raster.shape.c >= 3, alpha = !raster.alpha.empty();
    QImage image(raster.shape.w, raster.shape.h,
                 alpha    ? raster.premultiplied ? QImage::Format_RGBA64_Premultiplied : QImage::Format_RGBA64
                 : colour ? QImage::Format_RGBX64
                          : QImage::Format_Grayscale16);
    if (image.isNull()) throw std::bad_alloc();
    std::size_t at = 0;
    for (int y = 0; y < image.height(); ++y) {
        quint16* row = words(image, y);
        for (int x = 0; x < image.width(); ++x, ++at) {
            if (image.format() == QImage::Format_Grayscale16) {
                row[x] = word(range.scaled(raster.pixels[at]));
                continue;
            }
            for (int c = 0; c < 3; ++c) row[4 * x + c] = word(range.scaled(raster.at(colour ? c : 0, y, x)));
            row[4 * x + 3] = alpha ? word(raster.byType.scaled(raster.alpha[at])) : 65535;
        }
    }
    return image;
}

} // namespace

bool isDeep(const QImage& image) {
    return image.format() == QImage::Format_Grayscale16 || image.format() == QImage::Format_RGBX64 ||
           image.format() == QImage::Format_RGBA64 || image.format() == QImage::Format_RGBA64_Premultiplied;
}

cnn::Raster rasterOf(const QImage& image) {
    const bool alpha = image.hasAlphaChannel();
    if (image.format() == QImage::Format_Grayscale16) return planesOf<quint16>(image, 1, false);
    if (isDeep(image)) return planesOf<quint16>(image.convertToFormat(QImage::Format_RGBA64), 4, alpha);
    if (image.format() == QImage::Format_Grayscale8) return planesOf<uchar>(image, 1, false);
    return planesOf<uchar>(image.convertToFormat(QImage::Format_RGBA8888), 4, alpha);
}

QImage shownRaster(const cnn::Raster& raster, const PictureWish& wish, QStringList& notes) {
    if (wish.channel == PictureWish::mixed && raster.shape.c > 1) return mixed(raster, wish.range, notes);
    const bool bytes = raster.pixels.kind() == cnn::Pixels::Kind::Bytes;
    if (bytes && !wish.range.rule) return onItsGround(bytesShown(raster), notes);
    cnn::RangeWish how = wish.range;
    if (!how.rule && wish.deepRange) how = {cnn::RangeRule::Typed, 0, *wish.deepRange, cnn::RangeFrom::Network};
    if (!how.rule && !raster.alpha.empty()) how.rule = cnn::RangeRule::ByType; // a drawing: its white is white
    const cnn::DisplayRange range = displayRangeOf(raster.pixels, how, raster.byType);
    notes << sentenceOf(rangeOfPicture(range, raster.byType, how.from));
    return onItsGround(wordsShown(raster, range), notes);
}

QImage onItsGround(const QImage& image, QStringList& notes) {
    if (!image.hasAlphaChannel()) return image;
    constexpr int nearlyWhite = 224, half = 128;
    bool strokes = false, nothing = false;
    const QImage plain = image.convertToFormat(QImage::Format_RGBA8888);
    for (int y = 0; y < plain.height(); ++y)
        for (int x = 0; x < plain.width(); ++x) {
            const uchar* pixel = plain.constScanLine(y) + 4 * x;
            if (pixel[3] < half) {
                nothing = true;
                continue;
            }
            strokes = true;
            if (std::min({pixel[0], pixel[1], pixel[2]}) < nearlyWhite) return image;
        }
    if (!strokes || !nothing) return image;
    QImage ground(image.size(), isDeep(image) ? QImage::Format_RGBX64 : QImage::Format_RGB888);
    ground.fill(Qt::black);
    QPainter(&ground).drawImage(0, 0, image);
    notes << ui::tr("All that is there is white on nothing, so its ground is black.");
    return ground;
}

} // namespace ui
