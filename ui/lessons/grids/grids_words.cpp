#include "ui/lessons/grids/grids_words.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <cstdlib>
#include <optional>

namespace ui {

QString pixelName(int place) {
    return tr("Row %1, column %2").arg(place / imageSide + 1).arg(place % imageSide + 1);
}

QString numberInWords(int place) {
    return QString("%1 × %2 + %3 = %4").arg(place / imageSide).arg(imageSide).arg(place % imageSide + 1).arg(place + 1);
}

namespace {

// Which of the four are there, at which numbers of the strip; at the border what is missing is said.
QString neighboursInStrip(const GridsPicture& p) {
    std::optional<int> above, left, right, below;
    if (p.row > 0) above = p.place() - imageSide + 1;
    if (p.column > 0) left = p.place();
    if (p.column < imageSide - 1) right = p.place() + 2;
    if (p.row < imageSide - 1) below = p.place() + imageSide + 1;
    const QString beside =
        left && right ? tr("Its neighbours to the left and right stay next to it, at %1 and %2").arg(*left).arg(*right)
        : left        ? tr("Its neighbour to the left stays next to it, at %1; to the right there is none").arg(*left)
                      : tr("Its neighbour to the right stays next to it, at %1; to the left there is none").arg(*right);
    const QString over = above && below
                             ? tr("those above and below are 28 numbers away, at %1 and %2").arg(*above).arg(*below)
                         : above ? tr("the one above is 28 numbers away, at %1; below there is none").arg(*above)
                                 : tr("the one below is 28 numbers away, at %1; above there is none").arg(*below);
    return beside + "; " + over + ".";
}

// How many of its neighbours lie beside a pixel in the shuffled picture.
int stillBeside(const GridsPicture& p) {
    const int shown = p.shownPlace(p.place());
    int beside = 0;
    for (const Neighbour& n : neighbours(p.place())) {
        const int to = p.shownPlace(n.place);
        beside +=
            std::abs(to / imageSide - shown / imageSide) + std::abs(to % imageSide - shown % imageSide) == 1 ? 1 : 0;
    }
    return beside;
}

} // namespace

QString pixelSentence(const GridsPicture& p) {
    const int here = p.place(), shown = p.shownPlace(here);
    if (p.covered == "index") return tr("Which number of the strip is it? Rows, columns and numbers count from 1.");
    if (!p.shuffled && p.channels == 3)
        return tr("Its red is number %1 of the strip, its green %2, its blue %3.")
                   .arg(numberInWords(here), grouped(here + imagePlaces + 1), grouped(here + 2 * imagePlaces + 1)) +
               ' ' + neighboursInStrip(p);
    if (!p.shuffled) return tr("It is number %1 of the strip.").arg(numberInWords(here)) + ' ' + neighboursInStrip(p);
    const int beside = stillBeside(p);
    const bool colours = p.channels == 3;
    const QString moved = shown == here
                              ? (colours ? tr("Its red, number %1, stayed where it was, by chance.")
                                         : tr("Its number %1 stayed where it was, by chance."))
                                    .arg(here + 1)
                              : (colours ? tr("Its red, number %1, went to row %2, column %3: number %4 of the strip.")
                                         : tr("Its number %1 went to row %2, column %3: number %4 of the strip."))
                                    .arg(here + 1)
                                    .arg(shown / imageSide + 1)
                                    .arg(shown % imageSide + 1)
                                    .arg(shown + 1);
    return moved + ' ' +
           (beside == 0 ? tr("Not one of its neighbours lies beside it any more.")
                        : tr("Still beside it, by chance: %1.").arg(count::neighbours(beside)));
}

} // namespace ui
