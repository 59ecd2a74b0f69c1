#include "tests/ui/walk/random_walk.h"

#include "ui/shell/page_catalog.h"
#include "ui/view/controls.h"
#include "ui/view/step_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace ui {
namespace {

constexpr int trailLength = 15;

// What people type, also what is no number or too large.
constexpr const char* typed[] = {"0",  "1",   "2",    "3",    "5",    "7",       "12", "-1",  "-2",
                                 "-4", "0.5", "-0.5", "1/9",  "-1/3", "2,5",     "10", "100", "0.125",
                                 "-7", ".25", "2.75", "1e-3", "9999", "1000001", "x",  "",    "1/0"};
constexpr int keys[] = {Qt::Key_Left, Qt::Key_Right,  Qt::Key_Up,  Qt::Key_Down,      Qt::Key_PageUp, Qt::Key_PageDown,
                        Qt::Key_Home, Qt::Key_End,    Qt::Key_Tab, Qt::Key_Return,    Qt::Key_Escape, Qt::Key_Delete,
                        Qt::Key_Plus, Qt::Key_F2,     Qt::Key_F8,  Qt::Key_Backspace, Qt::Key_Right,  Qt::Key_Right,
                        Qt::Key_Left, Qt::Key_PageUp, Qt::Key_N,   Qt::Key_PageDown};
constexpr int ends[] = {Qt::Key_Return, Qt::Key_Return, Qt::Key_Tab, Qt::Key_Up, Qt::Key_Down, Qt::Key_Escape};

// What begins a training that goes on by itself, plays by the clock, or asks in a dialog.
bool isLeftAlone(const QString& name) {
    for (const char* word :
         {"Play", "Start", "Pause", "One batch", "One epoch", "Open", "Picture: photo", "More settings", "Fewer"})
        if (name.startsWith(QLatin1String(word))) return true;
    return false;
}

QString nameOf(const QWidget& widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button && widget.accessibleName().isEmpty() ? button->text() : widget.accessibleName();
}

// Without what it learns first: a walk settles after every action, and would learn it again after most of them.
QJsonObject walkedScene(const Lesson& lesson) {
    QJsonObject scene = lesson.scene;
    scene.remove("learned");
    return scene;
}

} // namespace

std::unique_ptr<Page> RandomWalk::opened(const Lesson& lesson) {
    for (const PageKind& kind : pageKinds()) {
        if (kind.id != lesson.page) continue;
        auto page = kind.make();
        Lesson walked = lesson;
        walked.scene = walkedScene(lesson);
        page->open(walked);
        return page;
    }
    return nullptr;
}

RandomWalk::RandomWalk(const Lesson& lesson, std::uint64_t seed)
    : m_lesson(lesson), m_rng(seed), m_page(opened(lesson)) {
    auto* column = new QVBoxLayout(&m_window);
    column->addWidget(m_page->stage(), 1);
    column->addWidget(m_page->inspector());
    column->addWidget(m_page->bar());
    m_page->inspector()->setFixedHeight(120);
    m_window.resize(1000, 800);
    m_page->setStyle(Style{});
    m_view = qobject_cast<FigureView*>(m_page->stage());
    if (!m_view) m_view = m_page->stage()->findChild<FigureView*>("strip"); // one of several on the training page
    if (!m_view) m_view = m_page->stage()->findChild<FigureView*>("canvas");
    for (auto* button : m_page->inspector()->findChildren<QAbstractButton*>())
        if (button->text().startsWith("More settings")) button->click();
    m_window.show();
    m_window.activateWindow();
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&m_window);
    m_view->setFocus();
}

QString RandomWalk::said() {
    m_page->settle(0);
    return m_view->figure() ? m_view->figure()->describe() : QString();
}

void RandomWalk::pointAtNothing() {
    moveTo({2, 2});
    if (m_view->objectName() == "strip") QTest::keyClick(m_view, Qt::Key_Escape); // the cursor of the keys
}

// Down into a picture of a network another view is on show; the walk goes on where it was.
void RandomWalk::comeBackUp() {
    auto* canvas = m_page->stage()->findChild<FigureView*>("canvas");
    for (int level = 0; level < 8 && canvas && !m_view->isVisible(); ++level) QTest::keyClick(canvas, Qt::Key_Escape);
}

void RandomWalk::act() {
    comeBackUp();
    const struct {
        int weight;
        std::function<void()> act;
    } actions[] = {{4, [this] { clickCell(); }},
                   {8, [this] { typeIntoCell(); }},
                   {4, [this] { turnWheel(); }},
                   {2, [this] { point(); }},
                   {2, [this] { drag(); }},
                   {8, [this] { pressKey(); }},
                   {2, [this] { paste(); }},
                   {9, [this] { useControl(*m_page->inspector()); }},
                   {5, [this] { useControl(*m_page->bar()); }},
                   {4, [this] { undo(); }},
                   {3, [this] { redo(); }},
                   {1, [this] { reset(); }},
                   {1, [this] { ask(); }}};
    int all = 0;
    for (const auto& [weight, does] : actions) all += weight;
    auto chosen = static_cast<int>(below(static_cast<std::size_t>(all)));
    for (const auto& [weight, does] : actions) {
        chosen -= weight;
        if (chosen >= 0) continue;
        does();
        break;
    }
    if (below(3) == 0) QCoreApplication::processEvents(); // laid out and painted: that is what takes the time
}

void RandomWalk::note(const QString& action) {
    m_trail << action;
    if (m_trail.size() > trailLength) m_trail.removeFirst();
}

QWidget* RandomWalk::focused() const {
    return QApplication::focusWidget() ? QApplication::focusWidget() : m_view;
}

void RandomWalk::key(int key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers);
}

void RandomWalk::type(const QString& text) {
    for (const QChar c : text) QTest::keyClick(focused(), c.toLatin1());
}

// Not QTest's: that moves the real pointer, which another window may be under.
void RandomWalk::moveTo(QPoint at, Qt::MouseButtons buttons) {
    QMouseEvent move(QEvent::MouseMove, at, m_view->mapToGlobal(at), Qt::NoButton, buttons, {});
    QApplication::sendEvent(m_view, &move);
}

// Somewhere on the stage; each part (input, kernel, output) as likely as the others, however large it is.
std::optional<CellRef> RandomWalk::cell(QPoint& at) {
    std::vector<std::pair<CellRef, QPoint>> found;
    QStringList parts;
    for (int i = 0; i < 24 && m_view->figure(); ++i) {
        const QPoint p(static_cast<int>(below(static_cast<std::size_t>(m_view->width()))),
                       static_cast<int>(below(static_cast<std::size_t>(m_view->height()))));
        if (const auto c = m_view->figure()->cellAt(p)) {
            found.push_back({*c, p});
            if (!parts.contains(c->part)) parts << c->part;
        }
    }
    if (found.empty()) return std::nullopt;
    const QString part = oneOf(parts);
    for (const auto& [c, p] : found)
        if (c.part == part) {
            at = p;
            return c;
        }
    return std::nullopt;
}

// ---- mouse and keys on the stage -----------------------------------------------------------------------------------

void RandomWalk::clickCell() {
    QPoint at(2, 2); // beside everything
    const auto where = cell(at);
    const Qt::KeyboardModifiers keys = below(6) == 0 ? Qt::ControlModifier : Qt::NoModifier;
    const Qt::MouseButton button = below(8) == 0 ? Qt::RightButton : Qt::LeftButton;
    if (below(10) == 0) at = {2, 2};
    note(QString("click (%1, %2) %3, button %4, keys %5")
             .arg(at.x())
             .arg(at.y())
             .arg(where ? where->part : "nothing")
             .arg(button)
             .arg(static_cast<int>(keys)));
    QTest::mouseClick(m_view, button, keys, at);
}

void RandomWalk::typeIntoCell() {
    QPoint at;
    if (!cell(at)) return;
    const QString text = oneOf(typed);
    const int end = oneOf(ends);
    note(QString("click (%1, %2), type \"%3\", key %4").arg(at.x()).arg(at.y()).arg(text).arg(end, 0, 16));
    QTest::mouseClick(m_view, Qt::LeftButton, {}, at);
    type(text);
    key(end);
}

void RandomWalk::turnWheel() {
    QPoint at;
    if (!cell(at)) return;
    const int notches = below(2) == 0 ? 1 : -1;
    const Qt::KeyboardModifiers keys = below(3) == 0 ? Qt::ShiftModifier : Qt::NoModifier;
    const int turns = 1 + static_cast<int>(below(3));
    note(QString("wheel at (%1, %2), %3 times %4, keys %5").arg(at.x()).arg(at.y()).arg(turns).arg(notches).arg(keys));
    for (int i = 0; i < turns; ++i) {
        QWheelEvent event(at, m_view->mapToGlobal(QPointF(at)), {}, {0, 120 * notches}, Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view, &event);
    }
}

void RandomWalk::point() {
    QPoint at(2, 2);
    (void)cell(at);
    note(QString("point at (%1, %2)").arg(at.x()).arg(at.y()));
    moveTo(at);
}

void RandomWalk::drag() {
    QPoint from, to;
    if (!cell(from) || !cell(to)) return;
    const Qt::MouseButton button = below(4) == 0 ? Qt::RightButton : Qt::LeftButton;
    note(QString("drag (%1, %2) to (%3, %4), button %5")
             .arg(from.x())
             .arg(from.y())
             .arg(to.x())
             .arg(to.y())
             .arg(button));
    QTest::mousePress(m_view, button, {}, from);
    for (const QPoint& at : {(from + to) / 2, to}) moveTo(at, button);
    QTest::mouseRelease(m_view, button, {}, to);
}

void RandomWalk::pressKey() {
    const int pressed = oneOf(keys);
    // These would begin a training.
    const QStringList learning{"training", "microscope", "denoise"};
    const bool training = learning.contains(m_lesson.page) || m_page->scene()["stage"] == QJsonValue("training");
    if (training && (pressed == Qt::Key_PageUp || pressed == Qt::Key_PageDown || pressed == Qt::Key_Right)) return;
    const Qt::KeyboardModifiers modifiers = below(8) == 0 ? Qt::ShiftModifier : Qt::NoModifier;
    const int times = 1 + static_cast<int>(below(3));
    note(QString("key %1, %2 times, keys %3").arg(pressed, 0, 16).arg(times).arg(modifiers));
    if (below(6) != 0) m_view->setFocus();
    for (int i = 0; i < times; ++i) key(pressed, modifiers);
}

void RandomWalk::paste() {
    QStringList rows;
    const std::size_t height = 1 + below(below(4) == 0 ? 13 : 4), width = 1 + below(below(4) == 0 ? 13 : 4);
    for (std::size_t y = 0; y < height; ++y) {
        QStringList row;
        for (std::size_t x = 0; x < width; ++x) row << QString::number(static_cast<int>(below(19)) - 9);
        rows << row.join('\t');
    }
    if (below(8) == 0) rows = QStringList{"no numbers"};
    note(QString("paste %1 × %2").arg(height).arg(width));
    QApplication::clipboard()->setText(rows.join('\n'));
    m_view->setFocus();
    key(Qt::Key_V, Qt::ControlModifier);
}

// ---- controls ------------------------------------------------------------------------------------------------------

void RandomWalk::useControl(QWidget& panel) {
    std::vector<QWidget*> all;
    for (QWidget* w : panel.findChildren<QWidget*>()) {
        const bool known = qobject_cast<Stepper*>(w) || qobject_cast<QComboBox*>(w) || qobject_cast<Timeline*>(w) ||
                           (qobject_cast<QAbstractButton*>(w) && !qobject_cast<Stepper*>(w->parentWidget()));
        // A menu waits for a choice in an event loop of its own.
        if (const auto* button = qobject_cast<QPushButton*>(w); button && button->menu()) continue;
        if (known && w->isVisible() && w->isEnabled() && !isLeftAlone(nameOf(*w))) all.push_back(w);
    }
    if (all.empty()) return;
    QWidget* control = oneOf(all);
    if (auto* stepper = qobject_cast<Stepper*>(control)) return useStepper(*stepper);
    if (auto* list = qobject_cast<QComboBox*>(control)) {
        const int by = below(2) == 0 ? Qt::Key_Down : Qt::Key_Up;
        const int times = 1 + static_cast<int>(below(3));
        if (list->findText("Folder", Qt::MatchStartsWith) >= 0) return; // would ask for one
        note(QString("list \"%1\", key %2, %3 times").arg(nameOf(*list)).arg(by, 0, 16).arg(times));
        list->setFocus();
        for (int i = 0; i < times; ++i) QTest::keyClick(list, static_cast<Qt::Key>(by));
        return;
    }
    const QPoint at =
        qobject_cast<Timeline*>(control)
            ? QPoint(static_cast<int>(below(static_cast<std::size_t>(control->width()))), control->height() / 2)
            : control->rect().center();
    note(QString("press \"%1\" at %2").arg(nameOf(*control)).arg(at.x()));
    QTest::mouseClick(control, Qt::LeftButton, {}, at);
}

void RandomWalk::useStepper(Stepper& stepper) {
    const std::size_t way = below(4);
    if (way == 0) {
        const QString text = below(5) == 0 ? QString("x") : QString::number(below(14));
        note(QString("stepper \"%1\", type %2").arg(stepper.accessibleName(), text));
        auto* edit = stepper.findChild<QLineEdit*>();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
        return;
    }
    const bool more = below(2) == 0;
    const int times = 1 + static_cast<int>(below(3));
    note(QString("stepper \"%1\" %2, %3 times, way %4")
             .arg(stepper.accessibleName(), more ? "more" : "less")
             .arg(times)
             .arg(way));
    for (int i = 0; i < times; ++i) {
        auto* button = stepper.findChild<QAbstractButton*>(more ? "more" : "less");
        if (way == 1)
            QTest::keyClick(stepper.findChild<QLineEdit*>(), more ? Qt::Key_Up : Qt::Key_Down);
        else if (button->isEnabled())
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

// ---- the whole scene -----------------------------------------------------------------------------------------------

void RandomWalk::undo() {
    m_view->setFocus(); // what is being typed is done with
    const int times = 1 + static_cast<int>(below(4));
    note(QString("undo, %1 times").arg(times));
    for (int i = 0; i < times; ++i) m_page->undoStack()->undo();
}

void RandomWalk::redo() {
    m_view->setFocus();
    const int times = 1 + static_cast<int>(below(4));
    note(QString("redo, %1 times").arg(times));
    for (int i = 0; i < times; ++i) m_page->undoStack()->redo();
}

void RandomWalk::reset() {
    note("reset the scene");
    m_view->setFocus();
    m_page->setScene(walkedScene(m_lesson), "Reset the scene");
}

// A question is asked, its answer covered and revealed.
void RandomWalk::ask() {
    const auto questions = m_page->questions();
    if (questions.empty()) return;
    const Question& question = oneOf(questions);
    note(QString("ask \"%1\" and reveal").arg(question.id));
    m_page->cover(question.id);
    QCoreApplication::processEvents(); // painted covered
    m_page->cover({});
}

} // namespace ui
