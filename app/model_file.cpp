#include "app/model_file.h"

#include "app/console.h"
#include "core/base/error.h"
#include "core/tensor/number_text.h"

namespace ui {

const Option sizeOption{"size", "CxHxW", "of the input, where the file leaves it free: 3x224x224 or 1x3x224x224"};
const Option outputOption{"output", "NAME", "which of several outputs"};

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
    ProgressBar bar;
    bool isShown = false; // a small file is there at once
    options.progress = [&](double share) {
        isShown = isShown || share < 0.5;
        if (isShown) bar.show(share, "of the weights read");
        return true;
    };
    return cnn::openOnnx(pathFrom(a.operand(0)), options);
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
