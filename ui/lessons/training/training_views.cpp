#include "ui/lessons/training/training_views.h"

#include "core/layers/catalog.h"
#include "core/network/models.h"
#include "ui/lessons/training/attention/attention_view.h"
#include "ui/lessons/training/beside/beside_view.h"
#include "ui/lessons/training/classes/classes_view.h"
#include "ui/lessons/training/data/data_view.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/lessons/training/embedding/embedding_view.h"
#include "ui/lessons/training/filters/filters_view.h"
#include "ui/lessons/training/layers/layers_view.h"
#include "ui/lessons/training/maps/maps_view.h"
#include "ui/lessons/training/seen/seen_view.h"
#include "ui/lessons/training/step/step_view.h"
#include "ui/lessons/training/structure/structure_view.h"

#include <algorithm>

namespace ui {
namespace {

template<class View> std::unique_ptr<TrainingView> made() {
    return std::make_unique<View>();
}

// To add a view: one line here.
const std::vector<TrainingViewKind> views{
    {"seen", QObject::tr("What it sees"),
     QObject::tr("A network knows only what it was shown. MNIST's digits are light on black, at most 20 pixels high, "
                 "their centre of mass in the middle; a photo of ink on paper is none of that. Step by step it becomes "
                 "such a picture. Leave a step out, and see which answers fall."),
     made<SeenView>},
    {"maps", QObject::tr("Maps"),
     QObject::tr(
         "Every number of a map comes from one window of the maps below it: products with a kernel, their sum, a bias. "
         "Click a cell to see them. Click a number of its window to go on down, layer by layer, to the image."),
     made<MapsView>},
    {"step", QObject::tr("One step"),
     QObject::tr("Forward each layer makes its values from those before it. The loss compares the answer with the "
                 "label. Backward every layer passes on what it received times its own slope. At last each weight goes "
                 "a little against its gradient: choose any weight under Update."),
     made<StepView>},
    {"filters", QObject::tr("Filters"),
     QObject::tr("Three views of one filter: its weights, the picture it would answer to most, and the windows of test "
                 "images it answers to most. Once it has learned they show the same pattern. On the right stands what "
                 "the network loses "
                 "without it; some filters nobody would miss."),
     made<FiltersView>},
    {"attention", QObject::tr("Where it looks"),
     QObject::tr("Three ways to ask what an answer rests on. Saliency: pixels that move the score. Grad-CAM: places of "
                 "the last maps that speak for the class. Occlusion: what it costs to cover a spot. Believe what all "
                 "three say, and ask for another class to see what would speak for it."),
     made<AttentionView>},
    {"data", QObject::tr("Data"),
     QObject::tr("What the network learns from is all it can know. Are all classes there equally often? Would you have "
                 "known each label? With augmentation on, every epoch sees these images a little changed, so that none "
                 "can be learned by heart."),
     made<DataView>},
    {"classes", QObject::tr("Classes"),
     QObject::tr("Rows are the labels, columns what the network says: right answers stand on the diagonal. What looks "
                 "alike is confused, often both ways. Click a cell to see its images. The surest mistakes tell most: "
                 "would you have known better?"),
     made<ClassesView>},
    {"layers", QObject::tr("Layers"),
     QObject::tr("In a healthy layer a step changes the weights by about a thousandth. A ReLU that answers to no image "
                 "is dead: no gradient reaches it any more. Try ten times the learning rate, or sigmoid, and watch the "
                 "gradients of the first layers fade."),
     made<LayersView>},
    {"embedding", QObject::tr("Embedding"),
     QObject::tr("Each point is a test image, placed by the values of the last hidden layer. At first all classes lie "
                 "in one cloud; then each finds a place of its own. Where two still touch, the network confuses them. "
                 "Point at a dot to see its image."),
     made<EmbeddingView>},
    {"structure", QObject::tr("Structure"),
     QObject::tr("Shapes follow from kernel, stride, padding and pooling alone. Convolution has few parameters and "
                 "most of the work; the first dense layer has most of the parameters and little work. Change the "
                 "network and the drawing follows."),
     made<StructureView>},
    {"runs", QObject::tr("Runs"),
     QObject::tr("One picture through two networks, and only what differs in how they learned. Kernels that began as "
                 "the same noise end as others; do the maps show the same strokes? One range of colours holds for "
                 "both, so bright is bright in either."),
     made<BesideView>},
    {diveViewId, QObject::tr("Down to the pixel"),
     QObject::tr(
         "Enter or a click goes one level down, Backspace up; the trail above leads back to any of them. A class "
         "is a sum over units, a unit over the maps below it, a value of a map over one window: products, a "
         "bias, and what the activation makes of it. At the bottom stands a pixel. While the run is paused a "
         "weight can be typed over, and the run goes on from there as a branch."),
     made<DiveView>, true, false},
};

} // namespace

std::span<const TrainingViewKind> trainingViews() {
    return views;
}

namespace {

bool isConvolution(const cnn::LayerPlan& layer) {
    return cnn::layerRole(layer.info.kind) == cnn::LayerRole::Convolution && layer.info.window;
}

bool halves(const cnn::LayerPlan& layer) {
    return cnn::layerRole(layer.info.kind) == cnn::LayerRole::Pooling && layer.info.window &&
           layer.info.window->x.stride == 2 && layer.info.window->y.stride == 2;
}

// Of a network without convolutions; empty where the usual notice is true of it, too.
QString withoutConvolutions(const QString& view) {
    if (view == "maps")
        return QObject::tr("Every value comes from all values before it: products with its weights, their sum, a bias. "
                           "Click a value to see the largest products. Click a line to go on down, layer by layer, to "
                           "the image.");
    if (view == "filters")
        return QObject::tr("Filters are the kernels of convolutions, and this network has none. Choose another one to "
                           "see what filters look for.");
    if (view == "attention")
        return QObject::tr("Two ways to ask what an answer rests on. Saliency: pixels that move the score. Occlusion: "
                           "what it costs to cover a spot. Believe what both say, and ask for another class to see "
                           "what would speak for it.");
    if (view.isEmpty())
        return QObject::tr("From left to right: the image, what each layer makes of it, and the answer. Every value is "
                           "a sum over all values before it: nothing here knows which pixels are neighbours. Watch a "
                           "layer while the loss falls.");
    return {};
}

// Layers beside activations and dropout, and pooling of any kind as one.
std::vector<cnn::LayerInfo> skeleton(const cnn::NetworkPlan& plan) {
    std::vector<cnn::LayerInfo> layers;
    for (const cnn::LayerPlan& layer : plan.layers) {
        const cnn::LayerRole role = cnn::layerRole(layer.info.kind);
        if (role == cnn::LayerRole::Activation || cnn::factsOf(layer.info.kind).onlyLearning) continue;
        layers.push_back(layer.info);
        if (role == cnn::LayerRole::Pooling) layers.back().kind = "pooling";
    }
    return layers;
}

// Where most parameters are in the first dense layer, and most of the work is in convolutions.
bool denseHoldsMost(const cnn::NetworkPlan& plan, const cnn::Shape& input, int classes) {
    const cnn::CheckedPlan checked = cnn::checked(plan, input, classes);
    std::size_t convolved = 0, dense = 0;
    for (const cnn::PlannedLayer& layer : checked.layers) {
        const cnn::LayerRole role = cnn::layerRole(layer.info.kind);
        if (role == cnn::LayerRole::Convolution) convolved += layer.multiplyAdds;
        if (role == cnn::LayerRole::Dense && dense == 0) dense = layer.parameters;
    }
    return 2 * dense > checked.parameters() && 2 * convolved > checked.multiplyAdds();
}

} // namespace

bool sameLayers(const cnn::NetworkPlan& a, const cnn::NetworkPlan& b) {
    return skeleton(a) == skeleton(b);
}

QString noticeOf(const QString& view, const cnn::NetworkPlan& network, const cnn::Shape& input, int classes,
                 std::span<const TrainingViewKind> kinds) {
    const auto kind = std::ranges::find(kinds, view, &TrainingViewKind::id);
    const QString id = kind == kinds.end() ? QString() : view;
    if (std::ranges::none_of(network.layers, isConvolution))
        if (const QString notice = withoutConvolutions(id); !notice.isEmpty()) return notice;
    if (id == "structure" && !denseHoldsMost(network, input, classes))
        return QObject::tr("Shapes follow from kernel, stride, padding and pooling alone. Compare where the parameters "
                           "are with where the work is: a kernel is used at every place, a dense weight once. Change "
                           "the network and the drawing follows.");
    if (!id.isEmpty()) return kind->notice;
    const bool pools = std::ranges::any_of(network.layers, halves);
    return QObject::tr("From left to right: the image, what each layer makes of it, and the answer.") +
           (input.c > 1
                ? QObject::tr(" A kernel has a weight for each of red, green and blue: grey is 0, what is bright "
                              "adds, what is dark subtracts.")
                : QObject::tr(" Red weights add, blue ones subtract.")) +
           (pools ? QObject::tr(" Pooling halves the maps, and what they found is still there.") : QString()) +
           QObject::tr(" Watch one map while the loss falls. Click it to go down to the pixel.");
}

} // namespace ui
