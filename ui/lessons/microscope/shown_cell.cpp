#include "ui/lessons/microscope/shown_cell.h"

#include "core/explain/inside.h"
#include "core/network/pass.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {

QString whyUnexplained(const TrainingMoment& moment) {
    if (!moment.data) return tr("The images are being read.");
    if (cnn::isReconstruction(moment.settings.loss) || !cnn::tellsClasses(*moment.network))
        return tr("This network tells no classes, so there is no decision to explain.");
    return {};
}

bool knowsMasks(const TrainingMoment& moment) {
    const DataSource& source = moment.source;
    return source.kind == DataSource::Cells && source.size == 0 && source.colours == DataSource::AsFound &&
           !source.shuffled;
}

std::vector<std::uint8_t> maskOf(const TrainingMoment& moment) {
    if (!knowsMasks(moment) || moment.testImage < 0) return {};
    auto mask = maskOfTest(moment.source.cells, static_cast<std::size_t>(moment.testImage));
    const cnn::Shape& shape = moment.image.shape();
    // While another source is being read the image is still of the one before.
    if (mask.size() != static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w)) mask.clear();
    return mask;
}

int markedClass(const CellSource& source) {
    return std::min(source.of.markedClass, source.of.classes - 1);
}

QString nameOf(const TrainingMoment& moment, int k) {
    return moment.classNames.value(k, QString::number(k));
}

Answer answerTo(const cnn::Network& network, const cnn::Tensor& image) {
    cnn::Pass pass(cnn::Pass::Keep::Nothing);
    const cnn::Tensor shares = cnn::classShares(network, pass.forward(network, image));
    Answer answer;
    answer.shares.assign(shares.values().begin(), shares.values().end());
    answer.said = static_cast<int>(std::ranges::max_element(answer.shares) - answer.shares.begin());
    return answer;
}

} // namespace ui
