// look: what labelled images would be read as, before they are.
#include "app/cell_options.h"
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "ui/lessons/training/look/look_words.h"
#include "ui/media/data_look.h"

#include <algorithm>

namespace ui {
namespace {

void runLook(const Arguments& a) {
    DataLook look;
    if (const auto cells = cellsFrom(a.operand(0), dataWishOf(a))) {
        look = lookAtCells(*cells);
    } else {
        ProgressBar bar;
        look = lookAtData(a.operand(0), dataWishOf(a), {{}, [&](double done) { bar.show(done, "looking"); }});
    }
    const std::vector<LookFact> facts = lookFacts(look);
    qsizetype width = 0;
    for (const LookFact& fact : facts) width = std::max(width, fact.name.size());
    QString text;
    for (const LookFact& fact : facts) {
        QString name = fact.name;
        for (const QString& line : fact.text.split('\n')) {
            text += name.leftJustified(width) + "  " + line + '\n';
            name.clear();
        }
    }
    if (look.mayBeTurned && !a.has("turned"))
        text += QString("Turned").leftJustified(width) +
                "  such images often lie on their side: with --turned they stand\n";
    printResult(text.toStdString());
}

} // namespace

const Command lookCommand{
    "look",
    "DATA",
    "What labelled images would be read as: layout, counts, classes, size, values",
    "\nDATA is a folder of pictures, a folder or file of other programs, or cells, as for train. Few "
    "pictures of a\nfolder are opened for it. The options are those of train.\n"
    "\nExample: convscope look flowers/ --size 64\n",
    withDataOptions({}),
    runLook};

} // namespace ui
