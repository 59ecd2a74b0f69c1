#include "ui/model/filter_scene.h"

#include "core/tensor/tensor_text.h"
#include "core/walk/test_card.h"
#include "ui/model/drawing.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QtEndian>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

const QStringList sources{"card", "photo", "drawing"},
    borders(cnn::padModeNames.begin(), cnn::padModeNames.end()), shows{"clip", "offset", "absolute", "range", "signed"};

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

template<class Enum>
Enum choice(const QJsonObject& object, const QString& key, const QStringList& names, Enum fallback) {
    if (!object.contains(key)) return fallback;
    const auto index = names.indexOf(object.value(key).toString());
    if (index < 0) wrong(key, "must be one of " + names.join(", "));
    return static_cast<Enum>(index);
}

cnn::Tensor kernelFrom(const QJsonValue& value) {
    if (value.isString()) {
        const auto* known = cnn::findKernel(value.toString().toStdString());
        if (!known) wrong("kernel", "names \"" + value.toString() + "\", which the library does not have");
        return known->values;
    }
    QStringList rows;
    for (const auto& row : value.toArray()) rows << row.toString();
    constexpr auto most = static_cast<std::size_t>(FilterScene::largestKernel) * FilterScene::largestKernel;
    auto grid = cnn::fromCsv(rows.join('\n').toStdString(), most);
    if (!grid) wrong("kernel", QString("is no grid: %1").arg(grid.error().what()));
    const cnn::Shape& s = grid->shape();
    if (std::max(s.h, s.w) > FilterScene::largestKernel)
        wrong("kernel", QString("is %1 × %2; the largest is 11 × 11").arg(s.h).arg(s.w));
    if (std::ranges::any_of(grid->values(), [](float v) { return std::abs(v) > FilterScene::largestWeight; }))
        wrong("kernel", "holds a number beyond 1000");
    return *std::move(grid);
}

QByteArray drawingFrom(const QJsonObject& object) {
    if (!object.contains("drawing")) return FilterDrawing::sample();
    const QByteArray packed = QByteArray::fromBase64(object.value("drawing").toString().toLatin1());
    // qUncompress would complain on its own; the first four bytes are the unpacked size.
    if (packed.size() < 5 ||
        qFromBigEndian<quint32>(packed.constData()) != FilterDrawing::rows * FilterDrawing::columns)
        wrong("drawing", "is no packed drawing");
    const QByteArray pixels = qUncompress(packed);
    if (pixels.size() != FilterDrawing::rows * FilterDrawing::columns) wrong("drawing", "is no packed drawing");
    return pixels;
}

QJsonArray toRows(const cnn::Tensor& grid) {
    QJsonArray rows;
    for (const QString& line : QString::fromStdString(cnn::toCsv(grid, ' ')).split('\n', Qt::SkipEmptyParts))
        rows << line;
    return rows;
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
    FilterScene scene;
    scene.source = choice(object, "picture", sources, scene.source);
    scene.drawing = drawingFrom(object);
    scene.colour = object.value("colour").toBool(false);
    scene.channel = object.value("channel").toInt(0);
    if (scene.channel < 0 || scene.channel > 2) wrong("channel", "must be 0, 1 or 2");
    scene.kernel = kernelFrom(object.value("kernel"));
    scene.border = choice(object, "border", borders, scene.border);
    scene.show = choice(object, "show", shows, scene.show);
    scene.original = object.value("original").toBool(false);
    for (const auto& id : object.value("gallery").toArray()) {
        if (!cnn::findKernel(id.toString().toStdString()))
            wrong("gallery", "names \"" + id.toString() + "\", which the library does not have");
        scene.gallery << id.toString();
    }
    if (object.contains("photo")) scene.photo = read(object.value("photo").toString());
    if (scene.source == PictureSource::Photo && !scene.photo) wrong("photo", "is missing");
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
