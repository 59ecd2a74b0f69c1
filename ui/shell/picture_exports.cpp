#include "ui/shell/picture_exports.h"

#include "core/base/error.h"
#include "core/tensor/tensor_text.h"
#include "ui/pages/tables.h"
#include "ui/shell/dialog_words.h"
#include "ui/shell/film_dialog.h"
#include "ui/shell/picture_dialog.h"
#include "ui/shell/printing.h"
#include "ui/tr.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace ui {
namespace {

// Words keep the size they have on paper, whatever the user's.
Style styleForFiles(const Front& front) {
    Style style = front.style();
    style.scale = 1;
    return style;
}

Reel reelInFront(const Front& front) {
    Reel reel = front.page()->reel();
    if (reel.count == 0) throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There is no picture here yet."));
    return reel;
}

QString csvOf(const Page& page) {
    for (const NamedNumbers& n : page.numbers())
        if (n.values.shape().c == 1) return QString::fromStdString(cnn::toCsv(n.values));
    const auto tables = tablesOf(&page);
    return tables.empty() ? QString() : QString::fromStdString(tables.front().csv);
}

} // namespace

void addNumbers(const Page& page, QMimeData& to) {
    const QString csv = csvOf(page);
    if (csv.isEmpty() || csv.contains('"')) return;
    QString html = "<table>";
    for (const QString& line : csv.split('\n', Qt::SkipEmptyParts))
        html += "<tr><td>" + line.toHtmlEscaped().split(',').join("</td><td>") + "</td></tr>";
    to.setHtml(html + "</table>");
    to.setText(QString(csv).replace(',', '\t'));
    to.setData("text/csv", csv.toUtf8());
}

PictureExports::PictureExports(AskFile& ask, Front& front, QObject* parent)
    : QObject(parent), m_ask(ask), m_front(front) {
    connect(&m_exporting, &Background::failed, this, [this](const QString& said) { m_front.showNotice(said); });
}

void PictureExports::saidToBeIn(const QString& sentence, const QString& path) {
    m_front.showLinks(sentence, {openFolderLink(path)});
}

void PictureExports::exportPicture() {
    const Reel reel = reelInFront(m_front);
    PictureDialog dialog(PictureChoice::remembered(), reel, m_front.page()->reelIndex(), styleForFiles(m_front),
                         m_front.dialogParent());
    if (dialog.exec() != QDialog::Accepted) return;
    const PictureChoice wish = dialog.wish();
    const QString filter = QString("%1 (*.%2)").arg(dialog.format().label, wish.suffix);
    const QString path =
        m_ask.newFile(ui::tr("Export picture"), m_front.shownLesson().id + "." + wish.suffix, {filter});
    if (path.isEmpty()) return;
    (void)formatFor(path);
    wish.remember();
    m_exporting.start(path, [this, path, figure = dialog.figure(), style = dialog.style(),
                             scale = wish.scaleFor(dialog.figure()->size())](const auto&, const auto&) {
        exportFigure(*figure, style, path, scale);
        return Background::Then([this, path] { saidToBeIn(ui::tr("The picture is in %1.").arg(path), path); });
    });
}

void PictureExports::exportFilm() {
    const auto ask = [this](const FilmFormat& format) {
        const QString title = ui::tr("Film of this walk"), name = m_front.shownLesson().id;
        if (format.suffix.isEmpty()) return m_ask.newFolder(title, name);
        return m_ask.newFile(title, name + "." + format.suffix, filmFilters(format));
    };
    const Reel reel = reelInFront(m_front);
    if (reel.count == 1)
        throw cnn::Error(
            cnn::ErrorCode::NotFound,
            cnn::Message::tr("This lesson shows one picture and has no walk to make a film of. The filters "
                             "of a network that learns are one: Export network, Training as GIF."));
    FilmDialog dialog(filmOf(reel), styleForFiles(m_front), ask, m_front.dialogParent());
    if (dialog.exec() == QDialog::Accepted) saidToBeIn(dialog.said(), dialog.path());
}

void PictureExports::print() {
    const Reel reel = reelInFront(m_front);
    Style style = styleForFiles(m_front);
    style.theme = Theme::Projector;
    const auto figure = reel.figure(m_front.page()->reelIndex(), reel.size, style);
    if (printFigure(*figure, style, m_front.shownLesson().title, m_front.dialogParent()))
        m_front.showNews(ui::tr("The picture is with the printer."));
}

void PictureExports::copyPicture() {
    const Reel reel = reelInFront(m_front);
    const Style style = styleForFiles(m_front);
    const auto figure = reel.figure(m_front.page()->reelIndex(), reel.size, style);
    auto data = std::make_unique<QMimeData>();
    data->setImageData(paintedPicture(*figure, style, exportFineness));
    data->setData("image/svg+xml", formatFor("a.svg").write(*figure, style, {}));
    addNumbers(*m_front.page(), *data);
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_front.showNews(ui::tr("The picture and its numbers are on the clipboard."));
}

} // namespace ui
