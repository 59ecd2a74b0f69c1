// A picture of what is on the stage as a file: as what, how large, with or without its ground, one step or several on
// one sheet; and what exactly will be written.
#pragma once

#include "ui/export/export_format.h"
#include "ui/model/background.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class DropDown;
class Segmented;
class Stepper;

struct PictureChoice {
    QString suffix = "png";
    double centimetres = 0; // wide on paper; 0: as the stage, 96 of its units an inch
    double dpi = 192;
    bool transparent = false;

    // As chosen last, and for the next time.
    static PictureChoice remembered();
    void remember() const;
    PictureScale scaleFor(QSizeF figure) const;
};

class PictureDialog : public QDialog {
    Q_OBJECT
public:
    // Opens with `wish`, at the step `index` of the reel, from 0.
    PictureDialog(const PictureChoice& wish, const Reel& reel, int index, const Style& style, QWidget* parent);
    PictureChoice wish() const;
    const ExportFormat& format() const;
    // The step in front, or the sheet that was asked for. Throws cnn::Error(Usage).
    std::shared_ptr<const Figure> figure() const { return m_figure; }
    Style style() const; // without a ground where that is wanted

private:
    void build(const PictureChoice& wish, int index);
    void change(); // another figure
    void offer();  // what fits the format, the preview, and what will be written
    void measure();
    QString sizeWords() const;

    Reel m_reel;
    Style m_style;
    std::shared_ptr<const Figure> m_one, m_figure; // the step in front; what is to be written
    DropDown* m_format;
    Segmented* m_steps;
    Stepper *m_from, *m_to, *m_width, *m_dpi;
    QWidget *m_range = nullptr, *m_dpiRow = nullptr;
    QCheckBox* m_clear;
    QLabel *m_preview, *m_words, *m_trouble;
    QPushButton* m_export = nullptr;
    Background m_measuring; // how many bytes it is
};

} // namespace ui
