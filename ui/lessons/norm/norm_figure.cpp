#include "ui/lessons/norm/norm_figure.h"

#include "core/tensor/decimal.h"
#include "core/walk/written_number.h"
#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"
#include "ui/figure/yielding.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

const std::array<QString, 3> gridParts{"picture", "other", "output"};

double outOf(const NormBatch& batch, int cell) {
    return static_cast<double>(batch.out.data()[2 * static_cast<std::size_t>(cell)]);
}

QString short3(double v) {
    return written(v, 3);
}

NormLayout layOutAt(const NormPicture& p, QSizeF size, const Style& style) {
    NormLayout l{StageFrame(size, style), 15, 14, {}, {}, {}, {}};
    const QRectF zone = l.frame.zone;
    l.text = l.frame.presenting ? 14 * l.frame.unit : std::max(13.0, 16 * l.frame.unit);
    l.small = l.frame.presenting ? l.text : 0.95 * l.text;
    const int rows = p.scene.size().h;
    const double cards = 5.2 * l.text, lines = (l.frame.presenting ? 3.2 : 4.6) * l.text, head = 2.1 * l.text,
                 gap = 0.9 * l.text;
    const double most = (zone.height() - cards - lines - 3 * gap) / 2 - head;
    const double middle = 10.5 * l.text;
    double between = 2.2 * l.text;
    const double cell = std::floor(std::min(most, (zone.width() - middle - 3 * between) / 3) / rows),
                 side = rows * cell;
    // Where the stage is low the grids are small and their headings are not.
    between +=
        std::clamp((zone.width() - middle - 3 * between - 3 * side) / 3, 0.0, (l.frame.presenting ? 11 : 8) * l.text);
    for (int batch = 0; batch < 2; ++batch) {
        const double top = zone.top() + batch * (head + side + gap) + head;
        double x = zone.left();
        for (std::size_t grid = 0; grid < 3; ++grid) {
            if (grid == 2) {
                l.moments[static_cast<std::size_t>(batch)] = QRectF(x, top, middle, side);
                x += middle + between;
            }
            l.places.push_back({gridParts[grid], {std::round(x), std::round(top)}, cell, rows, rows, 0, 0});
            x += side + between;
        }
    }
    const double room = std::min(3.0, (most - side) / l.text / 2) * l.text; // left over where the stage is narrow
    l.numbers = QRectF(zone.left(), zone.top() + 2 * (head + side + gap) + room, zone.width(), cards);
    l.lines = QRectF(zone.left(), l.numbers.bottom() + gap + room, zone.width(), lines);
    return l;
}

} // namespace

QString normLine(const NormScene& scene, const NormBatch& batch, int cell) {
    const double out = outOf(batch, cell), x = static_cast<double>(scene.pictures[0].data()[cell]);
    using cnn::Decimal;
    for (int places = 3;; ++places) {
        const auto d = [places](double v) { return Decimal::rounded(v, places); };
        const Decimal a = d(x), m = d(batch.mean), s = d(batch.deviation()), w = d(scene.weight), b = d(scene.bias);
        const double made = (a.value() - m.value()) / s.value() * w.value() + b.value();
        const Decimal result = Decimal::rounded(made, 3);
        const bool agrees = s.value() > 0 && result == Decimal::rounded(out, 3) && (result.value() != 0 || made == 0);
        if (!agrees && places < 7) continue;
        const auto text = [](const std::string& t) { return QString::fromStdString(t); };
        // The deviation itself is mostly rounded.
        const bool exact = std::abs(made - result.value()) < 1e-12 && std::abs(s.value() - batch.deviation()) < 1e-12;
        const std::string last = result.value() == 0 && made != 0 ? cnn::scientific(made) : result.text();
        return QString("(%1 − %2) ÷ %3 × %4 + %5 %6 %7")
            .arg(text(a.text()), text(inside(m)), text(s.text()), text(inside(w)), text(inside(b)),
                 exact ? QString("=") : QString("≈"), text(last));
    }
}

QString normVerdict(const NormPicture& p) {
    const QString x = short3(static_cast<double>(p.scene.pictures[0].data()[p.cell]));
    const double first = outOf(p.batches[0], p.cell), second = outOf(p.batches[1], p.cell);
    if (p.scene.mode == NormMode::Evaluation)
        return ui::tr("Evaluation: the %1 becomes %2, whatever stands beside it.").arg(x, fixed(first, 3));
    if (fixed(first, 3) == fixed(second, 3))
        return ui::tr("Training: the %1 becomes %2 in both batches, this time.").arg(x, fixed(first, 3));
    return ui::tr("Training: the %1 becomes %2 in the first batch and %3 in the second.")
        .arg(x, fixed(first, 3), fixed(second, 3));
}

NormFigure::NormFigure(NormPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size),
      m_l(yieldingTo([](const NormLayout& l) { return l.places.front().side; }, style,
                     [&](const Style& s) { return layOutAt(m_picture, size, s); })) {}

void NormFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_l.frame, m_picture.headline, m_picture.line);
    for (const int batch : {0, 1}) paintBatch(painter, style, batch);
    paintNumbers(painter, style.colors());
    paintLines(painter, style.colors());
}

void NormFigure::paintBatch(QPainter& painter, const Style& style, int batch) const {
    const Palette& c = style.colors();
    const double y = place(batch, 0).rect().top() - 0.75 * m_l.text;
    const QStringList heads{ui::tr("Batch %1: the picture").arg(batch + 1), ui::tr("beside it"),
                            m_l.frame.presenting ? ui::tr("becomes") : ui::tr("the picture becomes")};
    const QColor inks[]{c.input, c.dim, c.output};
    for (int grid = 0; grid < 3; ++grid) {
        const QRectF where = place(batch, grid).rect();
        const double next = grid == 0   ? place(batch, 1).rect().left()
                            : grid == 1 ? m_l.moments[static_cast<std::size_t>(batch)].left()
                                        : m_l.frame.right + m_l.text;
        const double room = next - where.left() - m_l.text;
        TextLine line{{heads[grid], inks[grid], grid == 1 ? Weight::Regular : Weight::Bold}};
        if (grid == 2 && lineWidth(line, 0.9 * m_l.text) > room - m_l.text) line.front().text = ui::tr("becomes");
        drawLine(painter, line, where.left(), y, fittingSize(line, room, m_l.text, 12));
        paintGrid(painter, style, batch, grid);
    }
    paintMoments(painter, c, batch);
    const QRectF moments = m_l.moments[static_cast<std::size_t>(batch)];
    for (const double x : {moments.left(), place(batch, 2).rect().left()}) { // into mean and variance, and out of them
        const TextLine arrow{{QString("→"), c.dim}};
        const double size = 1.5 * m_l.text;
        drawLine(painter, arrow, x - 1.2 * m_l.text - lineWidth(arrow, size) / 2, moments.center().y() + 0.35 * size,
                 size);
    }
}

void NormFigure::paintGrid(QPainter& painter, const Style& style, int batch, int grid) const {
    const Palette& c = style.colors();
    const GridPlace& where = place(batch, grid);
    const NormScene& s = m_picture.scene;
    GridPainter to(painter, style);
    for (int y = 0; y < where.rows; ++y)
        for (int x = 0; x < where.columns; ++x) {
            const int at = y * where.columns + x;
            const bool now = at == m_picture.cell && grid != 1;
            CellLook look = grid == 2 ? CellLook{now ? c.nowTint : c.outputTint, now ? c.now : c.output, c.line}
                                      : CellLook{now ? c.nowTint : c.surface, grid == 0 ? c.input : c.dim, c.line};
            if (now) look.weight = Weight::Bold;
            if (grid == 2 && now && covers("cell", batch)) look = coveredLook(c);
            const auto index = static_cast<std::size_t>(grid == 0 ? 0 : batch + 1);
            const float value = grid == 2
                                    ? static_cast<float>(outOf(m_picture.batches[static_cast<std::size_t>(batch)], at))
                                    : s.pictures[index].at(0, y, x);
            to.ground(where, y, x, look);
            to.digit(where, y, x, value, look);
            if (now) to.frame(where.cell(y, x), (m_l.frame.presenting ? 2 : 4) * m_l.frame.unit, where.radius());
        }
    for (const auto& [cell, outset] : {std::pair{m_picture.hover, 0.0}, std::pair{m_picture.selected, 2.0}})
        if (cell && cell->part == where.part && (cell->part == "picture" || cell->map == batch) &&
            cell->y < where.rows && cell->x < where.columns)
            to.outline(where.cell(cell->y, cell->x), where.radius(), 2, outset);
}

// Mean and variance between what is read and what comes of it: those that are used strong, the others veiled.
void NormFigure::paintMoments(QPainter& painter, const Palette& c, int batch) const {
    const NormBatch& b = m_picture.batches[static_cast<std::size_t>(batch)];
    const bool training = m_picture.scene.mode == NormMode::Training;
    const QRectF where = m_l.moments[static_cast<std::size_t>(batch)];
    const Brush to{painter, c};
    to.fill(where, c.surface, 8);
    to.outline(where, training ? c.text : c.line, training ? 2 : 1, 8);
    const bool covered = covers("mean", batch);
    const double row = 1.45 * m_l.text;
    double y = where.center().y() - 2 * row;
    const auto line = [&](const QString& text, const QColor& ink, double size, Weight weight) {
        to.writeFitting({where.left() + 0.7 * m_l.text, y, where.width() - 1.4 * m_l.text, row}, text, size, ink,
                        weight);
        y += row;
    };
    line(training ? ui::tr("of these %n", nullptr, static_cast<int>(b.values.size())) : ui::tr("the kept ones"),
         training ? c.text : c.dim, m_l.small, Weight::SemiBold);
    line(ui::tr("mean %1").arg(covered ? QString("?") : short3(b.mean)), c.text, 1.15 * m_l.text, Weight::SemiBold);
    line(ui::tr("variance %1").arg(covered ? QString("?") : short3(b.variance)), c.text, 1.15 * m_l.text,
         Weight::SemiBold);
    line(ui::tr("divides by %1").arg(covered ? QString("?") : short3(b.deviation())), c.dim, m_l.small,
         Weight::Regular);
}

// The four numbers of the channel, and where the kept ones go.
void NormFigure::paintNumbers(QPainter& painter, const Palette& c) const {
    const NormScene& s = m_picture.scene;
    const bool training = s.mode == NormMode::Training;
    const Brush to{painter, c};
    const double gap = 0.8 * m_l.text, width = (m_l.numbers.width() - 3 * gap) / 4;
    const auto moved = [&](double NormBatch::*next) {
        if (!training) return ui::tr("used, and stays");
        if (!m_picture.covered.isEmpty()) return ui::tr("moves with each batch");
        return ui::tr("then %1 or %2", "after batch 1 or batch 2")
            .arg(short3(m_picture.batches[0].*next), short3(m_picture.batches[1].*next));
    };
    const struct {
        QString name, number, fate;
        bool learned;
    } cards[] = {{ui::tr("weight"), short3(s.weight), ui::tr("learned: multiplies"), true},
                 {ui::tr("bias"), short3(s.bias), ui::tr("learned: is added"), true},
                 {ui::tr("kept mean"), short3(s.mean), moved(&NormBatch::nextMean), false},
                 {ui::tr("kept variance"), short3(s.variance), moved(&NormBatch::nextVariance), false}};
    double x = m_l.numbers.left();
    for (const auto& card : cards) {
        const QRectF where(x, m_l.numbers.top(), width, m_l.numbers.height());
        const bool used = card.learned || !training;
        to.fill(where, used ? c.surface : c.window, 8);
        to.outline(where, card.learned ? c.kernel : used ? c.text : c.line, used ? 2 : 1, 8);
        const double inner = width - 1.2 * m_l.text, left = x + 0.6 * m_l.text;
        to.writeFitting({left, where.top() + 0.25 * m_l.text, inner, 1.3 * m_l.text}, card.name, m_l.text,
                        card.learned ? c.kernel : c.text, Weight::SemiBold);
        to.write({left, where.top() + 1.6 * m_l.text, inner, 1.9 * m_l.text}, card.number, 1.6 * m_l.text,
                 used ? c.text : c.dim, Weight::Bold);
        to.writeFitting({left, where.top() + 3.5 * m_l.text, inner, 1.5 * m_l.text}, card.fate,
                        m_l.frame.presenting ? m_l.small : std::max(12.0, 0.9 * m_l.text), c.dim);
        x += width + gap;
    }
}

void NormFigure::paintLines(QPainter& painter, const Palette& c) const {
    double y = m_l.lines.top() + 1.2 * m_l.text;
    const auto row = [&](const QString& name, const QString& words, const QColor& ink, Weight weight) {
        const TextLine line{{name + "  ", c.dim}, {words, ink, weight}};
        drawLine(painter, line, m_l.lines.left(), y, fittingSize(line, m_l.lines.width(), 1.15 * m_l.text, 12));
        y += 1.65 * m_l.text;
    };
    for (const int batch : {0, 1}) {
        const bool covered = covers("cell", batch) || covers("mean", batch);
        row(ui::tr("Batch %1").arg(batch + 1),
            covered ? QString("?")
                    : normLine(m_picture.scene, m_picture.batches[static_cast<std::size_t>(batch)], m_picture.cell),
            c.text, Weight::SemiBold);
    }
    if (m_l.frame.presenting) return; // small print
    row(QString(), ui::tr("(x − mean) ÷ √(variance + ε) × weight + bias, with ε a hundred-thousandth"), c.dim,
        Weight::Regular);
}

QString NormFigure::describe() const {
    const NormScene& s = m_picture.scene;
    QString words = ui::tr("%1. %2").arg(m_picture.headline, s.mode == NormMode::Training ? ui::tr("Training mode.")
                                                                                          : ui::tr("Evaluation mode."));
    words += ui::tr(" The framed cell is row %1, column %2.")
                 .arg(m_picture.cell / s.size().w + 1)
                 .arg(m_picture.cell % s.size().w + 1);
    for (const int batch : {0, 1}) {
        const NormBatch& b = m_picture.batches[static_cast<std::size_t>(batch)];
        if (covers("cell", batch) || covers("mean", batch))
            words += ui::tr(" Batch 2 is covered.");
        else
            words += ui::tr(" Batch %1: mean %2, variance %3; %4.")
                         .arg(batch + 1)
                         .arg(short3(b.mean), short3(b.variance), normLine(s, b, m_picture.cell));
    }
    words += ui::tr(" Weight %1 and bias %2 are learned, mean %3 and variance %4 are kept.")
                 .arg(short3(s.weight), short3(s.bias), short3(s.mean), short3(s.variance));
    return words;
}

std::optional<CellRef> NormFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_l.places.size(); ++i)
        if (auto cell = m_l.places[i].at(point)) {
            cell->map = static_cast<int>(i / 3);
            return cell;
        }
    return std::nullopt;
}

QRectF NormFigure::cellRect(const CellRef& cell) const {
    const auto grid = std::find(gridParts.begin(), gridParts.end(), cell.part) - gridParts.begin();
    return grid < 3 && cell.map >= 0 && cell.map < 2 ? place(cell.map, static_cast<int>(grid)).cell(cell.y, cell.x)
                                                     : QRectF();
}

} // namespace ui
