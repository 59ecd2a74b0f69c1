// What the picture lesson is about, as one plain value: a picture, a kernel, and how the result is shown.
#pragma once

#include "core/samples/kernel_library.h"
#include "core/walk/picture_window.h"
#include "ui/media/shown_value.h"
#include "ui/model/setting_table.h"
#include "ui/pages/given_picture.h"

#include <QByteArray>
#include <QJsonObject>
#include <QPoint>
#include <QStringList>
#include <memory>

namespace ui {

enum class PictureSource { Card, Photo, Drawing };
// A picture that was given, in numbers 0 .. 255: its three channels, and their luma.
struct FilterPhoto {
    SharedPicture given;
    cnn::Tensor grey;
    const cnn::Tensor& colour() const { return given->colour; }
};

// The drawing surface: white strokes on black.
struct FilterDrawing {
    static constexpr int rows = 96, columns = 128;
    static QByteArray blank() { return QByteArray(rows * columns, '\0'); }
    static QByteArray sample(); // something to begin with
    // A line between two pixels, white or (erasing) black.
    static void stroke(QByteArray& pixels, QPoint from, QPoint to, bool erase);
};

struct FilterScene {
    static constexpr int largestKernel = 11;
    static constexpr float largestWeight = 1000; // magnitude

    PictureSource source = PictureSource::Card;
    std::shared_ptr<const FilterPhoto> photo; // null until one was given
    QByteArray drawing = FilterDrawing::sample();
    bool colour = false; // filter red, green and blue each by itself
    int channel = 0;     // of a colour picture: which one's sum is written
    cnn::Tensor kernel{cnn::Shape{1, 3, 3, 1}};
    cnn::PadMode border = cnn::PadMode::Replicate;
    cnn::ShowAs show = cnn::ShowAs::Clip;
    bool original = false; // the right picture is the left one again, to compare
    QStringList gallery;   // ids of the library's kernels that the lesson steps through

    bool operator==(const FilterScene&) const = default;

    // What is filtered: (1 or 3, rows, columns), 0 .. 255. Never null.
    std::shared_ptr<const cnn::Tensor> picture() const;
    // The channel of picture() whose sum is written.
    int probed() const { return colour && source != PictureSource::Drawing ? channel : 0; }
    // The same kernel with other extents: what stood around the anchor stays, new cells are 0.
    void resizeKernel(int rows, int columns);
    // Null: the kernel is none of the library's.
    const cnn::NamedKernel* known() const;
    // "Sobel x", "Your own kernel".
    QString kernelName() const;
    // Its place in `gallery`, -1 when it is not there.
    int stop() const;
};

// Where one stands, beside the scene: the pixel whose sum is written; beyond the picture: its last.
struct FilterStanding {
    QPoint probe; // from 0
    static SettingTable<FilterStanding> table();
};

const SettingTable<FilterScene>& filterSettings();
// Its photo is only named yet. Throws SceneError.
FilterScene filterSceneFrom(const QJsonObject& object);
// Null of null; the picture is read.
std::shared_ptr<const FilterPhoto> photoOf(const SharedPicture& given);
QJsonObject toJson(const FilterScene& scene);

} // namespace ui
