// THE list of kinds. To add one: its maker in one of the files beside this, a line here, and in the tests a way of its
// own to the answer.
#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/quiz/quiz_fills.h"

#include <algorithm>
#include <set>

namespace cnn {
namespace {

using namespace making;

const QuizGroup groups[] = {
    {"cell", [] { return Message::tr("The value of a cell"); }},
    {"size", [] { return Message::tr("The size of an output"); }},
    {"padding", [] { return Message::tr("Padding"); }},
    {"operation", [] { return Message::tr("Which operation?"); }},
    {"cost", [] { return Message::tr("Weights and work"); }},
    {"field", [] { return Message::tr("Receptive field"); }},
    {"backward", [] { return Message::tr("Gradients"); }},
    {"training", [] { return Message::tr("Loss and training"); }},
};

const QuizKind kinds[] = {
    {"conv-cell", "cell", [] { return Message::tr("A convolution's value"); }, fillConvCell},
    {"flipped-cell", "cell", [] { return Message::tr("With the kernel turned"); }, fillFlippedCell},
    {"padded-cell", "cell", [] { return Message::tr("With padding"); }, fillPaddedCell},
    {"strided-cell", "cell", [] { return Message::tr("With a stride"); }, fillStridedCell},
    {"dilated-cell", "cell", [] { return Message::tr("With dilation"); }, fillDilatedCell},
    {"channel-cell", "cell", [] { return Message::tr("Several channels and a bias"); }, fillChannelCell},
    {"relu-cell", "cell", [] { return Message::tr("With a ReLU"); }, fillReluCell},
    {"max-cell", "cell", [] { return Message::tr("Max pooling's value"); }, fillMaxCell},
    {"average-cell", "cell", [] { return Message::tr("Average pooling's value"); }, fillAverageCell},
    {"output-size", "size", [] { return Message::tr("Size of an output"); }, fillOutputSize},
    {"dilated-size", "size", [] { return Message::tr("Size with dilation"); }, fillDilatedSize},
    {"ceil-size", "size", [] { return Message::tr("Size rounded up"); }, fillCeilSize},
    {"same-tensorflow", "size", [] { return Message::tr("\"Same\" in TensorFlow"); }, fillSameTensorFlow},
    {"same-pytorch", "size", [] { return Message::tr("Half the kernel in PyTorch"); }, fillSamePyTorch},
    {"stack-size", "size", [] { return Message::tr("Size after a stack"); }, fillStackSize},
    {"depth", "size", [] { return Message::tr("Depth in and out"); }, fillDepth},
    {"keep-size", "padding", [] { return Message::tr("Padding that keeps the size"); }, fillKeepSize},
    {"divisible-padding", "padding", [] { return Message::tr("Padding that leaves nothing over"); },
     fillDivisiblePadding},
    {"padding-purpose", "padding", [] { return Message::tr("What padding achieves"); }, fillPaddingPurpose},
    {"pixel-uses", "padding", [] { return Message::tr("How often a pixel is read"); }, fillPixelUses},
    {"which-operation", "operation", [] { return Message::tr("Which operation was it?"); }, fillWhichOperation},
    {"which-kernel", "operation", [] { return Message::tr("Which kernel was it?"); }, fillWhichKernel},
    {"smaller-map", "operation", [] { return Message::tr("What makes a map smaller"); }, fillSmallerMap},
    {"one-by-one", "operation", [] { return Message::tr("What a 1 × 1 convolution does"); }, fillOneByOne},
    {"parameters", "cost", [] { return Message::tr("Parameters of a convolution"); }, fillParameters},
    {"dense-parameters", "cost", [] { return Message::tr("Parameters of a dense layer"); }, fillDenseParameters},
    {"multiply-adds", "cost", [] { return Message::tr("Multiplications of a convolution"); }, fillMultiplyAdds},
    {"field-meaning", "field", [] { return Message::tr("What a receptive field is"); }, fillFieldMeaning},
    {"field-size", "field", [] { return Message::tr("Size of a receptive field"); }, fillFieldSize},
    {"field-jump", "field", [] { return Message::tr("Distance of neighbouring fields"); }, fillFieldJump},
    {"weight-pixels", "backward", [] { return Message::tr("Which pixels a weight meets"); }, fillWeightPixels},
    {"weight-gradient", "backward", [] { return Message::tr("Gradient of a weight"); }, fillWeightGradient},
    {"input-gradient", "backward", [] { return Message::tr("Gradient of a pixel"); }, fillInputGradient},
    {"pool-gradient", "backward", [] { return Message::tr("Gradient through pooling"); }, fillPoolGradient},
    {"update", "backward", [] { return Message::tr("Next value of a weight"); }, fillUpdate},
    {"softmax", "training", [] { return Message::tr("Softmax of three logits"); }, fillSoftmax},
    {"cross-entropy", "training", [] { return Message::tr("Cross-entropy loss"); }, fillCrossEntropy},
    {"overfit-curve", "training", [] { return Message::tr("Which curve overfits"); }, fillOverfitCurve},
    {"stop-epoch", "training", [] { return Message::tr("When to stop"); }, fillStopEpoch},
    {"curve-diagnosis", "training", [] { return Message::tr("What the curves tell"); }, fillCurveDiagnosis},
};

Error noSuchKind(const std::string& name) {
    std::string known;
    for (const QuizGroup& g : groups) known += (known.empty() ? "" : ", ") + std::string(g.id);
    return {ErrorCode::Usage,
            Message::tr("There are no questions of the kind %1. Groups of kinds are: %2.", quote(name), known)};
}

// Seeds that are tried for one question more of a kind, before there is none that is unlike the others.
constexpr int mostTries = 200;

struct Known {
    const std::set<std::string>& here;      // never again
    const std::set<std::string>& elsewhere; // rather not
};

// nullopt: none was found that is not known here.
std::optional<QuizQuestion> anotherOf(const std::string& kind, Difficulty difficulty, Rng& seeds, const Known& known) {
    constexpr unsigned short32 = 32; // seeds that can be read out and typed
    std::optional<QuizQuestion> spare;
    for (int i = 0; i < mostTries; ++i) {
        QuizQuestion next = makeQuestion(kind, seeds.bits() >> short32, difficulty);
        const std::string text = next.fingerprint();
        if (known.here.contains(text)) continue;
        if (!known.elsewhere.contains(text)) return next;
        if (!spare) spare = std::move(next);
    }
    return spare;
}

} // namespace

std::span<const QuizKind> quizKinds() {
    return kinds;
}

std::span<const QuizGroup> quizGroups() {
    return groups;
}

const QuizKind* findQuizKind(const std::string& id) {
    const auto at = std::ranges::find_if(kinds, [&](const QuizKind& k) { return id == k.id; });
    return at == std::end(kinds) ? nullptr : at;
}

std::vector<std::string> quizKindsNamed(std::span<const std::string> names) {
    std::set<std::string> wanted;
    for (const std::string& name : names) {
        const std::size_t before = wanted.size();
        for (const QuizKind& k : kinds)
            if (name == k.id || name == k.group) wanted.insert(k.id);
        const bool known = wanted.size() > before || findQuizKind(name) != nullptr ||
                           std::ranges::any_of(groups, [&](const QuizGroup& g) { return name == g.id; });
        if (!known) throw noSuchKind(name);
    }
    std::vector<std::string> ids;
    for (const QuizKind& k : kinds)
        if (names.empty() || wanted.contains(k.id)) ids.emplace_back(k.id);
    return ids;
}

QuizQuestion makeQuestion(const std::string& kind, std::uint64_t seed, Difficulty difficulty) {
    const QuizKind* found = findQuizKind(kind);
    if (found == nullptr) throw noSuchKind(kind);
    QuizQuestion question;
    question.kind = kind;
    question.seed = seed;
    question.difficulty = difficulty;
    found->fill(question);
    return question;
}

std::vector<QuizQuestion> makeQuestions(std::span<const std::string> names, std::size_t count, std::uint64_t seed,
                                        Difficulty difficulty, const std::set<std::string>& elsewhere) {
    std::vector<std::string> left = quizKindsNamed(names); // that still have some
    std::vector<QuizQuestion> questions;
    std::set<std::string> known;
    Rng seeds(seed);
    for (std::size_t turn = 0; questions.size() < count; ++turn) {
        if (left.empty())
            throw Error(ErrorCode::Usage, Message::tr("There are only %1 different questions of these kinds.",
                                                      static_cast<std::int64_t>(questions.size())));
        const std::size_t at = turn % left.size();
        std::optional<QuizQuestion> next = anotherOf(left[at], difficulty, seeds, {known, elsewhere});
        if (next) {
            known.insert(next->fingerprint());
            questions.push_back(std::move(*next));
        } else
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return questions;
}

} // namespace cnn
