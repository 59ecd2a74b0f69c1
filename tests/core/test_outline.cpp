// Networks without memory for their weights: every layer says of itself what the filled one says.
#include "core/network/unfilled.h"

#include "core/network/layer_table.h"
#include "core/network/shown_networks.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_outline.h"
#include "tests/support/layer_samples.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace cnn::test_outline {
namespace {

TEST(Outline, OfEveryLayerHasItsShapeItsSettingsAndItsCount) {
    for (const LayerKind& kind : layerKinds())
        for (const LayerSample& sample : samplesOf(kind.kind)) {
            const auto filled = makeLayer(sample.info), thin = unfilled(sample.info);
            EXPECT_EQ(thin->info(), filled->info()) << kind.kind;
            EXPECT_EQ(numbersOf(*thin), numbersOf(*filled)) << kind.kind;
            if (kind.joins) continue;
            const auto is = thin->outputShape(sample.in), should = filled->outputShape(sample.in);
            ASSERT_EQ(static_cast<bool>(is), static_cast<bool>(should)) << kind.kind;
            if (is) {
                EXPECT_EQ(*is, *should) << kind.kind;
            }
        }
}

TEST(Outline, TakesNoMemoryForWeights) {
    const Network net = outlineOf(*findShownNetwork("vgg19"));
    std::size_t held = 0;
    for (std::size_t i = 0; i < net.size(); ++i)
        for (const Parameter& p : net.layer(i).parameters()) held += p.value.size();
    EXPECT_EQ(held, 0U);
    EXPECT_EQ(layerTable(net).parameters(), 143'667'240U);
    EXPECT_EQ(layerTable(net).multiplyAdds(), 19'632'062'464U);
}

TEST(Outline, NamesTheLayerThatDoesNotFit) {
    EXPECT_THROW((void)outlineOf(vgg19Plan(), {3, 8, 8, 1}, 10), Error); // the pools leave nothing of it
    EXPECT_THROW((void)outlineOf({{{{"conv2d", Window::square(3), 0, 4, {{"groups", 2}}}, {}}}}, {3, 8, 8, 1}, 10),
                 Error);
}

// Every file that there is here: the same table and card as with the weights.
TEST(Outline, OfAFileIsThatOfTheOpenedNetwork) {
    int files = 0;
    for (const char* folder : {"exports", "graphs"})
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(CONVSCOPE_TEST_DATA) / folder)) {
            if (entry.path().extension() != ".onnx") continue;
            std::optional<OnnxModel> whole;
            try {
                whole = openOnnx(entry.path());
            } catch (const Error& e) { // a size or an output must be chosen, or it is refused: so is its outline
                EXPECT_THROW((void)outlineOnnx(entry.path()), Error) << entry.path();
                continue;
            }
            const OnnxOutline outline = outlineOnnx(entry.path());
            const LayerTable should = layerTable(whole->network);
            EXPECT_EQ(outline.output, whole->network.outputShape());
            EXPECT_EQ(outline.card.notes, whole->card.notes);
            ASSERT_EQ(outline.table.layers.size(), should.layers.size()) << entry.path();
            for (std::size_t i = 0; i < should.layers.size(); ++i) {
                EXPECT_EQ(outline.table.layers[i].name, should.layers[i].name) << entry.path();
                EXPECT_EQ(outline.table.layers[i].out, should.layers[i].out) << entry.path();
                EXPECT_EQ(outline.table.layers[i].parameters, should.layers[i].parameters) << entry.path();
                EXPECT_EQ(outline.table.layers[i].multiplyAdds, should.layers[i].multiplyAdds) << entry.path();
            }
            ++files;
        }
    EXPECT_GE(files, 60);
}

} // namespace
} // namespace cnn::test_outline
