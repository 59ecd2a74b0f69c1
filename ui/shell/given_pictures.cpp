#include "ui/shell/given_pictures.h"

#include "ui/pages/page.h"
#include "ui/pages/read_source.h"
#include "ui/sentence.h"
#include "ui/shell/page_catalog.h"

#include <QFileInfo>
#include <QMimeData>
#include <QUndoStack>
#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr int patience = 300; // ms

// Every lesson that is the place for pictures of its kind of page.
QStringList placesForPictures() {
    QStringList ids;
    for (const PageKind& kind : pageKinds())
        if (!kind.pictures.isEmpty()) ids << kind.pictures;
    std::ranges::sort(ids, {}, [](const QString& id) { return findLesson(id); }); // as in the list
    return ids;
}

} // namespace

GivenPictures::GivenPictures(Front& front, std::function<QString()> ask, QObject* parent)
    : QObject(parent), m_front(front), m_ask(std::move(ask)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &GivenPictures::showProgress);
    connect(&m_reading, &Background::changed, this, [this] {
        if (!m_patience.isActive()) showProgress();
    });
    connect(&m_reading, &Background::failed, this, [this](const QString& sentence) {
        m_front.showNotice(sentence);
        if (m_picture && !m_picture->isRead()) m_picture.reset(); // of last time, and gone since
        m_choiceWanted = false;
        emit failed();
        if (const QString path = std::exchange(m_opening, {}); !path.isEmpty()) emit unreadable(path);
    });
}

void GivenPictures::open(const QString& path) {
    read(pictureNamed(QFileInfo(path).absoluteFilePath()));
    m_opening = path;
}

void GivenPictures::take(const QImage& image, const QString& name) {
    give(pictureOf(image, name));
}

bool GivenPictures::takeFrom(const QMimeData& data, const QString& name) {
    const auto image = data.hasImage() ? data.imageData().value<QImage>() : QImage();
    if (!image.isNull()) take(image, name);
    return !image.isNull();
}

void GivenPictures::useHere(bool another) {
    if (another || !m_picture) {
        if (const QString path = m_ask(); !path.isEmpty()) open(path);
    } else if (m_picture->isRead()) {
        give(m_picture);
    } else {
        read(m_picture);
    }
}

void GivenPictures::restore(const QString& kept, const QJsonObject& reading) {
    if (kept.isEmpty()) return;
    PictureWish wish;
    try {
        wish = readReading(SceneValue(reading));
    } catch (const SceneError&) { // the file of the session is everybody's
    }
    m_picture = pictureNamed(kept, wish);
}

void GivenPictures::readAgain(const PictureWish& wish) {
    if (!m_picture) return;
    if (wish == m_picture->wish) return m_reading.stop();
    read(pictureNamed(m_picture->kept, wish), Again::Yes);
}

bool GivenPictures::hasChoice() const {
    return m_picture && m_picture->hasFile() && (!m_picture->isRead() || m_picture->found.hasChoices());
}

void GivenPictures::choose() {
    if (!hasChoice()) return;
    if (m_picture->isRead()) return void(emit choiceWanted());
    read(m_picture);
    m_choiceWanted = true;
}

bool GivenPictures::stop() {
    if (!m_reading.busy()) return false;
    m_reading.stop();
    m_front.showNotice({});
    return true;
}

void GivenPictures::read(const SharedPicture& named, Again again) {
    m_choiceWanted = false;
    m_opening.clear();
    m_patience.start();
    m_reading.start(named->name, [this, named, again](const auto& stop, const auto& progress) -> Background::Then {
        try {
            const SharedPicture picture = pictureKept(*named, {stop, progress});
            return [this, picture, again] {
                if (const QString path = std::exchange(m_opening, {}); !path.isEmpty()) emit opened(path);
                m_front.guarded([&] { give(picture, again); });
            };
        } catch (const cnn::TooManyPixels& e) {
            if (!e.reducible) throw;
            return [this, named, e] { offerReduced(named, e); };
        }
    });
}

void GivenPictures::showProgress() {
    if (m_reading.busy()) m_front.showNews(readingLine(m_reading.name(), m_reading.progress()));
}

// It is kept whatever the lesson in front says to it.
void GivenPictures::give(const SharedPicture& picture, Again again) {
    m_picture = picture;
    emit changed();
    Page& page = *m_front.page();
    QUndoStack& stack = *page.undoStack();
    const auto last = [&] { return stack.index() > 0 ? stack.command(stack.index() - 1) : nullptr; };
    // All that is chosen of one picture is one step.
    if (again == Again::Yes && m_step.page == &page && last() && last() == m_step.command) stack.undo();
    endChoice();
    const int before = stack.index();
    if (!page.takePicture(picture)) return offerElsewhere();
    if (again == Again::No) tell();
    if (again == Again::Yes && stack.index() > before) m_step = {&page, last()};
    if (std::exchange(m_choiceWanted, false)) emit choiceWanted();
}

void GivenPictures::tell() {
    if (m_picture->note.isEmpty()) return;
    const QString sentence = m_picture->name + ": " + m_picture->note;
    if (!hasChoice() || m_choiceWanted) return m_front.showNotice(sentence);
    m_front.showLinks(sentence, {{tr("Choose…"), [this] { choose(); }}});
}

void GivenPictures::offerReduced(const SharedPicture& named, const cnn::TooManyPixels& why) {
    PictureWish reduced = named->wish;
    reduced.reduced = true;
    m_front.showLinks(sentenceOf(why.size), {{tr("Open it reduced, to %1 × %2").arg(why.columns).arg(why.rows),
                                              [this, again = pictureNamed(named->kept, reduced)] { read(again); }}});
}

void GivenPictures::offerElsewhere() {
    std::vector<NoticeLink> links;
    for (const QString& id : placesForPictures())
        links.push_back({findLesson(id)->title, [this, id] {
                             m_front.openLessonOf(id);
                             useHere();
                         }});
    m_front.showLinks(tr("This lesson takes no picture. These can show %1:").arg(m_picture->name), links);
}

} // namespace ui
