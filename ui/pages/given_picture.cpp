#include "ui/pages/given_picture.h"

#include "core/base/error.h"
#include "ui/media/image_io.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageReader>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

const QString dataUrl = "data:image/png;base64,", titleKey = "Title"; // PNG's own word for a picture's name
constexpr int mostPages = 65536;                                      // and channels
constexpr double largestValue = 1e12;                                 // of black and white, magnitude
constexpr qsizetype longestPath = 4096, longestKept = 1'300'000, longestName = 60; // characters
// As large as `largestKept` with every pixel in colour and transparency takes less.

QString sizeWords(const QSize& size) {
    return tr("%1 × %2").arg(size.height()).arg(size.width());
}

void shrink(GivenPicture& picture, QSize most) {
    picture.original = picture.image.size();
    picture.image = reduced(picture.image, most);
}

QByteArray pngOf(QImage image, const QString& name) {
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    for (const QString& key : image.textKeys()) image.setText(key, {});
    image.setText(titleKey, name);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

SharedPicture finished(GivenPicture picture) {
    picture.colour = colourValues(picture.image);
    return std::make_shared<const GivenPicture>(std::move(picture));
}

SharedPicture fromDataUrl(const QString& kept) {
    GivenPicture picture;
    picture.kept = kept;
    QByteArray bytes = picture.png();
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "png");
    const QSize size = reader.size();
    // The size first: a few bytes may claim to be more than memory holds.
    if (size.width() <= largestKept.width() && size.height() <= largestKept.height()) picture.image = reader.read();
    if (picture.image.isNull())
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         cnn::Message::tr("The picture that was kept here is damaged; paste or take it again."));
    picture.name = picture.image.text(titleKey).left(longestName);
    if (picture.name.isEmpty()) picture.name = tr("Pasted picture");
    picture.original = picture.image.size();
    return finished(std::move(picture));
}

} // namespace

QString smallerWords(const GivenPicture& picture) {
    if (picture.image.size() == picture.original) return {};
    if (picture.wish.reduced) // its note says what the file has
        return tr("%1 was made smaller, to %2 pixels.").arg(picture.name, sizeWords(picture.image.size()));
    return tr("%1 has %2 pixels; it was made smaller, to %3.")
        .arg(picture.name, sizeWords(picture.original), sizeWords(picture.image.size()));
}

bool GivenPicture::hasFile() const {
    return !kept.startsWith(dataUrl);
}

QByteArray GivenPicture::png() const {
    return hasFile() ? QByteArray() : QByteArray::fromBase64(kept.mid(dataUrl.size()).toLatin1());
}

SharedPicture pictureFromFile(const QString& path, const ReadWatch& watch) {
    GivenPicture picture;
    picture.name = QFileInfo(path).fileName();
    picture.kept = path;
    picture.wish = watch.wish;
    ReadWatch watched = watch;
    watched.found = [&](const PictureFound& found) { picture.found = found; };
    watched.note = [&](const QString& note) {
        picture.note = note;
        if (watch.note) watch.note(note);
    };
    picture.image = readPicture(path, watched);
    shrink(picture, largestGiven);
    return finished(std::move(picture));
}

SharedPicture pictureOf(const QImage& image, const QString& name) {
    GivenPicture picture;
    picture.name = name.left(longestName);
    picture.image = image;
    shrink(picture, largestKept);
    picture.kept = dataUrl + QString::fromLatin1(pngOf(picture.image, picture.name).toBase64());
    return finished(std::move(picture));
}

SharedPicture pictureNamed(const QString& kept, const PictureWish& wish) {
    GivenPicture named;
    named.kept = kept;
    named.wish = wish;
    named.name = named.hasFile() ? QFileInfo(kept).fileName() : tr("Pasted picture");
    return std::make_shared<const GivenPicture>(std::move(named));
}

SharedPicture pictureKept(const GivenPicture& named, ReadWatch watch) {
    if (!named.hasFile()) return fromDataUrl(named.kept);
    watch.wish = named.wish;
    return pictureFromFile(named.kept, watch);
}

SharedPicture madeReadable(const SharedPicture& named, const SharedPicture& atHand) {
    if (named && isSame(named, atHand) && atHand->isRead()) return atHand;
    return !named || named->isRead() ? named : pictureKept(*named);
}

bool isSame(const SharedPicture& a, const SharedPicture& b) {
    return a == b || (a && b && a->kept == b->kept && a->wish == b->wish);
}

cnn::Tensor bytesAt(const GivenPicture& picture, const cnn::Shape& shape) {
    cnn::Tensor values = fitToNetwork(picture.image, shape);
    for (float& v : values.values()) v = std::round(255 * v);
    return values;
}

SharedPicture readGiven(const SceneValue& scene) {
    const SceneValue photo = scene["photo"];
    const QString kept = photo.text(longestKept);
    if (!kept.startsWith(dataUrl) && kept.size() > longestPath)
        photo.refuse(QString("must be the path of a picture, of up to %1 characters").arg(longestPath));
    if (kept.isEmpty()) return nullptr;
    const SharedPicture named = pictureNamed(kept, readReading(scene["reading"]));
    if (named->hasFile()) return named;
    if (scene["reading"].given()) scene["reading"].refuse("belongs to the path of a picture, and \"photo\" is none");
    try {
        return pictureKept(*named);
    } catch (const cnn::Error&) {
        photo.refuse("holds a picture that is damaged");
    }
}

namespace {

// From 1 in files, from 0 here.
int wholeOr(const SceneValue& value, const QString& word, int ofWord) {
    if (!value.isText()) return value.whole(1, mostPages) - 1;
    if (value.text(word.size()) != word) value.refuse(QString("must be a number from 1, or \"%1\"").arg(word));
    return ofWord;
}

QJsonValue writtenOr(int value, const QString& word) {
    return value < 0 ? QJsonValue(word) : QJsonValue(value + 1);
}

QStringList rangeNames() {
    QStringList names;
    for (const auto& rule : cnn::rangeRuleNames) names << QString::fromLatin1(rule.name);
    return names;
}

const QString maximumWord = "maximum", mixedWord = "mixed";

} // namespace

PictureWish readReading(const SceneValue& reading) {
    PictureWish wish;
    if (!reading.given()) return wish;
    if (const auto wrong = reading.unknown({"page", "channel", "range", "black", "white", "reduced"}); !wrong.empty())
        throw wrong.front();
    if (const SceneValue page = reading["page"]; page.given())
        wish.page = wholeOr(page, maximumWord, PictureWish::maximum);
    if (const SceneValue channel = reading["channel"]; channel.given())
        wish.channel = wholeOr(channel, mixedWord, PictureWish::mixed);
    if (const SceneValue range = reading["range"]; range.given())
        wish.range.rule = cnn::rangeRuleNames[static_cast<std::size_t>(range.oneOf(rangeNames()))].value;
    if (wish.range.rule == cnn::RangeRule::Typed) {
        const SceneValue black = reading["black"], white = reading["white"];
        wish.range.typed = {static_cast<float>(black.number(-largestValue, largestValue)),
                            static_cast<float>(white.number(-largestValue, largestValue))};
        if (wish.range.typed.low >= wish.range.typed.high) white.refuse("must be larger than \"black\"");
    }
    wish.reduced = reading["reduced"].flag();
    return wish;
}

QJsonValue writtenReading(const SharedPicture& picture) {
    if (!picture || picture->wish == PictureWish()) return QJsonValue::Undefined;
    const PictureWish& wish = picture->wish;
    QJsonObject reading;
    if (wish.page != 0) reading["page"] = writtenOr(wish.page, maximumWord);
    if (wish.channel) reading["channel"] = writtenOr(*wish.channel, mixedWord);
    for (const auto& rule : cnn::rangeRuleNames)
        if (wish.range.rule == rule.value) reading["range"] = QString::fromLatin1(rule.name);
    if (wish.range.rule == cnn::RangeRule::Typed) {
        reading["black"] = wish.range.typed.low;
        reading["white"] = wish.range.typed.high;
    }
    if (wish.reduced) reading["reduced"] = true;
    return reading;
}

QJsonValue writtenGiven(const SharedPicture& picture) {
    return picture ? QJsonValue(picture->kept) : QJsonValue(QJsonValue::Undefined);
}

void requireGiven(const SceneValue& scene, const SharedPicture& picture) {
    if (!picture) scene["photo"].refuse("must name a picture, because \"picture\" is photo");
}

QString givenWords() {
    return tr("the path of a picture, or the picture itself, as the program saves it");
}

QString readingWords() {
    return tr("an object: \"page\" (from 1, or \"maximum\" of all), \"channel\" (from 1, or \"mixed\"), \"range\" "
              "(%1), with typed \"black\" and \"white\", \"reduced\" (true for more than 32 megapixels)")
        .arg(rangeNames().join(", "));
}

} // namespace ui
