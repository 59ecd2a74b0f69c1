#include "ui/lessons/denoise/denoise_look.h"

#include "core/layers/losses.h"
#include "core/network/pass.h"
#include "core/train/chunks.h"
#include "core/train/metrics.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t widthImages = 64; // that the best width of the Gaussian filter is looked for on

void leaveIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("It was stopped."));
}

double strengthAt(int step) {
    return static_cast<double>(step) / strengthSteps;
}

// Values from a to b: images 0 .. mixtures - 1 in even steps, then one at `share`.
cnn::Tensor mixturesOf(const cnn::Tensor& a, const cnn::Tensor& b, double share) {
    cnn::Tensor all(a.shape().withImages(mixtures + 1));
    for (int i = 0; i <= mixtures; ++i) {
        const double of = i < mixtures ? static_cast<double>(i) / (mixtures - 1) : share;
        all.matrix().col(i) =
            static_cast<float>(1 - of) * a.matrix().col(0) + static_cast<float>(of) * b.matrix().col(0);
    }
    return all;
}

cnn::Tensor asPictures(cnn::LossKind loss, cnn::Tensor outputs) {
    cnn::asPicture(loss, outputs.values());
    return outputs;
}

void lookAtLarge(DenoisePicture& p) {
    cnn::Trace trace;
    p.network->forward(p.noisy.large, trace);
    p.large = asPictures(p.loss, trace.output());
    p.code = trace.values[p.codeLayers];
}

// Of clean pictures, so that both ends are what is to be mixed.
void mixCodes(DenoisePicture& p) {
    if (p.pictures.other.empty()) return;
    cnn::Trace first, second;
    p.network->forward(p.pictures.large, first);
    p.network->forward(p.pictures.other, second);
    const double share = p.between / 100.0;
    const auto &a = first.values[p.codeLayers], &b = second.values[p.codeLayers];
    p.mixedCodes = asPictures(p.loss, cnn::passOn(*p.network, p.codeLayers, mixturesOf(a, b, share)));
    p.mixedPixels = mixturesOf(p.pictures.large, p.pictures.other, share);
}

void answerStrengths(DenoisePicture& p, const std::stop_token& stop) {
    cnn::Noise noise = p.noise;
    for (int i = 0; i <= strengthSteps && p.pictures.count() > 0; ++i) {
        leaveIfStopped(stop);
        noise.strength = strengthAt(i);
        ShownPictures rows = p.pictures;
        rows.spoilt = {};
        const cnn::Tensor out = reconstructed(*p.network, p.loss, noisy(rows, noise).rows);
        p.strengths.push_back(cnn::psnrOf(cnn::squaredErrorOf(out.values(), rows.rows.values())));
    }
}

cnn::Tensor filtered(cnn::Rival rival, const cnn::Tensor& noisy, double sigma) {
    cnn::Tensor all(noisy.shape());
    cnn::Smoother smoother;
    for (int i = 0; i < noisy.shape().n; ++i) {
        cnn::Tensor one = noisy.image(i);
        cnn::answer(rival, one.values(), one.shape(), sigma, smoother);
        all.matrix().col(i) = one.matrix().col(0);
    }
    return all;
}

// The Gaussian filter has the width that is best at each strength.
std::shared_ptr<const RivalCurves> rivalCurves(const DenoisePicture& p, const std::stop_token& stop) {
    auto all = std::make_shared<RivalCurves>();
    all->pictures = p.pictures;
    all->pictures.spoilt = {};
    all->kind = p.noise.kind;
    cnn::Noise noise = p.noise;
    for (int i = 0; i <= strengthSteps; ++i) {
        leaveIfStopped(stop);
        noise.strength = strengthAt(i);
        const cnn::Tensor rows = noisy(all->pictures, noise).rows;
        const double sigma = cnn::bestGaussianWidth(p.learned->train, widthImages, noise, 1, stop);
        for (std::size_t r = 0; r < cnn::rivalCount; ++r) {
            const cnn::Tensor answer = filtered(static_cast<cnn::Rival>(r), rows, sigma);
            all->curves[r].push_back(cnn::psnrOf(cnn::squaredErrorOf(answer.values(), p.pictures.rows.values())));
        }
    }
    return all;
}

} // namespace

double DenoisePicture::error(bool reconstructed) const {
    return cnn::squaredErrorOf((reconstructed ? rows : noisy.rows).values(), pictures.rows.values());
}

cnn::Tensor DenoisePicture::misfit() const {
    const cnn::Shape& shape = rows.shape();
    cnn::Tensor difference({1, shape.h, shape.w, shape.n});
    const Eigen::Index plane = static_cast<Eigen::Index>(difference.size());
    for (int c = 0; c < shape.c; ++c)
        difference.array() += (rows.array() - pictures.rows.array()).segment(c * plane, plane);
    difference.array() /= static_cast<float>(shape.c);
    return difference;
}

cnn::Tensor reconstructed(const cnn::Network& network, cnn::LossKind loss, const cnn::Tensor& noisy) {
    cnn::Pass pass(cnn::Pass::Keep::Nothing);
    return asPictures(loss, pass.forward(network, noisy));
}

std::size_t layersToCode(const cnn::Network& network) {
    std::size_t code = 0;
    for (std::size_t value = 1; value <= network.size(); ++value)
        if (network.valueShape(value).h <= network.valueShape(code).h) code = value;
    return code;
}

DenoisePicture lookAt(const DenoiseMoment& moment, const std::stop_token& stop) {
    DenoisePicture p;
    static_cast<DenoiseMoment&>(p) = moment;
    p.noisy = noisy(p.pictures, p.noise);
    p.codeLayers = layersToCode(*p.network);
    lookAtLarge(p);
    leaveIfStopped(stop);
    if (p.pictures.count() > 0) p.rows = reconstructed(*p.network, p.loss, p.noisy.rows);
    if (p.view == DenoiseScene::Between) mixCodes(p);
    if (p.view == DenoiseScene::Strengths && p.noise.any()) {
        if (p.learned && p.pictures.count() > 0 && !(p.rivals && p.rivals->areOf(p.pictures, p.noise.kind)))
            p.rivals = rivalCurves(p, stop);
        answerStrengths(p, stop);
    }
    if (p.view == DenoiseScene::Uses) {
        cnn::Tensor grey(p.network->inputShape());
        grey.fill(0.5F);
        // Uncut: the pattern is there below black and beyond white as well.
        cnn::Pass pass(cnn::Pass::Keep::Nothing);
        p.flat = pass.forward(cnn::givingPictures(*p.network, p.loss), grey);
    }
    return p;
}

DenoisePicture withLarge(DenoisePicture before, const ShownPictures& pictures, const cnn::Noise& noise) {
    before.pictures = pictures;
    before.noise = noise;
    before.noisy.large = ui::noisy(pictures, noise).large;
    lookAtLarge(before);
    return before;
}

} // namespace ui
