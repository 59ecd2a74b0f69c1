// A sliding-window lesson's page in a window, driven by real keys, clicks and wheel turns.
#pragma once

#include "tests/ui/support/page_bench.h"
#include "ui/lessons/window/window_page.h"

#include <QLabel>

namespace ui {

struct WindowBench : PageBench<WindowPage> {
    using PageBench::PageBench;
    void increase(const QString& setting, int times = 1) {
        for (int i = 0; i < times; ++i) press(setting + ": more");
    }
    // The numbers as they are exported.
    QList<float> numbers(const char* name) const {
        for (const NamedNumbers& n : page.numbers())
            if (n.name == QLatin1String(name)) return {n.values.values().begin(), n.values.values().end()};
        return {};
    }
    QList<float> output() const { return numbers("output"); }
    // Everything that is written beside the stage.
    QString words() const {
        QStringList all;
        for (const auto* label : window.findChildren<QLabel*>())
            if (label->isVisibleTo(&window)) all << label->text();
        return all.join('\n');
    }
};

} // namespace ui
