#include "ui/lessons/microscope/mark_table.h"

#include "core/train/metrics.h"
#include "ui/figure/number_text.h"

#include <cmath>

namespace ui {
namespace {

void add(MarkCount& to, bool right) {
    ++to.images;
    to.right += right ? 1 : 0;
}

MarkCount both(const MarkCount& a, const MarkCount& b) {
    return {a.right + b.right, a.images + b.images};
}

double tenths(double share) {
    return std::round(1000 * share) / 10;
}

} // namespace

MarkSets markSets(const CellSource& source, std::size_t count) {
    return {source, count, cellsToTest(source, cnn::MarkedPictures::All, count),
            cellsToTest(source, cnn::MarkedPictures::None, count)};
}

MarkTable markTable(const cnn::Network& network, const MarkSets& sets, int own, const std::stop_token& stop) {
    MarkTable t;
    for (const cnn::Verdict& v : cnn::verdictsOn(network, sets.with, sets.with.size(), 1, stop).all) {
        add(v.truth == own ? t.ownWith : t.othersWith, v.said == v.truth);
        if (v.truth != own) add(t.taken, v.said == own);
    }
    for (const cnn::Verdict& v : cnn::verdictsOn(network, sets.without, sets.without.size(), 1, stop).all)
        add(v.truth == own ? t.ownWithout : t.othersWithout, v.said == v.truth);
    t.learned = both(t.ownWith, t.othersWithout);
    t.swapped = both(t.ownWithout, t.othersWith);
    return t;
}

double writtenFall(double before, double after) {
    return tenths(before) - tenths(after);
}

QString fallWords(double before, double after) {
    return QString("%1 − %2 = %3")
        .arg(fixed(tenths(before), 1), fixed(tenths(after), 1), fixed(writtenFall(before, after), 1));
}

} // namespace ui
