#include "ui/lessons/filter/filter_scene.h"

#include "core/samples/test_card.h"
#include "ui/media/image_io.h"
#include "ui/media/raster_image.h"
#include "ui/model/breakpoints.h"
#include "ui/model/drawing.h"

#include <QtEndian>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using S = FilterScene;

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

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

QJsonValue writtenDrawing(const S& s) {
    if (s.drawing == FilterDrawing::sample()) return QJsonValue::Undefined;
    return QString::fromLatin1(qCompress(s.drawing, 9).toBase64());
}

QJsonValue writtenKernel(const S& s) {
    const auto* known = s.known();
    return known ? QJsonValue(QString::fromStdString(known->id)) : QJsonValue(toRows(s.kernel));
}

void readGallery(const SceneValue& from, S& s) {
    constexpr qsizetype most = 100;
    for (const SceneValue& id : from["gallery"].list(0, most)) s.gallery << QString::fromStdString(namedKernel(id).id);
}

bool notDrawn(const S& s) {
    return s.source != PictureSource::Drawing;
}

void addPicture(SettingTable<S>& t) {
    using cnn::ShowAs;
    t.choice("show", tr("Shown as"), &S::show,
             {{ShowAs::Clip, "clip", tr("cut at 0 and 255")},
              {ShowAs::Offset, "offset", tr("0 is mid grey")},
              {ShowAs::Absolute, "absolute", tr("without the sign")},
              {ShowAs::Range, "range", tr("its own range")},
              {ShowAs::Signed, "signed", tr("signed colours")}},
             tr("How sums beyond 0 to 255 are shown."))
        .dropDown();
    t.choice("picture", tr("Picture"), &S::source,
             {{PictureSource::Card, "card", tr("card")},
              {PictureSource::Photo, "photo", tr("photo")},
              {PictureSource::Drawing, "drawing", tr("drawing")}},
             tr("What is filtered."))
        .own(tr("Picture"));
    addGiven(
        t, [](const S& s) { return s.photo ? s.photo->given : nullptr; },
        [](S& s, const SharedPicture& given) { s.photo = photoOf(given); });
    t.file(
        "drawing", tr("packed pixels"), tr("What was drawn, as the program saves it."),
        [](const SceneValue& from, S& s) { s.drawing = drawingFrom(from["drawing"]); }, writtenDrawing);
    t.flag("colour", tr("Filter in"), &S::colour, {tr("grey"), tr("colour")},
           tr("Red, green and blue are filtered each by itself."))
        .when(notDrawn);
    t.whole("channel", {}, &S::channel, 0, 2, tr("Whose sum is written: 0 red, 1 green, 2 blue."))
        .switched(
            tr("Sum of"), {tr("red"), tr("green"), tr("blue")}, [](const S& s) { return s.channel; },
            [](S& s, double v) { s.channel = static_cast<int>(v); })
        .when([](const S& s) { return s.colour && notDrawn(s); }, tr("a picture in colour"));
    t.flag("original", tr("Right side"), &S::original, {tr("output"), tr("input")},
           tr("The picture on the right is the input again, to compare."));
}

void addSize(SettingTable<S>& t) {
    const Setting<S>::Pair kernel{1, S::largestKernel, [](const S& s) { return s.kernel.shape().h; },
                                  [](const S& s) { return s.kernel.shape().w; },
                                  [](S& s, int rows, int columns) { s.resizeKernel(rows, columns); }};
    t.control("size").both(tr("Kernel size"), kernel, true);
    t.control("rows").first(tr("Kernel rows"), kernel);
    t.control("columns").second(tr("Kernel columns"), kernel);
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.file(
         "kernel", tr("a name of the library, or rows of numbers, up to %1 × %1").arg(S::largestKernel),
         tr("The weights."),
         [](const SceneValue& from, S& s) {
             if (from["kernel"].given()) s.kernel = kernelFrom(from["kernel"]);
         },
         writtenKernel)
        .own(tr("Kernel"));
    addPicture(t);
    addSize(t);
    using cnn::PadMode;
    t.choice("border", tr("Border"), &S::border,
             {{PadMode::Zeros, "zeros", tr("zeros")},
              {PadMode::Replicate, "replicate", tr("replicate")},
              {PadMode::Reflect, "reflect", tr("reflect")},
              {PadMode::Circular, "circular", tr("circular")}},
             tr("What stands around the picture."))
        .dropDown();
    t.file("gallery", tr("names of the library"), tr("The kernels that the lesson steps through."), readGallery,
           [](const S& s) { return QJsonArray::fromStringList(s.gallery); });
    t.beside(FilterStanding::table());
    t.beside(Breakpoints::table());
    return t;
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
    Drawing::strokeOn({pixels.data(), static_cast<std::size_t>(pixels.size())}, columns, from, to, erase,
                      erase ? Drawing::Pen{3.6, 4.6} : Drawing::Pen{1.2, 2.2});
}

std::shared_ptr<const cnn::Tensor> FilterScene::picture() const {
    using Shared = std::shared_ptr<const cnn::Tensor>;
    static const auto card = std::make_shared<const cnn::Tensor>(cnn::testCard()),
                      grey = std::make_shared<const cnn::Tensor>(cnn::greyOf(*card));
    if (source == PictureSource::Drawing) return std::make_shared<const cnn::Tensor>(greyTensor(drawing));
    if (source == PictureSource::Photo && photo) return Shared(photo, colour ? &photo->colour() : &photo->grey);
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
    return named ? QString::fromStdString(named->name) : ui::tr("Your own kernel");
}

int FilterScene::stop() const {
    const auto* named = known();
    return named ? static_cast<int>(gallery.indexOf(QString::fromStdString(named->id))) : -1;
}

SettingTable<FilterStanding> FilterStanding::table() {
    constexpr int farthest = 100'000;
    SettingTable<FilterStanding> t;
    t.file(
        "probe", ui::tr("row and column, from 1"), ui::tr("The pixel whose sum is written."),
        [](const SceneValue& from, FilterStanding& at) {
            if (!from["probe"].given()) return;
            const auto place = from["probe"].list(2);
            at.probe = {place[1].whole(1, farthest) - 1, place[0].whole(1, farthest) - 1};
        },
        [](const FilterStanding& at) {
            return QJsonArray{at.probe.y() + 1, at.probe.x() + 1};
        });
    return t;
}

const SettingTable<FilterScene>& filterSettings() {
    static const auto table = makeTable();
    return table;
}

FilterScene filterSceneFrom(const QJsonObject& object) {
    FilterScene scene = filterSettings().read(object);
    if (scene.source == PictureSource::Photo)
        requireGiven(SceneValue(object), scene.photo ? scene.photo->given : nullptr);
    return scene;
}

std::shared_ptr<const FilterPhoto> photoOf(const SharedPicture& given) {
    if (!given) return nullptr;
    // Of 8 bits whole numbers, as in a grey file; what has more bits keeps all of them.
    return std::make_shared<const FilterPhoto>(
        FilterPhoto{given, isDeep(given->image) ? greyValues(given->image) : cnn::greyOf(given->colour)});
}

QJsonObject toJson(const FilterScene& scene) {
    return filterSettings().write(scene);
}

} // namespace ui
