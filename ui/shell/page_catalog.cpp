// THE list of pages. To add one: derive from Page, add a line here; lessons in resources/lessons name it by its id.
#include "ui/lessons/backward/backward_page.h"
#include "ui/lessons/channels/channel_page.h"
#include "ui/lessons/field/field_page.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/lessons/fit/fit_page.h"
#include "ui/lessons/grids/grids_page.h"
#include "ui/lessons/shift/shift_page.h"
#include "ui/lessons/training/training_page.h"
#include "ui/lessons/window/window_page.h"
#include "ui/pages/page.h"

namespace ui {
namespace {

template<class P> std::unique_ptr<Page> make() {
    return std::make_unique<P>();
}

const PageKind kinds[] = {
    {"grids", make<GridsPage>},      {"window", make<WindowPage>}, {"backward", make<BackwardPage>},
    {"channels", make<ChannelPage>}, {"filter", make<FilterPage>}, {"fit", make<FitPage>},
    {"shift", make<ShiftPage>},      {"field", make<FieldPage>},   {"training", make<TrainingPage>},
};

} // namespace

std::span<const PageKind> pageKinds() {
    return kinds;
}

} // namespace ui
