// filter: a kernel over a whole picture, shown as the picture lessons show it.
#include "app/cli_commands.h"
#include "app/grid_file.h"
#include "app/picture_options.h"
#include "app/window_options.h"
#include "core/base/error.h"
#include "core/samples/kernel_library.h"
#include "core/walk/picture_window.h"
#include "ui/lessons/filter/filter_shot.h"
#include "ui/media/image_io.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;

cnn::ShowAs showOf(const Arguments& a) {
    return a.choice<cnn::ShowAs>("show", {{"clip", cnn::ShowAs::Clip},
                                          {"offset", cnn::ShowAs::Offset},
                                          {"absolute", cnn::ShowAs::Absolute},
                                          {"range", cnn::ShowAs::Range},
                                          {"signed", cnn::ShowAs::Signed}});
}

Tensor pictureOf(const Arguments& a) {
    const QString name = a.text("input");
    const PictureWish wish = pictureWishOf(a);
    Tensor picture = !isPictureName(name) ? readGrid(name)
                     : a.has("colour")    ? colourValues(openPicture(name, wish))
                                          : greyValues(openPicture(name, wish));
    if (a.has("colour") && picture.shape().c != 3)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--colour is for pictures and numbers of three channels; %1 holds %2.",
                                          name.toStdString(), cnn::text(picture.shape())));
    if (!picture.allFinite())
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         cnn::Message::tr("%1 holds values that are no numbers.", name.toStdString()));
    requireRoom(picture.shape(), 0);
    return picture;
}

// A name of the library, or a file with the weights.
Tensor kernelOf(const Arguments& a) {
    const QString name = a.text("kernel");
    if (const auto* known = cnn::findKernel(name.toStdString())) return known->values;
    if (!isFile(name)) {
        QStringList ids;
        for (const auto& k : cnn::kernelLibrary()) ids << QString::fromStdString(k.id);
        throw cnn::Error(cnn::ErrorCode::Usage,
                         ("--kernel " + name + ": there is no such file, and the library has " + ids.join(", ") + ".")
                             .toStdString());
    }
    Tensor kernel = readGrid(name);
    if (kernel.shape().c != 1)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("The kernel %1 has %2 channels; one slides over each channel of a picture.",
                                          name.toStdString(), kernel.shape().c));
    if (std::max(kernel.shape().h, kernel.shape().w) > FilterScene::largestKernel)
        throw cnn::Error(cnn::ErrorCode::TooLarge, cnn::Message::tr("The kernel %1 is %2; up to 11 × 11 is possible.",
                                                                    name.toStdString(), cnn::text(kernel.shape())));
    return kernel;
}

void writeShown(const Tensor& values, cnn::ShowAs as, const QString& path) {
    const ValueRange range = rangeOf(values);
    if (as != cnn::ShowAs::Signed) {
        if (values.shape().c != 1 && values.shape().c != 3)
            throw cnn::Error(cnn::ErrorCode::Mismatch,
                             cnn::Message::tr("A picture has 1 or 3 channels, the input has %1; write a .npy file.",
                                              values.shape().c));
        savePicture(
            shownValues(values, cnn::greyRule(as, static_cast<double>(range.low), static_cast<double>(range.high))),
            path);
        return;
    }
    if (values.shape().c != 1)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("Signed colours show one channel; leave out --colour."));
    savePicture(signedValues(values, 0, largestOf(range), signedColours()), path);
}

// Channel by channel, where a sum leaves the range of a float on the way.
Tensor filteredWidely(const Tensor& picture, const Tensor& kernel, cnn::PadMode mode) {
    const cnn::Shape &p = picture.shape(), &k = kernel.shape();
    const int above = cnn::anchorOf(k.h), left = cnn::anchorOf(k.w);
    const cnn::Window window{{k.h, 1, above, k.h - 1 - above, 1}, {k.w, 1, left, k.w - 1 - left, 1}};
    Tensor all(p);
    for (int c = 0; c < p.c; ++c) {
        const Tensor channel({1, p.h, p.w, 1}, picture.values().subspan(picture.offset(c, 0, 0),
                                                                        p.perImage() / static_cast<std::size_t>(p.c)));
        const Tensor out = convolved(channel, {kernel}, {}, window, mode);
        std::ranges::copy(out.values(), all.data() + all.offset(c, 0, 0));
    }
    return all;
}

void runFilterCommand(const Arguments& a) {
    const cnn::ShowAs as = showOf(a);
    const cnn::PadMode mode = padModeOf(a);
    const Tensor kernel = kernelOf(a);
    const Tensor picture = pictureOf(a);
    Tensor values = filterPicture(picture, kernel, mode);
    if (!values.allFinite()) values = filteredWidely(picture, kernel, mode);
    if (!values.allFinite())
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         cnn::Message::tr("A result is beyond the largest number that can be held (3.4e38)."));
    const QString out = a.text("o");
    if (isPictureName(out))
        writeShown(values, as, out);
    else
        writeGrid(values, out);
}

} // namespace

const Command filterCommand{
    "filter",
    "",
    "Filter a picture with a kernel of the library or of your own",
    "\nThe output is as large as the picture. A kernel's name (sobel-x, gaussian-5, emboss, ...) or a file with up to\n"
    "11 x 11 weights. Results below 0 and above 255 become visible as --show says: clip cuts them off, offset adds "
    "128,\n"
    "absolute leaves out the sign, range goes from the smallest to the largest, signed is blue below 0 and red above.\n"
    "A .csv or .npy gets the true values.\n"
    "\nExample: convscope filter --input photo.jpg --kernel sobel-x --show absolute -o edges.png\n",
    withPictureOptions({{"input", "FILE", "a picture, .csv or .npy", "", Option::Required},
                        {"kernel", "NAME|FILE", "one of the library, or a file", "", Option::Required},
                        {"colour", "", "filter red, green and blue each by itself (default: grey)"},
                        {"mode", "MODE", "beyond the border: zeros, replicate, reflect or circular", "replicate"},
                        {"show", "NAME", "clip, offset, absolute, range or signed", "clip"},
                        {"o", "FILE", "where the result goes: .png, .jpg, .csv or .npy", "", Option::Required}}),
    runFilterCommand};

} // namespace ui
