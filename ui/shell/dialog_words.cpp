#include "ui/shell/dialog_words.h"

#include "ui/figure/number_text.h"
#include "ui/shell/front.h"
#include "ui/tr.h"
#include "ui/view/controls.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QUrl>

namespace ui {

QLabel* dialogWords(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QWidget* pairRow(const QString& first, QWidget* one, const QString& second, QWidget* other) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new QLabel(first), 1);
    layout->addWidget(one);
    layout->addWidget(new QLabel(second));
    layout->addWidget(other);
    return row;
}

QString bytesText(qint64 bytes) {
    constexpr qint64 thousand = 1000, million = thousand * thousand;
    if (bytes < million) return tr("%1 kB").arg((bytes + thousand - 1) / thousand);
    return tr("%1 MB").arg(fixed(static_cast<double>(bytes) / million, bytes < 10 * million ? 1 : 0));
}

NoticeLink openFolderLink(const QString& file) {
    const QFileInfo info(file);
    const QString folder = info.isDir() ? info.absoluteFilePath() : info.absolutePath();
    return {tr("Open folder"), [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); }};
}

} // namespace ui
