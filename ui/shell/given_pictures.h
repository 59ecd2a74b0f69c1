// The picture that the user gave last: every lesson can have it.
#pragma once

#include "core/data/raster.h"
#include "ui/model/background.h"
#include "ui/pages/given_picture.h"
#include "ui/shell/front.h"

#include <QJsonObject>
#include <QTimer>

class QMimeData;
class QUndoCommand;

namespace ui {

class GivenPictures : public QObject {
    Q_OBJECT
public:
    // ask: for a picture file in a dialog; empty when none was named.
    GivenPictures(Front& front, std::function<QString()> ask, QObject* parent);

    // The lesson in front gets the file's picture once it is read.
    void open(const QString& path);
    // The same of one that has no file: "Pasted picture", "Photograph". The image is not null.
    void take(const QImage& image, const QString& name);
    // The picture among what was dropped or stands on the clipboard. False: there is none.
    bool takeFrom(const QMimeData& data, const QString& name);
    // The one at hand goes to the lesson in front. There is none yet, or `another` is wanted: a file is asked for.
    void useHere(bool another = false);
    // As the last session kept it; read when it is wanted. A reading that is none is as usual.
    void restore(const QString& kept, const QJsonObject& reading);

    // The file of the one at hand otherwise, for the lesson in front. Until endChoice() all that is wished is one step
    // of undo.
    void readAgain(const PictureWish& wish);
    void endChoice() { m_step = {}; }
    // There may be something to choose in the file of the one at hand.
    bool hasChoice() const;
    // Asks for it: choiceWanted(), once the picture is read.
    void choose();

    // Null: none was given.
    const SharedPicture& atHand() const { return m_picture; }
    // False: no file was being read.
    bool stop();
    // Returns when no file is being read any more.
    void wait() { m_reading.wait(); }

signals:
    void changed();      // another is at hand
    void choiceWanted(); // how the one at hand is read
    void failed();       // to read a file; that was said
    // How it went with the file that open() was called for.
    void opened(const QString& path);
    void unreadable(const QString& path);

private:
    enum class Again { No, Yes }; // the one at hand, read otherwise
    void read(const SharedPicture& named, Again again = Again::No);
    void give(const SharedPicture& picture, Again again = Again::No);
    void tell();
    void offerElsewhere();
    void offerReduced(const SharedPicture& named, const cnn::TooManyPixels& why);
    void showProgress();

    Front& m_front;
    std::function<QString()> m_ask;
    // What the last readAgain() has done to a page.
    struct Step {
        const Page* page = nullptr;
        const QUndoCommand* command = nullptr;
    };
    SharedPicture m_picture;
    Step m_step;
    bool m_choiceWanted = false; // once it is read
    QTimer m_patience;           // a picture that is there at once needs no word
    QString m_opening;           // the file of open(), until it is read
    Background m_reading;
};

} // namespace ui
