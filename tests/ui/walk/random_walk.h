// A user who tries everything: random clicks, numbers, keys and settings on a lesson's page, the same for the same
// seed.
#pragma once

#include "core/base/rng.h"
#include "ui/pages/page.h"
#include "ui/view/figure_view.h"

#include <QStringList>

namespace ui {

class Stepper;

class RandomWalk {
public:
    RandomWalk(const Lesson& lesson, std::uint64_t seed);

    // One action, through the events that a hand makes.
    void act();
    // The last actions, the newest behind.
    QString trail() const { return m_trail.join("\n  "); }

    Page& page() { return *m_page; }
    // What the figure says, with all work of other threads done.
    QString said();
    void pointAtNothing();
    void comeBackUp();
    // As it opens: another page with the same lesson.
    static std::unique_ptr<Page> opened(const Lesson& lesson);

private:
    std::size_t below(std::size_t n) { return m_rng.below(n); }
    template<class Items> const auto& oneOf(const Items& items) { return items[below(std::size(items))]; }
    void note(const QString& action);
    QWidget* focused() const;
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString& text);
    void moveTo(QPoint at, Qt::MouseButtons buttons = {});
    std::optional<CellRef> cell(QPoint& at);

    void clickCell();
    void typeIntoCell();
    void turnWheel();
    void point();
    void drag();
    void pressKey();
    void paste();
    void useControl(QWidget& panel);
    void useStepper(Stepper& stepper);
    void undo();
    void redo();
    void reset();
    void ask();

    Lesson m_lesson;
    cnn::Rng m_rng;
    std::unique_ptr<Page> m_page;
    QWidget m_window; // owns the page's widgets
    FigureView* m_view;
    QStringList m_trail;
};

} // namespace ui
