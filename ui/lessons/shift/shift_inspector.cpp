#include "ui/lessons/shift/shift_inspector.h"

namespace ui {

ShiftInspector::ShiftInspector(ShiftLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_place(paragraph()), m_hover(paragraph()) {
    addSettings();
    m_place->setObjectName("stepWords");
    addSection(tr("This step"), m_place);
    m_hover->setObjectName("quiet");
    add(m_hover);
    connect(&m_lab, &ShiftLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

// THE list of settings; a lesson names those that are in sight by their ids.
void ShiftInspector::addSettings() {
    using S = ShiftScene;
    QStringList pictures;
    for (int digit = 0; digit < S::square; ++digit) pictures << tr("Digit %1").arg(digit);
    pictures << tr("Square");
    m_settings.list(
        "picture", tr("Picture"), pictures, [](const S& s) { return s.picture; }, [](S& s, int v) { s.picture = v; });
    m_settings.whole(
        "right", tr("Pixels right"), -S::farthest, S::farthest, [](const S& s) { return s.right; },
        [](S& s, int v) { s.right = v; });
    m_settings.whole(
        "down", tr("Pixels down"), -S::farthest, S::farthest, [](const S& s) { return s.down; },
        [](S& s, int v) { s.down = v; });
    m_settings.choice(
        "pooling", tr("Pools"), {tr("max"), tr("mean"), tr("none")},
        [](const S& s) { return static_cast<int>(s.pooling); },
        [](S& s, int v) { s.pooling = static_cast<cnn::ShiftPooling>(v); });
    m_settings.whole(
        "window", tr("Pool window"), 2, 4, [](const S& s) { return s.window; }, [](S& s, int v) { s.window = v; }, {},
        true, [](const S& s) { return s.pooling != cnn::ShiftPooling::None; });
    m_settings.list(
        "kernel", tr("Kernel"), shiftKernelNames(),
        [](const S& s) { return static_cast<int>(shiftKernels().indexOf(s.kernel)); },
        [](S& s, int v) { s.kernel = shiftKernels()[v]; });
    m_settings.choice(
        "relu", tr("ReLU"), {tr("on"), tr("off")}, [](const S& s) { return s.relu ? 0 : 1; },
        [](S& s, int v) { s.relu = v == 0; });
}

void ShiftInspector::showWords(const QString& place, const QString& pointedAt) {
    m_place->setText(place);
    m_hover->setText(pointedAt);
}

} // namespace ui
