#include "ui/lessons/shift/shift_page.h"

#include "core/walk/written_sum.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/shift/shift_code.h"
#include "ui/lessons/shift/shift_questions.h"
#include "ui/model/scene_value.h"

#include <QKeyEvent>

namespace ui {
namespace {

QString movedLine(const ShiftScene& s) {
    const QString how = shiftWords(s.down, s.right);
    return s.showsGiven() ? ShiftPage::tr("%1, in grey at %2 × %2 pixels on black, is moved %3.")
                                .arg(s.given->name)
                                .arg(s.givenSide)
                                .arg(how)
                          : ShiftPage::tr("The picture is moved %1.").arg(how);
}

} // namespace

ShiftPage::ShiftPage()
    : LabPage(tr("The picture before and after it is moved"), {tr("pixel"), tr("layer")}, 0, ShiftStanding::table()) {
    useBreakpoints(shiftGrains);
    connect(&m_lab, &ShiftLab::changed, this, &ShiftPage::sceneChanged);
    connect(m_inspector, &ShiftInspector::pictureWanted, this, [this] { emit pictureWanted(false); });
    m_stages = cnn::shiftStages(m_lab.scene().task()); // a figure may be asked for before a lesson is opened
}

void ShiftPage::sceneChanged() {
    m_stages = cnn::shiftStages(m_lab.scene().task());
    m_layer = std::min(m_layer, lastLayer());
    refresh();
}

// "layers" after the input that are shown; without it all are, and the steps are pixels.
void ShiftPage::standAt(const ShiftStanding& at) {
    m_grain = at.layers ? layerGrain : 0;
    m_layer = std::clamp(at.layers.value_or(0), 0, lastLayer());
    refresh();
}

std::unique_ptr<Figure> ShiftPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<ShiftFigure>(picture(), size, style);
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
    m_layer = std::clamp(stop, 0, lastLayer());
    refresh();
}

// By pixels also to the left of where the timeline begins.
void ShiftPage::step(StepWay way, bool far) {
    if (byLayer())
        LabPage::step(way, far);
    else if (way == StepWay::First || way == StepWay::Last)
        moveTo(0, way == StepWay::First ? 0 : ShiftScene::farthest);
    else
        move(0, way == StepWay::Next ? 1 : -1);
}

void ShiftPage::setGrain(int grain) {
    m_grain = grain;
    m_layer = 0; // the input alone
    refresh();
}

bool ShiftPage::handleKey(QKeyEvent* event) {
    switch (const int key = event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Left:
        move(0, key == Qt::Key_Right ? 1 : -1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        move(key == Qt::Key_Up ? -1 : 1, 0);
        return true;
    default:
        return LabPage::handleKey(event);
    }
}

// ---- showing -------------------------------------------------------------------------------------------------------

ShiftPicture ShiftPage::picture() const {
    const ShiftScene& s = m_lab.scene();
    ShiftPicture p{lesson().headline, {}, m_stages, s.down, s.right, m_covered, {}};
    if (byLayer()) p.shown = static_cast<std::size_t>(m_layer) + 1;
    p.line = m_lab.asOpened()              ? lesson().line
             : s.down == 0 && s.right == 0 ? tr("Nothing is moved: press an arrow key.")
                                           : movedLine(s);
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

void ShiftPage::showWords() {
    m_inspector->showWords(placeWords(), pointedAt());
}

LessonPage::Steps ShiftPage::steps() const {
    const ShiftScene& s = m_lab.scene();
    if (byLayer()) return {m_layer, lastLayer() + 1, 1, m_layer == 0, m_layer == lastLayer(), m_grain};
    return {reelIndex(), ShiftScene::farthest + 1, 1, s.right <= 0 && s.down == 0, s.right >= ShiftScene::farthest,
            m_grain};
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel ShiftPage::reel() const {
    ShiftPicture base = picture();
    base.hover.reset();
    return reelOf<ShiftFigure>(ShiftScene::farthest + 1, base, [scene = m_lab.scene()](ShiftPicture& p, int index) {
        if (index == std::clamp(scene.right, 0, ShiftScene::farthest)) return;
        ShiftScene s = scene;
        s.right = p.right = index;
        p.stages = cnn::shiftStages(s.task());
        p.line = movedLine(s);
    });
}

std::vector<NamedNumbers> ShiftPage::numbers() const {
    std::vector<NamedNumbers> all{{tr("last map, moved"), m_stages.back().after},
                                  {tr("last map"), m_stages.back().before}};
    cnn::Tensor change({1, 1, static_cast<int>(m_stages.size()), 1});
    for (std::size_t i = 0; i < m_stages.size(); ++i) change.data()[i] = static_cast<float>(m_stages[i].change);
    all.push_back({tr("change by stage"), change});
    return all;
}

QString ShiftPage::code(CodeDialect dialect) const {
    return shiftCode(m_lab.scene(), dialect);
}

std::vector<Question> ShiftPage::questions() const {
    return shiftQuestions(m_lab.scene(), m_stages);
}

ShiftScene ShiftPage::read(const QJsonObject& object) const {
    ShiftScene scene = shiftSceneFrom(object);
    scene.given = madeReadable(scene.given, m_lab.scene().given);
    return scene;
}

bool ShiftPage::takePicture(const SharedPicture& given) {
    ShiftScene next = m_lab.scene();
    next.picture = ShiftScene::photo;
    next.given = given;
    m_lab.edit(tr("Take %1").arg(given->name), next);
    return true;
}

void ShiftPage::settle(int step) {
    if (step > 0) moveTo(m_lab.scene().down, step - 1);
}

} // namespace ui
