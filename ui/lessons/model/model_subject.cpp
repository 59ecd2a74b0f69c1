#include "ui/lessons/model/model_subject.h"

#include "core/network/shown_networks.h"
#include "core/network/unfilled.h"
#include "core/onnx/onnx_outline.h"
#include "ui/lessons/model/model_scene.h"
#include "ui/media/file_names.h"
#include "ui/sentence.h"

#include <QFileInfo>

namespace ui {

ModelSubject shownSubject(const QString& id) {
    const cnn::ShownNetwork& known = *cnn::findShownNetwork(id.toStdString());
    const cnn::Network outline = outlineOf(known);
    return {id, known.title, layerTable(outline), outline.outputShape(), {}, {}};
}

ModelSubject fileSubject(const QString& path, const cnn::OnnxOptions& options) {
    cnn::OnnxOutline outline = cnn::outlineOnnx(filePath(path), options);
    QStringList names;
    for (const std::string& name : outline.classNames) names << QString::fromStdString(name);
    return {path,
            shownName(QFileInfo(path).fileName()),
            std::move(outline.table),
            outline.output,
            names,
            std::move(outline.card)};
}

ModelSubjects::ModelSubjects() {
    connect(&m_work, &Background::changed, this, &ModelSubjects::changed);
}

std::shared_ptr<const ModelSubject> ModelSubjects::find(const QString& network) const {
    const auto found = m_subjects.find(network);
    return found == m_subjects.end() ? nullptr : found->second;
}

void ModelSubjects::need(const QStringList& networks) {
    QStringList files;
    for (const QString& network : networks) {
        if (network.isEmpty() || find(network) || m_refusals.contains(network)) continue;
        if (isNetworkFile(network))
            files << network;
        else
            m_subjects[network] = std::make_shared<const ModelSubject>(shownSubject(network));
    }
    if (!files.isEmpty() && !(m_work.busy() && files == m_underWay)) read(files, false);
}

void ModelSubjects::open(const QString& path) {
    read({path}, true);
}

bool ModelSubjects::stop() {
    if (!m_work.busy()) return false;
    for (const QString& path : std::exchange(m_underWay, {}))
        m_refusals[path] = tr("Reading %1 was stopped.").arg(networkTitle(path));
    m_work.stop();
    return true;
}

void ModelSubjects::read(const QStringList& paths, bool isOpening) {
    m_underWay = paths;
    m_work.start(networkTitle(paths.front()), [this, paths, isOpening](const auto& stop, const auto& progress) {
        std::map<QString, std::shared_ptr<const ModelSubject>> read;
        QMap<QString, QString> refusals;
        cnn::OnnxOptions options;
        options.assumes = true; // there is nobody to ask, and the card says what was assumed
        for (const QString& path : paths) {
            if (stop.stop_requested()) break;
            try {
                read[path] = std::make_shared<const ModelSubject>(fileSubject(path, options));
            } catch (const std::exception& e) {
                refusals[path] = sentenceOf(e);
            }
            progress(static_cast<double>(read.size()) / static_cast<double>(paths.size()));
        }
        return [this, read, refusals, isOpening] {
            for (const auto& [path, subject] : read) {
                m_subjects[path] = subject;
                m_refusals.remove(path);
                if (isOpening) emit opened(path);
            }
            for (auto at = refusals.begin(); at != refusals.end(); ++at) {
                if (!isOpening) m_refusals[at.key()] = at.value(); // otherwise what was there stays
                emit refused(at.value());
            }
        };
    });
}

} // namespace ui
