#include "ui/lessons/model/stages/stages_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double stageHead = 13, stageText = 12.5, stageMapGap = 3;
constexpr double smallestMap = 31, wishedMap = 46; // pixels a side

// The picture, its proportions kept, at the upper left.
QRectF fittedIn(const QRectF& room, double wide, double high) {
    const double factor = std::min(room.width() / wide, room.height() / high);
    return {room.topLeft(), QSizeF(wide * factor, high * factor)};
}

} // namespace

StagesOverview::StagesOverview(QSizeF size, const Style& style, std::shared_ptr<const StagesPicture> picture,
                               std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)) {
    layOut(style.scale);
    if (m_hover && cellRect(*m_hover).isEmpty()) m_hover.reset();
}

void StagesOverview::layOut(double scale) {
    m_font = scale * std::clamp(m_size.width() / 900, 0.95, 1.25);
    m_line = std::round(1.36 * stageHead * m_font);
    const bool branches = std::ranges::any_of(m_picture->stages, [](const Stage& s) { return !s.reads.isEmpty(); });
    m_headLines = branches ? 4 : 3;
    const double padding = 14, wide = m_size.width() - 2 * padding;
    const double note = Paragraph{m_picture->notes.value(0), stageText * m_font}.height(wide); // it may be long
    const double foot = m_line + std::max(m_line, note) + 4;
    m_foot = {padding, m_size.height() - padding - foot, m_size.width() - 2 * padding, foot};
    placeTiles({padding, padding, m_size.width() - 2 * padding, m_foot.top() - 10 - padding});
}

// As many tiles a line as leave the most room for maps.
void StagesOverview::placeTiles(const QRectF& room) {
    const bool scores = !m_picture->scores.empty();
    const int cells = 1 + static_cast<int>(m_picture->stages.size()) + (scores ? 2 : 0);
    const double head = m_headLines * m_line;
    int columns = 1;
    double best = -1e9;
    for (int tried = 2; tried <= std::max(2, cells); ++tried) {
        const int rows = (cells + tried - 1) / tried;
        const double wide = (room.width() - (tried - 1) * m_gap) / tried;
        const double high = (room.height() - (rows - 1) * m_gap) / rows - head;
        if (const double side = std::min(wide, high); side > best + 0.5) {
            best = side;
            columns = tried;
        }
    }
    const int rows = (cells + columns - 1) / columns;
    const QSizeF tile((room.width() - (columns - 1) * m_gap) / columns,
                      std::min((room.height() - (rows - 1) * m_gap) / rows, 2.2 * room.width() / columns + head));
    const auto at = [&](int cell) {
        return QRectF(QPointF(room.left() + cell % columns * (tile.width() + m_gap),
                              room.top() + cell / columns * (tile.height() + m_gap)),
                      tile);
    };
    m_imageTile = at(0);
    for (std::size_t i = 0; i < m_picture->stages.size(); ++i) {
        const int cell = static_cast<int>(i) + 1;
        Tile placed{at(cell), at(cell).adjusted(0, head, 0, 0), false};
        placed.follows = cell % columns != 0 && m_picture->stages[i].reads.isEmpty();
        placeMaps(m_picture->stages[i], static_cast<int>(i), placed.body);
        m_tiles.push_back(placed);
    }
    const cnn::Shape& s = m_picture->image.shape();
    m_places.push_back({{"image", 0, 0, 0}, fittedIn(m_imageTile.adjusted(0, head, 0, 0), s.w, s.h)});
    if (!scores) return;
    // Where only one cell of a line is left, the scores take that and no more.
    m_scoreTile = at(cells - 2);
    if ((cells - 2) % columns + 1 < columns) m_scoreTile = m_scoreTile.united(at(cells - 1));
    placeScores();
}

// As many maps as are about as large as one would wish, in rows.
void StagesOverview::placeMaps(const Stage& stage, int index, const QRectF& body) {
    if (stage.shown.empty()) return m_shownMaps.push_back(0);
    const QImage& image = stage.shown[0].image;
    if (stage.isRow) {
        const double side = std::min({body.width(), body.height(), 8.0 * image.width() * m_font});
        m_places.push_back(
            {{"map", 0, index, 0}, fittedIn({body.topLeft(), QSizeF(side, side)}, image.width(), image.height())});
        return m_shownMaps.push_back(1);
    }
    const int count = static_cast<int>(stage.shown.size());
    const double tall = static_cast<double>(image.height()) / image.width();
    // Two by two where they are not too small, more where they are still large.
    int columns = 1, rows = 1;
    double side = 0;
    for (int tried = 1; tried <= std::min(count, 4); ++tried) {
        const double wide = std::min((body.width() - (tried - 1) * stageMapGap) / tried, body.height() / tall);
        if (tried > 1 && wide < (tried == 2 ? smallestMap : wishedMap) * m_font) break;
        columns = tried;
        side = wide;
        rows = std::clamp(static_cast<int>((body.height() + stageMapGap) / (wide * tall + stageMapGap)), 1, 4);
    }
    int shown = 0;
    for (; shown < std::min(count, rows * columns); ++shown)
        m_places.push_back({{"map", stage.shown[static_cast<std::size_t>(shown)].map, index, 0},
                            QRectF(body.left() + shown % columns * (side + stageMapGap),
                                   body.top() + shown / columns * (side * tall + stageMapGap), side, side * tall)});
    m_shownMaps.push_back(shown);
}

void StagesOverview::placeScores() {
    const double top = m_scoreTile.top() + 1.2 * m_line;
    const double row =
        std::min(2.1 * m_line, (m_scoreTile.bottom() - top) / static_cast<double>(m_picture->scores.size()));
    for (std::size_t i = 0; i < m_picture->scores.size(); ++i)
        m_places.push_back({{"score", 0, static_cast<int>(i), 0},
                            {m_scoreTile.left(), top + static_cast<double>(i) * row, m_scoreTile.width(), row}});
}

// ---- painting ------------------------------------------------------------------------------------------------------

void StagesOverview::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    paintImage(to);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) paintStage(to, i);
    paintMaps(to);
    if (!m_picture->scores.empty()) paintScores(to);
    paintFoot(to);
}

void StagesOverview::paintImage(const Brush& to) const {
    const QRectF head(m_imageTile.left(), m_imageTile.top(), m_imageTile.width(), m_line);
    to.writeFitting(head, tr("Picture"), stageHead * m_font, to.c.input, Weight::Bold);
    to.writeFitting(head.translated(0, m_line), shapeText(), stageText * m_font, to.c.dim);
    to.write(head.translated(0, 2 * m_line), firstFitting({m_picture->caption}, head.width(), stageText * m_font),
             stageText * m_font, to.c.dim);
    const QRectF where = cellRect({"image", 0, 0, 0});
    paintMap(to.painter, where, pictureImage(m_picture->image));
    to.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
}

QString StagesOverview::shapeText() const {
    const cnn::Shape& s = m_picture->image.shape();
    return s.c == 1 ? times(s.h, s.w) : QString::fromStdString(cnn::text(s));
}

QString StagesOverview::shownWords(const Stage& stage, int shown) const {
    if (stage.isDead) return tr("all 0");
    if (stage.isRow) return tr("%1 values").arg(grouped(stage.maps));
    if (shown == stage.maps) return shown == 1 ? tr("one map") : tr("all %1 maps").arg(shown);
    return tr("%1 of %2").arg(shown).arg(stage.maps);
}

void StagesOverview::paintStage(const Brush& to, std::size_t index) const {
    const Tile& tile = m_tiles[index];
    const Stage& stage = m_picture->stages[index];
    QRectF line(tile.all.left(), tile.all.top(), tile.all.width(), m_line);
    to.write(line, stage.name, stageHead * m_font, to.c.output, Weight::Bold);
    line.translate(0, m_line);
    to.writeFitting(line, stage.size, stageText * m_font, to.c.text);
    line.translate(0, m_line);
    to.writeFitting(line, shownWords(stage, m_shownMaps[index]), stageText * m_font,
                    stage.isDead ? to.c.error : to.c.dim);
    line.translate(0, m_line);
    if (!stage.reads.isEmpty()) to.writeFitting(line, tr("reads %1").arg(stage.reads), stageText * m_font, to.c.input);
    if (tile.follows) paintArrow(to, tile);
}

void StagesOverview::paintArrow(const Brush& to, const Tile& tile) const {
    const double x = tile.all.left() - m_gap / 2, y = tile.all.top() + m_line / 2, side = 3.5 * m_font;
    to.painter.setPen(QPen(to.c.lineStrong, 1.6));
    to.painter.setBrush(Qt::NoBrush);
    to.painter.drawPolyline(QPolygonF{{{x - side / 2, y - side}, {x + side / 2, y}, {x - side / 2, y + side}}});
}

void StagesOverview::paintMaps(const Brush& to) const {
    std::size_t at = 0;
    int stage = -1;
    for (const Place& place : m_places) {
        if (place.cell.part != "map") continue;
        at = place.cell.y == stage ? at + 1 : 0;
        stage = place.cell.y;
        paintMap(to.painter, place.where, m_picture->stages[static_cast<std::size_t>(stage)].shown[at].image);
        to.outline(place.where.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
        if (m_hover == place.cell) to.outline(place.where, to.c.text, 2.5);
    }
}

void StagesOverview::paintScores(const Brush& to) const {
    to.writeFitting({m_scoreTile.left(), m_scoreTile.top(), m_scoreTile.width(), m_line},
                    tr("Likeliest of %1 classes").arg(grouped(m_picture->classes)), stageHead * m_font, to.c.output,
                    Weight::Bold);
    for (std::size_t i = 0; i < m_picture->scores.size(); ++i) {
        const auto& [name, share] = m_picture->scores[i];
        const QRectF row = cellRect({"score", 0, static_cast<int>(i), 0});
        const double number = 58 * m_font, half = std::min(m_line, row.height() / 2);
        const QColor ink = i == 0 ? to.c.now : to.c.text;
        const Weight weight = i == 0 ? Weight::Bold : Weight::Regular;
        to.writeFitting({row.left(), row.top(), row.width() - number, half}, name, stageHead * m_font, ink, weight);
        to.write({row.right() - number, row.top(), number, half}, percent(share), stageHead * m_font, ink, weight,
                 Qt::AlignRight | Qt::AlignVCenter);
        const QRectF bar(row.left(), row.top() + half + 2, row.width(), std::max(3.0, 0.3 * half));
        to.fill(bar, to.c.sunken, 2);
        to.fill({bar.topLeft(), QSizeF(bar.width() * share, bar.height())}, ink, 2);
    }
}

QString StagesOverview::pointed() const {
    if (!m_hover || m_hover->part != "map") return {};
    const Stage& stage = m_picture->stages[static_cast<std::size_t>(m_hover->y)];
    if (stage.isRow)
        return tr("%1, %2: %3 values. Click to see where they come from.")
            .arg(stage.name, stage.kind, grouped(stage.maps));
    const auto map = std::ranges::find(stage.shown, m_hover->map, &StageMap::map);
    return tr("%1, %2: map %3 of %4, values up to %5. Click to see where they come from.")
        .arg(stage.name, stage.kind)
        .arg(m_hover->map + 1)
        .arg(stage.maps)
        .arg(figures(map == stage.shown.end() ? 0 : map->strength));
}

void StagesOverview::paintFoot(const Brush& to) const {
    const QRectF first(m_foot.left(), m_foot.top(), m_foot.width(), m_line);
    QStringList said{tr("Strongest maps first"), m_picture->rangeWords()};
    if (m_picture->folded) said << tr("activations stand with the layer before them");
    if (m_picture->parts > 1)
        said << tr("stages %1 to %2 of %3")
                    .arg(m_picture->part * mostStagesAtOnce + 1)
                    .arg(m_picture->part * mostStagesAtOnce + static_cast<int>(m_picture->stages.size()))
                    .arg(m_picture->allStages);
    to.writeFitting(first, said.join("; ") + '.', stageText * m_font, to.c.dim);
    const QString now = pointed();
    if (now.isEmpty())
        Paragraph{m_picture->notes.value(0), stageText * m_font}.paint(
            to.painter, {first.left(), first.bottom(), first.width(), m_foot.bottom() - first.bottom()}, to.c.dim);
    else
        to.write(first.translated(0, m_line), now, stageText * m_font, to.c.text);
}

// ---- in words ------------------------------------------------------------------------------------------------------

QString StagesOverview::describe() const {
    QStringList said{tr("Stages of %1.").arg(m_picture->caption)};
    for (std::size_t i = 0; i < m_picture->stages.size(); ++i) {
        const Stage& stage = m_picture->stages[i];
        QString words = tr("%1 %2: %3").arg(stage.name, stage.size, shownWords(stage, m_shownMaps[i]));
        if (!stage.reads.isEmpty()) words += ", " + tr("reads %1").arg(stage.reads);
        said << words + '.';
    }
    QStringList scores;
    for (const auto& [name, share] : m_picture->scores) scores << tr("%1 %2").arg(name, percent(share));
    if (!scores.isEmpty()) said << tr("Likeliest: %1.").arg(scores.join(", "));
    said << tr("Strongest maps first; %1.").arg(m_picture->rangeWords()) << m_picture->notes;
    if (const QString now = pointed(); !now.isEmpty()) said << tr("Pointed at: %1").arg(now);
    return said.join(' ');
}

std::optional<CellRef> StagesOverview::cellAt(QPointF point) const {
    for (const Place& place : m_places)
        if (place.where.contains(point)) return place.cell;
    return std::nullopt;
}

QRectF StagesOverview::cellRect(const CellRef& cell) const {
    const auto found = std::ranges::find(m_places, cell, &Place::cell);
    return found == m_places.end() ? QRectF() : found->where;
}

} // namespace ui
