// One level of the way down: a value, what it is made of, and where one can go from there.
#pragma once

#include "ui/lessons/training/dive/dive_path.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <memory>
#include <optional>

namespace ui {

// What is gone down through.
struct DiveLook {
    std::shared_ptr<const cnn::Network> network;
    std::shared_ptr<const cnn::Trace> trace; // of the image
    QString caption;                         // which image
    QStringList classNames;
    bool learns = false; // its weights are a run's, and may be typed over
};

enum class DiveLevel {
    Map,      // all values around it
    Terms,    // products, or shares, a line each
    Window,   // a window of each channel, with its kernel
    Products, // those of one channel
    Pixel,    // of the image, with its neighbours
    Closed    // its layer is not taken apart
};

struct DivePicture {
    std::shared_ptr<const DiveLook> look;
    DivePath path; // not empty
    DiveLevel level = DiveLevel::Pixel;
    std::size_t layer = 0; // that made the value, before the functions behind it; of no meaning for pixels
    std::shared_ptr<const MapsPicture> maps; // of that layer, at the same place; null for pixels
    // What made the value there; null for pixels and where it is closed.
    const cnn::ValueOrigin* made() const { return maps && maps->origin ? &*maps->origin : nullptr; }
    std::vector<cnn::ValueOrigin> functions; // that it then went through, one after the other
    std::optional<cnn::ValueOrigin> share;   // of a class's score: what softmax makes of it
    // Of the terms of made(): the one chosen, the one that counts most where none is. One behind the last: the bias.
    std::size_t term = 0;
    std::vector<DiveLevel> levels; // of the value, from above; the one on show is levels[path.depth]

    const DiveStep& step() const { return path.steps.back(); }
    const cnn::Tensor& values() const { return look->trace->values[step().value]; }
    double value() const;
    bool isVector() const { return values().shape().h * values().shape().w == 1; }
    bool biasChosen() const { return made() && term == made()->terms.size(); }
};
// path: divePathFrom() of this network. An empty one begins with the likeliest class.
DivePicture divePicture(std::shared_ptr<const DiveLook> look, DivePath path);

// The value that a term is of, below what only copies it.
DiveStep sourceOf(const DivePicture& at, std::size_t term);

// ---- ways from there ------------------------------------------------------------------------------------------------
// Into what is chosen; nothing: it goes no deeper there.
std::optional<DivePath> deeper(const DivePicture& at);
// Nothing: it was the first level.
std::optional<DivePath> higher(const DivePicture& at);
// To the neighbour, or among what it is made of: as arrow keys go. The same path at an end.
DivePath moved(const DivePicture& at, int dx, int dy);
// With that term chosen; `below`: seen from the level below, where there is one.
DivePath withTerm(const DivePicture& at, std::size_t term, bool below);
DivePath withPlace(const DivePicture& at, const cnn::ValuePlace& place);
// To an earlier step, or an earlier level of the last.
DivePath upTo(const DivePicture& at, std::size_t step, int depth);

// A path of one step, at a value as it is shown: flattened or copied values are those they come from. depth: among its
// levels.
DivePath diveInto(const cnn::Network& network, std::size_t value, const cnn::ValuePlace& place, const QString& from,
                  int depth = 0);

} // namespace ui
