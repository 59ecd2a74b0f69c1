// What a thing is for: a true sentence among wrong ones that are often believed.
#include "core/quiz/quiz_fills.h"

namespace cnn::making {
namespace {

struct Meaning {
    std::vector<Message> asks, truths;
    std::vector<QuizOption> wrong;
    Message why;
    QuizStep step;
};

void fillFrom(QuizQuestion& q, Meaning m) {
    Rng rng = chanceOf(q);
    q.ask = oneOf(rng, std::span<const Message>(m.asks));
    const Message truth = oneOf(rng, std::span<const Message>(m.truths));
    rng.shuffle(m.wrong);
    offer(q, rng, rightOption(truth), std::move(m.wrong));
    q.why = m.why;
    q.step = m.step;
}

} // namespace

void fillPaddingPurpose(QuizQuestion& q) {
    fillFrom(q,
             {{Message::tr("What does padding around the input of a convolution achieve?"),
               Message::tr("Why is a convolution given padding?")},
              {Message::tr("The output can keep the rows and columns of the input."),
               Message::tr("Pixels at the border are read by more windows, and the map need not shrink."),
               Message::tr("Many layers can follow one another without the map shrinking each time.")},
              {wrongOption(Message::tr("The kernel gets more weights."),
                           Message::tr("The kernel stays as it is; padding has no weights.")),
               wrongOption(Message::tr("The output becomes smaller, so that later layers are cheaper."),
                           Message::tr("It is the other way round: with padding the output is larger.")),
               wrongOption(Message::tr("The values are brought to mean 0 and deviation 1."),
                           Message::tr("That is what a normalisation does.")),
               wrongOption(Message::tr("The network no longer overfits."),
                           Message::tr("Padding adds zeros, not training pictures.")),
               wrongOption(Message::tr("The output gets more channels."),
                           Message::tr("Channels come of kernels: one each.")),
               wrongOption(Message::tr("Only the largest number of each window is kept."),
                           Message::tr("That is what max pooling does."))},
              Message::tr("Without padding a k × k kernel takes k − 1 rows and columns away, layer after layer; zeros "
                          "around the input make up for them."),
              {"window", "keep-the-size", {}, false}});
}

void fillOneByOne(QuizQuestion& q) {
    fillFrom(q,
             {{Message::tr("What does a 1 × 1 convolution do with an input of several channels?"),
               Message::tr("An input has several channels. What is a 1 × 1 convolution good for?")},
              {Message::tr("At every pixel it mixes the channels, like a small dense layer used everywhere."),
               Message::tr("It changes the number of channels and leaves rows and columns as they are."),
               Message::tr("Each of its outputs is a weighted sum over the channels of one pixel.")},
              {wrongOption(Message::tr("It finds edges between neighbouring pixels."),
                           Message::tr("It sees one pixel at a time, no neighbour.")),
               wrongOption(Message::tr("It blurs every channel a little."),
                           Message::tr("A blur needs neighbours; it sees one pixel at a time.")),
               wrongOption(Message::tr("It halves the number of rows and columns."),
                           Message::tr("Rows and columns stay: one output for each pixel.")),
               wrongOption(Message::tr("It keeps the largest channel of each pixel."),
                           Message::tr("It adds channels with weights; a maximum is not taken.")),
               wrongOption(Message::tr("Nothing: a window of one pixel copies its input."),
                           Message::tr("It has a weight for each channel, and adds them up.")),
               wrongOption(Message::tr("It makes one number of the whole map."),
                           Message::tr("That is what global pooling does."))},
              Message::tr("A 1 × 1 kernel has one weight a channel: at every pixel the channels are multiplied by them "
                          "and added."),
              {"channels", "one-by-one", {}, false}});
}

void fillFieldMeaning(QuizQuestion& q) {
    fillFrom(q, {{Message::tr("What is the receptive field of a unit?"),
                  Message::tr("What is meant by the receptive field of an output value?")},
                 {Message::tr("The region of the input that can change this one value."),
                  Message::tr("All pixels of the input that this one value depends on."),
                  Message::tr("The part of the image that this one value has seen.")},
                 {wrongOption(Message::tr("The weights of its kernel that are not 0."),
                              Message::tr("It is a region of the input, not of the kernel.")),
                  wrongOption(Message::tr("All outputs that one input pixel can change."),
                              Message::tr("That is the other direction: from one pixel forward.")),
                  wrongOption(Message::tr("How many channels it reads."),
                              Message::tr("It is a region of rows and columns, not a number of channels.")),
                  wrongOption(Message::tr("The size of the map it lies in."),
                              Message::tr("It is counted in the input, not in its own map.")),
                  wrongOption(Message::tr("The window of its own layer, however deep it lies."),
                              Message::tr("Every layer before it widens what it sees.")),
                  wrongOption(Message::tr("The pictures for which its value is largest."),
                              Message::tr("Those are what excites it; the field is a region."))},
                 Message::tr("Going back layer by layer from one value, the pixels that are reached are its receptive "
                             "field; the deeper, the larger."),
                 {"field", "receptive-field", {}, false}});
}

} // namespace cnn::making
