#include "ui/export/touch_up.h"

#include <QFont>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>

namespace ui {
namespace {

// The words of an XML text. Qt escapes these four.
QString plain(QString text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
}

// The desktop's font by its true name (Qt also knows it as "Sans Serif"), then what else is widespread. The digits of
// all have one width.
QString families(const QString& family) {
    QString known = QFontInfo(QFont(plain(family))).family();
    known.remove(QRegularExpression("['\"<>&]"));
    const QString first = known == "DejaVu Sans" ? QString() : "'" + known + "', ";
    return first + "'DejaVu Sans', Verdana, sans-serif";
}

} // namespace

// Nothing may change its length: the file ends in a table of offsets.
QByteArray touchedUpPdf(QByteArray pdf) {
    if (const qsizetype date = pdf.indexOf("/CreationDate ("); date >= 0) {
        const qsizetype end = pdf.indexOf(')', date) + 1;
        std::fill(pdf.begin() + date, pdf.begin() + end, ' ');
    }
    // A font's table from glyphs to characters names the first character that looks so: the tab, before the space.
    for (qsizetype at = 0; (at = pdf.indexOf("begincmap", at)) >= 0;) {
        const qsizetype end = pdf.indexOf("endcmap", at);
        if (end < 0) break;
        QByteArray table = pdf.mid(at, end - at);
        pdf.replace(at, end - at, table.replace("<0009>", "<0020>"));
        at = end;
    }
    return pdf;
}

QByteArray touchedUpSvg(const QByteArray& svg) {
    static const QRegularExpression element(
        "<text ([^>]*?)font-family=\"([^\"]*)\" font-size=\"([^\"]*)\" font-weight=\"(\\d+)\" font-style=\"(\\w+)\""
        "([^>]*)>([^<]*)</text>");
    static const QRegularExpression group("font-family=\"([^\"']*)\"");
    QHash<QString, QString> known;
    const auto familiesOf = [&](const QString& family) {
        QString& names = known[family];
        if (names.isEmpty()) names = families(family);
        return names;
    };
    const QString source = QString::fromUtf8(svg);
    QString text;
    qsizetype done = 0;
    for (auto at = element.globalMatch(source); at.hasNext();) {
        const auto match = at.next();
        QFont font(plain(match.captured(2)));
        font.setPixelSize(std::max(1, qRound(match.captured(3).toDouble())));
        font.setWeight(static_cast<QFont::Weight>(std::clamp(match.captured(4).toInt(), 1, 1000)));
        font.setItalic(match.captured(5) == "italic");
        const double width = QFontMetricsF(font).horizontalAdvance(plain(match.captured(7)));
        text += source.mid(done, match.capturedStart() - done) +
                QString("<text %1font-family=\"%2\" font-size=\"%3\" font-weight=\"%4\" font-style=\"%5\"%6")
                    .arg(match.captured(1), familiesOf(match.captured(2)), match.captured(3), match.captured(4),
                         match.captured(5), match.captured(6));
        if (width > 0) text += QString("textLength=\"%1\" lengthAdjust=\"spacingAndGlyphs\"").arg(width);
        text += ">" + match.captured(7) + "</text>";
        done = match.capturedEnd();
    }
    text += source.mid(done);
    for (auto at = group.globalMatch(text); at.hasNext();) { // the groups around it, which draw no text themselves
        const QString family = at.next().captured(1);
        text.replace("font-family=\"" + family + "\"", "font-family=\"" + familiesOf(family) + "\"");
    }
    return text.toUtf8();
}

} // namespace ui
