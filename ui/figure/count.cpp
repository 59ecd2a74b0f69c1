#include "ui/figure/count.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui::count {
namespace {

// `more` has the place of the number, which is written in groups.
QString counted(qint64 number, const QString& one, const QString& more) {
    return number == 1 ? one : more.arg(grouped(number));
}

} // namespace

QString channels(qint64 n) {
    return counted(n, ui::tr("1 channel"), ui::tr("%1 channels", nullptr, static_cast<int>(n)));
}

QString epochs(qint64 n) {
    return counted(n, ui::tr("1 epoch"), ui::tr("%1 epochs", nullptr, static_cast<int>(n)));
}

QString filters(qint64 n) {
    return counted(n, ui::tr("1 filter"), ui::tr("%1 filters", nullptr, static_cast<int>(n)));
}

QString images(qint64 n) {
    return counted(n, ui::tr("1 image"), ui::tr("%1 images", nullptr, static_cast<int>(n)));
}

QString inputs(qint64 n) {
    return counted(n, ui::tr("1 input"), ui::tr("%1 inputs", nullptr, static_cast<int>(n)));
}

QString kernels(qint64 n) {
    return counted(n, ui::tr("1 kernel"), ui::tr("%1 kernels", nullptr, static_cast<int>(n)));
}

QString layers(qint64 n) {
    return counted(n, ui::tr("1 layer"), ui::tr("%1 layers", nullptr, static_cast<int>(n)));
}

QString maps(qint64 n) {
    return counted(n, ui::tr("1 map"), ui::tr("%1 maps", nullptr, static_cast<int>(n)));
}

QString neighbours(qint64 n) {
    return counted(n, ui::tr("1 neighbour"), ui::tr("%1 neighbours", nullptr, static_cast<int>(n)));
}

QString numbers(qint64 n) {
    return counted(n, ui::tr("1 number"), ui::tr("%1 numbers", nullptr, static_cast<int>(n)));
}

QString outputs(qint64 n) {
    return counted(n, ui::tr("1 output"), ui::tr("%1 outputs", nullptr, static_cast<int>(n)));
}

QString parameters(qint64 n) {
    return counted(n, ui::tr("1 parameter"), ui::tr("%1 parameters", nullptr, static_cast<int>(n)));
}

QString products(qint64 n) {
    return counted(n, ui::tr("1 product"), ui::tr("%1 products", nullptr, static_cast<int>(n)));
}

QString randomNetworks(qint64 n) {
    return counted(n, ui::tr("1 random network"), ui::tr("%1 random networks", nullptr, static_cast<int>(n)));
}

QString slices(qint64 n) {
    return counted(n, ui::tr("1 slice"), ui::tr("%1 slices", nullptr, static_cast<int>(n)));
}

QString steps(qint64 n) {
    return counted(n, ui::tr("1 step"), ui::tr("%1 steps", nullptr, static_cast<int>(n)));
}

QString testImages(qint64 n) {
    return counted(n, ui::tr("1 test image"), ui::tr("%1 test images", nullptr, static_cast<int>(n)));
}

QString updates(qint64 n) {
    return counted(n, ui::tr("1 update"), ui::tr("%1 updates", nullptr, static_cast<int>(n)));
}

QString values(qint64 n) {
    return counted(n, ui::tr("1 value"), ui::tr("%1 values", nullptr, static_cast<int>(n)));
}

QString weights(qint64 n) {
    return counted(n, ui::tr("1 weight"), ui::tr("%1 weights", nullptr, static_cast<int>(n)));
}

QString windows(qint64 n) {
    return counted(n, ui::tr("1 window"), ui::tr("%1 windows", nullptr, static_cast<int>(n)));
}

} // namespace ui::count
