#include "tests/ui/support/equation_watch.h"

#include "tests/support/written_equation.h"
#include "tests/ui/support/painted_words.h"
#include "ui/view/figure_view.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTextDocumentFragment>

namespace ui {
namespace {

// Without tags; the cells of a table stand apart.
QString plainText(const QString& text) {
    if (!Qt::mightBeRichText(text)) return text;
    QString apart = text;
    return QTextDocumentFragment::fromHtml(apart.replace("</td>", " ;</td>")).toPlainText();
}

void addWidget(const QWidget& widget, QStringList& texts) {
    if (!widget.isVisible()) return;
    texts << plainText(widget.toolTip()) << widget.accessibleDescription();
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) texts << plainText(label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) texts << button->text();
    if (const auto* view = qobject_cast<const FigureView*>(&widget); view && view->figure())
        texts += textsOf(*view->figure());
}

} // namespace

QStringList textsOf(const Figure& figure, const Style& style) {
    QStringList texts = paintedWords(figure, style);
    // Signs between the grids of a drawing meet digits of their cells: what then cannot be read is no line.
    texts.removeIf([](const QString& line) { return !plain::readEquations(line.toStdString()).unread.empty(); });
    return texts << figure.describe();
}

QStringList textsOf(Page& page) {
    QStringList texts;
    for (QWidget* part : {page.stage(), page.inspector(), page.bar()}) {
        addWidget(*part, texts);
        for (const QWidget* widget : part->findChildren<QWidget*>()) addWidget(*widget, texts);
    }
    for (const Question& q : page.questions()) texts << q.ask << q.truth << q.why;
    return texts;
}

QString EquationWatch::objection(const QStringList& texts) {
    QStringList wrong;
    for (const QString& text : texts) {
        if (text.isEmpty()) continue;
        if (const auto known = m_in.constFind(text); known != m_in.constEnd()) {
            m_equations += *known;
            continue;
        }
        const plain::ReadEquations read = plain::readEquations(text.toStdString());
        for (const plain::WrittenEquation& e : read.all) {
            m_seen.insert(QString::fromStdString(e.text));
            if (!e.objection.empty())
                wrong << QString("\"%1\" is false. %2 In: %3")
                             .arg(QString::fromStdString(e.text), QString::fromStdString(e.objection), text);
        }
        for (const std::string& unread : read.unread)
            wrong << QString("\"%1\" cannot be read. In: %2").arg(QString::fromStdString(unread), text);
        m_equations += static_cast<int>(read.all.size());
        m_in.insert(text, static_cast<int>(read.all.size()));
    }
    return wrong.join('\n');
}

} // namespace ui
