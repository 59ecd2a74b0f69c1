#include "ui/lessons/training/seen/seen_row.h"

#include "core/layers/losses.h"
#include "core/network/models.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/model/packed_photo.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString titleOf(SeenStep step) {
    switch (step) {
    case SeenStep::Grey:
        return tr("Grey");
    case SeenStep::Invert:
        return tr("Invert");
    case SeenStep::Stretch:
        return tr("Stretch");
    case SeenStep::Crop:
        return tr("Crop");
    case SeenStep::Fit:
        return tr("Fit");
    case SeenStep::Centre:
        break;
    }
    return tr("Centre");
}

std::vector<float> sharesOf(const cnn::Network& network, const cnn::Tensor& input) {
    cnn::Trace trace;
    network.forward(input, trace);
    const cnn::Tensor shares = cnn::softmax(trace.output());
    return {shares.values().begin(), shares.values().end()};
}

SeenCard cardOf(SeenStep step, const SeenChoice& choice) {
    SeenCard card;
    card.title = titleOf(step);
    card.step = seenStepKeys[static_cast<std::size_t>(step)];
    card.on = choice[step];
    return card;
}

void addPhoto(SeenRow& row, const TrainingMoment& moment) {
    const std::vector<SeenPicture> pictures = seenDigit(PackedPhoto::unpacked(moment.seen->photo), moment.seen->choice);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        SeenCard card = i == 0 ? SeenCard{} : cardOf(static_cast<SeenStep>(i - 1), moment.seen->choice);
        if (i == 0) card.title = tr("Photo");
        card.image = pictures[i].image;
        card.said = pictures[i].said;
        card.shares = sharesOf(*moment.network, pictures[i].input);
        row.cards.push_back(std::move(card));
    }
    row.sentence = tr("From the photo to what the network reads, framed. Under each picture: the answer if it stopped "
                      "there. Click a step to leave it out.");
}

void addDrawing(SeenRow& row, const TrainingMoment& moment) {
    const cnn::Tensor& drawn = moment.seen->drawing;
    row.cards.push_back({tr("As drawn"), pictureImage(drawn), {}, sharesOf(*moment.network, drawn), {}, true});
    SeenCard centred = cardOf(SeenStep::Centre, moment.seen->choice);
    centred.image = pictureImage(moment.image);
    centred.said = centred.on ? shiftWords(toCentreOfMass(drawn)) : tr("left as it is");
    if (centred.said.isEmpty()) centred.said = tr("in the middle already");
    centred.shares = sharesOf(*moment.network, moment.image);
    row.cards.push_back(std::move(centred));
    row.sentence = tr("The digits of MNIST have their centre of mass in the middle. Click the step to move a drawing "
                      "there, or to leave it as drawn.");
}

} // namespace

QString SeenRow::answer(const SeenCard& card) const {
    const auto best = std::max_element(card.shares.begin(), card.shares.end());
    const auto name = classNames.value(best - card.shares.begin());
    return tr("%1, %2").arg(name, percent(static_cast<double>(*best)));
}

SeenRow seenRow(const TrainingMoment& moment) {
    SeenRow row;
    row.classNames = moment.classNames;
    if (moment.seen && !moment.seen->photo.isEmpty()) {
        addPhoto(row, moment);
    } else if (moment.seen) {
        addDrawing(row, moment);
    } else {
        row.cards.push_back({moment.caption,
                             pictureImage(moment.shown()),
                             tr("goes through as it is"),
                             sharesOf(*moment.network, moment.image),
                             {},
                             true});
        row.sentence = moment.network->inputShape() == cnn::usualInput
                           ? tr("Draw a digit, or open a photo of one, to see how it becomes what the network reads.")
                           : tr("There are steps to see where a network reads 28 × 28 grey pixels.");
    }
    return row;
}

} // namespace ui
