#include "ui/lessons/training/run_material.h"

#include "core/train/sources.h"
#include "ui/pages/read_source.h"
#include "ui/sentence.h"

#include <QDir>
#include <QFileInfo>

namespace ui {
namespace {

QString nameOf(const DataSource& source) {
    switch (source.kind) {
    case DataSource::FashionMnist:
        return "Fashion-MNIST";
    case DataSource::DrawnDigits:
        return RunMaterial::tr("drawn digits");
    case DataSource::Folder:
        break;
    }
    return source.folder;
}

} // namespace

RunMaterial::RunMaterial(TrainingRun& run) : m_run(run), m_loader(readSource) {
    connect(&m_loader, &DataLoader::loaded, this, &RunMaterial::loaded);
    connect(&m_loader, &DataLoader::failed, this, &RunMaterial::failed);
    connect(&m_loader, &DataLoader::progressed, this, &RunMaterial::progressed);
}

TrainingScene RunMaterial::possible(const QJsonObject& object) {
    TrainingScene scene = trainingSceneFrom(object);
    if (scene.source.kind == DataSource::FashionMnist && !cnn::findFashionMnist())
        scene.source.kind = DataSource::DrawnDigits;
    if (const QString why = m_networks.need(scene); !why.isEmpty()) emit refused(why);
    if (!m_untrained) m_untrained = m_networks.untrained(scene);
    return scene;
}

void RunMaterial::begin() {
    const auto data = source();
    if (!data) return m_loader.load(m_run.scene().source);
    const TrainingScene scene = fitting(m_run.scene(), *data);
    const FittedImages fit = m_networks.fitted(scene, data);
    m_begun = scene.source;
    m_classesNote = fit.note;
    m_foreign = fit.data ? nullptr : data;
    if (m_foreign) m_untrained = m_networks.untrained(scene);
    m_run.begin(scene, {fit.data, m_networks.beginning(scene, fit.data)});
}

// A scene or a session may ask for a network that cannot learn the images there are: then LeNet-5 does.
TrainingScene RunMaterial::fitting(TrainingScene scene, const cnn::DataSplit& images) {
    const QString misfit = m_networks.misfit(scene, images);
    if (misfit.isEmpty()) return scene;
    scene.network.clear();
    scene.model = TrainingScene().model;
    const QString why = tr("This network cannot learn these images: %1 LeNet-5 is here in its place.").arg(misfit);
    // After the step of undo that this may be part of, with which what was said before goes.
    QMetaObject::invokeMethod(
        this, [this, why] { emit refused(why); }, Qt::QueuedConnection);
    return scene;
}

void RunMaterial::choose(const DataSource& source) {
    if (source == m_run.scene().source) return;
    m_wanted = source;
    m_loader.load(source);
    emit progressed();
}

void RunMaterial::loaded(const DataSource& source) {
    if (m_wanted == source) {
        m_wanted.reset();
        const QString misfit = m_networks.misfit(m_run.scene(), *m_loader.find(source));
        if (!misfit.isEmpty()) {
            emit refused(tr("The network does not fit these images, so they are not taken. %1").arg(misfit));
            return emit progressed();
        }
        take(source);
    } else if (source == m_run.scene().source && m_begun != source) {
        begin();
        emit arrived(m_run.scene());
    }
    const std::string note = m_loader.find(source)->note;
    if (!note.empty()) emit said(QString::fromStdString(note));
    openWanted();
}

void RunMaterial::take(const DataSource& source) {
    TrainingScene next = m_run.scene();
    next.source = source;
    emit edited(next, tr("images from %1").arg(QString::fromStdString(m_loader.find(source)->name)));
}

void RunMaterial::failed(const DataSource& source, const QString& sentence) {
    emit refused(sentence);
    if (m_wanted == source) {
        m_wanted.reset();
    } else if (source == m_run.scene().source) {
        // The scene asks for images that are not there: on with what we have, or can make.
        TrainingScene next = m_run.scene();
        next.source = m_begun.value_or(DataSource{DataSource::DrawnDigits, {}});
        emit arrived(next);
    }
    emit progressed();
}

void RunMaterial::openNetwork(const QString& path) {
    if (const auto data = source()) {
        const TrainingScene next = m_networks.open(path, m_run.scene(), *data);
        return emit edited(next, tr("open %1").arg(QFileInfo(path).fileName()));
    }
    (void)OpenedNetworks::read(path); // refused at once; whether it can learn the images shows when they are there
    m_wantedNetwork = path;
    m_loader.load(m_run.scene().source);
}

void RunMaterial::openWanted() {
    const QString path = std::exchange(m_wantedNetwork, {});
    if (path.isEmpty()) return;
    try {
        openNetwork(path);
    } catch (const cnn::Error& e) {
        emit refused(sentenceOf(e));
    }
}

QString RunMaterial::folder() const {
    // Where the network labels them anew, the files' labels are others.
    if (!m_begun || !learned() || m_loader.find(*m_begun) != learned()) return {};
    if (*m_begun == DataSource{DataSource::FashionMnist, {}})
        return QString::fromStdString(cnn::findFashionMnist().value_or("").string());
    if (!m_begun->folder.isValidUtf16()) return {};
    return QDir(m_begun->folder).entryList({"t10k-images?idx3-ubyte*"}).isEmpty() ? QString() : m_begun->folder;
}

QString RunMaterial::reading() const {
    if (m_wanted) return readingLine(nameOf(*m_wanted), m_loader.progress());
    return images() ? QString() : readingLine(nameOf(m_run.scene().source), m_loader.progress());
}

} // namespace ui
