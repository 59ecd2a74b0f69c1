#include "ui/lessons/window/window_edit.h"

#include "ui/media/preprocessing.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

cnn::Error refuse(const QString& sentence) {
    return {cnn::ErrorCode::TooLarge, sentence.toStdString()};
}

const cnn::Tensor& gridOf(const WindowScene& scene, GridPart part) {
    return part == GridPart::Input ? scene.input : scene.kernel;
}

// Where the shown cell is stored.
std::pair<int, int> stored(const WindowScene& scene, GridPart part, int y, int x) {
    if (part == GridPart::Input || !scene.flip) return {y, x};
    return {scene.kernel.shape().h - 1 - y, scene.kernel.shape().w - 1 - x};
}

// Tables hold one sample a line.
cnn::Tensor firstColumn(const cnn::Tensor& table) {
    cnn::Tensor row({1, 1, table.shape().h, 1});
    for (int i = 0; i < table.shape().h; ++i) row.at(0, 0, i) = table.at(0, i, 0);
    return row;
}

bool tooLarge(float value) {
    return std::abs(value) > WindowScene::largestValue;
}

} // namespace

GridPart gridPart(const QString& part) {
    return part == "kernel" ? GridPart::Kernel : GridPart::Input;
}

bool editable(const WindowScene& scene, GridPart part, int y, int x) {
    if (part == GridPart::Kernel && !scene.isConvolution()) return false;
    const cnn::Shape& s = gridOf(scene, part).shape();
    return y >= 0 && x >= 0 && y < s.h && x < s.w;
}

float valueAt(const WindowScene& scene, GridPart part, int y, int x) {
    const auto [sy, sx] = stored(scene, part, y, x);
    return gridOf(scene, part).at(0, sy, sx);
}

cnn::Expected<WindowScene> withCell(const WindowScene& scene, GridPart part, int y, int x, float value) {
    if (tooLarge(value)) return refuse(tr("A cell holds numbers from −1,000,000 to 1,000,000."));
    WindowScene next = scene;
    const auto [sy, sx] = stored(scene, part, y, x);
    (part == GridPart::Input ? next.input : next.kernel).at(0, sy, sx) = value;
    return next;
}

cnn::Expected<WindowScene> withBlock(const WindowScene& scene, GridPart part, int y, int x, const cnn::Tensor& block,
                                     bool whole) {
    if (scene.signal && part == GridPart::Input && block.shape().h > 1)
        return withBlock(scene, part, y, x, firstColumn(block), whole);
    const cnn::Shape& b = block.shape();
    const cnn::Shape& g = gridOf(scene, part).shape();
    const int rows = whole ? b.h : std::max(g.h, y + b.h), columns = whole ? b.w : std::max(g.w, x + b.w);
    const int most = part == GridPart::Input ? scene.largestColumns() : WindowScene::largestGrid;
    if (rows > scene.largestRows() || columns > most)
        return refuse(tr("The block of %1 × %2 numbers would need a grid of %3 × %4; this one holds up to %5 × %6.")
                          .arg(b.h)
                          .arg(b.w)
                          .arg(rows)
                          .arg(columns)
                          .arg(scene.largestRows())
                          .arg(most));
    if (std::any_of(block.values().begin(), block.values().end(), tooLarge))
        return refuse(tr("The block holds a number beyond 1,000,000; a cell does not."));
    WindowScene next = scene;
    if (part == GridPart::Input)
        next.resizeInput(rows, columns);
    else
        next.resizeKernel(rows, columns);
    for (int by = 0; by < b.h; ++by)
        for (int bx = 0; bx < b.w; ++bx) {
            const auto changed = withCell(next, part, y + by, x + bx, block.at(0, by, bx));
            next = *changed;
        }
    return next;
}

WindowScene withPicture(const WindowScene& scene, const QImage& picture) {
    const cnn::Shape& grid = scene.input.shape();
    const QSize part = QSize(grid.w, grid.h).scaled(picture.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    const QPoint corner((picture.width() - part.width()) / 2, (picture.height() - part.height()) / 2);
    Preprocessing how;
    how.fit = PictureFit::Stretch; // the proportions are the grid's already
    WindowScene next = scene;
    next.input = fittedPicture(picture.copy(QRect(corner, part)), grid, how);
    for (float& v : next.input.values()) v = std::round(255 * v);
    return next;
}

} // namespace ui
