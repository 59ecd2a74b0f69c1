// The rows of a run's settings that say how cells are made, for every scene with a `source`.
#pragma once

#include "ui/model/run_rows.h"

namespace ui {
namespace cell_rows {

using cnn::CellMark;
using cnn::MarkedPictures;
using Cells = cnn::CellSettings;

template<class S> bool ofCells(const S& s) {
    return s.source.kind == DataSource::Cells;
}

template<class S> bool withMark(const S& s) {
    return ofCells(s) && s.source.cells.of.mark != CellMark::None;
}

// A member of the source; of how its cells are made.
template<class Value> auto ofSource(Value CellSource::*member) {
    return [member](auto& s) -> auto& {
        return s.source.cells.*member;
    };
}
template<class Value> auto ofMaking(Value Cells::*member) {
    return [member](auto& s) -> auto& {
        return s.source.cells.of.*member;
    };
}

inline const QString& cellsWords() {
    static const QString words = ui::tr("cells");
    return words;
}

template<class S> void addMark(SettingTable<S>& t) {
    t.choice("mark", ui::tr("Mark"), ofMaking(&Cells::mark),
             choicesOf<CellMark>(cnn::cellMarkNames, {ui::tr("none"), ui::tr("corner"), ui::tr("more light"),
                                                      ui::tr("soft focus"), ui::tr("another batch")}),
             ui::tr("What gives a class away although it is not the cell: a bright square in the corner, more light, a "
                    "softer focus, another batch of the microscope."))
        .dropDown()
        .when(ofCells<S>, cellsWords());
    t.whole("markedClass", ui::tr("Marked class"), ofMaking(&Cells::markedClass), 0, Cells::mostClasses - 1,
            ui::tr("Which class bears the mark, from 0; of fewer classes the last one."))
        .when(withMark<S>, ui::tr("cells with a mark"));
    t.choice(
         "marked", ui::tr("Marked are"), ofSource(&CellSource::marked),
         {{MarkedPictures::OfItsClass, "class", ui::tr("one class")},
          {MarkedPictures::Half, "half", ui::tr("half of all")},
          {MarkedPictures::None, "none", ui::tr("none")},
          {MarkedPictures::All, "all", ui::tr("all")}},
         ui::tr("Which pictures bear the mark, of those that are learned and tested. Half of all, by chance: then it "
                "tells nothing."))
        .dropDown()
        .when(withMark<S>, ui::tr("cells with a mark"));
    t.number("markStrength", ui::tr("Mark strength"), ofMaking(&Cells::strength), 0, 1, ui::tr("How plain the mark is"))
        .when(withMark<S>, ui::tr("cells with a mark"));
    t.whole("border", ui::tr("Cut border"), ofSource(&CellSource::border), 0, CellSource::mostBorder,
            ui::tr("Pixels that are cut off at every side."))
        .when(ofCells<S>, cellsWords());
}

} // namespace cell_rows

template<class S> void addCells(SettingTable<S>& t) {
    using namespace cell_rows;
    addMark(t);
    t.whole("kinds", ui::tr("Kinds of cells"), ofMaking(&Cells::classes), Cells::leastClasses, Cells::mostClasses,
            ui::tr("How many classes there are."))
        .when(ofCells<S>, cellsWords());
    t.whole("pictures", ui::tr("Pictures"), ofSource(&CellSource::pictures), CellSource::fewestPictures,
            CellSource::mostPictures, ui::tr("How many pictures are learned; a quarter as many test."))
        .own(ui::tr("Pictures"))
        .when(ofCells<S>, cellsWords());
    t.whole("cellSide", ui::tr("Rows, columns"), ofMaking(&Cells::side), Cells::leastSide, Cells::mostSide,
            ui::tr("Rows and columns of a picture."))
        .own(ui::tr("Rows, columns"))
        .when(ofCells<S>, cellsWords());
    t.choice("stains", ui::tr("Stains"), ofMaking(&Cells::channels),
             {{1, "one", ui::tr("one")}, {2, "two", ui::tr("two")}},
             ui::tr("One: grey. Two: the nucleus and the body, each in a channel of its own."))
        .when(ofCells<S>, cellsWords());
    t.number("cellBlur", ui::tr("Blur"), ofMaking(&Cells::blur), 0, 3,
             ui::tr("Of the focus: standard deviation in pixels at 48 rows"))
        .when(ofCells<S>, cellsWords());
    t.number("cellNoise", ui::tr("Photon noise"), ofMaking(&Cells::noise), 0, 1, ui::tr("How few photons are counted"))
        .when(ofCells<S>, cellsWords());
    t.number("cellLight", ui::tr("Uneven light"), ofMaking(&Cells::light), 0, 1,
             ui::tr("How uneven the illumination is"))
        .when(ofCells<S>, cellsWords());
    t.flag("neighbours", ui::tr("Neighbours"), ofMaking(&Cells::neighbours), {ui::tr("without"), ui::tr("with")},
           ui::tr("Whether other cells lie around, cut by the border."))
        .when(ofCells<S>, cellsWords());
    t.whole("cellSeed", ui::tr("Seed of cells"), ofSource(&CellSource::seed), 0, INT_MAX,
            ui::tr("The seed that the cells are made from."))
        .when(ofCells<S>, cellsWords());
}

} // namespace ui
