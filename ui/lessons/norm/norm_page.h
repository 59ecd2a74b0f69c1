// The page of the lesson on batch normalisation: the same picture in two batches, cell by cell.
#pragma once

#include "ui/lessons/norm/norm_figure.h"
#include "ui/lessons/norm/norm_inspector.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class NormPage final : public LabPage<NormLab, NormInspector, NormStanding> {
    Q_OBJECT
public:
    NormPage();

    Reel reel() const override;
    int reelIndex() const override { return m_cell; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

private:
    NormScene read(const QJsonObject& scene) const override { return normSceneFrom(scene); }
    NormStanding place() const override { return {m_cell + 1}; }
    void standAt(const NormStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    EditableCells cells();
    NormPicture picture() const;
    int lastCell() const { return static_cast<int>(m_lab.scene().pictures[0].size()) - 1; }

    int m_cell = 0; // of the picture, row by row
};

} // namespace ui
