// THE list of pages. To add one: derive from Page, add a line here; lessons in resources/lessons name it by its id.
#include "ui/pages/backward_page.h"
#include "ui/pages/channels_page.h"
#include "ui/pages/field_page.h"
#include "ui/pages/filter_page.h"
#include "ui/pages/fit_page.h"
#include "ui/pages/grids_page.h"
#include "ui/pages/page.h"
#include "ui/pages/shift_page.h"
#include "ui/pages/training_page.h"
#include "ui/pages/window_page.h"

namespace ui {
namespace {

template<class P> std::unique_ptr<Page> make() {
    return std::make_unique<P>();
}

const PageKind kinds[] = {
    {"grids", make<GridsPage>},       {"window", make<WindowPage>}, {"backward", make<BackwardPage>},
    {"channels", make<ChannelsPage>}, {"filter", make<FilterPage>}, {"fit", make<FitPage>},
    {"shift", make<ShiftPage>},       {"field", make<FieldPage>},   {"training", make<TrainingPage>},
};

} // namespace

std::span<const PageKind> pageKinds() {
    return kinds;
}

} // namespace ui
