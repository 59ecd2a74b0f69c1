#include "ui/export/course_files.h"

#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/export_format.h"
#include "ui/export/training_gif.h"

namespace ui {
namespace {

bool isTable(const QString& path) {
    return path.endsWith(".csv", Qt::CaseInsensitive);
}

std::filesystem::path nativeName(const QString& path) {
    return cnn::nameOfText(path.toStdU16String());
}

} // namespace

void requireCourseName(const QString& path) {
    if (!isTable(path)) (void)formatFor(path);
}

void saveCourse(const RunCourse& course, const QString& path) {
    if (isTable(path)) return cnn::saveFile(nativeName(path), std::string_view(toCsv(course)));
    exportFigure(RunChart(RunChart::usualSize, course), Style{}, path, 2);
}

void saveFilm(const std::vector<TrainingFrame>& frames, const QString& path, const std::stop_token& stop,
              const std::function<void(double)>& progress) {
    const QByteArray gif = filmGif(FilterFilm(thinned(frames)), stop, progress);
    cnn::saveFile(nativeName(path), std::string_view(gif.data(), static_cast<std::size_t>(gif.size())));
}

} // namespace ui
