// TrainingPage: what goes through the network, chosen, drawn or opened; and the keys of the strip.
#include "ui/lessons/training/strip/network_strip.h"
#include "ui/lessons/training/training_page.h"
#include "ui/media/file_names.h"
#include "ui/media/image_io.h"
#include "ui/media/read_picture.h"

#include <QFileInfo>
#include <QKeyEvent>

namespace ui {
namespace {

constexpr int imageKey = 100; // merge key: leafing through the test images is one undo step

} // namespace

void TrainingPage::connectDrawing() {
    FigureView* strip = m_stage->strip();
    strip->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        if (!m_picture) return nullptr;
        auto figure = networkStrip(size, style, m_picture, m_beforeStroke ? std::nullopt : m_hover);
        m_stage->placeTools(figure->tools());
        return figure;
    });
    connect(strip, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_cursor = false;
        pointAt(cell);
    });
    connect(strip, &FigureView::pressed, this, [this](const CellRef& cell, Qt::MouseButton button) {
        if (cell.part == "input") beginStroke(cell, button == Qt::RightButton || m_stage->erasing());
    });
    connect(strip, &FigureView::dragged, this, [this](const CellRef& cell) {
        if (m_beforeStroke && cell.part == "input") stroke({cell.x, cell.y});
    });
    connect(strip, &FigureView::released, this, &TrainingPage::endStroke);
    connect(strip, &FigureView::keyPressed, this, &TrainingPage::handleKey);
    connect(m_stage, &TrainingStage::nextImage, this, &TrainingPage::showImage);
    connect(m_stage, &TrainingStage::clearDrawing, this, [this] {
        TrainingScene next = m_scene;
        next.drawing = Drawing::blank();
        next.picture.clear();
        next.drawnOver = false;
        edit(next, tr("clear the picture"));
    });
}

// ---- drawing -------------------------------------------------------------------------------------------------------

void TrainingPage::showImage(int by) {
    if (!images()) return;
    const int count = static_cast<int>(images()->test.size());
    showTestImage((m_scene.testImage % count + by + count) % count);
}

void TrainingPage::showTestImage(int index) {
    TrainingScene next = m_scene;
    next.testImage = index;
    next.drawing.clear();
    next.picture.clear();
    next.drawnOver = false;
    edit(next, tr("test image %1").arg(next.testImage + 1), imageKey);
}

void TrainingPage::beginStroke(const CellRef& cell, bool erase) {
    if (!images() && m_scene.drawing.isEmpty()) return; // the image to draw on is still being read
    if (!canDraw()) return emit notice(tr("Only images of 28 × 28 grey pixels can be drawn on."));
    m_beforeStroke = m_scene;
    m_erase = erase;
    if (m_scene.drawing.isEmpty()) m_scene.drawing = Drawing::from(image());
    m_scene.drawnOver = m_beforeStroke->drawing.isEmpty() || !m_scene.picture.isEmpty() || m_scene.drawnOver;
    m_pen = {cell.x, cell.y};
    stroke(m_pen);
}

void TrainingPage::stroke(QPoint to) {
    Drawing::stroke(m_scene.drawing, m_pen, to, m_erase);
    m_pen = to;
    m_stripSoon.now();
}

void TrainingPage::endStroke() {
    if (!m_beforeStroke) return;
    const TrainingScene after = m_scene;
    m_scene = *std::exchange(m_beforeStroke, std::nullopt);
    edit(after, m_erase ? tr("erase") : tr("draw"));
}

// ---- keys ----------------------------------------------------------------------------------------------------------

void TrainingPage::pointAt(std::optional<CellRef> cell) {
    m_hover = std::move(cell);
    m_stage->strip()->refresh();
}

// Those that work whatever the card shows.
bool TrainingPage::runKey(QKeyEvent* event) {
    event->accept();
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_reading.busy()) return m_reading.stop(), true;
        if (m_loader.loading()) return m_loader.stop(), true;
        break;
    case Qt::Key_Space:
        return startOrPause(), true;
    case Qt::Key_Right:
        return oneBatch(), true;
    default:
        break;
    }
    event->ignore();
    return false;
}

void TrainingPage::handleKey(QKeyEvent* event) {
    if (m_cursor && cursorKey(event)) return event->accept();
    if (runKey(event)) return;
    event->accept();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_cursor = true;
        pointAt(CellRef{"input", 0, image().shape().h / 2, image().shape().w / 2});
        break;
    default:
        event->ignore();
    }
}

// With the cursor in the strip: arrows move it, Enter draws and Delete erases under it, Esc lets it go.
bool TrainingPage::cursorKey(QKeyEvent* event) {
    const bool onInput = m_hover && m_hover->part == "input";
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(-1, 0), true;
    case Qt::Key_Right:
        return moveCursor(1, 0), true;
    case Qt::Key_Up:
        return moveCursor(0, -1), true;
    case Qt::Key_Down:
        return moveCursor(0, 1), true;
    case Qt::Key_Escape:
        m_cursor = false;
        return pointAt(std::nullopt), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (!onInput) return true;
        beginStroke(*m_hover, event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace);
        return endStroke(), true;
    default:
        return false;
    }
}

void TrainingPage::moveCursor(int dx, int dy) {
    const auto* figure = dynamic_cast<const StripFigure*>(m_stage->strip()->figure());
    if (figure && m_hover) pointAt(figure->neighbour(*m_hover, dx, dy));
}

// ---- files ---------------------------------------------------------------------------------------------------------

QString TrainingPage::openFilter() const {
    return tr("Network, picture or MNIST's files (*.onnx *.%1 *ubyte *ubyte.gz)").arg(pictureSuffixes().join(" *."));
}

bool TrainingPage::openFile(const QString& path) {
    const QFileInfo file(path);
    if (isFolder(path))
        choose({DataSource::Folder, file.absoluteFilePath(), m_scene.source.shuffled});
    else if (file.fileName().contains("ubyte"))
        choose({DataSource::Folder, file.absolutePath(), m_scene.source.shuffled});
    else if (file.suffix().toLower() == "onnx")
        openNetwork(path);
    else if (hasPictureSuffix(path))
        openPicture(path);
    else
        return false;
    return true;
}

void TrainingPage::openPicture(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (!canDraw())
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         tr("%1 cannot go through: the images here are not 28 × 28 and grey.").arg(name).toStdString());
    m_reading.start(name, [this, path, name](const auto& stop, const auto& progress) {
        QString note;
        const QImage image = readPicture(path, {stop, progress, [&note](const QString& said) { note = said; }});
        const cnn::Tensor picture = fitToNetwork(image, {1, Drawing::side, Drawing::side, 1});
        return [this, name, note, drawing = Drawing::from(picture), coloured = !image.allGray()] {
            TrainingScene next = m_scene;
            next.drawing = drawing;
            next.picture = name;
            next.drawnOver = false;
            edit(next, tr("open %1").arg(name));
            if (!note.isEmpty()) emit notice(name + ": " + note);
            if (coloured) emit news(tr("%1 is coloured; it goes through in grey, without its colour.").arg(name));
        };
    });
}

} // namespace ui
