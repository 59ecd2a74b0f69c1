// The right side of a lesson on channels: settings, sizes, depth, parameters, the current step, what to notice.
#pragma once

#include "ui/lessons/channels/channel_lab.h"
#include "ui/lessons/channels/channel_picture.h"
#include "ui/view/settings_panel.h"

namespace ui {

class ChannelInspector : public SettingsPanel {
    Q_OBJECT
public:
    ChannelInspector(ChannelLab& lab, QWidget* parent = nullptr);
    void setStyle(const Style& style) override;
    // The step's sentence, what is pointed at, and the formulas, without what the picture hides.
    void showStep(const ChannelPicture& picture);

signals:
    void pictureWanted();

private:
    void addSizes();
    void addRepair();
    void refreshAll();
    QString sizes(const ChannelPicture& picture) const;
    QString read(const ChannelPicture& picture) const;
    QString separable(const ChannelPicture& picture) const;
    QString parameters(const ChannelPicture& picture) const;
    QString multiplications(const ChannelPicture& picture) const; // of the whole layer; empty where nothing fits

    ChannelLab& m_lab;
    SceneSettings<ChannelLab> m_settings;
    QLabel *m_sizes, *m_step, *m_hover;
    QPushButton* m_pad; // a way out of a misfit
};

} // namespace ui
