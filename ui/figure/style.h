// How everything looks: THE list of colours, the fonts and the colour ramps. No colour stands in any other file.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <span>

namespace ui {

// Clear...: the same where the ground of the stage is not painted, for pictures that are laid on another one.
enum class Theme { Light, Dark, Projector, ClearLight, ClearDark, ClearProjector };

// What each colour means; the same thing has the same colour everywhere.
struct Palette {
    QColor window, surface, side, sunken, raised; // grounds: stage, cards and cells, lists, grooves, the chosen switch
    QColor line, lineStrong;                      // hairlines; control borders and everything dashed
    QColor text, dim;                             // text; veiled digits and secondary text
    QColor now, onNow, nowTint;                   // the one accent, "now"; text on it; ground of hot cells
    QColor input, kernel, output;                 // the three roles
    QColor kernelTint, outputTint;
    QColor error, runB; // misfit or wrong answer; second line of a chart
};

const Palette& palette(Theme theme);
Theme clear(Theme theme);
bool isDark(Theme theme);
QPalette widgetPalette(const Palette& colors);
// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);

// Diverging ramp for weights, gradients and differences: t from -1 (blue) over 0 (exactly white) to 1 (red).
QColor signedRamp(double t);
// Viridis for activations and counts: t from 0 (dark) to 1 (light). t outside the range is clamped in both.
QColor unsignedRamp(double t);
// Images: 0 black, 1 white.
QColor greyRamp(double t);
// Black or white, whichever contrasts more with `ground` (never below 4.58:1).
QColor digitOn(const QColor& ground);
QColor mix(const QColor& a, const QColor& b, double t);

enum class Weight { Regular = 400, SemiBold = 600, Bold = 700 };

// Everything a figure needs to know to paint itself.
struct Style {
    Theme theme = Theme::Light;
    double scale = 1;   // the user's text size, 1 to 3
    double compact = 1; // controls and lists are drawn a little smaller in small windows; figures scale by themselves
    bool presenting = false; // for the last row of a lecture hall: the figure first, large headings, no small print
    bool moving = false;     // a step may move on the screen; pictures in files hold still

    double controlScale() const { return scale * compact; }
    const Palette& colors() const { return palette(theme); }
    // The interface font at a size in pixels.
    static QFont font(double pixels, Weight weight = Weight::Regular);
    // Digits of equal width: the interface font when its ten digits have it, else DejaVu Sans.
    static QFont numberFont(double pixels, Weight weight = Weight::Regular);
};

} // namespace ui
