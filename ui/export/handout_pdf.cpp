#include "ui/export/handout_pdf.h"

#include "ui/export/touch_up.h"
#include "ui/figure/paragraph.h"
#include "ui/tr.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <algorithm>

namespace ui {
namespace {

// At 96 pixels an inch.
constexpr double leafMargin = 56, leafTop = 92, leafFoot = 70;
constexpr double bodyPixels = 14, smallPixels = 11.5;
// How wide words are differs a little between the screen, which measures, and paper.
constexpr double leafMeasured = 0.985;

using Painting = std::function<void(QPainter&)>;

struct Leaf {
    QString group;
    std::vector<Painting> parts;
};

// What is put on pages, one thing below the other: first all of it, so that each page can say how many there are.
class Leaves {
public:
    Leaves(QSizeF paper, const Palette& colours) : m_paper(paper), m_colours(colours) {}
    void newLeaf(const QString& group) {
        m_all.push_back({group, {}});
        m_y = leafTop;
    }
    double width() const { return m_paper.width() - 2 * leafMargin; }
    double room() const { return m_paper.height() - leafFoot - m_y; }
    double room(const Paragraph& words, double inset = 0) const {
        return words.height(leafMeasured * (width() - inset));
    }
    void gap(double height) { m_y += height; }
    // Not torn apart.
    void draw(double height, const std::function<void(QPainter&, QRectF)>& paint) {
        const QRectF where(leafMargin, m_y, width(), height);
        m_all.back().parts.push_back([=](QPainter& painter) { paint(painter, where); });
        m_y += height;
    }
    // Goes on on the next page where it must.
    void words(Paragraph words, const QColor& colour, double inset = 0) {
        while (!words.text.isEmpty()) {
            const qsizetype fits = fitting(words, inset);
            if (fits == 0) {
                newLeaf(m_all.back().group);
                continue;
            }
            Paragraph now = words;
            now.text.truncate(fits);
            draw(room(now, inset),
                 [=](QPainter& painter, QRectF where) { now.paint(painter, where.adjusted(inset, 0, 0, 0), colour); });
            words.text = words.text.mid(fits).trimmed();
        }
    }
    const Palette& colours() const { return m_colours; }
    const std::vector<Leaf>& all() const { return m_all; }

private:
    // How many letters there is room for, whole words; at least one line on an empty page.
    qsizetype fitting(const Paragraph& words, double inset) const {
        if (room(words, inset) <= room()) return words.text.size();
        qsizetype low = 0, high = words.text.size();
        while (high - low > 1) {
            const qsizetype middle = (low + high) / 2;
            Paragraph part = words;
            part.text.truncate(middle);
            (room(part, inset) <= room() ? low : high) = middle;
        }
        const qsizetype blank = std::max(words.text.lastIndexOf(' ', low), words.text.lastIndexOf('\n', low));
        if (m_y <= leafTop) return blank > 0 ? blank : std::max<qsizetype>(low, 1);
        return std::max<qsizetype>(blank, 0);
    }

    QSizeF m_paper;
    const Palette& m_colours;
    std::vector<Leaf> m_all;
    double m_y = leafTop;
};

// As wide as the page, or smaller where the words beside it need the room.
void putFigure(Leaves& leaves, const HandoutScene& scene, const Style& style, double wordsBelow) {
    const QSizeF size = scene.figure->size();
    const double whole = leaves.width(), least = 0.7 * whole;
    const double wide = std::clamp((leaves.room() - wordsBelow) * size.width() / size.height(), least, whole);
    const double scale = wide / size.width();
    leaves.draw(scale * size.height(), [=, figure = scene.figure](QPainter& painter, QRectF where) {
        painter.save();
        painter.translate(where.center().x() - wide / 2, where.top());
        painter.scale(scale, scale);
        painter.setClipRect(QRectF(QPointF(0, 0), size));
        figure->paint(painter, style);
        painter.restore();
        painter.setPen(QPen(style.colors().line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(where.center().x() - wide / 2, where.top(), wide, where.height()));
    });
}

struct SceneWords {
    Paragraph words;
    QColor colour;
    double inset = 0, before = 0; // before: the gap over it
};

std::vector<SceneWords> wordsOver(const HandoutScene& scene, const Palette& c) {
    std::vector<SceneWords> all{{{scene.title, 24, Weight::Bold}, c.text}};
    if (!scene.headline.isEmpty()) all.push_back({{scene.headline, 17, Weight::SemiBold}, c.text, 0, 8});
    if (!scene.line.isEmpty()) all.push_back({{scene.line, bodyPixels}, c.dim, 0, 2});
    for (const QString& remark : scene.remarks) all.push_back({{remark, bodyPixels}, c.error, 0, 8});
    return all;
}

std::vector<SceneWords> wordsUnder(const HandoutScene& scene, const Palette& c, bool notes, int question) {
    std::vector<SceneWords> all{{{scene.notice, bodyPixels}, c.text, 0, 18}};
    if (question > 0) {
        all.push_back({{tr("Question %1").arg(question), bodyPixels, Weight::Bold}, c.now, 0, 16});
        all.push_back({{scene.ask, bodyPixels}, c.text, 0, 2});
    }
    if (notes && !scene.note.isEmpty()) {
        all.push_back({{tr("For the speaker"), bodyPixels, Weight::Bold}, c.text, 18, 18});
        all.push_back({{scene.note, bodyPixels}, c.text, 18, 2});
    }
    return all;
}

double roomFor(const Leaves& leaves, const std::vector<SceneWords>& all) {
    double height = 0;
    for (const SceneWords& one : all) height += one.before + leaves.room(one.words, one.inset);
    return height;
}

void put(Leaves& leaves, const std::vector<SceneWords>& all) {
    for (const SceneWords& one : all) {
        if (one.words.text.isEmpty()) continue;
        leaves.gap(one.before);
        leaves.words(one.words, one.colour, one.inset);
    }
}

void putScene(Leaves& leaves, const Handout& handout, const HandoutScene& scene, int question) {
    leaves.newLeaf(scene.group);
    const Palette& c = leaves.colours();
    put(leaves, wordsOver(scene, c));
    leaves.gap(14);
    const auto under = wordsUnder(scene, c, handout.notes, question);
    if (scene.figure) putFigure(leaves, scene, handout.style, roomFor(leaves, under));
    put(leaves, under);
}

void putAnswers(Leaves& leaves, const Handout& handout) {
    const Palette& c = leaves.colours();
    leaves.newLeaf({});
    leaves.words({tr("Answers"), 24, Weight::Bold}, c.text);
    int number = 0;
    for (const HandoutScene& scene : handout.scenes) {
        if (scene.ask.isEmpty()) continue;
        const std::vector<SceneWords> all{
            {{tr("Question %1: %2").arg(++number).arg(scene.title), bodyPixels, Weight::Bold}, c.text, 0, 16},
            {{scene.ask, bodyPixels}, c.dim, 0, 2},
            {{scene.answer, bodyPixels, Weight::Bold}, c.output, 18, 3},
            {{scene.why, bodyPixels}, c.text, 18, 2}};
        if (roomFor(leaves, all) > leaves.room()) leaves.newLeaf({});
        put(leaves, all);
    }
}

void paintLeaf(QPainter& painter, const Leaf& leaf, const QString& title, const QString& number, QSizeF paper,
               const Palette& c) {
    painter.fillRect(QRectF(QPointF(0, 0), paper), c.window);
    const double width = paper.width() - 2 * leafMargin;
    const QRectF head(leafMargin, 44, width, 20), foot(leafMargin, paper.height() - 50, width, 20);
    Paragraph{title, smallPixels, Weight::SemiBold}.paint(painter, head, c.dim);
    Paragraph{leaf.group, smallPixels}.paint(painter, head, c.dim, Qt::AlignRight | Qt::AlignTop);
    painter.setPen(QPen(c.lineStrong, 1));
    painter.drawLine(QPointF(leafMargin, 68), QPointF(leafMargin + width, 68));
    Paragraph{number, smallPixels}.paint(painter, foot, c.dim, Qt::AlignRight | Qt::AlignTop);
    for (const Painting& part : leaf.parts) part(painter);
}

} // namespace

QByteArray handoutPdf(const Handout& handout, const HandoutProgress& progress) {
    const QPageSize paper(handout.letter ? QPageSize::Letter : QPageSize::A4);
    const QSizeF size = paper.size(QPageSize::Point) * 96.0 / 72.0;
    const Palette& c = handout.style.colors();
    Leaves leaves(size, c);
    int questions = 0;
    for (const HandoutScene& scene : handout.scenes)
        putScene(leaves, handout, scene, scene.ask.isEmpty() ? 0 : ++questions);
    if (handout.answers && questions > 0) putAnswers(leaves, handout);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        writer.setTitle(handout.title);
        writer.setPageSize(paper);
        writer.setPageMargins({});
        QPainter painter(&writer);
        painter.setRenderHint(QPainter::LosslessImageRendering); // as JPEG the colours of maps would not be theirs
        for (std::size_t i = 0; i < leaves.all().size(); ++i) {
            if (i > 0) writer.newPage();
            paintLeaf(painter, leaves.all()[i], handout.title, tr("%1 of %2").arg(i + 1).arg(leaves.all().size()), size,
                      c);
            if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(leaves.all().size()));
        }
    }
    return touchedUpPdf(buffer.data());
}

} // namespace ui
