#include "ui/lessons/filter/filter_scene.h"

#include "core/samples/test_card.h"
#include "ui/model/drawing.h"
#include "ui/model/scene_value.h"

#include <QCoreApplication>
#include <QtEndian>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

const QStringList sources{"card", "photo", "drawing"},
    borders(cnn::padModeNames.begin(), cnn::padModeNames.end()), shows{"clip", "offset", "absolute", "range", "signed"};

constexpr qsizetype longestId = 100; // of a kernel of the library

const cnn::NamedKernel& namedKernel(const SceneValue& from) {
    const QString id = from.text(longestId);
    if (const auto* known = cnn::findKernel(id.toStdString())) return *known;
    from.refuse("names \"" + id + "\", which the library does not have");
}

cnn::Tensor kernelFrom(const SceneValue& from) {
    constexpr int most = FilterScene::largestKernel;
    if (from.isText()) return namedKernel(from).values;
    if (!from.isList()) from.refuse("must be a name of the library or rows of numbers");
    return from.grid(most, most, FilterScene::largestWeight);
}

QByteArray drawingFrom(const SceneValue& from) {
    if (!from.given()) return FilterDrawing::sample();
    constexpr qsizetype longest = 64 << 10; // more than the pixels take unpacked
    const QByteArray packed = QByteArray::fromBase64(from.text(longest).toLatin1());
    // qUncompress would complain on its own; the first four bytes are the unpacked size.
    if (packed.size() < 5 ||
        qFromBigEndian<quint32>(packed.constData()) != FilterDrawing::rows * FilterDrawing::columns)
        from.refuse("is no packed drawing");
    const QByteArray pixels = qUncompress(packed);
    if (pixels.size() != FilterDrawing::rows * FilterDrawing::columns) from.refuse("is no packed drawing");
    return pixels;
}

cnn::Tensor greyTensor(const QByteArray& pixels) {
    cnn::Tensor image({1, FilterDrawing::rows, FilterDrawing::columns, 1});
    std::ranges::transform(pixels, image.data(), [](char p) { return static_cast<float>(static_cast<uchar>(p)); });
    return image;
}

} // namespace

QByteArray FilterDrawing::sample() {
    static QByteArray pixels;
    if (!pixels.isEmpty()) return pixels;
    pixels = blank();
    const QPoint house[] = {{30, 80}, {30, 42}, {56, 20}, {82, 42}, {82, 80}, {30, 80}};
    for (std::size_t i = 1; i < std::size(house); ++i) stroke(pixels, house[i - 1], house[i], false);
    const QPoint door[] = {{50, 80}, {50, 58}, {64, 58}, {64, 80}};
    for (std::size_t i = 1; i < std::size(door); ++i) stroke(pixels, door[i - 1], door[i], false);
    QPoint sun(116, 22);
    for (int i = 1; i <= 16; ++i) {
        const double turn = i * 2 * M_PI / 16;
        const QPoint next(104 + qRound(12 * std::cos(turn)), 22 + qRound(12 * std::sin(turn)));
        stroke(pixels, sun, next, false);
        sun = next;
    }
    return pixels;
}

void FilterDrawing::stroke(QByteArray& pixels, QPoint from, QPoint to, bool erase) {
    Drawing::strokeOn(pixels, columns, from, to, erase, erase ? Drawing::Pen{3.6, 4.6} : Drawing::Pen{1.2, 2.2});
}

std::shared_ptr<const cnn::Tensor> FilterScene::picture() const {
    using Shared = std::shared_ptr<const cnn::Tensor>;
    static const auto card = std::make_shared<const cnn::Tensor>(cnn::testCard()),
                      grey = std::make_shared<const cnn::Tensor>(cnn::greyOf(*card));
    if (source == PictureSource::Drawing) return std::make_shared<const cnn::Tensor>(greyTensor(drawing));
    if (source == PictureSource::Photo && photo) return Shared(photo, colour ? &photo->colour : &photo->grey);
    return colour ? card : grey;
}

void FilterScene::resizeKernel(int rows, int columns) {
    const cnn::Shape& old = kernel.shape();
    kernel = cnn::patchOf(kernel, 0, cnn::anchorOf(old.h) - cnn::anchorOf(rows),
                          cnn::anchorOf(old.w) - cnn::anchorOf(columns), rows, columns, cnn::PadMode::Zeros);
}

const cnn::NamedKernel* FilterScene::known() const {
    for (const auto& named : cnn::kernelLibrary())
        if (named.values == kernel) return &named;
    return nullptr;
}

QString FilterScene::kernelName() const {
    const auto* named = known();
    return named ? QString::fromStdString(named->name) : QCoreApplication::translate("FilterScene", "Your own kernel");
}

int FilterScene::stop() const {
    const auto* named = known();
    return named ? static_cast<int>(gallery.indexOf(QString::fromStdString(named->id))) : -1;
}

FilterScene filterSceneFrom(const QJsonObject& object, const PhotoReader& read) {
    constexpr qsizetype longestPath = 4096, longestGallery = 100;
    const SceneValue from(object);
    FilterScene scene;
    scene.source = static_cast<PictureSource>(from["picture"].oneOf(sources));
    scene.drawing = drawingFrom(from["drawing"]);
    scene.colour = from["colour"].flag();
    scene.channel = from["channel"].whole(0, 2, 0);
    scene.kernel = kernelFrom(from["kernel"]);
    if (from["border"].given()) scene.border = static_cast<cnn::PadMode>(from["border"].oneOf(borders));
    scene.show = static_cast<cnn::ShowAs>(from["show"].oneOf(shows));
    scene.original = from["original"].flag();
    for (const SceneValue& id : from["gallery"].list(0, longestGallery))
        scene.gallery << QString::fromStdString(namedKernel(id).id);
    const QString photo = from["photo"].text(longestPath);
    if (!photo.isEmpty()) scene.photo = read(photo);
    if (scene.source == PictureSource::Photo && !scene.photo)
        from["photo"].refuse("must name a picture, because \"picture\" is photo");
    return scene;
}

QJsonObject toJson(const FilterScene& scene) {
    QJsonObject object;
    object["picture"] = sources[static_cast<int>(scene.source)];
    if (scene.photo) object["photo"] = scene.photo->path;
    if (scene.drawing != FilterDrawing::sample())
        object["drawing"] = QString::fromLatin1(qCompress(scene.drawing, 9).toBase64());
    object["colour"] = scene.colour;
    object["channel"] = scene.channel;
    const auto* known = scene.known();
    object["kernel"] = known ? QJsonValue(QString::fromStdString(known->id)) : QJsonValue(toRows(scene.kernel));
    object["border"] = borders[static_cast<int>(scene.border)];
    object["show"] = shows[static_cast<int>(scene.show)];
    object["original"] = scene.original;
    object["gallery"] = QJsonArray::fromStringList(scene.gallery);
    return object;
}

} // namespace ui
