#include "app/network_input.h"

#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "core/base/error.h"
#include "ui/media/image_io.h"

namespace ui {
namespace {

cnn::Tensor testImage(const Arguments& a, const QString& number, const cnn::Shape& input) {
    if (!a.has("data")) throw cnn::Error(cnn::ErrorCode::Usage, "--image test:N needs --data.");
    const cnn::Dataset set = loadTestImages(a.text("data"), 1, input);
    bool ok = false;
    const std::size_t index = number.toUInt(&ok);
    if (!ok || index >= set.size())
        throw cnn::Error(cnn::ErrorCode::Usage,
                         "--image test:N: N is a whole number from 0 to " + std::to_string(set.size() - 1) + ".");
    cnn::Tensor image;
    set.gather(std::span(&index, 1), image);
    return image;
}

} // namespace

std::size_t layerNamed(const cnn::Network& network, const QString& name) {
    if (const auto index = network.find(name.toStdString())) return *index;
    QStringList names;
    for (std::size_t i = 0; i < network.size(); ++i) names << QString::fromStdString(network.name(i));
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("--layer " + name + ": the network has the layers " + names.join(", ") + ".").toStdString());
}

cnn::Tensor imageFor(const Arguments& a, const cnn::Shape& input) {
    const QString name = a.text("image");
    if (!name.startsWith("test:") && isPictureName(name)) return fitToNetwork(readPicture(name), input);
    cnn::Tensor image = name.startsWith("test:") ? testImage(a, name.mid(5), input) : readGrid(name);
    if (image.shape() != input)
        throw cnn::Error(cnn::ErrorCode::Mismatch, name.toStdString() + " is " + cnn::text(image.shape()) +
                                                       ", the network reads " + cnn::text(input) + ".");
    return image;
}

QString className(const cnn::Network& network, int k) {
    const auto at = static_cast<std::size_t>(k);
    return at < network.classNames.size() ? QString::fromStdString(network.classNames[at]) : QString::number(k);
}

int classNamed(const cnn::Network& network, const QString& name) {
    QStringList names;
    for (int k = 0; k < network.outputShape().c; ++k) {
        names << className(network, k);
        if (name == names.back()) return k;
    }
    bool ok = false;
    const int k = name.toInt(&ok);
    if (ok && k >= 0 && k < network.outputShape().c) return k;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("--class " + name + ": the network tells the classes " + names.join(", ") + ".").toStdString());
}

} // namespace ui
