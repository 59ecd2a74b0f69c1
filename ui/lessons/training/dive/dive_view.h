// The way down from a class, a unit or a map to a pixel, level by level; it opens out of every picture of a network.
#pragma once

#include "ui/lessons/training/dive/dive_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// Choices: those of DivePath.
class DiveView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::optional<QJsonObject> keyed(int key, const QJsonObject& choices) override;
    std::optional<TypableWeight> weightAt(const std::optional<CellRef>& cell,
                                          const QJsonObject& choices) const override;
    std::vector<NamedNumbers> numbers() const override;
    bool keepsKeys() const override { return true; }
    void forget() override {
        m_look.reset();
        m_picture.reset();
    }

private:
    const DivePicture* picture(const QJsonObject& choices) const;
    std::optional<QJsonObject> go(const std::optional<DivePath>& to) const;
    void leave(const DivePicture& at);
    void step(const DivePicture& at);
    std::shared_ptr<const DiveLook> m_look; // null before the first
    // Of the choices that were asked for last.
    mutable std::shared_ptr<const DivePicture> m_picture;
    mutable QJsonObject m_choices;
};

// The choices that open it at a value, out of the view `from`.
QJsonObject diveChoices(const cnn::Network& network, std::size_t value, const cnn::ValuePlace& place,
                        const QString& from, int depth = 0);

} // namespace ui
