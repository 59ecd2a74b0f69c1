// How the picture's file is read: which page and channel, and what is black and white. Over the stage, which shows at
// once what is chosen.
#pragma once

#include "ui/pages/given_picture.h"
#include "ui/view/controls.h"

#include <QFrame>

namespace ui {

class ReadingPanel : public QFrame {
    Q_OBJECT
public:
    ReadingPanel();
    // Comes into sight, with the keys in its first control.
    void open(const SharedPicture& picture);
    // What is chosen now; a picture with nothing to choose, or null, sends it out of sight.
    void showPicture(const SharedPicture& picture);

signals:
    void wanted(const PictureWish& wish); // to be read so
    void left();                          // out of sight
    void refused(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeControls();
    void layOut();
    void showChannels();
    void showRange();
    void change(const std::function<void(PictureWish&)>& how);
    void chooseRange(int index);
    void type(float cnn::DisplayRange::*end, double value);
    void leave();
    Stepper* valueStepper(const QString& name, float cnn::DisplayRange::*end);

    SharedPicture m_picture;
    PictureWish m_wish; // the newest, which may still be being read
    QLabel *m_preview, *m_title, *m_facts;
    Stepper *m_page, *m_black, *m_white;
    Segmented* m_pages;
    DropDown *m_channel, *m_range;
    QWidget *m_pageRow, *m_pagesRow, *m_channelRow, *m_rangeRow, *m_blackRow, *m_whiteRow;
};

} // namespace ui
