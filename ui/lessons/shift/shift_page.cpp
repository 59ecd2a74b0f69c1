#include "ui/lessons/shift/shift_page.h"

#include "core/walk/written_sum.h"
#include "ui/figure/number_text.h"
#include "ui/model/scene_value.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>

namespace ui {
namespace {

// Where one stands when walking layer by layer.
std::optional<int> layerFrom(const QJsonObject& scene) {
    constexpr int most = 100; // beyond the last: the last
    const SceneValue layers = SceneValue(scene)["layers"];
    return layers.given() ? std::optional(layers.whole(0, most)) : std::nullopt;
}

} // namespace

ShiftPage::ShiftPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new SettingsPanel), m_settings(*m_inspector, m_lab),
      m_bar(new StepBar({tr("pixel"), tr("layer")}, m_grain)), m_place(paragraph()), m_hoverWords(paragraph()) {
    m_view->setAccessibleName(tr("The picture before and after it is moved"));
    addSettings();
    m_place->setObjectName("stepWords");
    m_inspector->addSection(tr("This step"), m_place);
    m_hoverWords->setObjectName("quiet");
    m_inspector->add(m_hoverWords);
    m_stages = cnn::shiftStages(m_lab.scene().task()); // a figure may be asked for before a lesson is opened
    connectAll();
}

ShiftPage::~ShiftPage() = default;

QWidget* ShiftPage::stage() {
    return m_view;
}
QWidget* ShiftPage::bar() {
    return m_bar;
}

// THE list of settings; a lesson names those that are in sight by their ids.
void ShiftPage::addSettings() {
    using S = ShiftScene;
    QStringList pictures;
    for (int digit = 0; digit < S::square; ++digit) pictures << tr("Digit %1").arg(digit);
    pictures << tr("Square");
    m_settings.list(
        "picture", tr("Picture"), pictures, [](const S& s) { return s.picture; }, [](S& s, int v) { s.picture = v; });
    m_settings.whole(
        "right", tr("Pixels right"), -S::farthest, S::farthest, [](const S& s) { return s.right; },
        [](S& s, int v) { s.right = v; });
    m_settings.whole(
        "down", tr("Pixels down"), -S::farthest, S::farthest, [](const S& s) { return s.down; },
        [](S& s, int v) { s.down = v; });
    m_settings.choice(
        "pooling", tr("Pools"), {tr("max"), tr("mean"), tr("none")},
        [](const S& s) { return static_cast<int>(s.pooling); },
        [](S& s, int v) { s.pooling = static_cast<cnn::ShiftPooling>(v); });
    m_settings.whole(
        "window", tr("Pool window"), 2, 4, [](const S& s) { return s.window; }, [](S& s, int v) { s.window = v; }, {},
        true, [](const S& s) { return s.pooling != cnn::ShiftPooling::None; });
    m_settings.list(
        "kernel", tr("Kernel"), shiftKernelNames(),
        [](const S& s) { return static_cast<int>(shiftKernels().indexOf(s.kernel)); },
        [](S& s, int v) { s.kernel = shiftKernels()[v]; });
    m_settings.choice(
        "relu", tr("ReLU"), {tr("on"), tr("off")}, [](const S& s) { return s.relu ? 0 : 1; },
        [](S& s, int v) { s.relu = v == 0; });
}

void ShiftPage::connectAll() {
    connect(&m_lab, &DocumentSignals::changed, this, &ShiftPage::refresh);
    connect(m_inspector, &SettingsPanel::refused, this, &Page::notice);
    connect(m_bar, &StepBar::first, this, [this] { handleKey(Qt::Key_Home); });
    connect(m_bar, &StepBar::back, this, [this] { handleKey(Qt::Key_PageUp); });
    connect(m_bar, &StepBar::next, this, [this] { handleKey(Qt::Key_PageDown); });
    connect(m_bar, &StepBar::last, this, [this] { handleKey(Qt::Key_End); });
    connect(m_bar, &StepBar::chosen, this, &ShiftPage::goToStop);
    connect(m_bar, &StepBar::grainChosen, this, [this](int grain) {
        m_grain = grain;
        m_layer = 0; // the input alone
        refresh();
    });
    onClicker(m_bar, this, [this](int key) { handleKey(key); });
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        m_view->refresh();
        m_hoverWords->setText(pointedAt());
    });
    connect(m_view, &FigureView::keyPressed, this,
            [this](QKeyEvent* event) { event->setAccepted(handleKey(event->key())); });
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return std::make_unique<ShiftFigure>(picture(), size, style); });
}

void ShiftPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_covered.clear();
    m_opened = shiftSceneFrom(lesson.scene);
    m_bar->setPlaying(false);
    undoStack()->clear();
    m_inspector->setWords(lesson.controls, lesson.notice);
    m_lab.load(m_opened);
    standAt(layerFrom(lesson.scene));
}

// "layers" after the input that are shown; without it all are, and the steps are pixels.
void ShiftPage::standAt(std::optional<int> layer) {
    m_grain = layer ? layerGrain : 0;
    m_layer = std::clamp(layer.value_or(0), 0, stops() - 1);
    refresh();
}

QJsonObject ShiftPage::scene() const {
    QJsonObject scene = toJson(m_lab.scene());
    if (byLayer()) scene["layers"] = m_layer;
    return scene;
}

void ShiftPage::setScene(const QJsonObject& scene, const QString& why) {
    const ShiftScene next = shiftSceneFrom(scene);
    const auto layer = layerFrom(scene);
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
    standAt(layer);
}

void ShiftPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_view->setStyle(style);
}

void ShiftPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

// ---- moving --------------------------------------------------------------------------------------------------------

void ShiftPage::moveTo(int down, int right) {
    constexpr int mergeKey = 1; // a run of arrow keys is one undo step
    ShiftScene next = m_lab.scene();
    next.down = std::clamp(down, -ShiftScene::farthest, ShiftScene::farthest);
    next.right = std::clamp(right, -ShiftScene::farthest, ShiftScene::farthest);
    m_lab.edit(tr("Move the picture"), next, mergeKey);
}

void ShiftPage::move(int down, int right) {
    moveTo(m_lab.scene().down + down, m_lab.scene().right + right);
}

void ShiftPage::goToStop(int stop) {
    if (!byLayer()) return moveTo(m_lab.scene().down, stop);
    m_layer = std::clamp(stop, 0, stops() - 1);
    refresh();
}

bool ShiftPage::handleKey(int key) {
    const bool forward = key == Qt::Key_PageDown;
    switch (key) {
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        if (byLayer())
            goToStop(m_layer + (forward ? 1 : -1));
        else
            move(0, forward ? 1 : -1);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Left:
        move(0, key == Qt::Key_Right ? 1 : -1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        move(key == Qt::Key_Up ? -1 : 1, 0);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (byLayer())
            goToStop(key == Qt::Key_Home ? 0 : stops() - 1);
        else
            moveTo(0, key == Qt::Key_Home ? 0 : ShiftScene::farthest);
        return true;
    case Qt::Key_Space:
        m_bar->setPlaying(!m_bar->playing());
        return true;
    default:
        return false;
    }
}

// ---- showing -------------------------------------------------------------------------------------------------------

ShiftPicture ShiftPage::picture() const {
    const ShiftScene& s = m_lab.scene();
    ShiftPicture p{m_lesson.headline, {}, m_stages, s.down, s.right, m_covered, {}};
    if (byLayer()) p.shown = static_cast<std::size_t>(m_layer) + 1;
    p.line = s == m_opened                 ? m_lesson.line
             : s.down == 0 && s.right == 0 ? tr("Nothing is moved: press an arrow key.")
                                           : tr("The picture is moved %1.").arg(shiftWords(s.down, s.right));
    if (m_hover && m_hover->map < static_cast<int>(m_stages.size())) {
        const cnn::Shape& shape = m_stages[static_cast<std::size_t>(m_hover->map)].before.shape();
        if (m_hover->y < shape.h && m_hover->x < shape.w && m_covered.isEmpty()) p.hover = m_hover;
    }
    return p;
}

QString ShiftPage::placeWords() const {
    const ShiftScene& s = m_lab.scene();
    const auto last = picture().inSight() - 1;
    if (!m_covered.isEmpty()) return {};
    if (s.down == 0 && s.right == 0) return tr("Nothing is moved, nothing changes.");
    if (last + 1 < m_stages.size())
        return tr("%1: changed by %2, in %3.")
            .arg(stageName(m_stages, last), fixed(m_stages[last].change, 2), changedWords(m_stages[last]));
    return tr("Moved %1, the maps change by %2, in %3; behind the last stage by %4, in %5.")
        .arg(shiftWords(s.down, s.right), fixed(m_stages[1].change, 2), changedWords(m_stages[1]),
             fixed(m_stages.back().change, 2), changedWords(m_stages.back()));
}

QString ShiftPage::pointedAt() const {
    const auto cell = picture().hover;
    if (!cell) return {};
    const cnn::ShiftStage& stage = m_stages[static_cast<std::size_t>(cell->map)];
    const auto value = [&](const cnn::Tensor& t) {
        return QString::fromStdString(cnn::writtenValue(t.at(0, cell->y, cell->x), 3));
    };
    return tr("%1, row %2, column %3: %4 before, %5 moved.")
        .arg(stageName(m_stages, static_cast<std::size_t>(cell->map)))
        .arg(cell->y + 1)
        .arg(cell->x + 1)
        .arg(value(stage.before), value(stage.after));
}

void ShiftPage::refresh() {
    const ShiftScene& s = m_lab.scene();
    m_stages = cnn::shiftStages(s.task());
    m_inspector->refresh();
    m_inspector->setAsOpened(s == m_opened);
    m_layer = std::min(m_layer, stops() - 1);
    m_bar->setState(stop(), stops(), 1, byLayer() ? m_layer == 0 : s.right <= 0 && s.down == 0,
                    byLayer() ? m_layer == stops() - 1 : s.right >= ShiftScene::farthest);
    m_bar->setGrain(m_grain);
    m_place->setText(placeWords());
    m_hoverWords->setText(pointedAt());
    m_view->refresh();
    emit stateChanged();
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel ShiftPage::reel() const {
    ShiftPicture base = picture();
    base.hover.reset();
    const ShiftScene scene = m_lab.scene();
    return {ShiftScene::farthest + 1, [base, scene](int index, QSizeF size, const Style& style) {
                ShiftPicture p = base;
                ShiftScene s = scene;
                if (index != std::clamp(scene.right, 0, ShiftScene::farthest)) {
                    s.right = p.right = index;
                    p.stages = cnn::shiftStages(s.task());
                    p.line = tr("The picture is moved %1.").arg(shiftWords(s.down, s.right));
                }
                return std::make_unique<ShiftFigure>(p, size, style);
            }};
}

std::vector<NamedNumbers> ShiftPage::numbers() const {
    std::vector<NamedNumbers> all{{tr("last map, moved"), m_stages.back().after},
                                  {tr("last map"), m_stages.back().before}};
    cnn::Tensor change({1, 1, static_cast<int>(m_stages.size()), 1});
    for (std::size_t i = 0; i < m_stages.size(); ++i) change.data()[i] = static_cast<float>(m_stages[i].change);
    all.push_back({tr("change by stage"), change});
    return all;
}

std::vector<Question> ShiftPage::questions() const {
    QStringList names, changes;
    for (std::size_t i = 1; i < m_stages.size(); ++i) {
        names << QString("%1 %2").arg(i).arg(stageName(m_stages, i));
        changes << QString("%1 %2").arg(stageName(m_stages, i), fixed(m_stages[i].change, 2));
    }
    const cnn::Shape& last = m_stages.back().before.shape();
    std::vector<Question> all;
    if (m_stages.front().change > 0) // otherwise none changes less than another
        all.push_back(numberQuestion("least", tr("Least change"),
                                     tr("Behind which stage does the picture change least: %1?").arg(names.join(", ")),
                                     leastChanged(m_stages), changes.join(", ")));
    all.push_back(sizeQuestion(
        "size", tr("Last map"), tr("How many rows and columns has the last map?"), last.h, last.w,
        m_lab.scene().pooling == cnn::ShiftPooling::None
            ? tr("padding keeps every size")
            : tr("each pool divides by %1, rounded down; padding keeps the rest").arg(m_lab.scene().window)));
    return all;
}

void ShiftPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    refresh();
}

void ShiftPage::settle(int step) {
    if (step > 0) moveTo(m_lab.scene().down, step - 1);
}

} // namespace ui
