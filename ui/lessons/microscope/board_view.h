// A view whose picture is a Board: a view of its own says what it makes of a moment, and what pointing and clicking do.
#pragma once

#include "ui/lessons/microscope/board.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class BoardView : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override { m_covered = id; }
    std::vector<NamedNumbers> numbers() const override {
        return m_shown ? m_shown->numbers : std::vector<NamedNumbers>();
    }
    QString code(CodeDialect dialect) const override {
        return m_shown && m_shown->code ? m_shown->code(dialect) : QString();
    }
    void forget() override { m_shown.reset(); }

protected:
    struct Asked {
        Question question;
        std::function<void(Board&)> hide; // takes the answer out of sight
    };
    struct Shown {
        Board board;
        std::vector<NamedNumbers> numbers;
        std::function<QString(const CellRef&)> point = {}; // what is said of a pixel; undefined: nothing
        // What a click changes; undefined: nothing.
        std::function<std::optional<QJsonObject>(const CellRef&, QJsonObject choices)> press = {};
        std::function<std::optional<std::size_t>(const CellRef&)> testImage = {}; // that a click puts through
        std::vector<Asked> asked = {};
        std::function<QString(CodeDialect)> code = {};
    };
    static Shown trouble(const QString& sentence);
    // Asks for a number; what is at most `within` beside it is right, and the question has to say so.
    static Question roughQuestion(const QString& id, const QString& label, const QString& ask, double truth,
                                  const QString& facts, double within);
    // A first stage, or how far it is; from the thread that makes it.
    using Tell = std::function<void(Shown)>;
    // On a thread; ends soon after `stop`, with nothing or with cnn::Error(Interrupted).
    virtual std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices,
                                      const std::stop_token& stop, const Tell& tell) = 0;

private:
    std::shared_ptr<const Shown> m_shown;
    QString m_covered;
    int m_asked = 0;
    std::pair<int, int> m_place; // which wish, and which stage of it, is on show
};

} // namespace ui
