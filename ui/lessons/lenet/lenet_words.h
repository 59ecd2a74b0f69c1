// What is said of the blocks of LeNet-5: one sentence and one equation each.
#pragma once

#include "ui/lessons/lenet/lenet_scene.h"

namespace ui {

// What the lesson shows; covered: what is asked, "size", "parameters" or "all".
struct LenetPicture {
    QString headline, line;
    LenetForm form = LenetForm::Blocks;
    LenetStages stages;
    int stage = 0;
    QString covered;
    std::optional<int> hover; // a stage that is pointed at

    // Whether the answer to what is asked would show there.
    bool hidesSize(int of) const { return covered == "size" && of >= stage; }
    bool hidesParameters(int of) const { return covered == "all" || (covered == "parameters" && of == stage); }
    const LenetStage& at(int of) const { return stages.all[static_cast<std::size_t>(of)]; }
};

// "6@28×28"; of units how many.
QString lenetSize(const LenetStage& stage);
// What happens in it, a sentence or two.
QString lenetSentence(const LenetStage& stage);
// "(28 + 2 × 2 − 5) ÷ 1 + 1 = 28"; empty where no window slides.
QString lenetSizeEquation(const LenetStage& stage);
// "6 × (1 × 5 × 5 + 1) = 6 × 26 = 156"; of a pool and of the image "0".
QString lenetParameterEquation(const LenetStage& stage);
// "156 + 0 + 2 416 = 2 572" of the layers up to this stage; of the image "0".
QString lenetRunningSum(const LenetStages& stages, int stage);
// The sentence of a network that does not go on: "C3: ...".
QString lenetMisfit(const LenetStages& stages);

// All that the card says of a stage, for the panel and screen readers; nothing of what is covered.
QString lenetSpoken(const LenetPicture& picture, int stage);

} // namespace ui
