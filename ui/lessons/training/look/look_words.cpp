#include "ui/lessons/training/look/look_words.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr qsizetype mostLetters = 90; // of names of classes: about two lines

QString range(double low, double high) {
    return tr("%1 to %2").arg(written(low), written(high));
}

QString imagesWords(const DataLook& look) {
    QString words = tr("%1 to learn from").arg(grouped(look.train));
    if (look.validation > 0) words += tr(", %1 to watch it with").arg(grouped(look.validation));
    return words + tr(", %1 to test with").arg(grouped(look.test));
}

QString classesWords(const DataLook& look) {
    QStringList named;
    qsizetype letters = 0;
    for (const QString& name : look.classes) {
        letters += name.size() + 2;
        if (!named.isEmpty() && letters > mostLetters) break;
        named << name;
    }
    if (look.classes.size() > named.size()) named << tr("and %1 more").arg(grouped(look.classes.size() - named.size()));
    QString words = grouped(look.classes.size()) + ": " + named.join(", ");
    if (look.counts.empty()) return words;
    const auto [least, most] = std::minmax_element(look.counts.begin(), look.counts.end());
    return words + '\n' +
           (*least == *most ? tr("%1 to learn from of each").arg(grouped(*most))
                            : tr("%1 to %2 to learn from of each").arg(grouped(*least), grouped(*most)));
}

QString sizeWords(const DataLook& look) {
    const QString read = times(look.shape.h, look.shape.w);
    if (look.smallest != look.largest)
        return tr("%1 to %2, read at %3")
            .arg(times(look.smallest.height(), look.smallest.width()),
                 times(look.largest.height(), look.largest.width()), read);
    const QString found = times(look.largest.height(), look.largest.width());
    return found == read ? read : tr("%1, read at %2").arg(found, read);
}

QString coloursWords(const DataLook& look) {
    if (look.shape.c == 3) return tr("red, green and blue: 3 channels");
    if (look.shape.c > 1) return tr("%1 channels, each as it is").arg(look.shape.c);
    return look.coloured ? tr("coloured, read in grey: 1 channel") : tr("grey: 1 channel");
}

QString valuesWords(const DataLook& look) {
    const cnn::DisplayRange& shown = look.samples.range;
    QString words = range(look.values.low, look.values.high);
    const bool some = look.seen < look.train;
    if (some) words += tr(" in the first %1").arg(grouped(look.seen));
    if (some && look.samples.pixels.kind() != cnn::Pixels::Kind::Bytes)
        return words + tr("; black and white are found once all are read, the same for each of them");
    return words + tr("; %1 is black, %2 is white, in all of them").arg(written(shown.low), written(shown.high));
}

QString memoryWords(qint64 bytes) {
    constexpr double mega = 1024.0 * 1024.0;
    const double size = static_cast<double>(bytes) / mega;
    return size < 1 ? tr("less than 1 MB") : tr("%1 MB").arg(grouped(qRound64(size)));
}

} // namespace

std::vector<LookFact> lookFacts(const DataLook& look) {
    std::vector<LookFact> facts{{tr("Found"), look.layout},
                                {tr("Images"), imagesWords(look)},
                                {tr("Classes"), classesWords(look)},
                                {tr("Size"), sizeWords(look)},
                                {tr("Colours"), coloursWords(look)},
                                {tr("Values"), valuesWords(look)},
                                {tr("Memory"), memoryWords(look.bytes)}};
    if (!look.notes.isEmpty()) facts.push_back({tr("Note"), look.notes.join(' ')});
    return facts;
}

} // namespace ui
