#include "app/cell_options.h"

#include "core/base/error.h"

#include <QFileInfo>
#include <QStringList>
#include <algorithm>

namespace ui {
namespace {

using cnn::CellSettings;
using cnn::MarkedPictures;

constexpr cnn::EnumName<MarkedPictures> markedNames[] = {{MarkedPictures::OfItsClass, "own"},
                                                         {MarkedPictures::None, "none"},
                                                         {MarkedPictures::All, "all"},
                                                         {MarkedPictures::Half, "half"}};
constexpr int mostCells = 100000; // pictures of a part

// One "KEY=VALUE" at work: what it says, or a sentence on what it may say.
struct CellValue {
    QString key, value;

    [[noreturn]] void refuse(const QString& expected) const {
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("cells: %1=%2 is not understood; %1 is %3.", key.toStdString(),
                                          value.toStdString(), expected.toStdString()));
    }
    int whole(int low, int high) const {
        bool ok = false;
        const int number = value.toInt(&ok);
        if (!ok || number < low || number > high) refuse(QString("a whole number from %1 to %2").arg(low).arg(high));
        return number;
    }
    double number(double high) const {
        bool ok = false;
        const double number = value.toDouble(&ok);
        if (!ok || !(number >= 0 && number <= high)) refuse(QString("a number from 0 to %1").arg(high));
        return number;
    }
    template<class Enum> Enum choice(std::span<const cnn::EnumName<Enum>> names) const {
        QStringList known;
        for (const auto& name : names) {
            if (value == QLatin1String(name.name)) return name.value;
            known << QLatin1String(name.name);
        }
        refuse("one of " + known.join(", "));
    }
    bool yes() const {
        if (value != "yes" && value != "no") refuse("yes or no");
        return value == "yes";
    }
    // A class by its name or its number, from 1.
    int kind() const {
        const auto kinds = cnn::cellKinds();
        QStringList known;
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            if (value == QLatin1String(kinds[k]) || value == QString::number(k + 1)) return static_cast<int>(k);
            known << QLatin1String(kinds[k]);
        }
        refuse("one of " + known.join(", ") + ", or its number from 1");
    }
};

struct CellKey {
    const char* name;
    void (*take)(const CellValue&, CellWish&);
};

// THE list of keys, in the order in which the help names them.
const CellKey cellKeys[] = {
    {"classes", [](const CellValue& v,
                   CellWish& w) { w.cells.classes = v.whole(CellSettings::leastClasses, CellSettings::mostClasses); }},
    {"side",
     [](const CellValue& v, CellWish& w) { w.cells.side = v.whole(CellSettings::leastSide, CellSettings::mostSide); }},
    {"channels", [](const CellValue& v, CellWish& w) { w.cells.channels = v.whole(1, 2); }},
    {"blur", [](const CellValue& v, CellWish& w) { w.cells.blur = v.number(5); }},
    {"noise", [](const CellValue& v, CellWish& w) { w.cells.noise = v.number(1); }},
    {"light", [](const CellValue& v, CellWish& w) { w.cells.light = v.number(1); }},
    {"neighbours", [](const CellValue& v, CellWish& w) { w.cells.neighbours = v.yes(); }},
    {"mark", [](const CellValue& v, CellWish& w) { w.cells.mark = v.choice<cnn::CellMark>(cnn::cellMarkNames); }},
    {"class", [](const CellValue& v, CellWish& w) { w.cells.markedClass = v.kind(); }},
    {"strength", [](const CellValue& v, CellWish& w) { w.cells.strength = v.number(1); }},
    {"trained", [](const CellValue& v, CellWish& w) { w.trained = v.choice<MarkedPictures>(markedNames); }},
    {"tested", [](const CellValue& v, CellWish& w) { w.tested = v.choice<MarkedPictures>(markedNames); }},
    {"crop", [](const CellValue& v, CellWish& w) { w.cells.crop = v.whole(0, CellSettings::mostCrop); }},
    {"train", [](const CellValue& v, CellWish& w) { w.trainImages = static_cast<std::size_t>(v.whole(1, mostCells)); }},
    {"test", [](const CellValue& v, CellWish& w) { w.testImages = static_cast<std::size_t>(v.whole(1, mostCells)); }}};

void take(const QString& part, CellWish& wish) {
    const qsizetype equals = part.indexOf('=');
    const CellValue value{part.left(equals).trimmed(), equals < 0 ? QString() : part.mid(equals + 1).trimmed()};
    QStringList known;
    for (const CellKey& key : cellKeys) {
        if (value.key == QLatin1String(key.name)) return key.take(value, wish);
        known << QLatin1String(key.name);
    }
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("cells: there is no \"%1\"; there are %2.",
                                                             value.key.toStdString(), known.join(", ").toStdString()));
}

// A size and colours that something else wants: --size and --grey, or a network.
void takeShape(const cnn::Shape& shape, CellWish& wish) {
    if (shape.c > 0) wish.cells.channels = shape.c;
    if (shape.h > 0) wish.cells.side = shape.h;
    const bool fits = shape.h == shape.w && wish.cells.side >= CellSettings::leastSide &&
                      wish.cells.side <= CellSettings::mostSide && wish.cells.channels <= 2;
    if (!fits)
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("Cells are made in squares of %1 to %2 rows and columns with one channel or "
                                          "two, not as %3.",
                                          CellSettings::leastSide, CellSettings::mostSide,
                                          cnn::text({wish.cells.channels, wish.cells.side,
                                                     shape.h > 0 ? shape.w : wish.cells.side, 1})));
}

} // namespace

const char* const cellHelp =
    "Cells (--data cells) are made by the program, as a fluorescence microscope sees them, and of each it is known\n"
    "where it lies. Behind \"cells:\" may stand, separated by commas:\n\n"
    "  classes=4      the first so many of round, spindle, two nuclei, granules, large and lobed: 2 to 6\n"
    "  side=48        rows and columns, 32 to 128\n"
    "  channels=1     1 for grey, 2 for nucleus and body\n"
    "  blur=0.7       of the focus, pixels at side 48\n"
    "  noise=0.3      of counted photons, 0 to 1\n"
    "  light=0.5      unevenness of the light, 0 to 1\n"
    "  neighbours=yes other cells, cut by the border; no: none\n"
    "  mark=none      what gives a class away: corner, light, focus or batch\n"
    "  class=round    the class that bears the mark, by name or by number from 1\n"
    "  strength=1     of the mark, 0 to 1\n"
    "  trained=own    training pictures with the mark: those of its own class, none, all, or half of every class\n"
    "  tested=own     test pictures with the mark, likewise\n"
    "  crop=0         rows and columns cut off at every side, 0 to 12\n"
    "  train=6000     pictures to learn from\n"
    "  test=1000      pictures to test with\n"
    "\nExample: convscope train --data cells:classes=3,mark=corner --model tinyvgg --epochs 5\n";

std::optional<CellWish> cellsFrom(const QString& data, const cnn::DataWish& wish) {
    if (data != "cells" && !data.startsWith("cells:")) return std::nullopt;
    if (QFileInfo::exists(data)) return std::nullopt; // people keep their pictures in folders of this name
    if (wish.turned) throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--turned: cells have no up and down."));
    CellWish cells;
    const QStringList parts = data.mid(6).split(',', Qt::SkipEmptyParts);
    for (const QString& part : parts) take(part, cells);
    const auto says = [&](const QString& key) {
        for (const QString& part : parts)
            if (part.section('=', 0, 0).trimmed() == key) return true;
        return false;
    };
    cnn::Shape shape = wish.shape;
    if (says("channels")) shape.c = 0;
    if (says("side") || says("crop")) shape.h = shape.w = 0;
    if (shape.c > 0 || shape.h > 0) takeShape(shape, cells);
    if (cells.cells.markedClass >= cells.cells.classes)
        throw cnn::Error(
            cnn::ErrorCode::Usage,
            cnn::Message::tr("cells: class=%1 is not among the first %2 kinds: %3 bears no mark.",
                             cells.cells.markedClass + 1, cells.cells.classes,
                             std::string(cnn::cellKinds()[static_cast<std::size_t>(cells.cells.markedClass)])));
    return cells;
}

std::optional<std::vector<std::uint8_t>> cellMaskOf(const QString& image, const QString& data,
                                                    const cnn::DataWish& wish, std::uint64_t seed) {
    const auto cells = cellsFrom(data, wish);
    if (!cells || !image.startsWith("test:")) return std::nullopt;
    return cnn::cellMasks(cells->cells, cnn::cellSeeds(seed).test, image.mid(5).toULongLong() - 1, 1);
}

DataLook lookAtCells(const CellWish& wish) {
    constexpr std::size_t samples = 16;
    const auto classes = static_cast<std::size_t>(wish.cells.classes);
    DataLook look;
    look.layout = "Pictures of cells, made by the program: as many as are wanted.";
    look.train = static_cast<qint64>(wish.trainImages);
    look.test = static_cast<qint64>(wish.testImages);
    for (std::size_t k = 0; k < classes; ++k) {
        look.classes << QLatin1String(cnn::cellKinds()[k]);
        look.counts.push_back(static_cast<qint64>((wish.trainImages + classes - 1 - k) / classes)); // they come in turn
    }
    look.samples = cnn::cellPictures(wish.cells, cnn::cellSeeds(1).train, 0, samples, wish.trained);
    look.shape = look.samples.shape;
    look.smallest = look.largest = {look.shape.w, look.shape.h};
    const auto [least, most] = std::ranges::minmax(look.samples.pixels.bytes());
    look.values = {static_cast<float>(least), static_cast<float>(most)};
    look.seen = static_cast<qint64>(samples);
    look.bytes = (look.train + look.test) * static_cast<qint64>(look.shape.perImage());
    return look;
}

} // namespace ui
