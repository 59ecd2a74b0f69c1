#include "ui/media/preprocessing.h"

#include "core/base/counted.h"
#include "core/tensor/number_text.h"
#include "ui/media/image_io.h"
#include "ui/media/triangle_resize.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

std::vector<PreprocessingPreset> allPresets() {
    return {
        {"torchvision",
         ui::tr("torchvision"),
         ui::tr("As PyTorch's networks for ImageNet want it: red, green, blue, 0 to 1, less a mean, divided by a "
                "deviation; the middle of the picture."),
         {PictureFit::Crop, 0.875, ChannelOrder::Rgb, false, 1, {0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}}},
        {"caffe",
         ui::tr("Caffe, Keras"),
         ui::tr("As Caffe's networks want it, and VGG and ResNet in Keras: blue, green, red, 0 to 255, less a mean."),
         {PictureFit::Crop, 0.875, ChannelOrder::Bgr, false, 255, {103.939F, 116.779F, 123.68F}, {}}},
        {"unit",
         ui::tr("0 to 1 only"),
         ui::tr("Red, green, blue, 0 to 1, and nothing else."),
         {PictureFit::Crop, 0.875, ChannelOrder::Rgb, false, 1, {}, {}}},
    };
}

// The picture in the middle: torchvision's rounding, half to the even number.
int middleOf(int all, int part) {
    return static_cast<int>(std::nearbyint((all - part) / 2.0));
}

// Resized so that the crop is `share` of the shorter way, as torchvision's Resize(256) before CenterCrop(224).
QSize beforeCrop(QSize picture, QSize crop, double share) {
    const double wide = std::floor(crop.width() / share), high = std::floor(crop.height() / share);
    const double w = picture.width(), h = picture.height();
    if (w * high <= h * wide) return {static_cast<int>(wide), std::max(crop.height(), static_cast<int>(wide * h / w))};
    return {std::max(crop.width(), static_cast<int>(high * w / h)), static_cast<int>(high)};
}

QImage fittedBytes(const QImage& rgb, QSize size, const Preprocessing& how) {
    if (how.fit == PictureFit::Stretch) return triangleResized(rgb, size);
    const QSize whole = beforeCrop(rgb.size(), size, how.cropShare);
    return triangleResized(rgb, whole)
        .copy(middleOf(whole.width(), size.width()), middleOf(whole.height(), size.height()), size.width(),
              size.height());
}

QString listed(const std::vector<float>& numbers) {
    QStringList words;
    for (const float v : numbers) words << QString::fromStdString(cnn::shortest(v));
    return words.join(", ");
}

// In all channels what one has.
cnn::Tensor threefold(const cnn::Tensor& grey) {
    const cnn::Shape& s = grey.shape();
    cnn::Tensor all(cnn::Shape{3, s.h, s.w, 1});
    for (int c = 0; c < 3; ++c) std::copy_n(grey.data(), grey.size(), &all.at(c, 0, 0));
    return all;
}

} // namespace

std::span<const PreprocessingPreset> preprocessingPresets() {
    static const auto presets = allPresets();
    return presets;
}

const PreprocessingPreset* findPreset(const QString& id) {
    for (const PreprocessingPreset& preset : preprocessingPresets())
        if (preset.id == id) return &preset;
    return nullptr;
}

Preprocessing asFileSays(const cnn::PictureScaling& scaling) {
    Preprocessing how;
    how.highest = scaling.highest;
    how.mean = scaling.mean;
    how.deviation = scaling.deviation;
    return how;
}

Preprocessing forChannels(Preprocessing how, int channels) {
    for (std::vector<float>* numbers : {&how.mean, &how.deviation}) {
        const auto count = static_cast<int>(numbers->size());
        if (count <= 1 || count == channels) continue;
        if (channels != 1)
            throw cnn::Error(
                cnn::ErrorCode::Mismatch,
                cnn::Message::tr("The network reads %1, but mean or deviation has %2 numbers: there must be "
                                 "one a channel, or one for all.",
                                 cnn::counted::channels(channels), count));
        double sum = 0;
        for (const float v : *numbers) sum += static_cast<double>(v);
        *numbers = {static_cast<float>(sum / count)};
    }
    return how;
}

cnn::Tensor fittedPicture(const QImage& picture, const cnn::Shape& input, const Preprocessing& how) {
    const cnn::Shape one{how.grey ? 1 : input.c, input.h, input.w, 1};
    if (how.fit == PictureFit::Whole || (input.c != 1 && input.c != 3)) { // the latter is refused there
        const cnn::Tensor whole = fitToNetwork(picture, input.c == 1 || input.c == 3 ? one : input);
        return whole.shape() == input.withImages(1) ? whole : threefold(whole);
    }
    const bool grey = one.c == 1;
    const QImage rgb = grey ? greyPicture(greyValues(picture)) : colouredPicture(colourValues(picture));
    const QImage fitted = fittedBytes(rgb.convertToFormat(QImage::Format_RGB888), {input.w, input.h}, how);
    cnn::Tensor values(one);
    for (int y = 0; y < one.h; ++y) {
        const uchar* row = fitted.constScanLine(y);
        for (int x = 0; x < one.w; ++x)
            for (int c = 0; c < one.c; ++c) values.at(c, y, x) = static_cast<float>(row[3 * x + c]) / 255.0F;
    }
    return values.shape() == input.withImages(1) ? values : threefold(values);
}

cnn::Tensor networkInput(const cnn::Tensor& fitted, const Preprocessing& how) {
    const cnn::Shape& s = fitted.shape();
    const std::size_t each = fitted.size() / static_cast<std::size_t>(s.c);
    cnn::Tensor values(s);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t c = i / each;
        const std::size_t from = how.order == ChannelOrder::Bgr ? static_cast<std::size_t>(s.c) - 1 - c : c;
        float v = fitted.data()[from * each + i % each] * how.highest;
        if (!how.mean.empty()) v -= how.mean[c % how.mean.size()];
        if (!how.deviation.empty()) v /= how.deviation[c % how.deviation.size()];
        values.data()[i] = v;
    }
    return values;
}

QString scalingText(const Preprocessing& how) {
    const QString highest = QString::fromStdString(cnn::shortest(how.highest));
    if (how.mean.empty() && how.deviation.empty()) return ui::tr("values 0 to %1").arg(highest);
    if (how.deviation.empty()) return ui::tr("values 0 to %1, less %2").arg(highest, listed(how.mean));
    if (how.mean.empty()) return ui::tr("values 0 to %1, divided by %2").arg(highest, listed(how.deviation));
    return ui::tr("values 0 to %1, less %2, divided by %3").arg(highest, listed(how.mean), listed(how.deviation));
}

} // namespace ui
