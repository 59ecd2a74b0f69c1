#include "ui/pages/read_grid.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/files/npz_read.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"

namespace ui {
namespace {

constexpr std::size_t largestGridFile = 1U << 20U;

cnn::Tensor tableOf(const std::string& bytes, const std::string& name, std::string& note) {
    auto grid = cnn::tableFromCsv(bytes, note);
    if (!grid) throw cnn::Error(grid.error().code(), cnn::Message::tr("%1, %2", name, grid.error().message()));
    return *std::move(grid);
}

} // namespace

std::optional<OpenedGrid> openedGrid(const QString& path, bool tables) {
    const auto ends = [&](const char* suffix) { return path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive); };
    const bool zipped = ends(".npz"), array = zipped || ends(".npy");
    if (!array && !(tables && (ends(".csv") || ends(".tsv") || ends(".txt")))) return std::nullopt;
    const std::string name = path.toStdString();
    std::string bytes = cnn::readFile(name, largestGridFile), note;
    if (zipped) bytes = cnn::arrayFromNpz(bytes, name, {}, cnn::Several::First, note);
    OpenedGrid opened;
    opened.values = array ? cnn::gridFromNpy(bytes, name, note) : tableOf(bytes, name, note);
    opened.name = path.section('/', -1);
    if (!note.empty()) opened.note = opened.name + ":" + QString::fromStdString(note);
    return opened;
}

} // namespace ui
