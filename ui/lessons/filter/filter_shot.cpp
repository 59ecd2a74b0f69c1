#include "ui/lessons/filter/filter_shot.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {
namespace {

constexpr QSize largestImage(1280, 720); // on the stage, and twice as fine in an exported figure

QString sourceName(const FilterScene& s) {
    switch (s.source) {
    case PictureSource::Photo:
        return s.photo->given->name;
    case PictureSource::Drawing:
        return tr("drawing");
    case PictureSource::Card:
        break;
    }
    return tr("test card");
}

QString channelName(const FilterScene& s) {
    if (!s.colour || s.source == PictureSource::Drawing) return {};
    return QStringList{tr("red"), tr("green"), tr("blue")}[s.channel];
}

struct Scale {
    QString how, low, high;
    Ramp ramp = Ramp::Grey;
};

// What the output's scale says: its name, and which values its two ends stand for.
Scale scaleOf(const FilterScene& s, const ValueRange& range) {
    switch (s.show) {
    case cnn::ShowAs::Clip:
        return {tr("cut at 0 and 255"), tr("0 and less"), tr("255 and more")};
    case cnn::ShowAs::Offset:
        return {tr("0 is mid grey"), tr("−128 and less"), tr("127 and more")};
    case cnn::ShowAs::Absolute:
        return {tr("without the sign"), "0", tr("±255 and beyond")};
    case cnn::ShowAs::Range:
        return {tr("its own range"), written(static_cast<double>(range.low), 2),
                written(static_cast<double>(range.high), 2)};
    case cnn::ShowAs::Signed:
        break;
    }
    const QString end = written(largestOf(range), 2), channel = channelName(s);
    const QString colours = tr("signed colours");
    return {channel.isEmpty() ? colours : colours + ", " + channel, "−" + end, end, Ramp::Signed};
}

// What the output makes of the probed sum.
QString shownAs(const FilterScene& s, double sum) {
    switch (s.show) {
    case cnn::ShowAs::Clip:
        return sum < 0 ? tr("below 0: shown as 0") : sum > 255 ? tr("above 255: shown as 255") : QString();
    case cnn::ShowAs::Offset:
        return sum < -128  ? tr("below −128: shown as 0")
               : sum > 127 ? tr("above 127: shown as 255")
                           : tr("shown as %1, 128 more").arg(written(sum + 128, 2));
    case cnn::ShowAs::Absolute:
        return std::abs(sum) > 255 ? tr("beyond 255: shown as 255")
               : sum < 0           ? tr("shown without its sign")
                                   : QString();
    case cnn::ShowAs::Range:
        return {};
    case cnn::ShowAs::Signed:
        return sum < 0 ? tr("below 0: blue") : sum > 0 ? tr("above 0: red") : tr("0: white");
    }
    return {};
}

QString lineOf(const FilterShot& shot) {
    if (shot.covered == "kernel") return tr("Which kernel made the right picture from the left one?");
    if (shot.scene.kernel == shot.asOpened.kernel && shot.scene.show == shot.asOpened.show) return shot.lesson.line;
    const auto* known = shot.scene.known();
    return known ? QString::fromStdString(known->name + ": " + known->does)
                 : tr("A kernel of your own: every pixel becomes the sum of its window times these weights.");
}

} // namespace

const SignedColours& signedColours() {
    static const auto colours = [] {
        SignedColours all{};
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = signedRamp((static_cast<double>(i) - 127) / 127).rgb();
        return all;
    }();
    return colours;
}

QImage inputImage(const cnn::Tensor& picture) {
    return shownValues(picture, {}, largestImage);
}

FilterJob FilterShot::job() const {
    return {picture, scene.kernel, scene.border, {scene.show, scene.probed(), signedColours(), largestImage}};
}

FilterPicture FilterShot::with(const FilterResult* result) const {
    FilterPicture p;
    p.headline = lesson.headline;
    p.line = lineOf(*this);
    p.source = sourceName(scene);
    p.size = picture->shape();
    p.input = input;
    if (result && result->job.picture->shape() == p.size) p.output = result->image;
    p.kernelName = scene.kernelName();
    const ValueRange range = result ? result->range : ValueRange{};
    const Scale scale = scaleOf(scene, range);
    p.how = scale.how;
    p.ramp = scale.ramp;
    p.low = scale.low;
    p.high = scale.high;
    if (result)
        p.range = ui::tr("values from %1 to %2")
                      .arg(written(static_cast<double>(range.low), 2), written(static_cast<double>(range.high), 2));
    p.window = cnn::windowAround(*picture, scene.probed(), probe.y(), probe.x(), scene.kernel, scene.border);
    p.channel = channelName(scene);
    p.shownAs = shownAs(scene, p.sum().result.value());
    p.original = original;
    p.pointed = pointed;
    p.hover = hover;
    p.selected = selected;
    p.covered = covered;
    return p;
}

} // namespace ui
