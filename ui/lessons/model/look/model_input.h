// What goes through a network on the model page, as one plain value: a picture, how it becomes numbers, how it is moved
// and spoilt before, and which weights the network has where no file brings them.
#pragma once

#include "ui/media/preprocessing.h"
#include "ui/model/setting_table.h"

#include <QByteArray>

namespace ui {

enum class ModelWeights {
    Random,
    Digits // taught for a moment on digits that the program draws
};
// How the picture is treated, where not as the preset says.
enum class FitChoice { AsPreset, Whole, Stretch, Crop };
enum class OrderChoice { AsPreset, Rgb, Bgr };
enum class RangeChoice { AsPreset, One, Bytes };

struct ModelInput {
    static constexpr int farthest = 64; // pixels of the network's input
    // "usual" (the test card, of a network that reads grey a drawn digit), "card", "balloon", "digits:17" (that test
    // image, counted from 1), "pasted", or the path of a picture file.
    QString picture = "usual";
    QByteArray pasted;       // a PNG
    QString preset = "file"; // as the file says; or the id of a preset
    FitChoice fit = FitChoice::AsPreset;
    OrderChoice order = OrderChoice::AsPreset;
    RangeChoice range = RangeChoice::AsPreset;
    bool grey = false;
    std::vector<float> mean, deviation; // where not empty, instead of the preset's
    int right = 0, down = 0;            // pixels of the network's input
    int turn = 0;                       // degrees, clockwise
    int noise = 0;                      // standard deviation, per cent of the way from black to white
    int cover = 0;                      // a black square in the middle, per cent of the shorter side
    ModelWeights weights = ModelWeights::Random;

    bool operator==(const ModelInput&) const = default;
    bool isMoved() const { return right != 0 || down != 0 || turn != 0 || noise != 0 || cover != 0; }
};

const SettingTable<ModelInput>& modelInputSettings();
// `said`: what the network's file says, or how it was taught.
Preprocessing preprocessingOf(const ModelInput& input, const Preprocessing& said);
// "Test card", "Digit, test image 3", "photo.png"
QString pictureCaption(const ModelInput& input, const cnn::Shape& shape);

} // namespace ui
