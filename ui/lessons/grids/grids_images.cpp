#include "ui/lessons/grids/grids_images.h"

#include "core/data/sources.h"
#include "core/samples/colour_picture.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/grids/grids_picture.h"
#include "ui/pages/read_source.h"

namespace ui {
namespace {

constexpr int imageKey = 2; // edits that merge: another image

void goToEdge(GridsScene& scene, std::span<const std::uint8_t> image) {
    const int edge = edgeOf(image);
    scene.row = edge / imageSide;
    scene.column = edge % imageSide;
}

// This lesson is about grey images of 28×28.
cnn::DataSplit readGrey(DataSource source, const std::stop_token& stop, const std::function<void(double)>& progress) {
    source.size = imageSide;
    source.colours = DataSource::Grey;
    return readSource(source, stop, progress);
}

// 28 × 28 of the whole picture, red, green and blue one after the other.
std::vector<std::uint8_t> bytesOf(const GivenPicture& given, bool colour) {
    const cnn::Tensor scaled = bytesAt(given, {colour ? 3 : 1, imageSide, imageSide, 1});
    return {scaled.values().begin(), scaled.values().end()};
}

} // namespace

GridsImages::GridsImages(GridsLab& lab) : m_lab(lab), m_loader(readGrey) {
    connect(&m_loader, &DataLoader::loaded, this, &GridsImages::loaded);
    connect(&m_loader, &DataLoader::failed, this, &GridsImages::failed);
    connect(&m_loader, &DataLoader::progressed, this, [this] {
        if (m_loader.loading()) emit progressed();
    });
}

GridsScene GridsImages::possible(GridsScene scene) {
    if (scene.source.kind == DataSource::FashionMnist && !cnn::findFashionMnist())
        scene.source.kind = DataSource::DrawnDigits;
    return scene;
}

std::size_t GridsImages::index() const {
    return static_cast<std::size_t>(m_lab.scene().image) % test().size();
}

std::vector<std::uint8_t> GridsImages::pixels() const {
    const GridsScene& s = m_lab.scene();
    if (s.showsGiven()) return bytesOf(*s.given, s.colour);
    if (!all()) return {};
    if (s.inColour()) return cnn::colourPicture();
    return test().bytes(index());
}

QString GridsImages::caption() const {
    if (m_lab.scene().showsGiven()) {
        const GivenPicture& given = *m_lab.scene().given;
        const QSize scaled = given.image.size().scaled(imageSide, imageSide, Qt::KeepAspectRatio).expandedTo({1, 1});
        return tr("%1, %2 × %3 scaled to %4 × %5")
            .arg(given.name)
            .arg(given.original.height())
            .arg(given.original.width())
            .arg(scaled.height())
            .arg(scaled.width());
    }
    if (!all()) return {};
    if (m_lab.scene().inColour()) return tr("A balloon, drawn by the program");
    const std::size_t shown = index();
    return tr("Test image %1: %2")
        .arg(grouped(static_cast<qint64>(shown) + 1),
             QString::fromStdString(test().classNames[static_cast<std::size_t>(test().labels[shown])]));
}

GridsScene GridsImages::atEdge(GridsScene scene) {
    goToEdge(scene, bytesOf(*scene.given, false));
    return scene;
}

void GridsImages::read() {
    if (all())
        m_good = m_lab.scene().source;
    else
        m_loader.load(m_lab.scene().source);
}

void GridsImages::choose(const DataSource& source) {
    m_wanted = source;
    m_loader.load(source);
}

void GridsImages::showNext(int by) {
    if (!all() || !m_lab.scene().showsData()) return;
    const auto count = static_cast<int>(test().size());
    GridsScene next = m_lab.scene();
    next.image = (next.image % count + by + count) % count;
    m_lab.edit(by > 0 ? tr("Next image") : tr("Previous image"), next, imageKey);
}

void GridsImages::loaded(const DataSource& source) {
    GridsScene next = m_lab.scene();
    if (m_wanted == source) {
        m_wanted.reset();
        next.source = source;
        next.image = 0;
        goToEdge(next, m_loader.find(source)->test.bytes(0));
        m_lab.edit(tr("Images: %1").arg(sourceName(source)), next);
    } else if (source == next.source) {
        if (std::exchange(m_seekEdge, false)) goToEdge(next, test().bytes(index()));
        m_lab.load(next);
        emit arrived();
    }
    const std::string note = m_loader.find(source)->note;
    if (!note.empty()) emit said(QString::fromStdString(note));
}

void GridsImages::failed(const DataSource& source, const QString& sentence) {
    emit refused(sentence);
    if (m_wanted == source)
        m_wanted.reset();
    else if (source == m_lab.scene().source) {
        // The scene asks for images that are not there: on with what we have, or can make.
        GridsScene next = m_lab.scene();
        next.source = m_good.value_or(DataSource{DataSource::DrawnDigits, {}});
        m_lab.load(next);
    }
    emit progressed();
}

QString GridsImages::reading() const {
    if (!m_wanted && all()) return {};
    return readingLine(sourceName(m_wanted.value_or(m_lab.scene().source)), m_loader.progress());
}

} // namespace ui
