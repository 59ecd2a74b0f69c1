#include "ui/view/fill_box.h"

#include <QGridLayout>
#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace ui {
namespace {

constexpr int largestFillSeed = 999, swatchCells = 5, swatchesInRow = 4;

struct FillWords {
    cnn::GridPattern pattern;
    QString name, tip;
};

std::vector<FillWords> fillWords() {
    using P = cnn::GridPattern;
    const auto tr = [](const char* text) { return FillBox::tr(text); };
    return {{P::Edge, tr("Edge"), tr("dark left, bright right: a difference finds the border and nothing else")},
            {P::Ramp, tr("Ramp"), tr("each column 1 more: a difference is the same all over")},
            {P::Checker, tr("Checker"), tr("0 and 9 in turn: a mean hides it, a difference shows it")},
            {P::Letter, tr("Letter"), tr("an H: two upright strokes and a level one")},
            {P::Spot, tr("Spot"), tr("one 1 among zeros: what comes out is the kernel, turned by half a turn")},
            {P::Noise, tr("Noise"), tr("0 to 9 by chance, with a seed")},
            {P::Clear, tr("Clear"), tr("zeros")}};
}

// A button that shows its pattern as five by five cells.
class Swatch final : public QToolButton {
public:
    explicit Swatch(cnn::GridPattern pattern)
        : m_cells(cnn::gridPattern(pattern, {1, swatchCells, swatchCells, 1}, 4)) {
        setObjectName("barButton");
        setFocusPolicy(Qt::StrongFocus);
    }
    // As high as the inspector's other controls in any text size.
    QSize sizeHint() const override {
        const int side = std::max(34, qRound(2.1 * fontMetrics().height()));
        return {side, side};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override {
        QToolButton::paintEvent(event);
        QPainter painter(this);
        const float brightest = std::max(1.0F, *std::ranges::max_element(m_cells.values()));
        const int cell = width() * 6 / 10 / swatchCells, left = (width() - swatchCells * cell) / 2;
        const QRect all(left, (height() - swatchCells * cell) / 2, swatchCells * cell, swatchCells * cell);
        QColor ink = palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::ButtonText);
        painter.setPen(ink);
        painter.drawRect(all.adjusted(-1, -1, 0, 0));
        for (int y = 0; y < swatchCells; ++y)
            for (int x = 0; x < swatchCells; ++x) {
                ink.setAlphaF(m_cells.at(0, y, x) / brightest); // ink: there is no text on it
                painter.fillRect(all.left() + x * cell, all.top() + y * cell, cell, cell, ink);
            }
    }

private:
    cnn::Tensor m_cells;
};

} // namespace

FillBox::FillBox(const QString& fills, QWidget* parent)
    : QWidget(parent), m_seed(Stepper::whole(tr("Noise seed"), 1, largestFillSeed)) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    const QString usual = tr("Fills the grid with the selected cell; without one the input.");
    int number = 0;
    for (const FillWords& words : fillWords()) {
        auto* button = new Swatch(words.pattern);
        button->setAccessibleName(tr("Fill with: %1").arg(words.name));
        button->setToolTip(tr("%1: %2. %3").arg(words.name, words.tip, fills.isEmpty() ? usual : fills));
        grid->addWidget(button, number / swatchesInRow, number % swatchesInRow);
        ++number;
        connect(button, &QToolButton::clicked, this, [this, words] { ask(words.pattern, words.name); });
    }
    m_seed->setValue(1);
    connect(m_seed, &Stepper::changed, this, [this] {
        ask(cnn::GridPattern::Noise, fillWords()[static_cast<std::size_t>(cnn::GridPattern::Noise)].name);
    });
}

void FillBox::ask(cnn::GridPattern pattern, const QString& name) {
    m_noise = pattern == cnn::GridPattern::Noise;
    const auto seed = static_cast<quint64>(m_seed->value());
    emit wanted(pattern, seed, m_noise ? tr("Fill with noise, seed %1").arg(seed) : tr("Fill with: %1").arg(name));
}

} // namespace ui
