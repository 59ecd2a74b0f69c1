// What a mark does to a network's answers: the same cells once with the mark and once without.
#pragma once

#include "core/network/network.h"
#include "ui/model/cell_source.h"

#include <QString>
#include <stop_token>

namespace ui {

struct MarkCount {
    int right = 0, images = 0;
    double share() const { return images > 0 ? static_cast<double>(right) / images : 0; }
};

// Of the marked class and of the others, with the mark and without.
struct MarkTable {
    MarkCount ownWith, ownWithout, othersWith, othersWithout;
    MarkCount taken;   // of the other classes, with the mark: said to be the marked one (right: so many)
    MarkCount learned; // all of them, marked as they were learned: the class with, the others without
    MarkCount swapped; // the other way round
    double fall() const { return learned.share() - swapped.share(); }
};

// Cells to look at, once each.
struct MarkSets {
    CellSource source;
    std::size_t count = 0;
    cnn::Dataset with, without;
};
// So many are asked about wherever runs are judged by the mark: else one run would have two numbers.
constexpr std::size_t judgedCells = 400;
MarkSets markSets(const CellSource& source, std::size_t count = judgedCells);
// own: the marked class. Throws Error(Mismatch) when the network cannot read them, Error(Interrupted).
MarkTable markTable(const cnn::Network& network, const MarkSets& sets, int own, const std::stop_token& stop = {});

// "94.2 − 31.5 = 62.7": written so that it adds up as it stands, in points.
QString fallWords(double before, double after);
// What is left after rounding both to a tenth of a point.
double writtenFall(double before, double after);

} // namespace ui
