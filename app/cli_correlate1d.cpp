// correlate1d: a kernel slides along one column of a table, for signals as measuring programs write them.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/grid_file.h"
#include "app/window_options.h"
#include "core/tensor/tensor_text.h"
#include "core/walk/window_walk.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;

// A row or a column of numbers as a row.
Tensor asRow(const Tensor& grid, const QString& name) {
    const cnn::Shape& s = grid.shape();
    if (s.c != 1 || (s.h != 1 && s.w != 1))
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("%1 holds %2 numbers; a kernel for a signal is one row or one column.",
                                          name.toStdString(), cnn::text(s)));
    return {{1, 1, s.h * s.w, 1}, grid.values()};
}

Tensor rowKernelOf(const Arguments& a) {
    const QString text = a.text("kernel");
    if (isFile(text)) return asRow(readGrid(text), text);
    const auto typed = cnn::fromCsv(text.toStdString());
    if (!typed)
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr("--kernel %1: there is no such file, and these are no numbers like \"1 -1\": %2",
                             text.toStdString(), typed.error().message()));
    Tensor row = asRow(*typed, "--kernel");
    const std::string reading = cnn::commaReading(text.toStdString());
    if (!reading.empty()) say("convscope: --kernel " + text + ": " + QString::fromStdString(reading));
    return row;
}

cnn::Axis axisOf(const Arguments& a, int kernel) {
    const auto padding = a.wholes("padding", 2, 0, largestSetting);
    return {kernel, a.whole("stride", 1, largestSetting), padding.front(), padding.back(),
            a.whole("dilation", 1, largestSetting)};
}

void runCorrelate(const Arguments& a) {
    const auto column = a.has("column") ? std::optional(a.text("column")) : std::nullopt;
    const Tensor signal = readColumn(a.text("input"), column);
    Tensor kernel = rowKernelOf(a);
    if (a.has("flip")) kernel = cnn::flipped(kernel);
    const cnn::Window window{{}, axisOf(a, kernel.shape().w)};
    const int room = window.x.padded(signal.shape().w) - window.x.extent();
    if (room < 0)
        throw cnn::Error(cnn::ErrorCode::DoesNotFit,
                         cnn::Message::tr("A kernel over %1 values does not fit a signal of %2.", window.x.extent(),
                                          window.x.padded(signal.shape().w)));
    const Tensor out = convolved(signal, {kernel}, {}, window, padModeOf(a));
    giveResult({{1, out.shape().w, 1, 1}, out.values()}, a); // a column again
}

} // namespace

const Command correlate1dCommand{
    "correlate1d",
    "",
    "Slide a kernel along a signal: one column of a CSV file",
    "\nThe table may have a header line and other columns of any kind. The kernel is numbers in quotation marks, or a\n"
    "file with one row or one column; it is not flipped unless --flip is given. The result is one column: a value for\n"
    "every place of the kernel, floor((n + before + after - k) / stride) + 1 of them, where before and after are the\n"
    "padding and k is what the kernel spans. Without -o it is printed.\n"
    "\nExample: convscope correlate1d --input trace.csv --column voltage --kernel \"-1 1\" -o steps.csv\n",
    {{"input", "FILE", "the table: .csv, .tsv or .txt", "", Option::Required},
     {"column", "N|NAME", "which column, by number from 1 or by its name in the header (default: the first)"},
     {"kernel", "NUMBERS|FILE", "\"1 -1\", or a file", "", Option::Required},
     {"stride", "N", "values moved per step", "1"},
     {"padding", "N[,N]", "one value or before,after", "0"},
     {"dilation", "N", "distance between the kernel's values", "1"},
     {"mode", "MODE", "what the padding holds: zeros, replicate, reflect or circular", "zeros"},
     {"flip", "", "turn the kernel round: the convolution of mathematics"},
     {"o", "FILE", "where the result goes: .csv or .npy"}},
    runCorrelate};

} // namespace ui
