// What a class sees: the stage of the lesson in front on a whole screen, over a foot that says where in it one is. No
// menu, no list, no settings, no bar.
#pragma once

#include "ui/shell/ground.h"
#include "ui/shell/ink.h"
#include "ui/shell/presentation_foot.h"

class QVBoxLayout;

namespace ui {

class AudienceScreen : public Ground {
    Q_OBJECT
public:
    AudienceScreen();
    // Shows them over the foot until somebody gives them another parent.
    void take(QWidget* stages);
    void setStyle(const Style& style);
    PresentationFoot& foot() { return *m_foot; }
    Ink& ink() { return *m_ink; }
    // A black screen, so that everybody looks at the speaker.
    void setBlank(bool blank);
    bool isBlank() const { return m_isBlank; }
    // Where that is, as a share of width and height: what Ink wants.
    QPointF shareOf(const QWidget& widget, const QPointF& at) const;

signals:
    void closed(); // by the window manager

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    PresentationFoot* m_foot;
    Ink* m_ink;
    Ground* m_blank;
    QVBoxLayout* m_rows;
    bool m_isBlank = false;
};

} // namespace ui
