#include "ui/export/handout_format.h"

#include "core/base/error.h"
#include "ui/export/handout_html.h"
#include "ui/export/handout_pdf.h"
#include "ui/tr.h"

namespace ui {
namespace {

// Once: they are translated where they are used.
constexpr struct {
    const char *suffix, *label;
    QByteArray (*write)(const Handout&, const HandoutProgress&);
} handoutKinds[] = {
    {"pdf", QT_TRANSLATE_NOOP("ui", "PDF document"), handoutPdf},
    {"html", QT_TRANSLATE_NOOP("ui", "Page for a browser"), handoutHtml},
};

} // namespace

std::span<const HandoutFormat> handoutFormats() {
    static const auto formats = [] {
        std::vector<HandoutFormat> all;
        for (const auto& one : handoutKinds) all.push_back({one.suffix, tr(one.label), one.write});
        return all;
    }();
    return formats;
}

QStringList handoutFilters() {
    QStringList filters;
    for (const HandoutFormat& f : handoutFormats()) filters << QString("%1 (*.%2)").arg(f.label, f.suffix);
    return filters;
}

const HandoutFormat& handoutFormatFor(const QString& path) {
    QStringList known;
    for (const HandoutFormat& format : handoutFormats()) {
        if (path.endsWith("." + format.suffix, Qt::CaseInsensitive)) return format;
        known << "." + format.suffix;
    }
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A handout's name ends in %1; \"%2\" does not.",
                                                             known.join(" or ").toStdString(), path.toStdString()));
}

} // namespace ui
