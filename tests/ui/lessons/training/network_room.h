// The training page, as somebody works on it who chooses the network and puts layers together.
#pragma once

#include "tests/ui/lessons/training/classroom.h"

namespace ui {

class NetworkRoom : public Classroom {
public:
    explicit NetworkRoom(const QString& folder, const QJsonObject& more = {})
        : Classroom(folder, more, {"data", "model", "activation", "pooling", "dropout", "seed"}) {}
    // The network on show has this many parameters, once the run with it has begun.
    bool shows(std::size_t parameters) {
        return QTest::qWaitFor(
            [&] {
                return page.session().network() && page.session().network()->parameterCount() == parameters &&
                       page.picture().network->parameterCount() == parameters;
            },
            10000);
    }
    template<class Widget> Widget* find(const QString& name) { return Classroom::find<Widget>(page.inspector(), name); }
    // With real keys, row by row in the open list.
    void choose(const QString& model) {
        auto* box = find<QComboBox>("Network");
        int row = 0;
        while (row < box->count() && !box->itemText(row).startsWith(model)) ++row;
        QVERIFY2(row < box->count(), qPrintable(model));
        box->showPopup();
        QTest::keyClick(box->view(), Qt::Key_Home);
        for (int i = 0; i < row; ++i) QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Return);
        QTRY_COMPARE(box->currentText(), box->itemText(row));
    }
    void press(const QString& name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void add(const QString& kind) {
        for (QAction* action : find<QPushButton>("Layer: add after")->menu()->actions())
            if (action->text() == kind) return action->trigger();
        qFatal("no kind \"%s\"", qPrintable(kind));
    }
    LayerList* layers() { return find<LayerList>("Layers"); }
    void select(int row) {
        auto* list = layers();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->topLevelItem(row)).center());
    }
    QString said() { return strip()->figure()->describe().remove(QChar(0x202f)); }
};

} // namespace ui
