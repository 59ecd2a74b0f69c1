#include "ui/lessons/filter/filter_page.h"

#include "core/base/error.h"
#include "core/samples/test_card.h"
#include "ui/lessons/filter/filter_code.h"
#include "ui/lessons/filter/filter_figure.h"
#include "ui/lessons/filter/filter_questions.h"
#include "ui/media/image_io.h"
#include "ui/model/scene_value.h"

#include <QJsonArray>
#include <QKeyEvent>
#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int steppingKey = 5000, strokeKey = 6000; // merge keys; cells have their number

QPoint clampedTo(const cnn::Shape& size, QPoint at) {
    return {std::clamp(at.x(), 0, size.w - 1), std::clamp(at.y(), 0, size.h - 1)};
}

} // namespace

FilterPage::FilterPage() : LabPage(tr("Picture, kernel and filtered picture"), {}, 0, FilterStanding::table()) {
    useBreakpoints();
    m_view->installEventFilter(this);
    useCursor(editableCells(), false); // kernels have names
    connect(&m_lab, &FilterLab::changed, this, &FilterPage::sceneChanged);
    connect(&m_runner, &FilterRunner::done, this, [this](const std::shared_ptr<const FilterResult>& result) {
        m_result = result;
        refreshStage();
    });
    connect(&m_runner, &FilterRunner::failed, this, &Page::notice);
    connect(m_inspector, &FilterInspector::photoWanted, this, &Page::pictureWanted);
    connect(&m_camera, &Camera::arrived, this, &FilterPage::showFrame);
    connect(&m_camera, &Camera::failed, this, &Page::notice);
    connect(&m_camera, &Camera::changed, this, [this] {
        m_live.reset();
        m_inspector->showCamera(m_camera.isOn());
        if (m_camera.isOn()) m_view->setFocus(); // for Space
        sceneChanged();
    });
    connect(m_inspector, &FilterInspector::cameraWanted, this, [this](bool on) {
        if (on)
            m_camera.turnOn();
        else
            m_camera.turnOff();
    });
    connect(m_inspector, &FilterInspector::ownKernelWanted, this, [this] {
        m_view->setFocus();
        m_cursor->select(CellRef{"kernel", 0, 0, 0});
    });
    connect(m_view, &FigureView::released, this, [this] { m_pen.reset(); });
}

FilterScene FilterPage::read(const QJsonObject& scene) const {
    FilterScene read = filterSceneFrom(scene);
    const auto& before = m_lab.scene().photo;
    if (!read.photo) return read;
    const SharedPicture given = madeReadable(read.photo->given, before ? before->given : nullptr);
    read.photo = before && before->given == given ? before : photoOf(given);
    return read;
}

void FilterPage::standAt(const FilterStanding& at) {
    m_probe = clampedTo(m_picture->shape(), at.probe);
    refresh();
}

std::unique_ptr<Figure> FilterPage::figure(QSizeF size, const Style& style) const {
    if (!m_picture) return nullptr;
    FilterPicture picture = shot().with(m_result.get());
    picture.smaller = [this](const QImage& image, QSize to) { return scaled(image, to); };
    return std::make_unique<FilterFigure>(std::move(picture), size, style);
}

void FilterPage::setActive(bool active) {
    LabPage::setActive(active);
    if (active) return;
    m_holding = false;
    m_camera.turnOff();
}

FilterShot FilterPage::shot() const {
    FilterShot s{lesson(),
                 shownScene(),
                 m_lab.opened(),
                 m_picture,
                 m_input,
                 m_pointed.value_or(m_probe),
                 m_covered,
                 m_holding || m_lab.scene().original,
                 m_weight,
                 m_cursor->selected(),
                 m_pointed.has_value()};
    s.probe = clampedTo(m_picture->shape(), s.probe);
    const cnn::Shape& k = s.scene.kernel.shape();
    if (s.hover && (s.hover->y >= k.h || s.hover->x >= k.w)) s.hover.reset();
    return s;
}

FilterShot FilterPage::restingShot() const {
    FilterShot s = shot();
    s.probe = m_probe;
    s.pointed = false;
    s.hover.reset();
    s.selected.reset();
    return s;
}

// The two pictures on the stage are asked for with every painting.
QImage FilterPage::scaled(const QImage& image, QSize size) const {
    const auto known = [&](const Scaled& s) { return s.of == image.cacheKey() && s.image.size() == size; };
    if (known(m_scaled[1]))
        std::swap(m_scaled[0], m_scaled[1]);
    else if (!known(m_scaled[0]))
        m_scaled[1] = std::exchange(m_scaled[0], {image.cacheKey(), scaledDown(image, size)});
    return m_scaled[0].image;
}

void FilterPage::sceneChanged() {
    auto picture = shownScene().picture();
    if (picture != m_picture) {
        m_picture = std::move(picture);
        m_input = inputImage(*m_picture);
        m_probe = clampedTo(m_picture->shape(), m_probe);
    }
    m_runner.start(shot().job());
    refresh();
}

LessonPage::Steps FilterPage::steps() const {
    const int stop = m_lab.scene().stop(), stops = static_cast<int>(m_lab.scene().gallery.size());
    return {stop, stops, 1, stop == 0 || stops == 0, stop == stops - 1};
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
    refreshStage();
}

void FilterPage::press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers) {
    m_cursor->select(cell.part == "kernel" ? std::optional(cell) : std::nullopt);
    if (cell.part == "input" && shownScene().source == PictureSource::Drawing) {
        m_pen = QPoint(cell.x, cell.y);
        m_erase = button == Qt::RightButton;
        ++m_strokes;
        draw(cell);
    } else if (cell.part == "input" || cell.part == "output")
        standAt({{cell.x, cell.y}});
}

void FilterPage::drag(const CellRef& cell) {
    if (m_pen && cell.part == "input") draw(cell);
}

void FilterPage::draw(const CellRef& cell) {
    FilterScene next = m_lab.scene();
    const QPoint to(cell.x, cell.y);
    FilterDrawing::stroke(next.drawing, *m_pen, to, m_erase);
    m_pen = to;
    m_lab.edit(m_erase ? tr("Erase") : tr("Draw"), next, strokeKey + m_strokes);
}

// ---- the keyboard --------------------------------------------------------------------------------------------------

bool FilterPage::handleKey(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && m_live) {
        if (!event->isAutoRepeat()) keepFrame();
        return true;
    }
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) m_holding = true;
        refreshStage();
        return true;
    }
    const int step = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    return m_cursor->handleKey(event) || probeKey(event->key(), step) || stepKey(event);
}

bool FilterPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Hide) m_camera.turnOff();
    const bool up = event->type() == QEvent::KeyRelease && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
                    !static_cast<QKeyEvent*>(event)->isAutoRepeat();
    if (m_holding && (up || event->type() == QEvent::FocusOut)) {
        m_holding = false;
        refreshStage();
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
    standAt({m_probe + by});
    return true;
}

// ---- the kernel ----------------------------------------------------------------------------------------------------

EditableCells FilterPage::editableCells() {
    EditableCells cells;
    cells.editable = [this](const CellRef& c) {
        const cnn::Shape& k = m_lab.scene().kernel.shape();
        return c.part == "kernel" && c.y >= 0 && c.x >= 0 && c.y < k.h && c.x < k.w;
    };
    cells.name = [](const CellRef& c) { return tr("row %1, column %2 of the kernel").arg(c.y + 1).arg(c.x + 1); };
    cells.value = [this](const CellRef& c) { return m_lab.scene().kernel.at(0, c.y, c.x); };
    cells.set = [this](const CellRef& c, float value, bool merge) { setCell(c.y, c.x, value, merge); };
    cells.block = [this](const CellRef&) { return m_lab.scene().kernel; };
    cells.paste = [this](const CellRef&, const cnn::Tensor& block, const QString&) { pasteKernel(block); };
    cells.first = CellRef{"kernel", 0, 0, 0};
    cells.byArrows = false; // they move the probe
    cells.largest = FilterScene::largestWeight;
    return cells;
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

FilterScene FilterPage::shownScene() const {
    FilterScene scene = m_lab.scene();
    if (!m_live) return scene;
    scene.photo = m_live;
    scene.source = PictureSource::Photo;
    return scene;
}

void FilterPage::showFrame(const QImage& frame) {
    GivenPicture picture;
    picture.name = tr("Camera");
    picture.image = reduced(frame, largestKept); // so that Space keeps just what was seen
    picture.original = picture.image.size();
    picture.colour = colourValues(picture.image);
    const bool first = !m_live;
    if (first) m_probe = {picture.image.width() / 2, picture.image.height() / 2};
    m_live = photoOf(std::make_shared<const GivenPicture>(std::move(picture)));
    if (first) return sceneChanged();
    m_picture = shownScene().picture();
    m_input = inputImage(*m_picture);
    m_runner.start(shot().job());
}

// It comes back as takePicture().
void FilterPage::keepFrame() {
    const QImage kept = m_live->given->image;
    m_camera.turnOff();
    emit pictureMade(kept, tr("Camera picture"));
}

bool FilterPage::takePicture(const SharedPicture& given) {
    m_camera.turnOff();
    FilterScene next = m_lab.scene();
    next.photo = photoOf(given);
    next.source = PictureSource::Photo;
    m_probe = {given->image.width() / 2, given->image.height() / 2};
    m_lab.edit(tr("Take %1").arg(given->name), next);
    if (const QString smaller = smallerWords(*given); !smaller.isEmpty()) emit news(smaller);
    return true;
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel FilterPage::reel() const {
    if (!m_picture) return {};
    const FilterShot base = restingShot();
    const bool gallery = base.scene.stop() >= 0;
    return {gallery ? static_cast<int>(base.scene.gallery.size()) : 1,
            [base, gallery](int index, QSizeF size, const Style& style) {
                FilterShot s = base;
                if (gallery) s.scene.kernel = cnn::findKernel(s.scene.gallery[index].toStdString())->values;
                cnn::Tensor scratch;
                const FilterResult result = runFilter(s.job(), scratch);
                return std::make_unique<FilterFigure>(s.with(&result), size, style);
            }};
}

std::vector<NamedNumbers> FilterPage::numbers() const {
    if (!m_picture) return {};
    const FilterShot s = restingShot();
    std::vector<NamedNumbers> all;
    all.push_back({tr("output around row %1, column %2").arg(m_probe.y() + 1).arg(m_probe.x() + 1), outputsAround(s)});
    all.push_back({tr("filtered picture"), filterPicture(*m_picture, s.scene.kernel, s.scene.border)});
    all.push_back({tr("picture"), *m_picture});
    all.push_back({tr("kernel"), s.scene.kernel});
    return all;
}

QString FilterPage::code(CodeDialect dialect) const {
    return m_picture ? filterCode(restingShot(), dialect) : QString();
}

std::vector<Question> FilterPage::questions() const {
    return m_picture ? filterQuestions(restingShot()) : std::vector<Question>();
}

void FilterPage::cover(const QString& id) {
    m_inspector->hideKernel(id == "kernel");
    LabPage::cover(id);
}

void FilterPage::settle(int step) {
    if (step > 0) goToStop(step - 1);
    m_runner.finish();
}

} // namespace ui
