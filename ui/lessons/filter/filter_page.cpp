#include "ui/lessons/filter/filter_page.h"

#include "core/base/error.h"
#include "core/samples/test_card.h"
#include "ui/lessons/filter/filter_figure.h"
#include "ui/media/file_names.h"
#include "ui/media/image_io.h"
#include "ui/model/scene_value.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QKeyEvent>
#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr QSize largestPhoto(1920, 1080);
constexpr int steppingKey = 5000, strokeKey = 6000; // merge keys; cells have their number

std::shared_ptr<const FilterPhoto> readPhoto(const QString& path, ReadWatch watch = {}) {
    auto photo = std::make_shared<FilterPhoto>();
    photo->path = path;
    watch.note = [&](const QString& note) { photo->note = note; };
    const QImage picture = readPicture(path, watch);
    photo->fileRows = picture.height();
    photo->fileColumns = picture.width();
    photo->colour = colourValues(reduced(picture, largestPhoto));
    photo->grey = cnn::greyOf(photo->colour);
    return photo;
}

// Row, column, from 1 on; beyond the picture: its last.
QPoint probeFrom(const QJsonObject& scene) {
    constexpr int farthest = 100'000;
    const SceneValue probe = SceneValue(scene)["probe"];
    if (!probe.given()) return {0, 0};
    const auto place = probe.list(2);
    return {place[1].whole(1, farthest) - 1, place[0].whole(1, farthest) - 1};
}

QPoint clampedTo(const cnn::Shape& size, QPoint at) {
    return {std::clamp(at.x(), 0, size.w - 1), std::clamp(at.y(), 0, size.h - 1)};
}

} // namespace

FilterPage::FilterPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new FilterInspector(m_lab)), m_bar(new StepBar),
      m_hand(new GridCursor(m_view, door())) {
    m_view->setAccessibleName(tr("Picture, kernel and filtered picture"));
    m_view->installEventFilter(this);
    connect(&m_lab, &FilterLab::changed, this, &FilterPage::sceneChanged);
    connect(&m_runner, &FilterRunner::done, this, [this](const std::shared_ptr<const FilterResult>& result) {
        m_result = result;
        m_view->refresh();
    });
    connect(&m_runner, &FilterRunner::failed, this, &Page::notice);
    connect(&m_reading, &Background::changed, m_view, &FigureView::refresh);
    connect(&m_reading, &Background::failed, this, &Page::notice);
    connect(m_inspector, &FilterInspector::refused, this, &Page::notice);
    connect(m_inspector, &FilterInspector::photoWanted, this, &FilterPage::choosePhoto);
    connect(m_inspector, &FilterInspector::ownKernelWanted, this, [this] {
        m_view->setFocus();
        m_hand->select(CellRef{"kernel", 0, 0, 0});
    });
    connect(m_hand, &GridCursor::refused, this, &Page::notice);
    connect(m_hand, &GridCursor::selectionChanged, this, &FilterPage::refresh);
    connectView();
    connectBar();
    m_view->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        if (!m_picture) return nullptr;
        FilterPicture picture = shot().with(m_result.get());
        picture.smaller = [this](const QImage& image, QSize to) { return scaled(image, to); };
        return std::make_unique<FilterFigure>(std::move(picture), size, style);
    });
}

FilterPage::~FilterPage() = default;

QWidget* FilterPage::stage() {
    return m_view;
}
QWidget* FilterPage::inspector() {
    return m_inspector;
}
QWidget* FilterPage::bar() {
    return m_bar;
}

void FilterPage::connectView() {
    connect(m_view, &FigureView::hovered, this, &FilterPage::hover);
    connect(m_view, &FigureView::pressed, this, &FilterPage::press);
    connect(m_view, &FigureView::pressedNothing, this, [this] { m_hand->select(std::nullopt); });
    connect(m_view, &FigureView::dragged, this, [this](const CellRef& cell) {
        if (m_pen && cell.part == "input") draw(cell);
    });
    connect(m_view, &FigureView::released, this, [this] { m_pen.reset(); });
    connect(m_view, &FigureView::keyPressed, this, &FilterPage::handleKey);
}

void FilterPage::connectBar() {
    m_bar->setGrainVisible(false);
    const auto by = [this](int steps) { return [this, steps] { goToStop(m_lab.scene().stop() + steps); }; };
    connect(m_bar, &StepBar::first, this, [this] { goToStop(0); });
    connect(m_bar, &StepBar::back, this, by(-1));
    connect(m_bar, &StepBar::next, this, by(1));
    connect(m_bar, &StepBar::last, this, [this] { goToStop(static_cast<int>(m_lab.scene().gallery.size()) - 1); });
    connect(m_bar, &StepBar::chosen, this, &FilterPage::goToStop);
    onClicker(m_bar, this, [this](int key) { stepKey(key); });
}

void FilterPage::open(const Lesson& lesson) {
    const FilterScene scene = filterSceneFrom(lesson.scene, [](const QString& path) { return readPhoto(path); });
    m_lesson = lesson;
    m_hand->select(std::nullopt);
    m_pointed.reset();
    m_weight.reset();
    m_bar->setPlaying(false);
    m_inspector->setLesson(lesson, scene);
    m_asOpened = scene;
    m_probe = probeFrom(lesson.scene);
    undoStack()->clear();
    m_lab.load(scene);
}

QJsonObject FilterPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    scene["probe"] = QJsonArray{m_probe.y() + 1, m_probe.x() + 1};
    return scene;
}

void FilterPage::setScene(const QJsonObject& scene, const QString& why) {
    const auto& photo = m_lab.scene().photo;
    const FilterScene next = filterSceneFrom(scene, [&photo](const QString& path) {
        return photo && photo->path == path ? photo : readPhoto(path); // one at hand is not read again
    });
    const QPoint probe = probeFrom(scene);
    m_hand->select(std::nullopt);
    m_bar->setPlaying(false);
    m_probe = probe;
    m_lab.edit(why, next);
    moveProbe(m_probe);
}

void FilterPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_hand->setStyle(style);
    m_view->setStyle(style);
}

void FilterPage::setActive(bool active) {
    if (active) return;
    m_bar->setPlaying(false);
    m_holding = false;
}

FilterShot FilterPage::shot() const {
    FilterShot s{m_lesson,   m_lab.scene(),
                 m_asOpened, m_picture,
                 m_input,    m_pointed.value_or(m_probe),
                 m_covered,  m_holding || m_lab.scene().original,
                 m_weight,   m_hand->selected(),
                 {}};
    s.probe = clampedTo(m_picture->shape(), s.probe);
    if (m_reading.busy())
        s.reading =
            tr("Reading %1 … %2 %. Escape stops it.").arg(m_reading.name()).arg(qRound(100 * m_reading.progress()));
    const cnn::Shape& k = s.scene.kernel.shape();
    if (s.hover && (s.hover->y >= k.h || s.hover->x >= k.w)) s.hover.reset();
    return s;
}

// The two pictures on the stage are asked for with every painting.
QImage FilterPage::scaled(const QImage& image, QSize size) {
    const auto known = [&](const Scaled& s) { return s.of == image.cacheKey() && s.image.size() == size; };
    if (known(m_scaled[1]))
        std::swap(m_scaled[0], m_scaled[1]); // the latest first
    else if (!known(m_scaled[0]))
        m_scaled[1] = std::exchange(m_scaled[0], {image.cacheKey(), scaledDown(image, size)});
    return m_scaled[0].image;
}

void FilterPage::sceneChanged() {
    auto picture = m_lab.scene().picture();
    if (picture != m_picture) {
        m_picture = std::move(picture);
        m_input = inputImage(*m_picture);
        m_probe = clampedTo(m_picture->shape(), m_probe);
    }
    m_runner.start(shot().job());
    refresh();
}

void FilterPage::refresh() {
    m_view->refresh();
    const int stop = m_lab.scene().stop(), stops = static_cast<int>(m_lab.scene().gallery.size());
    m_bar->setState(stop, stops, 1, stop == 0 || stops == 0, stop == stops - 1);
    emit stateChanged();
}

void FilterPage::goToStop(int stop) {
    FilterScene next = m_lab.scene();
    if (next.gallery.isEmpty()) return;
    stop = std::clamp(stop, 0, static_cast<int>(next.gallery.size()) - 1);
    next.kernel = cnn::findKernel(next.gallery[stop].toStdString())->values;
    m_lab.edit(tr("Use %1").arg(next.kernelName()), next, steppingKey);
}

// ---- the mouse -----------------------------------------------------------------------------------------------------

void FilterPage::hover(const std::optional<CellRef>& cell) {
    const bool pixel = cell && (cell->part == "input" || cell->part == "output");
    m_pointed = pixel ? std::optional(QPoint(cell->x, cell->y)) : std::nullopt;
    m_weight = cell && !pixel ? std::optional(CellRef{"kernel", 0, cell->y, cell->x}) : std::nullopt;
    m_view->refresh();
}

void FilterPage::press(const CellRef& cell, Qt::MouseButton button) {
    if (cell.part == "kernel") {
        m_hand->select(cell);
        return;
    }
    m_hand->select(std::nullopt);
    if (cell.part == "input" && m_lab.scene().source == PictureSource::Drawing) {
        m_pen = QPoint(cell.x, cell.y);
        m_erase = button == Qt::RightButton;
        ++m_strokes;
        draw(cell);
    } else if (cell.part == "input" || cell.part == "output")
        moveProbe({cell.x, cell.y});
}

void FilterPage::draw(const CellRef& cell) {
    FilterScene next = m_lab.scene();
    const QPoint to(cell.x, cell.y);
    FilterDrawing::stroke(next.drawing, *m_pen, to, m_erase);
    m_pen = m_pointed = to;
    m_lab.edit(m_erase ? tr("Erase") : tr("Draw"), next, strokeKey + m_strokes);
}

void FilterPage::moveProbe(QPoint to) {
    m_probe = clampedTo(m_picture->shape(), to);
    refresh();
}

// ---- the keyboard --------------------------------------------------------------------------------------------------

void FilterPage::handleKey(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) m_holding = true;
        m_view->refresh();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_reading.busy()) return m_reading.stop();
    const int step = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    event->setAccepted(m_hand->handleKey(event) || probeKey(event->key(), step) || stepKey(event->key()));
}

bool FilterPage::eventFilter(QObject* watched, QEvent* event) {
    const bool up = event->type() == QEvent::KeyRelease && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
                    !static_cast<QKeyEvent*>(event)->isAutoRepeat();
    if (m_holding && (up || event->type() == QEvent::FocusOut)) {
        m_holding = false;
        m_view->refresh();
    }
    return Page::eventFilter(watched, event);
}

bool FilterPage::probeKey(int key, int step) {
    QPoint by;
    if (key == Qt::Key_Left) by = {-step, 0};
    if (key == Qt::Key_Right) by = {step, 0};
    if (key == Qt::Key_Up) by = {0, -step};
    if (key == Qt::Key_Down) by = {0, step};
    if (by.isNull()) return false;
    m_pointed.reset();
    moveProbe(m_probe + by);
    return true;
}

bool FilterPage::stepKey(int key) {
    const int stop = m_lab.scene().stop(), last = static_cast<int>(m_lab.scene().gallery.size()) - 1;
    switch (key) {
    case Qt::Key_PageDown:
        return goToStop(stop + 1), true;
    case Qt::Key_PageUp:
    case Qt::Key_Backspace:
        return goToStop(stop - 1), true;
    case Qt::Key_Home:
        return goToStop(0), true;
    case Qt::Key_End:
        return goToStop(last), true;
    default:
        return false;
    }
}

// ---- the kernel ----------------------------------------------------------------------------------------------------

GridDoor FilterPage::door() {
    const auto has = [this](const CellRef& c) {
        const cnn::Shape& k = m_lab.scene().kernel.shape();
        return c.part == "kernel" && c.y >= 0 && c.x >= 0 && c.y < k.h && c.x < k.w;
    };
    GridDoor door;
    door.editable = has;
    door.name = [](const CellRef& c) { return tr("row %1, column %2 of the kernel").arg(c.y + 1).arg(c.x + 1); };
    door.value = [this](const CellRef& c) { return m_lab.scene().kernel.at(0, c.y, c.x); };
    door.set = [this](const CellRef& c, float value, bool merge) { setCell(c.y, c.x, value, merge); };
    door.after = [has](const CellRef& c) -> std::optional<CellRef> { // right, then the next row, then out of the grid
        for (const CellRef& next : {CellRef{c.part, 0, c.y, c.x + 1}, CellRef{c.part, 0, c.y + 1, 0}})
            if (has(next)) return next;
        return std::nullopt;
    };
    door.block = [this](const CellRef&) { return m_lab.scene().kernel; };
    door.paste = [this](const CellRef&, const cnn::Tensor& block) { pasteKernel(block); };
    door.first = CellRef{"kernel", 0, 0, 0};
    door.byArrows = false; // they move the probe
    door.largest = FilterScene::largestWeight;
    return door;
}

void FilterPage::setCell(int y, int x, float value, bool merge) {
    FilterScene next = m_lab.scene();
    next.kernel.at(0, y, x) = value;
    emit notice({});
    m_lab.edit(tr("Set kernel row %1, column %2").arg(y + 1).arg(x + 1), next,
               merge ? y * FilterScene::largestKernel + x : -1);
}

void FilterPage::pasteKernel(const cnn::Tensor& block) {
    const cnn::Shape& s = block.shape();
    if (std::max(s.h, s.w) > FilterScene::largestKernel) {
        emit notice(tr("The block has %1 × %2 numbers; a kernel here has up to 11 × 11.").arg(s.h).arg(s.w));
        return;
    }
    FilterScene next = m_lab.scene();
    next.kernel = block;
    m_lab.edit(tr("Paste a %1 × %2 kernel").arg(s.h).arg(s.w), next);
}

// ---- photos --------------------------------------------------------------------------------------------------------

void FilterPage::choosePhoto() {
    const QString path = QFileDialog::getOpenFileName(m_view, tr("Open a photo"), {}, openFilter());
    if (!path.isEmpty()) (void)openFile(path);
}

bool FilterPage::openFile(const QString& path) {
    const QFileInfo file(path);
    if (!hasPictureSuffix(path)) return false;
    m_reading.start(file.fileName(), [this, path = file.absoluteFilePath()](const auto& stop, const auto& progress) {
        const auto photo = readPhoto(path, {stop, progress});
        return [this, photo] { usePhoto(photo); };
    });
    return true;
}

void FilterPage::usePhoto(const std::shared_ptr<const FilterPhoto>& photo) {
    const QString name = QFileInfo(photo->path).fileName();
    const cnn::Shape& size = photo->grey.shape();
    FilterScene next = m_lab.scene();
    next.photo = photo;
    next.source = PictureSource::Photo;
    m_probe = {size.w / 2, size.h / 2};
    m_lab.edit(tr("Open %1").arg(name), next);
    QString smaller;
    if (photo->fileRows != size.h || photo->fileColumns != size.w)
        smaller = tr("%1 has %2 × %3 pixels, more than are filtered live; it was made smaller, to %4 × %5.")
                      .arg(name)
                      .arg(photo->fileRows)
                      .arg(photo->fileColumns)
                      .arg(size.h)
                      .arg(size.w);
    if (!photo->note.isEmpty())
        emit notice((name + ": " + photo->note + " " + smaller).trimmed());
    else if (!smaller.isEmpty())
        emit news(smaller);
}

QString FilterPage::openFilter() const {
    return tr("Pictures (*.%1)").arg(pictureSuffixes().join(" *."));
}

void FilterPage::settle(int step) {
    m_reading.wait();
    if (step > 0) goToStop(step - 1);
    m_runner.finish();
}

} // namespace ui
