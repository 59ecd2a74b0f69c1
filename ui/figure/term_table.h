// Products under one another, each with a bar, and below a rule what they add up to.
//
//     conv1, row 3       0.53 × (−0.21)    −0.111   ####|
//     conv1, row 4       0.48 × 0.3         0.144       |######
//                             770 more      0.020
//                                 bias      0.003
//                                        --------
//                                  sum      0.056
#pragma once

#include "ui/figure/brush.h"

#include <vector>

namespace ui {

struct TermTable {
    struct Line {
        QString name, first, second, product; // second may be empty: then first stands alone
        double value = 0;                     // of the product: the bar
        QString brief = {};                   // the name where there is no room for all of it
    };
    struct Foot {
        QString name, number;
        QColor colour;
        Weight weight = Weight::SemiBold;
    };
    QString name, factors; // headings of the first two columns
    QColor nameInk, firstInk, secondInk;
    std::vector<Line> lines;
    std::vector<Foot> feet; // the last one stands below the rule
    QString made = {};      // heading of the third; empty: they are products

    static double row(double font);
    // How many lines fit above so many feet, at least one.
    static int fitting(const QRectF& area, double font, std::size_t feet);
    static QRectF line(const QRectF& area, double font, int index);
    // hot: the line pointed at, or -1.
    void paint(const Brush& to, const QRectF& area, double font, int hot) const;

private:
    struct Columns;
    void paintFeet(const Columns& columns, const QRectF& area, double font) const;
};

} // namespace ui
