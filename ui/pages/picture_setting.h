// The setting of which picture a lesson shows, one of the choices being the user's own: chosen before there is one, it
// is asked for, and what is shown stays until it comes.
#pragma once

#include "ui/view/settings_panel.h"

#include <functional>

namespace ui {

// What is no choice and may be shown instead until one is chosen: the camera.
struct ShownInstead {
    std::function<bool()> isOn = [] { return false; };
    std::function<void()> turnOff = [] {};
};

// lacks: whether a scene shows a picture that is not there. ask: for that picture.
template<class Document, class Lacks, class Ask>
void addPictureSetting(SettingsPanel& panel, Document& document, const Setting<typename Document::Scene>& row,
                       Lacks lacks, Ask ask, const ShownInstead& instead = {}) {
    const auto bind = [&](auto* control, auto signal, auto setCurrent) {
        const auto show = [&document, &row, control, setCurrent, instead] {
            (control->*setCurrent)(instead.isOn() ? -1 : static_cast<int>(row.get(document.scene())));
            return !row.needed || row.needed(document.scene());
        };
        QObject::connect(control, signal, &panel, [&panel, &document, &row, lacks, ask, instead, show](int choice) {
            emit panel.refused({});
            instead.turnOff();
            auto next = document.scene();
            row.set(next, choice);
            if (!lacks(next)) return document.edit(row.undoText(), next);
            show();
            ask();
        });
        panel.addSetting(row.id, row.label, control, show);
    };
    if (row.choices.size() <= 4)
        return bind(new Segmented(row.label, row.choices), &Segmented::changed, &Segmented::setCurrent);
    auto* list = new DropDown;
    list->addItems(row.choices);
    list->view()->setAccessibleName(row.label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(12);
    bind(list, &QComboBox::activated, &QComboBox::setCurrentIndex);
}

} // namespace ui
