// GridsPage: the same numbers elsewhere. Exported figures and grids, code, and questions about what is shown.
#include "ui/figure/number_text.h"
#include "ui/lessons/grids/grids_page.h"

#include <span>

namespace ui {
namespace {

constexpr int greyTolerance = 25; // a guess of a grey by eye

// Numbers in rows of 28, as Python writes them.
template<class Numbers> QString rowsOf(const Numbers& numbers, const QString& open, const QString& close) {
    QStringList rows;
    for (std::size_t row = 0; row < imageSide; ++row) {
        QStringList cells;
        for (std::size_t x = 0; x < imageSide; ++x) cells << QString::number(numbers[row * imageSide + x]);
        rows << "    " + open + cells.join(", ") + close;
    }
    return rows.join(",\n");
}

} // namespace

Reel GridsPage::reel() const {
    GridsPicture base = picture();
    if (base.image.empty()) return {};
    if (base.training)
        return {1, [base](int, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                    return std::make_unique<GridsFigure>(base, size, style);
                }};
    return {imagePlaces, [base](int index, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                GridsPicture p = base;
                p.centre = index;
                p.row = index / imageSide;
                p.column = index % imageSide;
                return std::make_unique<GridsFigure>(p, size, style);
            }};
}

int GridsPage::reelIndex() const {
    return m_doc.scene().stage == GridsScene::Training ? 0 : m_doc.scene().place();
}

std::vector<NamedNumbers> GridsPage::numbers() const {
    const GridsPicture p = picture();
    if (p.image.empty()) return {};
    const std::vector<std::uint8_t> shown = p.shuffled ? cnn::reordered(p.image, *p.order) : p.image;
    const auto tensor = [](const auto& values, const cnn::Shape& shape) {
        return cnn::Tensor(shape, std::vector<float>(values.begin(), values.end()));
    };
    std::vector<NamedNumbers> all{{tr("strip"), tensor(shown, {1, 1, p.channels * imagePlaces, 1})},
                                  {tr("image"), tensor(p.image, {p.channels, imageSide, imageSide, 1})}};
    if (p.shuffled) {
        all.push_back({tr("shuffled image"), tensor(shown, {p.channels, imageSide, imageSide, 1})});
        all.push_back({tr("order from 0"), tensor(p.order->from, {1, 1, imagePlaces, 1})});
    }
    for (const AccuracyCurve& curve : p.curves) {
        if (curve.points.empty()) continue;
        cnn::Tensor course({1, static_cast<int>(curve.points.size()), 2, 1}); // epochs and accuracy
        for (std::size_t i = 0; i < curve.points.size(); ++i) {
            course.values()[2 * i] = static_cast<float>(curve.points[i].epochs);
            course.values()[2 * i + 1] = static_cast<float>(curve.points[i].accuracy);
        }
        all.push_back({tr("test accuracy of %1").arg(curve.name), std::move(course)});
    }
    return all;
}

QString GridsPage::code(CodeDialect dialect) const {
    const GridsPicture p = picture();
    if (p.image.empty()) return {};
    const bool torch = dialect == CodeDialect::PyTorch;
    const QString array = torch ? "torch.tensor" : "np.array";
    QString text = torch ? "import torch\n\n" : "import numpy as np\n\n";
    text += "# " + p.caption + (p.channels == 3 ? ": red, green, blue\n" : "\n");
    QStringList planes;
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(p.channels); ++channel)
        planes << "[\n" + rowsOf(std::span(p.image).subspan(channel * imagePlaces, imagePlaces), "[", "]") + "]";
    text += "x = " + array + "(" + (p.channels == 3 ? "[" + planes.join(", ") + "]" : planes[0]) + ")\n";
    if (!p.shuffled) {
        text += "y = x.reshape(1, -1)  # row after row: row * 28 + column, as Python counts, from 0\n";
    } else {
        text += "order = " + array + "([\n" + rowsOf(p.order->from, "", "") + "])\n";
        text += "# place i takes pixel order[i], both from 0, in every image and every channel\n";
        text += QString("y = x.reshape(%1, 784)[:, order].reshape(1, -1)\n").arg(p.channels);
    }
    return text + "print(y)\n";
}

Question GridsPage::winnerQuestion() const {
    QStringList choices;
    int best = 0;
    const auto accuracy = [this](int run) {
        const auto& tests = m_runs.history(run).tests();
        return tests.empty() ? 0 : tests.back().test.accuracy;
    };
    QStringList measured;
    for (int run = 0; run < FourRuns::count; ++run) {
        choices << QString("%1 = %2").arg(run + 1).arg(FourRuns::name(run));
        measured << FourRuns::name(run) + ' ' + percent(accuracy(run));
        if (accuracy(run) > accuracy(best)) best = run;
    }
    const bool known = m_runs.begun() && m_runs.finished();
    Question q{"winner",
               tr("The best of four"),
               tr("Which run ends with the highest test accuracy? %1.").arg(choices.join(", ")),
               known ? FourRuns::name(best) : tr("known when all four runs have ended"),
               known ? measured.join(", ") : tr("Press Start and wait for the end of the last run."),
               {}};
    std::vector<bool> right;
    for (int run = 0; run < FourRuns::count; ++run) right.push_back(accuracy(run) >= accuracy(best));
    q.judge = [known, right](const QString& typed) -> std::optional<bool> {
        if (!known) return std::nullopt;
        const QString word = typed.simplified().toLower();
        bool ok = false;
        const int number = word.toInt(&ok);
        if (ok)
            return number >= 1 && number <= FourRuns::count
                       ? std::optional<bool>(right[static_cast<std::size_t>(number - 1)])
                       : std::nullopt;
        const bool leNet = word.contains("lenet") || word.contains("cnn"), mlp = word.contains("mlp");
        const bool shuffled = word.contains("shuffled"), order = word.contains("order");
        if (leNet == mlp || shuffled == order) return std::nullopt;
        return right[static_cast<std::size_t>((leNet ? 2 : 0) + (shuffled ? 1 : 0))];
    };
    return q;
}

std::vector<Question> GridsPage::questions() const {
    GridsPicture p = picture();
    if (p.image.empty()) return {};
    if (p.training) return {winnerQuestion()};
    p.row = m_doc.scene().row; // asked is the scene's pixel, whatever is pointed at
    p.column = m_doc.scene().column;
    const QString pixel = pixelName(p.place()).toLower();
    std::vector<Question> all;
    if (!p.shuffled)
        all.push_back(numberQuestion("index", tr("Its number in the strip"),
                                     tr("Which number of the strip is %1? All count from 1.").arg(pixel), p.place() + 1,
                                     numberInWords(p.place())));
    if (p.channels == 1) {
        const int value = p.value(p.place());
        Question q = numberQuestion(
            "value", tr("Its value"),
            tr("0 is black, 255 is white: what is the value of %1? Within %2 is right.").arg(pixel).arg(greyTolerance),
            value, tr("The image holds %1 there.").arg(value));
        const auto exact = q.judge;
        q.judge = [exact, value](const QString& typed) -> std::optional<bool> {
            if (!exact(typed)) return std::nullopt;
            bool ok = false;
            const double guess = QString(typed).trimmed().replace(',', '.').toDouble(&ok);
            return ok ? std::abs(guess - value) <= greyTolerance : exact(typed);
        };
        all.push_back(std::move(q));
    }
    const int length = imagePlaces * p.channels;
    all.push_back(numberQuestion(
        "length", tr("Length of the strip"), tr("How many numbers does the strip hold?"), length,
        p.channels == 1 ? QString("28 × 28 = %1").arg(length) : QString("3 × 28 × 28 = %1").arg(length)));
    return all;
}

void GridsPage::cover(const QString& id) {
    m_covered = id;
    refresh();
}

} // namespace ui
