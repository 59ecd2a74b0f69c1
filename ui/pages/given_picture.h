// A picture that the user gave once, for every lesson: a file, what was dropped or pasted, a drawing, a photograph.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/media/read_picture.h"
#include "ui/model/setting_table.h"

#include <QImage>
#include <QString>
#include <memory>

namespace ui {

struct GivenPicture {
    QString name; // for people: "beach.jpg", "Pasted picture"
    // What scenes and the session keep of it: the path of its file; of one without a file the picture itself, as a PNG
    // in a data URL.
    QString kept;
    PictureWish wish;   // what of its file it is; scenes and the session keep it beside the path
    PictureFound found; // what else is in that file
    QImage image;       // null: only named, not read yet
    QSize original;     // before it was made smaller, in pixels
    QString note;       // whole sentences on what else of the file is not in `image`; mostly empty
    // Of `image`: (3, rows, columns) red, green, blue, 0 to 255; transparent parts are white paper.
    cnn::Tensor colour{cnn::Shape{3, 1, 1, 1}};

    bool isRead() const { return !image.isNull(); }
    bool hasFile() const;
    QByteArray png() const; // of one without a file; else empty
};
// Null: none was given.
using SharedPicture = std::shared_ptr<const GivenPicture>;

constexpr QSize largestGiven(1920, 1080), // a larger one is made smaller
    largestKept(480, 480);                // of one without a file: scenes stay small

// "beach.jpg has 3000 × 4000 pixels; it was made smaller, to 810 × 1080."; empty: it was not.
QString smallerWords(const GivenPicture& picture);

// Reads a file, as watch.wish says; see readPicture for what it refuses, and ReadWatch. Any thread.
SharedPicture pictureFromFile(const QString& path, const ReadWatch& watch = {});
// One without a file; the image is not null.
SharedPicture pictureOf(const QImage& image, const QString& name);
// Not read yet. `kept` is not empty.
SharedPicture pictureNamed(const QString& kept, const PictureWish& wish = {});
// What `named` says, read; the watch's wish is not used. Any thread. Throws cnn::Error: the file is gone, the PNG is
// damaged.
SharedPicture pictureKept(const GivenPicture& named, ReadWatch watch = {});

// A scene that was read names its picture only; this is it, read, or the one at hand where it is the same. Null of
// null. Throws cnn::Error.
SharedPicture madeReadable(const SharedPicture& named, const SharedPicture& atHand);
// Whether both are the same, or both none.
bool isSame(const SharedPicture& a, const SharedPicture& b);

// The whole picture at that size in whole numbers 0 to 255, its proportions kept: what is left over is black. The shape
// has 1 channel (grey) or 3.
cnn::Tensor bytesAt(const GivenPicture& picture, const cnn::Shape& shape);

// What a scene says of it: under "photo" where it is, under "reading" what of the file is wanted, unless it is read as
// usual.
SharedPicture readGiven(const SceneValue& scene);
QJsonValue writtenGiven(const SharedPicture& picture);
// An object with "page", "channel", "range", "black", "white" and "reduced", or some of them.
PictureWish readReading(const SceneValue& reading);
QJsonValue writtenReading(const SharedPicture& picture); // undefined: as usual
// Refuses a scene whose "picture" is photo and that names none.
void requireGiven(const SceneValue& scene, const SharedPicture& picture);
QString givenWords(); // what is allowed there
QString readingWords();
// The rows "photo" and "reading" of a scene; of(scene) is its SharedPicture, take(scene, picture) sets it.
template<class Scene, class Of, class Take> Setting<Scene>& addGiven(SettingTable<Scene>& table, Of of, Take take) {
    table.file(
        "reading", readingWords(), ui::tr("What of the picture's file is read, and what is black and white."),
        [](const SceneValue& from, Scene&) { readReading(from["reading"]); },
        [of](const Scene& s) { return writtenReading(std::invoke(of, s)); });
    return table
        .file(
            "photo", givenWords(), ui::tr("The picture that was given."),
            [take](const SceneValue& from, Scene& s) { take(s, readGiven(from)); },
            [of](const Scene& s) { return writtenGiven(std::invoke(of, s)); })
        .after({"reading"});
}
template<class Scene, class Of> Setting<Scene>& addGiven(SettingTable<Scene>& table, Of of) {
    return addGiven(table, of, [of](Scene& s, SharedPicture given) { std::invoke(of, s) = std::move(given); });
}

} // namespace ui
