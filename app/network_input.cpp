#include "app/network_input.h"

#include "app/console.h"
#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "app/picture_options.h"
#include "core/base/error.h"
#include "ui/media/image_io.h"

#include <QFileInfo>

namespace ui {
namespace {

NamedImage testImage(const Arguments& a, const QString& number, const cnn::Network& network) {
    if (!a.has("data")) throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--image test:N needs --data."));
    const cnn::Dataset set = loadTestImages(a.text("data"), 1, dataWishFor(a, network));
    bool ok = false;
    const std::size_t count = number.toUInt(&ok);
    if (!ok || count < 1 || count > set.size())
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr("--image test:%1: N counts from 1 in test:N, as in the window: test:1 to test:%2.",
                             number.toStdString(), set.size()));
    const std::size_t index = count - 1;
    cnn::Tensor image;
    set.gather(std::span(&index, 1), image);
    const std::string& label = set.classNames[static_cast<std::size_t>(set.labels[index])];
    return {image, QString("Test image %1: %2").arg(count).arg(QString::fromStdString(label))};
}

void requireShape(const QString& name, const cnn::Shape& is, const cnn::Shape& input) {
    if (is != input)
        throw cnn::Error(
            cnn::ErrorCode::Mismatch,
            cnn::Message::tr("%1 is %2, the network reads %3.", name.toStdString(), cnn::text(is), cnn::text(input)));
}

} // namespace

std::size_t layerNamed(const cnn::Network& network, const QString& name) {
    if (const auto index = network.find(name.toStdString())) return *index;
    QStringList names;
    for (std::size_t i = 0; i < network.size(); ++i) names << QString::fromStdString(network.name(i));
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("--layer " + name + ": the network has the layers " + names.join(", ") + ".").toStdString());
}

PictureWish pictureWishFor(const Arguments& a, const cnn::Network& network) {
    PictureWish wish = pictureWishOf(a);
    wish.deepRange = network.displayRange;
    return wish;
}

NamedImage imageFor(const Arguments& a, const cnn::Network& network) {
    const cnn::Shape input = network.inputShape();
    const QString given = a.text("image"), file = QFileInfo(given).fileName();
    if (given.startsWith("test:")) {
        NamedImage image = testImage(a, given.mid(5), network);
        requireShape(given, image.values.shape(), input);
        return image;
    }
    if (isPictureName(given)) {
        const QImage picture = openPicture(given, pictureWishFor(a, network));
        if (input.c == 1 && !picture.allGray())
            say(QString("%1 is coloured; it goes through in grey, without its colour.").arg(given));
        return {fitToNetwork(picture, input), file};
    }
    const cnn::Tensor values = readGrid(given);
    requireShape(given, values.shape(), input);
    return {values, file};
}

QString className(const cnn::Network& network, int k) {
    const auto at = static_cast<std::size_t>(k);
    return at < network.classNames.size() ? QString::fromStdString(network.classNames[at]) : QString::number(k);
}

int classNamed(const cnn::Network& network, const QString& name) {
    QStringList names;
    bool isNumber = false, numbersAreNames = false;
    for (int k = 0; k < network.outputShape().c; ++k) {
        names << className(network, k);
        if (name == names.back()) return k;
        bool named = false;
        names.back().toInt(&named);
        numbersAreNames |= named;
    }
    const int count = name.toInt(&isNumber);
    if (isNumber && !numbersAreNames && count >= 1 && count <= names.size()) return count - 1;
    if (isNumber && !numbersAreNames)
        throw cnn::Error(cnn::ErrorCode::Usage, ("--class " + name + ": classes count from 1, the network tells " +
                                                 QString::number(names.size()) + ": " + names.join(", ") + ".")
                                                    .toStdString());
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("--class " + name + ": the network tells the classes " + names.join(", ") + ".").toStdString());
}

} // namespace ui
