#include "ui/lessons/denoise/shown_pictures.h"

#include "core/base/rng.h"
#include "core/train/chunks.h"
#include "core/train/noise.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/shown_image.h"
#include "ui/model/drawing.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int sprayRadius = 2; // pixels around the pen that noise falls on, at 28 pixels a side

QString nameOf(const cnn::Dataset& set, std::size_t i) {
    return QString::fromStdString(set.classNames[static_cast<std::size_t>(set.labels[i])]);
}

cnn::Tensor firstOf(const cnn::Dataset& set, std::size_t count) {
    cnn::Tensor pictures;
    set.gather(cnn::firstOf(count), pictures);
    return pictures;
}

} // namespace

ShownPictures shownPictures(const DenoiseScene& scene, const cnn::DataSplit* images, const cnn::Shape& shape) {
    ShownPictures shown;
    shown.large = cnn::Tensor(shape.withImages(1));
    if (images && images->test.shape == shape && images->test.size() > 0) {
        const std::size_t count =
            std::min<std::size_t>(images->test.size(), static_cast<std::size_t>(DenoiseScene::mostPictures));
        shown.rows = firstOf(images->test, count);
        for (std::size_t i = 0; i < count; ++i) shown.names << nameOf(images->test, i);
        shown.index = scene.testImage % static_cast<int>(count);
        shown.large = shown.rows.image(shown.index);
        shown.name = tr("Test image %1: %2").arg(shown.index + 1).arg(shown.names[shown.index]);
        shown.other = shown.rows.image(scene.other % static_cast<int>(count));
    }
    if (isDrawn(scene, images) && shapeOf(images) == shape) {
        shown.large = shownImage(scene, images);
        shown.name = imageCaption(scene, images);
        shown.index = -1;
    }
    if (Drawing::fits(scene.spoilt, shape)) shown.spoilt = Drawing::tensor(scene.spoilt, shape);
    return shown;
}

DenoiseScene withPicture(DenoiseScene scene, int index) {
    static_cast<TrainingScene&>(scene) = withTestImage(scene, index);
    scene.spoilt.clear();
    return scene;
}

NoisyPictures noisy(const ShownPictures& pictures, const cnn::Noise& noise) {
    NoisyPictures all;
    cnn::Noiser noiser;
    const std::vector<std::size_t> numbers = cnn::firstOf(static_cast<std::size_t>(std::max(1, pictures.count())));
    if (pictures.count() > 0) noiser.cover(pictures.rows, numbers, noise, cnn::testNoiseSeed, all.rows);
    if (!pictures.spoilt.empty()) {
        all.large = pictures.spoilt;
    } else if (pictures.index >= 0) {
        all.large = all.rows.image(pictures.index);
    } else {
        noiser.cover(pictures.large, std::span(numbers).first(1), noise, cnn::testNoiseSeed, all.large);
    }
    return all;
}

LargeStroke::LargeStroke(const DenoiseScene& scene, const ShownPictures& pictures, QPoint at)
    : m_scene(scene), m_shape(pictures.shape()), m_pen(at) {
    if (scene.tool == DenoiseScene::Spoil) {
        m_scene.spoilt = Drawing::from(noisy(pictures, shownNoise(scene)).large);
    } else {
        const bool ownDrawing = !scene.drawing.isEmpty() && !scene.drawnOver && scene.picture.isEmpty();
        m_scene.drawnOver = !ownDrawing;
        m_scene.drawing = Drawing::from(pictures.large);
        m_scene.photo.clear();
        m_scene.spoilt.clear();
    }
    to(at);
}

void LargeStroke::to(QPoint at) {
    if (m_scene.tool == DenoiseScene::Spoil)
        spoil(at);
    else
        Drawing::stroke(m_scene.drawing, m_shape, m_pen, at, m_scene.tool == DenoiseScene::Erase);
    m_pen = at;
}

// Black and white at random around the pen: at a place always the same, so that a slow hand does not wash it out.
void LargeStroke::spoil(QPoint at) {
    const int reach = std::max(1, sprayRadius * m_shape.h / 28);
    for (int y = std::max(0, at.y() - reach); y <= std::min(m_shape.h - 1, at.y() + reach); ++y)
        for (int x = std::max(0, at.x() - reach); x <= std::min(m_shape.w - 1, at.x() + reach); ++x) {
            cnn::Rng rng(static_cast<std::uint64_t>(y), static_cast<std::uint64_t>(x));
            const std::size_t chance = rng.below(3);
            if (chance == 0) continue;
            for (int c = 0; c < m_shape.c; ++c)
                m_scene.spoilt[static_cast<qsizetype>(cnn::Tensor(m_shape).offset(c, y, x))] =
                    chance == 1 ? '\0' : '\xff';
        }
}

} // namespace ui
