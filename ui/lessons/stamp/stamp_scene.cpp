#include "ui/lessons/stamp/stamp_scene.h"

#include "ui/model/breakpoints.h"
#include "ui/model/standing.h"

#include <algorithm>

namespace ui {
namespace {

using S = StampScene;
using Table = SettingTable<S>;
using Row = Setting<S>;

cnn::Tensor withSize(const cnn::Tensor& from, int rows, int columns) {
    cnn::Tensor to({1, rows, columns, 1});
    to.fill(1);
    for (int y = 0; y < std::min(rows, from.shape().h); ++y)
        for (int x = 0; x < std::min(columns, from.shape().w); ++x) to.at(0, y, x) = from.at(0, y, x);
    return to;
}

void addGrid(Table& t, const QString& key, const QString& label, cnn::Tensor S::*grid, int most,
             void (S::*resize)(int, int), const QString& help) {
    const Row::Pair size{1, most, [=](const S& s) { return (s.*grid).shape().h; },
                         [=](const S& s) { return (s.*grid).shape().w; },
                         [=](S& s, int rows, int columns) { (s.*resize)(rows, columns); }};
    t.file(
         key, tr("rows of numbers, up to %1 × %1").arg(most), help,
         [=](const SceneValue& from, S& s) {
             if (from[key].given()) s.*grid = from[key].grid(most, most, S::largestValue);
         },
         [=](const S& s) { return toRows(s.*grid); })
        .both(label, size, true);
}

Table makeTable() {
    Table t;
    addGrid(t, "kernel", tr("Kernel"), &S::kernel, S::largestKernel, &S::resizeKernel,
            tr("The weights of the stamp, a text a row: \"0 1\"."));
    t.whole("stride", tr("Stride"), &S::stride, 1, S::largestStride,
            tr("How many cells lie between the stamps of two neighbours."));
    t.whole("padding", tr("Padding"), &S::padding, 0, S::largestPadding,
            tr("How many rows and columns are cut off the output at every side."));
    t.whole("outputPadding", tr("Output padding"), &S::outputPadding, 0, S::largestStride - 1,
            tr("Rows and columns more at the end of the output; smaller than the stride."));
    t.flag("counts", tr("Output shows"), &S::counts, {tr("values"), tr("stamps")},
           tr("The output shows how many stamps meet in each cell."));
    t.flag("back", tr("Convolve back"), &S::back, {tr("off"), tr("on")},
           tr("The output is convolved with the same kernel; that does not give the input back."));
    addGrid(t, "input", tr("Input size"), &S::input, S::largestInput, &S::resizeInput,
            tr("The cells, a text a row: \"0 1 2\"."));
    t.control("fill").label = ui::tr("Fill with");
    t.beside(Standing::table(stampGrains));
    t.beside(Breakpoints::table(stampGrains));
    return t;
}

} // namespace

cnn::StampTask StampScene::task() const {
    cnn::StampTask task{input, kernel, cnn::Window::square(1, stride, padding), outputPadding, outputPadding};
    task.window.y.kernel = kernel.shape().h;
    task.window.x.kernel = kernel.shape().w;
    return task;
}

void StampScene::resizeInput(int rows, int columns) {
    input = withSize(input, rows, columns);
}

void StampScene::resizeKernel(int rows, int columns) {
    kernel = withSize(kernel, rows, columns);
}

const SettingTable<StampScene>& stampSettings() {
    static const Table table = makeTable();
    return table;
}

StampScene stampSceneFrom(const QJsonObject& object) {
    return stampSettings().read(object);
}

QJsonObject toJson(const StampScene& scene) {
    return stampSettings().write(scene);
}

StampScene withCell(const StampScene& scene, const QString& part, int y, int x, float value) {
    StampScene next = scene;
    (part == "kernel" ? next.kernel : next.input).at(0, y, x) = value;
    return next;
}

cnn::Expected<StampScene> withBlock(const StampScene& scene, const QString& part, const cnn::Tensor& block) {
    const int most = part == "kernel" ? S::largestKernel : S::largestInput;
    const cnn::Shape& size = block.shape();
    if (size.h > most || size.w > most)
        return cnn::Error(
            cnn::ErrorCode::Mismatch,
            cnn::Message::tr("The block has %1 × %2 numbers; this grid has up to %3 × %3.", size.h, size.w, most));
    StampScene next = scene;
    (part == "kernel" ? next.kernel : next.input) = block;
    return next;
}

} // namespace ui
