// A lecture on paper, or as one page for a browser: a scene a page, its figure as vector graphics, the questions and at
// the end their answers.
#pragma once

#include "ui/figure/figure.h"

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace ui {

struct HandoutScene {
    QString title, group;
    QString headline, line;               // over a figure that does not say them itself
    std::shared_ptr<const Figure> figure; // null: there is none, and `remarks` say why
    QStringList remarks;                  // what is missing, and the like
    QString notice, note;                 // for everybody; for the speaker alone
    QString ask, answer, why;             // a question; empty: none
};

struct Handout {
    QString title;
    std::vector<HandoutScene> scenes;
    Style style;         // that the figures were made with
    bool notes = false;  // those for the speaker, too
    bool answers = true; // at the end
    bool letter = false; // paper of 8.5 x 11 inches; otherwise A4
};

// On what a figure is laid out, so that its small print can be read on paper.
QSizeF handoutFigureSize(QSizeF usual);

// How far it is, 0 to 1.
using HandoutProgress = std::function<void(double)>;

} // namespace ui
