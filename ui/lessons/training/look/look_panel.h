// A look before loading: what was found, sixteen images, the few choices there are, and one button.
#pragma once

#include "ui/lessons/training/look/look_figure.h"
#include "ui/model/background.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QFrame>

class QPushButton;

namespace ui {

class LookPanel : public QFrame {
    Q_OBJECT
public:
    explicit LookPanel(QWidget* parent);
    void setStyle(const Style& style);
    // Looks at a file or folder, on a thread; the panel comes into sight with what was found.
    void look(const QString& path, const cnn::DataWish& wish);
    // Goes out of sight; nothing is being looked at any more. False: nothing was.
    bool leave();
    bool busy() const { return m_work.busy(); }
    // What is being looked at, for people; empty: nothing.
    QString reading() const;
    // Returns when nothing is being looked at any more.
    void wait() { m_work.wait(); }
    const DataLook& found() const { return m_picture.look; }

signals:
    void progressed();
    void wanted(const QString& path, const cnn::DataWish& wish);
    void shown(bool inSight);
    void refused(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void lookAgain();
    void show(DataLook look);
    void setInSight(bool inSight);
    void makeControls();
    void change(const std::function<void(cnn::DataWish&)>& how);
    QString m_path;
    cnn::DataWish m_wish;
    LookPicture m_picture;
    FigureView* m_view;
    Segmented *m_upright, *m_colours;
    DropDown *m_size, *m_range;
    QWidget *m_uprightRow, *m_coloursRow, *m_rangeRow;
    QPushButton *m_use, *m_leave;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
