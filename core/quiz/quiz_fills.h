// The makers of every kind of question, file by file; quiz_kinds.cpp lists them. Each fills a question from its seed
// and its difficulty.
#pragma once

#include "core/quiz/quiz_making.h"
#include "core/walk/channel_walk.h"
#include "core/walk/receptive_field.h"

namespace cnn::making {

// quiz_cells.cpp
void fillConvCell(QuizQuestion& q);
void fillPaddedCell(QuizQuestion& q);
void fillStridedCell(QuizQuestion& q);
void fillDilatedCell(QuizQuestion& q);
void fillFlippedCell(QuizQuestion& q);
void fillReluCell(QuizQuestion& q);
void fillMaxCell(QuizQuestion& q);
void fillAverageCell(QuizQuestion& q);
void fillChannelCell(QuizQuestion& q);

// quiz_sizes.cpp
void fillOutputSize(QuizQuestion& q);
void fillDilatedSize(QuizQuestion& q);
void fillCeilSize(QuizQuestion& q);
void fillSameTensorFlow(QuizQuestion& q);
void fillSamePyTorch(QuizQuestion& q);
void fillStackSize(QuizQuestion& q);
void fillDepth(QuizQuestion& q);
// Stacks that questions are about, in words.
Message layerText(const FieldLayer& layer);
std::vector<FieldLayer> anyStack(Rng& rng, const QuizQuestion& question);
std::vector<Message> stackLevels(int n, std::span<const FieldLayer> layers, bool withOutput);

// quiz_padding.cpp
void fillKeepSize(QuizQuestion& q);
void fillDivisiblePadding(QuizQuestion& q);
void fillPixelUses(QuizQuestion& q);

// quiz_guesses.cpp
void fillWhichOperation(QuizQuestion& q);
void fillWhichKernel(QuizQuestion& q);
void fillSmallerMap(QuizQuestion& q);

// quiz_costs.cpp
void fillParameters(QuizQuestion& q);
void fillDenseParameters(QuizQuestion& q);
void fillMultiplyAdds(QuizQuestion& q);
void fillFieldSize(QuizQuestion& q);
void fillFieldJump(QuizQuestion& q);

// quiz_gradients.cpp
void fillWeightPixels(QuizQuestion& q);
void fillWeightGradient(QuizQuestion& q);
void fillInputGradient(QuizQuestion& q);
void fillPoolGradient(QuizQuestion& q);
void fillUpdate(QuizQuestion& q);

// quiz_training.cpp
void fillSoftmax(QuizQuestion& q);
void fillCrossEntropy(QuizQuestion& q);
void fillOverfitCurve(QuizQuestion& q);
void fillStopEpoch(QuizQuestion& q);
void fillCurveDiagnosis(QuizQuestion& q);

// quiz_meanings.cpp
void fillPaddingPurpose(QuizQuestion& q);
void fillOneByOne(QuizQuestion& q);
void fillFieldMeaning(QuizQuestion& q);

} // namespace cnn::making
