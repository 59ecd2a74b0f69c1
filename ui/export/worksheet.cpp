#include "ui/export/worksheet.h"

#include "core/base/error.h"
#include "ui/export/touch_up.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/quiz_drawing.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QStringList>
#include <algorithm>
#include <memory>

namespace ui {
namespace {

// A4 at 96 pixels an inch.
constexpr double paperWidth = 794, paperHeight = 1123, paperMargin = 64;
constexpr double contentWidth = paperWidth - 2 * paperMargin, contentTop = 128, contentEnd = paperHeight - 76;
constexpr double bodyText = 14.5, blockGap = 26, indent = 32; // behind a question's number
// How wide words are differs a little between the screen, which measures, and paper.
constexpr double measured = 0.985;

// What is not torn apart by the end of a page.
struct SheetBlock {
    double height = 0;
    std::function<void(QPainter& painter, double y)> paint;
};

struct SheetPage {
    QString title, page; // "Worksheet 3", "1 of 2"
    bool hasName = false;
    std::vector<const SheetBlock*> blocks;
};

const Style& paper() {
    static const Style style{Theme::Projector}; // white, and contrasts that survive a copier
    return style;
}

double wrappedHeight(const Paragraph& words, double width) {
    return words.height(measured * width);
}

// One after the other, down a column.
class Flow {
public:
    Flow(double left, double width) : m_left(left), m_width(width) {}
    void gap(double height) { m_height += height; }
    void words(const Paragraph& words, const QColor& colour, double inset = 0) {
        const double height = wrappedHeight(words, m_width - inset), at = m_height;
        m_height += height;
        m_parts.push_back([=, left = m_left + inset, width = m_width - inset](QPainter& painter, double y) {
            words.paint(painter, QRectF(left, y + at, width, height), colour);
        });
    }
    void draw(double height, std::function<void(QPainter&, double)> paint) {
        m_parts.push_back(
            [at = m_height, paint = std::move(paint)](QPainter& painter, double y) { paint(painter, y + at); });
        m_height += height;
    }
    // Does not move on.
    void beside(std::function<void(QPainter&, double)> paint) { draw(0, std::move(paint)); }
    double left() const { return m_left; }
    double width() const { return m_width; }
    SheetBlock block() const {
        return {m_height, [parts = m_parts](QPainter& painter, double y) {
                    for (const auto& part : parts) part(painter, y);
                }};
    }

private:
    double m_left, m_width, m_height = 0;
    std::vector<std::function<void(QPainter&, double)>> m_parts;
};

void drawPicture(Flow& flow, const std::shared_ptr<const QuizDrawing>& drawing, double inset) {
    flow.draw(drawing->size().height(), [=, left = flow.left() + inset](QPainter& painter, double y) {
        drawing->paint(painter, paper(), {left, y});
    });
}

QString optionLetter(std::size_t index) {
    return QString(QChar('A' + static_cast<char>(index)));
}

// A box to tick, the letter, and the words or the grid, in two columns where they are short.
void drawOptions(Flow& flow, const cnn::QuizQuestion& question) {
    const Palette& c = paper().colors();
    const double half = (flow.width() - indent) / 2, inner = 46;
    bool narrow = true;
    for (const auto& option : question.options)
        narrow =
            narrow && (option.grid || Paragraph{sentenceOf(option.text), bodyText}.width() < measured * (half - inner));
    const std::size_t columns = narrow ? 2 : 1;
    const double width = narrow ? half - inner : flow.width() - indent - inner;
    for (std::size_t first = 0; first < question.options.size(); first += columns) {
        double height = 0;
        for (std::size_t i = first; i < std::min(first + columns, question.options.size()); ++i) {
            const auto& option = question.options[i];
            const double left = flow.left() + indent + static_cast<double>(i - first) * half;
            const Paragraph letter{optionLetter(i), bodyText, Weight::Bold};
            flow.beside([=](QPainter& painter, double y) {
                painter.setPen(QPen(c.lineStrong, 1.2));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(QRectF(left, y + 3, 12, 12));
                letter.paint(painter, QRectF(left + 22, y, 20, 20), c.text);
            });
            if (option.grid) {
                const auto grid = std::make_shared<const QuizDrawing>(*option.grid, QSizeF(width, 120), 11);
                flow.beside([=](QPainter& painter, double y) { grid->paint(painter, paper(), {left + inner, y}); });
                height = std::max(height, grid->size().height() + 8);
            } else {
                const Paragraph words{sentenceOf(option.text), bodyText};
                const double tall = wrappedHeight(words, width);
                flow.beside([=](QPainter& painter, double y) {
                    words.paint(painter, QRectF(left + inner, y, width, tall), c.text);
                });
                height = std::max(height, tall);
            }
        }
        flow.gap(height + 8);
    }
}

SheetBlock questionBlock(const cnn::QuizQuestion& question, int number) {
    const Palette& c = paper().colors();
    Flow flow(paperMargin, contentWidth);
    const Paragraph head{QString::number(number), bodyText, Weight::Bold};
    flow.beside([=](QPainter& painter, double y) { head.paint(painter, QRectF(paperMargin, y, indent, 20), c.text); });
    flow.words({sentenceOf(question.ask), bodyText}, c.text, indent);
    if (question.picture.any()) {
        flow.gap(12);
        drawPicture(flow,
                    std::make_shared<const QuizDrawing>(question.picture, QSizeF(contentWidth - indent, 250), 12.5),
                    indent);
    }
    flow.gap(12);
    if (!question.isTyped()) {
        drawOptions(flow, question);
    } else {
        const Paragraph answer{tr("Answer:"), bodyText};
        const double from = paperMargin + indent + answer.width() + 14;
        flow.draw(22, [=](QPainter& painter, double y) {
            answer.paint(painter, QRectF(paperMargin + indent, y, 200, 20), c.text);
            painter.setPen(QPen(c.lineStrong, 1));
            painter.drawLine(QPointF(from, y + 19), QPointF(from + 150, y + 19));
        });
    }
    return flow.block();
}

SheetBlock solutionBlock(const cnn::QuizQuestion& question, int number) {
    const Palette& c = paper().colors();
    Flow flow(paperMargin, contentWidth);
    const Paragraph head{QString::number(number), bodyText, Weight::Bold};
    flow.beside([=](QPainter& painter, double y) { head.paint(painter, QRectF(paperMargin, y, indent, 20), c.text); });
    const QString answer = sentenceOf(question.answer());
    if (question.isTyped()) {
        flow.words({answer, bodyText, Weight::Bold}, c.text, indent);
    } else {
        const QString letter = optionLetter(question.rightOption());
        flow.words({tr("%1: %2").arg(letter, answer), bodyText, Weight::Bold}, c.text, indent);
    }
    flow.gap(3);
    flow.words({sentenceOf(question.why), bodyText - 1}, c.dim, indent);
    return flow.block();
}

// The blocks on as many pages as they need.
std::vector<SheetPage> paginated(const std::vector<SheetBlock>& blocks, const QString& title, bool hasName) {
    std::vector<SheetPage> pages(1);
    double y = contentTop;
    for (const SheetBlock& block : blocks) {
        if (!pages.back().blocks.empty() && y + block.height > contentEnd) {
            pages.emplace_back();
            y = contentTop;
        }
        pages.back().blocks.push_back(&block);
        y += block.height + blockGap;
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        pages[i].title = title;
        pages[i].page = tr("page %1 of %2").arg(i + 1).arg(pages.size());
        pages[i].hasName = hasName && i == 0;
    }
    return pages;
}

void paintPage(QPainter& painter, const SheetPage& page, const QString& origin) {
    const Palette& c = paper().colors();
    Paragraph{page.title, 24, Weight::Bold}.paint(painter, QRectF(paperMargin, 62, contentWidth, 34), c.text);
    painter.setPen(QPen(c.lineStrong, 1));
    if (page.hasName) {
        const Paragraph name{tr("Name:"), bodyText};
        const double from = paperWidth - paperMargin - 220;
        name.paint(painter, QRectF(from - name.width() - 10, 72, name.width() + 4, 20), c.text);
        painter.setPen(QPen(c.lineStrong, 1));
        painter.drawLine(QPointF(from, 91), QPointF(paperWidth - paperMargin, 91));
    }
    painter.drawLine(QPointF(paperMargin, 108), QPointF(paperWidth - paperMargin, 108));
    const QRectF foot(paperMargin, paperHeight - 56, contentWidth, 20);
    Paragraph{origin, 11}.paint(painter, foot, c.dim);
    Paragraph{page.page, 11}.paint(painter, foot, c.dim, Qt::AlignRight | Qt::AlignTop);
    double y = contentTop;
    for (const SheetBlock* block : page.blocks) {
        block->paint(painter, y);
        y += block->height + blockGap;
    }
}

using BlockOf = SheetBlock (*)(const cnn::QuizQuestion&, int);

std::vector<SheetBlock> blocksOf(const std::vector<cnn::QuizQuestion>& questions, BlockOf make) {
    std::vector<SheetBlock> blocks;
    for (const cnn::QuizQuestion& question : questions)
        blocks.push_back(make(question, static_cast<int>(blocks.size()) + 1));
    return blocks;
}

void paintBook(QPdfWriter& writer, const WorksheetBook& book, const std::stop_token& stop,
               const std::function<void(double)>& progress) {
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    const std::size_t sheets = book.sheets.size();
    bool first = true;
    for (std::size_t i = 0; i < 2 * sheets; ++i) {
        if (stop.stop_requested())
            throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The worksheets were stopped."));
        const bool solutions = i >= sheets;
        const auto number = static_cast<int>(i % sheets) + 1;
        const auto blocks = blocksOf(book.sheets[i % sheets], solutions ? solutionBlock : questionBlock);
        const QString title = solutions ? tr("Solutions to worksheet %1").arg(number) : tr("Worksheet %1").arg(number);
        for (const SheetPage& page : paginated(blocks, title, !solutions)) {
            if (!std::exchange(first, false)) writer.newPage();
            paintPage(painter, page, book.origin);
        }
        if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(2 * sheets));
    }
}

} // namespace

QByteArray worksheetPdf(const WorksheetBook& book, const std::stop_token& stop,
                        const std::function<void(double)>& progress) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        writer.setTitle(tr("Review questions"));
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({});
        paintBook(writer, book, stop, progress);
    }
    return touchedUpPdf(buffer.data());
}

} // namespace ui
