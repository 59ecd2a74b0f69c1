#include "ui/lessons/training/shown_image.h"

#include "ui/figure/number_text.h"
#include "ui/media/image_io.h"
#include "ui/model/drawing.h"
#include "ui/model/packed_photo.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

const QString seenView = "seen"; // whose choices the steps are

} // namespace

cnn::Shape shapeOf(const cnn::DataSplit* images) {
    return images ? images->test.shape : cnn::usualInput;
}

bool isDrawn(const TrainingScene& scene, const cnn::DataSplit* images) {
    return !scene.photo.isEmpty() || Drawing::fits(scene.drawing, shapeOf(images));
}

std::size_t testIndex(const TrainingScene& scene, const cnn::DataSplit& images) {
    return static_cast<std::size_t>(scene.testImage) % images.test.size();
}

bool hasCharacters(const cnn::DataSplit* images) {
    return images && std::ranges::all_of(images->test.classNames, [](const std::string& name) {
               return QString::fromStdString(name).size() == 1;
           });
}

SeenChoice seenChoice(const TrainingScene& scene, const cnn::DataSplit* images) {
    const QJsonObject chosen = scene.choices[seenView].toObject();
    SeenChoice choice;
    choice.on.fill(hasCharacters(images));
    choice[SeenStep::Grey] = true;
    for (std::size_t i = 0; i < seenSteps; ++i) choice.on[i] = chosen[seenStepKeys[i]].toInt(choice.on[i] ? 1 : 0) != 0;
    return choice;
}

namespace {

bool hasSteps(const cnn::DataSplit* images) {
    return shapeOf(images) == cnn::usualInput;
}

// A drawing of one's own, from an empty picture on.
bool isOwnDrawing(const TrainingScene& scene) {
    return !scene.drawing.isEmpty() && scene.picture.isEmpty() && !scene.drawnOver;
}

// The last one is kept: it is asked for again and again while the network learns.
const cnn::Tensor& photoThrough(const QByteArray& photo, const cnn::Shape& shape, const SeenChoice& choice) {
    struct Last {
        QByteArray photo;
        cnn::Shape shape;
        SeenChoice choice;
        cnn::Tensor input;
    };
    thread_local Last last;
    if (last.photo == photo && last.shape == shape && last.choice == choice) return last.input;
    const QImage picture = PackedPhoto::unpacked(photo);
    last = {photo, shape, choice,
            shape == cnn::usualInput ? seenDigit(picture, choice).back().input : fitToNetwork(picture, shape)};
    return last.input;
}

PixelShift centring(const TrainingScene& scene, const cnn::DataSplit* images) {
    const bool centred = hasSteps(images) && isOwnDrawing(scene) && seenChoice(scene, images)[SeenStep::Centre];
    return centred ? toCentreOfMass(Drawing::tensor(scene.drawing)) : PixelShift{};
}

} // namespace

std::optional<SeenSource> seenSource(const TrainingScene& scene, const cnn::DataSplit* images) {
    if (!hasSteps(images) || !isDrawn(scene, images)) return std::nullopt;
    const SeenChoice choice = seenChoice(scene, images);
    if (!scene.photo.isEmpty()) return SeenSource{scene.photo, {}, choice};
    if (isOwnDrawing(scene)) return SeenSource{{}, Drawing::tensor(scene.drawing), choice};
    return std::nullopt;
}

cnn::Tensor shownImage(const TrainingScene& scene, const cnn::DataSplit* images) {
    if (isDrawn(scene, images)) {
        if (!scene.photo.isEmpty()) return photoThrough(scene.photo, shapeOf(images), seenChoice(scene, images));
        const cnn::Tensor drawn = Drawing::tensor(scene.drawing, shapeOf(images));
        return hasSteps(images) ? shifted(drawn, centring(scene, images)) : drawn;
    }
    if (!images) return cnn::Tensor(shapeOf(images));
    const std::size_t index = testIndex(scene, *images);
    cnn::Tensor image;
    images->test.gather(std::span(&index, 1), image);
    return image;
}

QString imageCaption(const TrainingScene& scene, const cnn::DataSplit* images) {
    const auto over = [&](const QString& what) { return scene.drawnOver ? tr("%1, drawn over").arg(what) : what; };
    const bool drawn = isDrawn(scene, images);
    if (drawn && !scene.picture.isEmpty()) return over(scene.picture);
    if (drawn && !scene.photo.isEmpty()) return tr("A picture");
    if (drawn && scene.drawing.count('\0') == scene.drawing.size()) return tr("Empty: draw here");
    if (drawn && !scene.drawnOver)
        return centring(scene, images) == PixelShift{} ? tr("Your drawing") : tr("Your drawing, centred");
    if (!images) return tr("No image yet");
    const auto& test = images->test;
    const std::size_t index = testIndex(scene, *images);
    const QString image = tr("Test image %1").arg(grouped(static_cast<qint64>(index) + 1));
    if (drawn) return over(image);
    return image + ": " + QString::fromStdString(test.classNames[static_cast<std::size_t>(test.labels[index])]);
}

bool samePicture(const TrainingScene& a, const TrainingScene& b) {
    return a.testImage == b.testImage && a.drawing == b.drawing && a.photo == b.photo;
}

TrainingScene withTestImage(TrainingScene scene, int index) {
    scene.testImage = index;
    return withDrawing(std::move(scene), {}, {});
}

TrainingScene withDrawing(TrainingScene scene, const QByteArray& drawing, const QString& name) {
    scene.drawing = drawing;
    scene.photo.clear();
    scene.picture = name;
    scene.drawnOver = false;
    return scene;
}

TrainingScene withPhoto(TrainingScene scene, const QByteArray& packed, const QString& name) {
    scene = withDrawing(std::move(scene), {}, name);
    scene.photo = packed;
    return scene;
}

TrainingScene withPicture(const TrainingScene& scene, const GivenPicture& given, const cnn::DataSplit* images) {
    const cnn::Shape shape = shapeOf(images);
    if (given.image.size() == QSize(shape.w, shape.h))
        return withDrawing(scene, Drawing::from(fitToNetwork(given.image, shape)), given.name);
    constexpr QSize most(PackedPhoto::longest, PackedPhoto::longest);
    return withPhoto(scene, PackedPhoto::packed(reduced(given.image, most)), given.name);
}

PenStroke::PenStroke(const TrainingScene& scene, const cnn::Tensor& image, QPoint at, bool erase)
    : m_scene(scene), m_shape(image.shape()), m_choices(scene.choices), m_pen(at), m_erase(erase) {
    const bool fresh = !Drawing::fits(scene.drawing, m_shape);
    // What is seen is drawn on: moved to the middle already, made from a photo.
    m_scene.drawnOver = fresh || !scene.picture.isEmpty() || scene.drawnOver;
    m_scene.drawing = Drawing::from(image);
    if (fresh && scene.photo.isEmpty()) m_scene.picture.clear();
    m_scene.photo.clear();
    QJsonObject seen = m_choices.value(seenView).toObject();
    seen[seenStepKeys[static_cast<std::size_t>(SeenStep::Centre)]] = 0;
    m_scene.choices[seenView] = seen;
    to(at);
}

void PenStroke::to(QPoint at) {
    Drawing::stroke(m_scene.drawing, m_shape, m_pen, at, m_erase);
    m_pen = at;
}

TrainingScene PenStroke::lifted() const {
    TrainingScene scene = m_scene;
    scene.choices = m_choices;
    return scene;
}

} // namespace ui
