#include "ui/lessons/training/run_export.h"

#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "core/onnx/onnx_file.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/run_course.h"
#include "ui/lessons/training/shown_image.h"
#include "ui/tr.h"

#include <QFileInfo>

namespace ui {

NetworkExport exportOf(const TrainingRun& run, const RunMaterial& material, const NetworkPicture& picture) {
    const TrainingScene& scene = run.scene();
    const cnn::DataSplit* images = material.images().get();
    NetworkExport out{picture.network, {}, shownImage(scene, images), imageCaption(scene, images),
                      scene.settings,  {}, run.session().data()};
    const double progress = run.progress();
    out.name = progress > 0 ? tr("Network after %1 epochs").arg(fixed(progress, 2)) : tr("Network before training");
    out.imagesFolder = material.folder();
    out.course = courseOf(run, out.name);
    out.film = [&run] { return filmOf(run.session().timeLine(), run.session().history()); };
    return out;
}

QString runFilter() {
    return tr("ONNX network (*.onnx);;CSV log of the training (*.csv)");
}

void saveRun(const TrainingRun& run, const cnn::Network& network, const QString& path) {
    const std::filesystem::path file = cnn::nameOfText(path.toStdU16String());
    if (QFileInfo(path).suffix().toLower() == "csv")
        cnn::saveFile(file, run.session().log().csv());
    else
        cnn::saveOnnx(network, file);
}

} // namespace ui
