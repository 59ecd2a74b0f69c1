#include "ui/lessons/model/model_views.h"

#include "ui/lessons/model/field/unit_view.h"
#include "ui/lessons/model/input/input_view.h"
#include "ui/lessons/model/stages/stages_view.h"
#include "ui/lessons/training/attention/attention_view.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/lessons/training/maps/maps_view.h"

namespace ui {
namespace {

template<class View> std::unique_ptr<TrainingView> newView() {
    return std::make_unique<View>();
}

// To add a view: one line here.
const std::vector<ModelViewKind> modelViewList{
    {"stages", QObject::tr("Stages"),
     QObject::tr("From the picture to the answer, a tile a stage with its strongest maps. The first stages keep the "
                 "picture: edges, colours, light. Further on maps become smaller and more, and each answers to less "
                 "and less of what can be seen. Click a map to see where its values come from."),
     newView<StagesView>},
    {"input", QObject::tr("Picture"),
     QObject::tr("A network reads numbers, not pictures. Size, range, mean, deviation and the order of the channels "
                 "must be those that it was taught with: nothing in the network says so, and given otherwise it still "
                 "answers, only wrongly. Move the picture, turn it, cover it, and see what becomes of the answer."),
     newView<InputView>},
    {"maps", QObject::tr("Maps"),
     QObject::tr(
         "Every number of a map comes from values of the layers before it: of a convolution, products with a kernel, "
         "their sum, a bias. Click a cell to see them. Click one of its numbers to go on down, layer by layer, to the "
         "picture. Of a layer with many maps bring the strongest to the front."),
     newView<MapsView>},
    {"field", QObject::tr("Receptive field"),
     QObject::tr("The frame holds every pixel that can change this value: windows upon windows, padding included. How "
                 "much each of them does change it is told by the gradient: mostly those in the middle do, and which "
                 "depends on the picture. Click another cell, choose a deeper layer."),
     newView<UnitView>},
    {"attention", QObject::tr("Where it looks"),
     QObject::tr("Three ways to ask what an answer rests on. Saliency: pixels that move the score. Grad-CAM: places of "
                 "the last maps that speak for the class. Occlusion: what it costs to cover a spot, first coarsely, "
                 "then finely. Of random weights all three show only how the layers are built."),
     newView<AttentionView>},
    {diveViewId, QObject::tr("Down to the pixel"),
     QObject::tr(
         "Enter or a click goes one level down, Backspace up; the trail above leads back to any of them. A class "
         "is a sum over units, a unit over the maps below it, a value of a map over one window: products, a "
         "bias, and what the activation makes of it. At the bottom stands a pixel."),
     newView<DiveView>, false},
};

} // namespace

std::span<const ModelViewKind> modelViews() {
    return modelViewList;
}

const ModelViewKind* findModelView(const QString& id) {
    for (const ModelViewKind& kind : modelViews())
        if (kind.id == id) return &kind;
    return nullptr;
}

} // namespace ui
