#include "tests/ui/walk/oracle.h"

namespace ui {
namespace {

// THE list: a page of the catalogue, and what knows the truth about it.
const struct {
    const char* page;
    QString (*objection)(const Shown&);
} oracles[] = {{"window", windowObjection}, {"channels", channelsObjection}, {"backward", backwardObjection},
               {"filter", filterObjection}, {"fit", fitObjection},           {"shift", shiftObjection},
               {"field", fieldObjection},   {"grids", gridsObjection},       {"training", trainingObjection}};

} // namespace

const cnn::Tensor* Shown::find(const QString& name) const {
    for (const NamedNumbers& n : numbers)
        if (n.name == name) return &n.values;
    return nullptr;
}

QString objection(const QString& page, const Shown& shown) {
    for (const auto& oracle : oracles)
        if (page == oracle.page) return oracle.objection(shown);
    return "Nobody knows the truth about the page \"" + page + "\".";
}

} // namespace ui
