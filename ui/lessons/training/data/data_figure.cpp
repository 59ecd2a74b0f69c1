#include "ui/lessons/training/data/data_figure.h"

#include "core/train/augment.h"
#include "ui/figure/dataset_image.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double dataHeadText = 15, dataSmallText = 13, within = 3; // within: between an image and its variants

double widthOf(const QString& words, double pixels) {
    return lineWidth({{words, {}}}, pixels);
}

// Whole pixels of the screen for each of the image's where there is room for them.
QSizeF thumbnailSize(const cnn::Shape& shape, double side) {
    const int larger = std::max(shape.w, shape.h);
    const double factor = larger <= side ? std::floor(side / larger) : side / larger;
    return QSizeF(shape.w, shape.h) * factor;
}

} // namespace

DataFigure::DataFigure(QSizeF size, const Style& style, std::shared_ptr<const DataPicture> picture, std::size_t first,
                       std::optional<CellRef> hover)
    : m_size(size), m_unit(std::clamp(std::min(size.width() / 1200, size.height() / 420), 1.0, 2.5) * style.scale),
      m_picture(std::move(picture)), m_first(first < m_picture->images.size() ? first : 0), m_hover(std::move(hover)),
      m_pad(16 * m_unit), m_text(dataSmallText * m_unit) {
    const double left = std::clamp(0.28 * size.width(), 220 * m_unit, 400 * m_unit);
    arrangeClasses(std::min(left, 0.45 * size.width()));
    arrangePage({QPointF(m_classes.right() + 2.5 * m_pad, 0.5 * m_pad),
                 QPointF(size.width() - m_pad, size.height() - 0.5 * m_pad)});
}

void DataFigure::arrangeClasses(double width) {
    m_classes = QRectF(m_pad, 0.5 * m_pad, width, m_size.height() - m_pad);
    const int classes = static_cast<int>(m_picture->classNames.size());
    m_rowHeight = std::clamp(m_classes.height() / (classes + 1), 1.45 * m_text, 2.4 * m_text);
    const int fitting = static_cast<int>(m_classes.height() / m_rowHeight) - 1;
    m_classRows = classes <= fitting ? classes : std::max(0, fitting - 1); // the last line says how many more
    if (m_picture->wantedClass >= m_classRows)
        m_firstClass = std::min(m_picture->wantedClass - m_classRows / 2, classes - m_classRows);
    m_names = lineWidth({{tr("All classes"), {}, Weight::Bold}}, m_text);
    for (const QString& name : m_picture->classNames) m_names = std::max(m_names, widthOf(name, m_text));
    m_names = std::min(m_names, 0.42 * width) + 10 * m_unit;
    m_numbers = widthOf(grouped(m_picture->count(m_picture->part)), m_text) + 8 * m_unit;
}

void DataFigure::arrangePage(const QRectF& room) {
    const double head = 2.2 * m_text, button = widthOf(tr("Previous"), m_text) + 18 * m_unit;
    m_next = QRectF(room.right() - button, room.top(), button, head);
    m_previous = m_next.translated(-button - 6 * m_unit, 0);
    m_head = QRectF(room.topLeft(), QPointF(m_previous.left() - 8, room.top() + head));
    m_page = QRectF(QPointF(room.left(), room.top() + head + 0.5 * m_pad), room.bottomRight());
    m_thumbnail = thumbnailSize(m_picture->set().shape, 56 * m_unit);
    const bool named = m_picture->wantedClass == DataPicture::allClasses;
    const double images = m_picture->augmented() ? variants + 1 : 1;
    double wide = images * m_thumbnail.width() + (images - 1) * within;
    if (named) // under it stands what it is of
        for (const QString& name : m_picture->classNames)
            wide = std::max(wide, std::min(widthOf(name, std::max(Brush::smallest, 0.9 * m_text)), 9 * m_text));
    m_step = {wide + (m_picture->augmented() ? 20 : 8) * m_unit,
              m_thumbnail.height() + (named ? 1.35 * m_text : 0) + 8 * m_unit};
    m_columns = std::max(1, static_cast<int>((m_page.width() + m_step.width() - wide) / m_step.width()));
    m_rows = std::max(1, static_cast<int>((m_page.height() + 8 * m_unit) / m_step.height()));
    if (m_columns > 1) m_step.setWidth((m_page.width() - wide) / (m_columns - 1)); // both edges in line
}

std::size_t DataFigure::shown() const {
    return std::min(perPage(), m_picture->images.size() - m_first);
}

QRectF DataFigure::classRow(int row) const {
    return {m_classes.left(), m_classes.top() + row * m_rowHeight, m_classes.width(), m_rowHeight};
}

QRectF DataFigure::tile(int number) const {
    const QPointF at(number % m_columns * m_step.width(), number / m_columns * m_step.height());
    return {m_page.topLeft() + at, m_step - QSizeF(4, 8 * m_unit)};
}

QRectF DataFigure::thumbnail(int number) const {
    const QPointF at = tile(number).topLeft();
    return {QPointF(std::round(at.x()), std::round(at.y())), m_thumbnail};
}

bool DataFigure::hasPage(int direction) const {
    return direction < 0 ? m_first > 0 : m_first + perPage() < m_picture->images.size();
}

std::size_t DataFigure::pageFirst(int direction) const {
    if (direction > 0) return m_first + perPage();
    return m_first > perPage() ? m_first - perPage() : 0;
}

// ---- words ----------------------------------------------------------------------------------------------------------

QString DataFigure::pageWords() const {
    if (m_picture->images.empty()) {
        if (m_picture->part == DataPicture::Validation && m_picture->count(DataPicture::Validation) == 0)
            return tr("none are kept out");
        return tr("none");
    }
    return tr("%1 to %2 of %3")
        .arg(grouped(m_first + 1), grouped(m_first + shown()), grouped(m_picture->images.size()));
}

QString DataFigure::pointedAt() const {
    if (!m_hover || m_hover->part != imagePart) return {};
    const auto number = static_cast<std::size_t>(m_hover->map);
    if (m_hover->map < 0 || number >= shown()) return {};
    const QString words = imageWords(*m_picture, m_picture->images[m_first + number]);
    return m_picture->part == DataPicture::Test ? words + tr(". A click sends it through the network") : words;
}

QString DataFigure::describe() const {
    QString words = dataInWords(*m_picture) + ' ' + tr("Shown: %1, %2.").arg(titleWords(*m_picture), pageWords());
    if (m_picture->augmented())
        words += ' ' + tr("Beside each image what %1 make of it in the first %2 epochs.")
                           .arg(augmentWords(m_picture->augment))
                           .arg(variants);
    const QString here = pointedAt();
    return here.isEmpty() ? words : words + ' ' + tr("Pointed at: %1.").arg(here);
}

// ---- painting -------------------------------------------------------------------------------------------------------

void DataFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    paintClasses(brush);
    const double line = std::round(m_classes.right() + 1.25 * m_pad);
    brush.fill({line, m_classes.top(), 1, m_classes.height()}, brush.c.line);
    paintHead(brush);
    for (std::size_t i = 0; i < shown(); ++i) paintTile(brush, static_cast<int>(i));
}

void DataFigure::paintClasses(const Brush& brush) const {
    const auto& counts = m_picture->counts[m_picture->part];
    const std::size_t most = std::max<std::size_t>(1, *std::max_element(counts.begin(), counts.end()));
    const double barLeft = m_names, barMost = m_classes.width() - m_names - m_numbers;
    for (int row = 0; row <= m_classRows; ++row) {
        const QRectF where = classRow(row);
        const bool all = row == 0;
        const int which = all ? DataPicture::allClasses : m_firstClass + row - 1;
        const bool now = which == m_picture->wantedClass;
        const bool hot = m_hover && m_hover->part == classPart && m_hover->map == which;
        const std::size_t count = all ? m_picture->count(m_picture->part) : counts[static_cast<std::size_t>(which)];
        const QColor ink = now || hot ? brush.c.text : brush.c.dim;
        const Weight weight = now ? Weight::Bold : Weight::Regular;
        brush.write({where.left(), where.top(), m_names - 8 * m_unit, where.height()},
                    all ? tr("All classes") : m_picture->classNames[which], m_text, ink, weight);
        double end = where.left() + barLeft;
        if (!all) {
            const double length = barMost * static_cast<double>(count) / static_cast<double>(most);
            const double thick = std::round(std::min(0.55 * where.height(), 14 * m_unit));
            brush.fill({end, std::round(where.center().y() - thick / 2), std::max(length, 1.0), thick},
                       now   ? brush.c.now
                       : hot ? brush.c.text
                             : brush.c.lineStrong,
                       2);
            end += length + 8 * m_unit;
        }
        brush.write({end, where.top(), m_numbers, where.height()}, grouped(count), m_text, ink, weight);
    }
    const auto more = m_picture->classNames.size() - m_classRows;
    if (more > 0)
        brush.write(classRow(m_classRows + 1), tr("and %1 more, in the list above").arg(more), m_text, brush.c.dim);
}

void DataFigure::paintHead(const Brush& brush) const {
    const double head = dataHeadText * m_unit;
    if (const QString here = pointedAt(); !here.isEmpty()) {
        brush.writeFitting(m_head, here, head, brush.c.text, Weight::SemiBold);
    } else {
        QRectF rest = m_head;
        if (!hasPage(-1) && !hasPage(1)) rest.setRight(m_next.right());
        rest.setLeft(brush.writeFitting(rest, titleWords(*m_picture), head, brush.c.text, Weight::Bold) + 10 * m_unit);
        QString words = pageWords();
        if (m_picture->augmented())
            words += tr(", each with %1 as in the first %2 epochs").arg(augmentWords(m_picture->augment)).arg(variants);
        const QString page = pageWords();
        words = firstFitting({words, page, page.section(tr(" of "), 0, 0)}, rest.width(), m_text);
        brush.write(rest, words, m_text, brush.c.dim);
    }
    if (!hasPage(-1) && !hasPage(1)) return;
    for (const int direction : {-1, 1}) {
        const QRectF where = pageButton(direction);
        const bool usable = hasPage(direction), hot = cellAt(where.center()) == m_hover && m_hover.has_value();
        brush.outline(where.adjusted(0.5, 0.5, -0.5, -0.5),
                      hot      ? brush.c.text
                      : usable ? brush.c.lineStrong
                               : brush.c.line,
                      1, 6);
        brush.write(where, direction < 0 ? tr("Previous") : tr("Next"), m_text,
                    usable ? brush.c.text : brush.c.lineStrong, Weight::Regular, Qt::AlignCenter);
    }
}

void DataFigure::paintTile(const Brush& brush, int number) const {
    const std::size_t index = m_picture->images[m_first + static_cast<std::size_t>(number)];
    QRectF where = thumbnail(number);
    paintMap(brush.painter, where, datasetImage(m_picture->set(), index));
    if (m_hover && m_hover->part == imagePart && m_hover->map == number)
        brush.outline(where.adjusted(-2, -2, 2, 2), brush.c.now, 3, 3);
    if (m_picture->wantedClass == DataPicture::allClasses) {
        const QRectF under(where.left(), where.bottom() + 1, m_step.width() - 4 * m_unit, 1.35 * m_text);
        brush.write(under, m_picture->classNames[m_picture->set().labels[index]], 0.9 * m_text, brush.c.dim);
    }
    if (!m_picture->augmented()) return;
    cnn::Augmenter augmenter;
    cnn::Tensor changed;
    for (int epoch = 0; epoch < variants; ++epoch) {
        where.translate(where.width() + within, 0);
        augmenter.gather(m_picture->set(), std::span(&index, 1), m_picture->augment, m_picture->seed, epoch, changed);
        paintMap(brush.painter, where, tensorImage(changed));
    }
}

// ---- pointing -------------------------------------------------------------------------------------------------------

std::optional<CellRef> DataFigure::cellAt(QPointF point) const {
    for (int row = 0; row <= m_classRows; ++row)
        if (classRow(row).contains(point))
            return CellRef{classPart, row == 0 ? DataPicture::allClasses : m_firstClass + row - 1, 0, 0};
    for (const int direction : {-1, 1})
        if (hasPage(direction) && pageButton(direction).contains(point))
            return CellRef{pagePart, direction, static_cast<int>(pageFirst(direction)), 0};
    for (std::size_t i = 0; i < shown(); ++i)
        if (tile(static_cast<int>(i)).contains(point))
            return CellRef{imagePart, static_cast<int>(i), static_cast<int>(m_picture->images[m_first + i]), 0};
    return std::nullopt;
}

QRectF DataFigure::cellRect(const CellRef& cell) const {
    if (cell.part == classPart) {
        if (cell.map == DataPicture::allClasses) return classRow(0);
        const int row = cell.map - m_firstClass;
        return row >= 0 && row < m_classRows ? classRow(row + 1) : QRectF();
    }
    if (cell.part == pagePart) return pageButton(cell.map);
    const bool there = cell.part == imagePart && cell.map >= 0 && static_cast<std::size_t>(cell.map) < shown();
    return there ? thumbnail(cell.map) : QRectF();
}

} // namespace ui
