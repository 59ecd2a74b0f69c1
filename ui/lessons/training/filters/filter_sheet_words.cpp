#include "ui/lessons/training/filters/filter_sheet_words.h"

#include "ui/figure/kernel_look.h"
#include "ui/figure/number_text.h"

#include <algorithm>

namespace ui {
namespace {

QString filterName(const FilterSheetPicture& p, int filter) {
    return QString("Filter %1 of %2").arg(filter + 1).arg(p.total);
}

QString testImage(const FilterPatch& patch) {
    const QString image = "test image " + grouped(static_cast<qint64>(patch.image) + 1);
    return patch.label.isEmpty() ? image : image + ", " + patch.label;
}

// "the first 1 000 test images", "all 480 test images": not those of the charts, which take all at an epoch's end.
QString imagesOf(const FilterSheetPicture& p) {
    if (p.images == 1) return p.ofImages == 1 ? "the one test image" : "the first test image";
    return (p.images < p.ofImages ? "the first " : "all ") + grouped(static_cast<qint64>(p.images)) + " test images";
}

QString kernelWords(const FilterSheetPicture& p, int filter, int slice) {
    const cnn::Shape& s = p.filter(filter).kernel.shape();
    const QString size = QString("%1 × %2 weights").arg(s.h).arg(s.w);
    const QString look = ' ' + kernelLooksAt(p.filter(filter).kernel, slice);
    if (s.c == 1) return QString("%1: %2.").arg(filterName(p, filter), size) + look;
    const std::vector<int>& reads = p.filter(filter).reads;
    if (!reads.empty() && std::ranges::find(reads, slice) == reads.end())
        return QString("%1 does not read map %2.").arg(filterName(p, filter)).arg(slice + 1);
    return QString("%1: %2 for each of %3 maps; this is the slice for map %4.")
               .arg(filterName(p, filter), size)
               .arg(reads.empty() ? s.c : static_cast<int>(reads.size()))
               .arg(slice + 1) +
           look;
}

// Of its one slice, or of the strongest of a few; of many slices one alone says little.
QString lookOfFilter(const cnn::Tensor& kernel) {
    constexpr int few = 3;
    if (kernel.shape().c > few) return {};
    return ' ' + kernelLooksAt(kernel, strongestSlice(kernel));
}

QString worthWords(const FilterSheetPicture& p, int filter) {
    const FilterEntry& entry = p.filter(filter);
    if (!entry.without) return filterName(p, filter) + ": not tested yet.";
    return QString("%1 set to zero: %2 of %3 are told right instead of %4.")
        .arg(filterName(p, filter), percent(*entry.without), imagesOf(p), percent(p.accuracy));
}

} // namespace

std::optional<int> FilterSheetPicture::worthMost() const {
    std::optional<int> most;
    for (int i = first; i < first + static_cast<int>(filters.size()); ++i) {
        const auto& without = filter(i).without;
        if (without && *without < accuracy && (!most || *without < *filter(*most).without)) most = i;
    }
    return most;
}

QString pointsWithout(const FilterSheetPicture& picture, const FilterEntry& entry) {
    const double points = entry.without ? 100 * (*entry.without - picture.accuracy) : 0;
    return (points >= 0.05 ? "+" : "") + fixed(points, 1);
}

QString filterWords(const FilterSheetPicture& p, const QString& part, int filter, int which) {
    const FilterEntry& entry = p.filter(filter);
    if (part == "kernel") return kernelWords(p, filter, which);
    if (part == "patch") {
        const FilterPatch& patch = entry.patches[static_cast<std::size_t>(which)];
        return QString("%1: %2 from %3. Click: it goes through the network.")
            .arg(filterName(p, filter), figures(static_cast<double>(patch.value)), testImage(patch));
    }
    if (part == "ideal")
        return QString("%1: what it answers to most, %2, found by gradient ascent from noise.")
            .arg(filterName(p, filter), figures(static_cast<double>(entry.idealValue)));
    return worthWords(p, filter);
}

QString filterLead(const FilterSheetPicture& p) {
    if (p.images == 0) return "The patches come with the images.";
    const auto most = p.worthMost();
    if (most)
        return QString("Without filter %1 accuracy is %2 instead of %3, on %4.")
            .arg(*most + 1)
            .arg(percent(*p.filter(*most).without), percent(p.accuracy), imagesOf(p));
    const bool tested = !p.filters.empty() && p.filters.front().without;
    if (!tested)
        return QString("Looking at %1 …").arg(counted(static_cast<qint64>(p.images), "test image", "test images"));
    const auto count = static_cast<int>(p.filters.size());
    const QString which =
        count == p.total
            ? QString("No single filter is missed")
            : QString("None of filters %1 to %2 is missed by itself").arg(p.first + 1).arg(p.first + count);
    return QString("%1: without it accuracy is %2 or more, as with it, on %3.")
        .arg(which, percent(p.accuracy), imagesOf(p));
}

QString filterDescription(const FilterSheetPicture& p) {
    if (!p.trouble.isEmpty()) return p.trouble;
    QStringList said{QString("Filters of %1: %2 to %3 of %4. %5")
                         .arg(p.layer)
                         .arg(p.first + 1)
                         .arg(p.first + p.filters.size())
                         .arg(p.total)
                         .arg(filterLead(p))};
    for (int i = p.first; i < p.first + static_cast<int>(p.filters.size()); ++i) {
        const FilterEntry& entry = p.filter(i);
        QString line = QString("Filter %1").arg(i + 1);
        if (entry.silent)
            line += ", silent on all images looked at";
        else if (!entry.patches.empty())
            line += ", excited most by " + testImage(entry.patches.front());
        if (entry.without) line += ", without it " + pointsWithout(p, entry) + " points";
        said << line + '.' + lookOfFilter(entry.kernel);
    }
    return said.join(' ');
}

} // namespace ui
