// What the lesson "learn a kernel" is about, as one plain value: where input and target come from, what is learned,
// from where and how fast.
#pragma once

#include "core/samples/kernel_library.h"
#include "core/walk/kernel_fit.h"
#include "ui/model/setting_table.h"

#include <QJsonObject>
#include <QString>

namespace ui {

struct FitScene {
    static constexpr int largestKernel = 5;                    // rows and columns
    static constexpr int smallestInput = 6, largestInput = 16; // of a random input
    static constexpr int largestSeed = 9999;
    static constexpr int mostUpdates = 400;
    static constexpr double lowestRate = 1e-5, highestRate = 1, largestNoise = 5, largestStart = 1e6;
    enum class Input { Stripes, Random, Edge, Ramp, Checker, Letter, Spot };

    Input input = Input::Stripes;
    int size = 12;                       // rows and columns of an input that is not striped
    int dataSeed = 1;                    // of the random input and of the noise
    std::string target = "difference-x"; // the kernel of the library that made the target
    double noise = 0;                    // standard deviation of what was added to the target
    int rows = 1, columns = 2;           // of the kernel to learn
    std::vector<double> start;           // its first weights; empty: random, by `seed`
    int seed = 1;
    double learningRate = 0.03;
    int updates = 10;
    bool logarithmic = false; // the chart's loss axis

    bool operator==(const FitScene&) const = default;

    const cnn::NamedKernel& trueKernel() const { return *cnn::findKernel(target); }
    // Another target; the kernel to learn takes its size.
    void setTarget(const std::string& id);
    void setKernel(int rows, int columns);
    // What is learned. When the kernel to learn and the true one differ in size, both see windows with one centre, and
    // the input is what the learned one sees of it.
    cnn::FitTask task() const;
};

// The kernels of the library that can be a target, in its order.
const std::vector<const cnn::NamedKernel*>& fitTargets();
// A rate with few digits, safely below `largest`: "Start over with 0.03".
double safeLearningRate(double largest);

// Where one stands, beside the scene: the weight whose gradient is written out, from 1, and the step.
struct FitPlace {
    int weight = 1, step = 1;
    static SettingTable<FitPlace> table();
};

const SettingTable<FitScene>& fitSettings();
// Throws SceneError.
FitScene fitSceneFrom(const QJsonObject& object);
QJsonObject toJson(const FitScene& scene);

} // namespace ui
