#include "ui/export/handout_html.h"

#include "ui/export/export_format.h"
#include "ui/tr.h"

#include <QRegularExpression>

namespace ui {
namespace {

QString element(const char* name, const QString& text, const char* kind = "") {
    if (text.isEmpty()) return {};
    const QString attribute = *kind ? QString(" class=\"%1\"").arg(kind) : QString();
    return QString("<%1%2>%3</%1>\n").arg(QString(name), attribute, text.toHtmlEscaped().replace("\n", "<br/>"));
}

// Inside a page names of parts are one heap, so those of each figure begin with its number; and what another file would
// be asked for is left out.
QString inlineSvg(const Figure& figure, const Style& style, std::size_t number) {
    QString svg = QString::fromUtf8(formatFor(".svg").write(figure, style, 1));
    svg.remove(0, svg.indexOf("<svg"));
    const QString head =
        QString("<svg viewBox=\"0 0 %1 %2\" role=\"img\">").arg(figure.size().width()).arg(figure.size().height());
    svg.replace(0, svg.indexOf('>') + 1, head);
    svg.replace("xlink:href=", "href=");
    static const QRegularExpression name(" id=\"([^\"]*)\""), reference("url\\(#([^)]*)\\)"),
        link("href=\"#([^\"]*)\"");
    svg.replace(name, QString(" id=\"f%1-\\1\"").arg(number));
    svg.replace(reference, QString("url(#f%1-\\1)").arg(number));
    svg.replace(link, QString("href=\"#f%1-\\1\"").arg(number));
    return svg;
}

QString styleSheet(const Handout& handout) {
    const Palette& c = handout.style.colors();
    return QString("@page { size: %1; margin: 16mm; }\n"
                   "body { margin: 0 auto; max-width: 56em; padding: 0 1.5em; font: 16px/1.5 'DejaVu Sans', Verdana, "
                   "sans-serif; background: %2; color: %3; }\n"
                   "section { border-top: 1px solid %4; padding: 1em 0 1.5em; break-after: page; }\n"
                   "h2 { margin: 0.2em 0; } h3 { margin: 0.2em 0; font-size: 1.1em; }\n"
                   ".head { display: flex; justify-content: space-between; font-size: 0.8em; color: %5; margin: 0; }\n"
                   ".line { color: %5; margin: 0 0 0.6em; } .missing { color: %6; }\n"
                   "svg { display: block; width: 100%; height: auto; border: 1px solid %4; }\n"
                   ".note { border-left: 4px solid %4; padding-left: 1em; } .question b { color: %7; }\n"
                   "dd { margin: 0 0 1em 1.2em; } dt { margin: 0; }\n"
                   "@media print { body { max-width: none; padding: 0; font-size: 11pt; } section { border: 0; } "
                   "svg { max-height: 62vh; } }\n")
        .arg(handout.letter ? "letter" : "A4", c.window.name(), c.text.name(), c.line.name(), c.dim.name(),
             c.error.name(), c.now.name());
}

QString sectionHead(const QString& left, const QString& right) {
    return QString("<p class=\"head\"><span>%1</span><span>%2</span></p>\n")
        .arg(left.toHtmlEscaped(), right.toHtmlEscaped());
}

QString sceneSection(const Handout& handout, std::size_t index, int question) {
    const HandoutScene& scene = handout.scenes[index];
    const QString number = tr("%1 of %2").arg(index + 1).arg(handout.scenes.size());
    QString text = QString("<section id=\"scene-%1\">\n").arg(index + 1) + sectionHead(scene.group, number) +
                   element("h2", scene.title) + element("h3", scene.headline) + element("p", scene.line, "line");
    for (const QString& remark : scene.remarks) text += element("p", remark, "missing");
    if (scene.figure) text += inlineSvg(*scene.figure, handout.style, index + 1);
    text += element("p", scene.notice);
    if (question > 0)
        text += QString("<p class=\"question\"><b>%1</b> %2</p>\n")
                    .arg(tr("Question %1").arg(question).toHtmlEscaped(), scene.ask.toHtmlEscaped());
    if (handout.notes && !scene.note.isEmpty())
        text += "<div class=\"note\">\n" + element("h3", tr("For the speaker")) + element("p", scene.note) + "</div>\n";
    return text + "</section>\n";
}

QString answersSection(const Handout& handout) {
    QString list;
    int number = 0;
    for (const HandoutScene& scene : handout.scenes) {
        if (scene.ask.isEmpty()) continue;
        list += QString("<dt><b>%1</b> %2</dt>\n<dd><b>%3</b><br/>%4</dd>\n")
                    .arg(tr("Question %1: %2").arg(++number).arg(scene.title).toHtmlEscaped(),
                         scene.ask.toHtmlEscaped(), scene.answer.toHtmlEscaped(), scene.why.toHtmlEscaped());
    }
    if (list.isEmpty()) return {};
    return "<section id=\"answers\">\n" + element("h2", tr("Answers")) + "<dl>\n" + list + "</dl>\n</section>\n";
}

} // namespace

QByteArray handoutHtml(const Handout& handout, const HandoutProgress& progress) {
    const QString title = handout.title.toHtmlEscaped();
    QString page = QString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                           "<title>%1</title>\n<style>\n%2</style>\n</head>\n<body>\n<h1>%1</h1>\n")
                       .arg(title, styleSheet(handout));
    int questions = 0;
    for (std::size_t i = 0; i < handout.scenes.size(); ++i) {
        page += sceneSection(handout, i, handout.scenes[i].ask.isEmpty() ? 0 : ++questions);
        if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(handout.scenes.size()));
    }
    if (handout.answers) page += answersSection(handout);
    return (page + "</body>\n</html>\n").toUtf8();
}

} // namespace ui
