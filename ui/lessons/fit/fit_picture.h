// What the picture of a learning kernel shows, as a value; where each thing stands; and its sentences.
#pragma once

#include "core/walk/kernel_fit.h"
#include "ui/figure/figure.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"

#include <memory>

namespace ui {

struct FitPicture {
    QString headline, line;
    std::shared_ptr<const cnn::KernelFit> fit; // never null
    cnn::Tensor truth;                         // the kernel that made the target
    int step = 1;                              // the moment before that update, 1 .. fit->updates() + 1
    std::size_t weight = 0;                    // the chosen one, in reading order
    bool logarithmic = false;
    bool noisy = false;
    std::optional<CellRef> hover;
    QString covered; // a question's id: "loss", "next", "gradient", "rate"

    int rows() const { return fit->task().rows; }
    int columns() const { return fit->task().columns; }
    bool atEnd() const { return step == fit->updates() + 1; }
    bool twoWeights() const { return rows() * columns() == 2; }
    bool covers(const char* id) const { return covered == QLatin1String(id); }
};

// Axes of a chart. Values are clamped by the painter, not here.
struct ChartFrame {
    QRectF area;
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
    bool logarithmic = false; // y0 and y1 are then powers of ten
    QPointF at(double x, double y) const;
    std::vector<double> yMarks;
};

struct FitLayout {
    StageFrame frame;
    GridPlace input, prediction, target, error, kernel, truth;
    QRectF legend;                                  // scales, right of the maps
    QRectF kernelCard, lossCard, pathCard, sumCard; // sumCard: the update
    QRectF table;                                   // epochs, losses and weights, under the kernels
    std::vector<int> tableRows;                     // the moments in it
    double tablePitch = 0, tableSize = 0;           // of its text
    ChartFrame loss, path;                          // path: contours for two weights, otherwise weights over updates
    double labelSize = 0, captionSize = 0;
};

FitLayout layOut(const FitPicture& picture, QSizeF size, const Style& style);
// How much of the course fits into this room.
void placeTable(const FitPicture& picture, const QRectF& room, FitLayout& layout);

// "w₁", with row and column ("w₂₁") when the kernel has both.
QString weightName(int rows, int columns, std::size_t weight);
// "before update 2" or "after 10 updates".
QString momentName(const FitPicture& picture);
// What the current update does, and to the loss.
QString updateSentence(const FitPicture& picture);
// "Learning rate 0.04 is above 0.0333 ...", or why the loss cannot reach 0; empty when all is well.
QString troubleSentence(const FitPicture& picture);
// What is pointed at; empty: nothing.
QString hoverSentence(const FitPicture& picture);
QString lossText(double loss);
// "0.0333": the rate above which it diverges, with as many places as tell on which side of it this rate is.
QString limitText(const cnn::KernelFit& fit);
QString numberText(double value, int places = 4);

} // namespace ui
