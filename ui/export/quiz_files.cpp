#include "ui/export/quiz_files.h"

#include "core/base/file_name.h"
#include "core/base/rng.h"
#include "core/base/save_file.h"
#include "core/files/zip_write.h"
#include "core/quiz/quiz_export.h"
#include "ui/export/export_format.h"
#include "ui/export/worksheet.h"
#include "ui/figure/quiz_drawing.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <set>

namespace ui {
namespace {

// Once: they are translated where they are used.
constexpr struct {
    const char *suffix, *label;
    bool pictures;
} quizFileKinds[] = {
    {"pdf", QT_TRANSLATE_NOOP("ui", "Worksheets with solutions"), true},
    {"xml", QT_TRANSLATE_NOOP("ui", "Moodle XML"), true},
    {"zip", QT_TRANSLATE_NOOP("ui", "QTI 1.2 for Canvas"), true},
    {"gift", QT_TRANSLATE_NOOP("ui", "GIFT, without pictures"), false},
    {"txt", QT_TRANSLATE_NOOP("ui", "Aiken, choices without pictures"), false},
    {"csv", QT_TRANSLATE_NOOP("ui", "CSV table, without pictures"), false},
};

cnn::QuizExport exportAs() {
    cnn::QuizExport as;
    as.png = quizPng;
    as.translate = translatedTemplate;
    return as;
}

QString requireFormat(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    QStringList known;
    for (const QuizFormat& format : quizFormats()) {
        if (format.suffix == suffix) return suffix;
        known << "." + format.suffix;
    }
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A file of questions ends in %1; \"%2\" does not.",
                                                             known.join(", ").toStdString(), path.toStdString()));
}

// How the same sheets are made again.
QString originOf(const QuizWish& wish) {
    const QString version = QCoreApplication::applicationVersion();
    const QString program = version.isEmpty() ? QString("ConvScope") : "ConvScope " + version;
    return wish.review ? program : tr("%1, seed %2").arg(program).arg(wish.seed);
}

cnn::QuizFile writtenAs(const QString& suffix, std::span<const cnn::QuizQuestion> questions) {
    const cnn::QuizExport as = exportAs();
    if (suffix == "xml") return cnn::moodleXml(questions, as);
    if (suffix == "gift") return cnn::giftText(questions, as);
    if (suffix == "txt") return cnn::aikenText(questions, as);
    if (suffix == "csv") return cnn::quizCsv(questions, as);
    const cnn::QtiPackage package = cnn::qtiPackage(questions, as);
    return {cnn::zipBytes(package.files), package.written, package.skipped};
}

} // namespace

std::span<const QuizFormat> quizFormats() {
    static const auto formats = [] {
        std::vector<QuizFormat> all;
        for (const auto& one : quizFileKinds) all.push_back({one.suffix, tr(one.label), one.pictures});
        return all;
    }();
    return formats;
}

QStringList quizFilters() {
    QStringList filters;
    for (const QuizFormat& f : quizFormats()) filters << QString("%1 (*.%2)").arg(f.label, f.suffix);
    return filters;
}

std::vector<std::vector<cnn::QuizQuestion>> quizSheets(const QuizWish& wish) {
    if (wish.review) return {{cnn::reviewQuestions().begin(), cnn::reviewQuestions().end()}};
    const std::vector<std::string> kinds = cnn::quizKindsNamed(wish.kinds);
    std::vector<std::vector<cnn::QuizQuestion>> sheets;
    std::set<std::string> known;
    for (int i = 0; i < wish.sheets; ++i) {
        const std::uint64_t seed = wish.seed + static_cast<std::uint64_t>(i);
        sheets.push_back(cnn::makeQuestions(mixedKinds(kinds, wish.count, seed), static_cast<std::size_t>(wish.count),
                                            seed, wish.difficulty, known));
        for (const cnn::QuizQuestion& question : sheets.back()) known.insert(question.fingerprint());
    }
    return sheets;
}

std::vector<std::string> mixedKinds(std::vector<std::string> kinds, int count, std::uint64_t seed) {
    cnn::Rng rng(seed, 77);
    rng.shuffle(kinds);
    if (kinds.size() > static_cast<std::size_t>(count)) kinds.resize(static_cast<std::size_t>(count));
    return kinds;
}

std::vector<std::uint8_t> quizPng(const cnn::QuizPicture& picture) {
    constexpr double edge = 12;
    const Style style;
    const QuizDrawing drawing(picture, QSizeF(600 - 2 * edge, 420 - 2 * edge), 15);
    QImage image((drawing.size() + QSizeF(2 * edge, 2 * edge)).toSize(), QImage::Format_RGB32);
    image.fill(palette(Theme::Projector).window);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    drawing.paint(painter, style, {edge, edge});
    painter.end();
    const QByteArray bytes = pngBytes(image);
    return {bytes.begin(), bytes.end()};
}

QuizSaved saveQuiz(const QuizWish& wish, const QString& path, const std::stop_token& stop,
                   const std::function<void(double)>& progress) {
    const QString suffix = requireFormat(path);
    const auto file = cnn::nameOfText(path.toStdU16String());
    cnn::requirePlace(file);
    const auto sheets = quizSheets(wish);
    std::vector<cnn::QuizQuestion> all;
    for (const auto& sheet : sheets) all.insert(all.end(), sheet.begin(), sheet.end());
    if (suffix == "pdf") {
        const QByteArray pdf = worksheetPdf({sheets, originOf(wish)}, stop, progress);
        cnn::saveFile(file, std::string_view(pdf.data(), static_cast<std::size_t>(pdf.size())));
        return {static_cast<int>(all.size()), 0};
    }
    const cnn::QuizFile written = writtenAs(suffix, all);
    if (stop.stop_requested())
        throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The export was stopped."));
    if (written.written == 0)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("A .%1 file can hold none of these questions; ask for other kinds or save "
                                          "them as .pdf, .xml or .zip.",
                                          suffix.toStdString()));
    cnn::saveFile(file, std::string_view(written.bytes));
    return {static_cast<int>(written.written), static_cast<int>(written.skipped)};
}

} // namespace ui
