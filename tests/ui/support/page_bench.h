// A lesson's page with its three widgets in a window, driven by real keys, clicks and wheel turns.
#pragma once

#include "tests/ui/support/hands.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/figure_view.h"

#include <QSignalSpy>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace ui {

// AnyPage: a page whose stage is a FigureView.
template<class AnyPage> struct PageBench {
    AnyPage page;
    QWidget window;
    FigureView* view;
    const Lesson* opened;
    QSignalSpy notices{&page, &Page::notice}, news{&page, &Page::news};

    explicit PageBench(const char* id) : view(qobject_cast<FigureView*>(page.stage())), opened(findLesson(id)) {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* w : {page.stage(), page.inspector(), page.bar()}) column->addWidget(w, w == view ? 1 : 0);
        page.inspector()->setFixedHeight(160);
        window.resize(1304, 1200);
        page.setStyle(Style{});
        page.open(*opened);
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        view->setFocus();
    }
    // The scene with what is as usual, too, which it leaves out.
    QJsonObject wholeScene() const {
        const auto kinds = pageKinds();
        return std::ranges::find(kinds, opened->page, &PageKind::id)->scene.complete(page.scene());
    }
    QString text() const { return view->figure()->describe(); }
    bool says(const char* words) const { return text().contains(QString::fromUtf8(words)); }

    QPoint at(const CellRef& cell) const { return view->figure()->cellRect(cell).center().toPoint(); }
    QPoint at(const char* part, int y, int x) const { return at({part, 0, y, x}); }
    void click(const CellRef& cell, Qt::KeyboardModifiers m = {}) {
        QTest::mouseClick(view, Qt::LeftButton, m, at(cell));
    }
    void click(const char* part, int y, int x, Qt::KeyboardModifiers m = {}) { click({part, 0, y, x}, m); }
    void hover(const CellRef& cell) { QTest::mouseMove(view, at(cell)); }
    void hover(const char* part, int y, int x) { hover({part, 0, y, x}); }
    void wheel(const CellRef& cell, int notches, Qt::KeyboardModifiers m = {}) {
        const QPointF p = at(cell);
        QWheelEvent event(p, view->mapToGlobal(p), {}, {0, 120 * notches}, Qt::NoButton, m, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
    void wheel(const char* part, int y, int x, int notches, Qt::KeyboardModifiers m = {}) {
        wheel({part, 0, y, x}, notches, m);
    }
    // Keys go where the focus is: the stage, or the editor over a cell.
    QWidget* focused() const { return QApplication::focusWidget() ? QApplication::focusWidget() : view; }
    void key(int k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(focused(), static_cast<Qt::Key>(k), m); }
    void type(const char* text) { typeKeys(view, text); }
    void type(const QString& field, const QString& text) {
        typeInto(&window, field, text);
        view->setFocus();
    }
    void choose(const QString& list, const QString& entry) {
        chooseFrom(&window, list, entry);
        view->setFocus();
    }
    QAbstractButton* button(const QString& name) const { return named(&window, name); }
    void press(const QString& name, Qt::KeyboardModifiers m = {}) const {
        ui::press(&window, name, m);
        view->setFocus();
    }
    Question question(const QString& id) const { return questionOf(page, id); }
    // What was said to be wrong, one after the other; that something is right again is no sentence.
    QStringList complaints() const {
        QStringList all;
        for (const auto& notice : notices)
            if (const QString said = notice.front().toString(); !said.isEmpty()) all << said;
        return all;
    }
    QString complaint() const { return notices.isEmpty() ? QString() : notices.last().front().toString(); }
};

} // namespace ui
