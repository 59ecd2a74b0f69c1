#include "app/model_file.h"

#include "app/console.h"
#include "core/base/error.h"
#include "core/tensor/number_text.h"

#include <filesystem>

namespace ui {

const Option sizeOption{"size", "CxHxW", "of the input, where the file leaves it free: 3x224x224 or 1x3x224x224"};
const Option outputOption{"output", "NAME", "which of several outputs"};

namespace {

// A smaller file is there at once.
constexpr std::uintmax_t slowBytes = std::uintmax_t{64} << 20;

// With the weights that PyTorch keeps beside it.
std::uintmax_t bytesOf(const std::filesystem::path& path) {
    std::uintmax_t sum = 0;
    for (const char* suffix : {"", ".data"}) {
        std::filesystem::path file = path;
        std::error_code missing;
        const std::uintmax_t size = std::filesystem::file_size(file += suffix, missing);
        if (!missing) sum += size;
    }
    return sum;
}

} // namespace

cnn::Shape sizeOf(const QString& text) {
    QStringList words = text.split('x');
    if (words.size() == 4 && words.front() == "1") words.removeFirst();
    std::vector<int> extents;
    for (const QString& word : words) {
        bool ok = false;
        extents.push_back(word.toInt(&ok));
        if (!ok || extents.back() < 1 || extents.back() > 65536) extents.clear();
        if (extents.empty()) break;
    }
    if (extents.size() != 3)
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr(
                "--size %1: channels, rows and columns of one picture belong there, as in 3x224x224 or 1x3x224x224.",
                text.toStdString()));
    return {extents[0], extents[1], extents[2], 1};
}

cnn::OnnxModel openModel(const Arguments& a) {
    cnn::OnnxOptions options;
    if (a.has("size")) options.size = sizeOf(a.text("size"));
    options.output = a.text("output").toStdString();
    const std::filesystem::path path = pathFrom(a.operand(0));
    ProgressBar bar;
    if (bytesOf(path) > slowBytes)
        options.progress = [&](double share) {
            bar.show(share, "of the weights read");
            return true;
        };
    return cnn::openOnnx(path, options);
}

namespace {

QString list(const std::vector<float>& numbers) {
    QStringList words;
    for (const float v : numbers) words << QString::fromStdString(cnn::shortest(v));
    return words.join(", ");
}

} // namespace

QString insideText(const cnn::PictureScaling& s) {
    QStringList parts;
    if (!s.mean.empty()) parts << "less " + list(s.mean);
    if (!s.deviation.empty()) parts << "divided by " + list(s.deviation);
    return parts.join(", ");
}

QString scalingText(const cnn::PictureScaling& s) {
    const QString inside = insideText(s);
    return "values 0 to " + QString::fromStdString(cnn::shortest(s.highest)) + (inside.isEmpty() ? "" : ", " + inside);
}

} // namespace ui
