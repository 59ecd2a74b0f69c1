// The page of the lesson on dense and convolutional layers: one output after the other, and what it reads.
#pragma once

#include "ui/lessons/connections/connections_figure.h"
#include "ui/lessons/connections/connections_inspector.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class ConnectionsPage final : public LabPage<ConnectionsLab, ConnectionsInspector, ConnectionsStanding> {
    Q_OBJECT
public:
    ConnectionsPage();

    Reel reel() const override;
    int reelIndex() const override { return m_unit; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

private:
    ConnectionsScene read(const QJsonObject& scene) const override { return connectionsSceneFrom(scene); }
    ConnectionsStanding place() const override { return {m_unit + 1}; }
    void standAt(const ConnectionsStanding& at) override { goToStop(at.unit - 1); }
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    int last() const { return m_lab.scene().units() - 1; }
    // That which is pointed at, else the one of the step.
    int unit() const;
    ConnectionsPicture picture() const;

    ConnectionsPicture m_counted; // of the scene
    int m_unit = 0;
};

} // namespace ui
