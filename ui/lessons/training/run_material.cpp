#include "ui/lessons/training/run_material.h"

#include "core/data/sources.h"
#include "ui/lessons/training/shown_image.h"
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
    case DataSource::Cells:
        return RunMaterial::tr("cells");
    case DataSource::DrawnObjects:
        return RunMaterial::tr("drawn objects");
    case DataSource::Folder:
        break;
    }
    return source.folder;
}

// Why another network is there than was asked for.
QString replaced(const QString& misfit, const TrainingScene& by) {
    return RunMaterial::tr("This network cannot learn these images: %1 %2 is here in its place.")
        .arg(misfit, QString(cnn::findModel(by.model.toStdString())->title));
}

} // namespace

RunMaterial::RunMaterial(TrainingRun& run) : m_run(run), m_loader(readSource) {
    connect(&m_loader, &DataLoader::loaded, this, &RunMaterial::loaded);
    connect(&m_loader, &DataLoader::failed, this, &RunMaterial::failed);
    connect(&m_loader, &DataLoader::progressed, this, &RunMaterial::progressed);
}

TrainingScene RunMaterial::possible(TrainingScene scene) {
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

// A scene or a session may ask for a network that cannot learn the images there are: then another one does.
TrainingScene RunMaterial::fitting(TrainingScene scene, const cnn::DataSplit& images) {
    const QString misfit = m_networks.misfit(scene, images);
    if (misfit.isEmpty() || !m_networks.replace(scene, images)) return scene;
    // After the step of undo that this may be part of, with which what was said before goes.
    QMetaObject::invokeMethod(
        this, [this, why = replaced(misfit, scene)] { emit refused(why); }, Qt::QueuedConnection);
    return scene;
}

void RunMaterial::choose(const DataSource& source) {
    const DataSource wanted = m_networks.readFor(m_run.scene(), source);
    if (wanted == m_run.scene().source) return;
    if (m_wanted) m_wantedNetwork.reset(); // its images were on their way
    m_wanted = wanted;
    m_loader.load(wanted);
    emit progressed();
}

void RunMaterial::loaded(const DataSource& source) {
    if (m_wanted == source) {
        m_wanted.reset();
        if (!m_wantedNetwork) take(source);
    } else if (source == m_run.scene().source && m_begun != source) {
        begin();
        emit arrived(m_run.scene());
    }
    const std::string note = m_loader.find(source)->note;
    if (!note.empty()) emit said(QString::fromStdString(note));
    if (m_wantedNetwork) openLate(source);
}

void RunMaterial::take(const DataSource& source) {
    const auto images = m_loader.find(source);
    TrainingScene next = m_run.scene();
    const bool otherwise = source.kind == next.source.kind && source.folder == next.source.folder;
    next.source = source;
    const QString misfit = m_networks.misfit(next, *images);
    if (!misfit.isEmpty() && (!next.network.isEmpty() || !m_networks.replace(next, *images))) {
        emit refused(tr("The network does not fit these images, so they are not taken. %1").arg(misfit));
        return emit progressed();
    }
    if (!isDrawn(next, images.get())) next = withDrawing(next, {}, {});
    emit edited(next,
                otherwise ? tr("how images are read") : tr("images from %1").arg(QString::fromStdString(images->name)));
    if (!misfit.isEmpty()) emit refused(replaced(misfit, next));
}

void RunMaterial::failed(const DataSource& source, const QString& sentence) {
    emit refused(sentence);
    if (m_wanted == source) {
        m_wanted.reset();
        m_wantedNetwork.reset();
    } else if (source == m_run.scene().source) {
        // The scene asks for images that are not there: on with what we have, or can make.
        TrainingScene next = m_run.scene();
        next.source = m_begun.value_or(DataSource{DataSource::DrawnDigits, {}});
        emit arrived(next);
    }
    emit progressed();
}

void RunMaterial::openNetwork(const QString& path) {
    open({path, OpenedNetworks::read(path)}, m_run.scene().source); // refused at once, also before there are images
}

// On images of that source, once they are read as the network reads them; both in one step.
void RunMaterial::open(const NetworkFile& file, const DataSource& source) {
    const auto images = m_loader.find(source);
    const DataSource wanted = images ? OpenedNetworks::readFor(*file.network, source, images.get()) : source;
    if (!images || wanted != source) {
        m_wantedNetwork = file;
        if (wanted != m_run.scene().source) m_wanted = wanted;
        m_loader.load(wanted);
        return emit progressed();
    }
    TrainingScene next = m_run.scene();
    next.source = source;
    if (!isDrawn(next, images.get())) next = withDrawing(next, {}, {});
    next = m_networks.open(file.path, file.network, next, *images);
    emit edited(next, tr("open %1").arg(QFileInfo(file.path).fileName()));
}

void RunMaterial::openLate(const DataSource& source) {
    const NetworkFile file = *std::exchange(m_wantedNetwork, std::nullopt);
    try {
        open(file, source);
    } catch (const cnn::Error& e) {
        emit refused(sentenceOf(e));
    }
}

QString RunMaterial::folder() const {
    // Where the network labels them anew, the files' labels are others; read otherwise, their pixels.
    if (!m_begun || !learned() || m_loader.find(*m_begun) != learned() || !m_begun->asFound()) return {};
    if (m_begun->kind == DataSource::Cells) return {};
    if (m_begun->kind == DataSource::FashionMnist)
        return QString::fromStdString(cnn::findFashionMnist().value_or("").string());
    if (!m_begun->folder.isValidUtf16()) return {};
    return QDir(m_begun->folder).entryList({"t10k-images?idx3-ubyte*"}).isEmpty() ? QString() : m_begun->folder;
}

QString RunMaterial::reading() const {
    if (m_wanted) return readingLine(nameOf(*m_wanted), m_loader.progress());
    return images() ? QString() : readingLine(nameOf(m_run.scene().source), m_loader.progress());
}

} // namespace ui
