#include "ui/media/fit_data.h"

#include "core/base/error.h"
#include "core/data/raster.h"
#include "ui/media/image_io.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString sizeText(const cnn::Shape& shape) {
    return QString("%1 × %2").arg(shape.h).arg(shape.w);
}

void fit(cnn::Dataset& set, const cnn::Shape& shape, const std::function<void()>& step) {
    const std::size_t each = set.shape.perImage();
    cnn::Raster one;
    one.shape = set.shape;
    one.byType = set.range;
    cnn::Pixels all = cnn::Pixels::none(set.pixels.kind());
    all.reserve(set.size() * shape.perImage());
    for (std::size_t i = 0; i < set.size(); ++i) {
        step();
        one.pixels = set.pixels.part(i * each, each);
        const cnn::Tensor values = fitNumbers(one, shape);
        all.visit([&](auto& to) {
            using Value = typename std::decay_t<decltype(to)>::value_type;
            for (const float v : values.values())
                to.push_back(std::is_integral_v<Value> ? static_cast<Value>(std::lround(v)) : static_cast<Value>(v));
        });
    }
    set.pixels = std::move(all);
    set.shape = shape;
}

} // namespace

void requireRoom(const QString& what, std::size_t images, const cnn::Shape& shape, std::size_t width) {
    constexpr double gigabyte = 1024.0 * 1024 * 1024, most = 2 * gigabyte;
    const double each = static_cast<double>(images * width) * shape.c, all = each * shape.h * shape.w;
    if (all <= most) return;
    fail(cnn::ErrorCode::TooLarge,
         ui::tr("The images of %1 take %2 GB at %3, more than the 2 GB there are for them; choose a smaller size: "
                "%4 × %4 fits.")
             .arg(what)
             .arg(all / gigabyte, 0, 'f', 1)
             .arg(sizeText(shape))
             .arg(std::max(1, static_cast<int>(std::sqrt(most / each)))));
}

void bringTo(const cnn::Shape& wish, cnn::DataSplit& split, const ReadWatch& watch) {
    const cnn::Shape from = split.test.shape, to = cnn::broughtTo(wish, from);
    if (from == to) return;
    const QString name = QString::fromStdString(split.name);
    for (const int channels : {from.c, to.c})
        if (channels != 1 && channels != 3)
            throw cnn::Error(cnn::ErrorCode::Mismatch,
                             cnn::Message::tr("The images of %1 are %2, the network reads %3.", split.name,
                                              cnn::text(from), cnn::text(to)));
    const std::size_t images = split.train.size() + split.test.size();
    requireRoom(name, images, to, split.test.pixels.width());
    std::size_t done = 0, said = 0;
    const auto step = [&] {
        if (watch.stop.stop_requested())
            fail(cnn::ErrorCode::Interrupted, ui::tr("%1 is not read any further.").arg(name));
        const std::size_t percent = 100 * done++ / images;
        if (watch.progress && percent > said) watch.progress(static_cast<double>(said = percent) / 100);
    };
    for (cnn::Dataset* set : {&split.train, &split.test}) fit(*set, to, step);
    QStringList notes;
    if (from.h != to.h || from.w != to.w)
        notes << ui::tr("The images are %1 and are read at %2.").arg(sizeText(from), sizeText(to));
    if (from.c == 3 && to.c == 1)
        notes << ui::tr("The images are coloured; they are read in grey, without their colour.");
    if (from.c == 1 && to.c == 3) notes << ui::tr("The images are grey; red, green and blue are alike.");
    split.note += (split.note.empty() ? "" : " ") + notes.join(' ').toStdString();
}

} // namespace ui
