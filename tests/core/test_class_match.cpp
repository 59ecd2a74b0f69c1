// Which class of labelled images is which output of a network.
#include "core/data/class_match.h"
#include "core/layers/catalog.h"
#include "core/network/models.h"
#include "tests/support/expect_error.h"

#include <gtest/gtest.h>

namespace test_class_match {

using namespace cnn;

namespace {

using Names = std::vector<std::string>;

// One output a name; without names `outputs` of them.
Network network(const Names& names, int outputs = 0) {
    Network net(Shape{1, 1, 2, 1});
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", makeLayer({"dense", {}, 2, outputs > 0 ? outputs : static_cast<int>(names.size())}));
    net.classNames = names;
    return net;
}

// `each` images of each class; image i has the pixels i, i.
Dataset images(const Names& names, const std::vector<int>& labels, bool numbered = false) {
    Dataset set{{1, 1, 2, 1}, {}, labels, names, numbered};
    for (std::size_t i = 0; i < 2 * labels.size(); ++i) set.pixels.bytes().push_back(static_cast<std::uint8_t>(i / 2));
    return set;
}

bool says(const ClassMatch& match, const std::string& words) {
    return match.note.find(words) != std::string::npos;
}

} // namespace

TEST(ClassMatch, SaysNothingWhereNamesAndOrderAreTheSame) {
    const Dataset set = images({"cat", "dog"}, {0, 1, 1});
    const ClassMatch match = matchClasses(network({"cat", "dog"}), "net.onnx", set);
    EXPECT_EQ(match.outputOf, (std::vector<int>{0, 1}));
    EXPECT_EQ(match.note, "");
    EXPECT_TRUE(keepsLabels(match));
    const auto split = std::make_shared<const DataSplit>(DataSplit{"pets", set, set});
    EXPECT_EQ(matched(split, match), split) << "the same data, not a copy";
}

TEST(ClassMatch, TakesClassesThatNobodyNamedByTheirLabels) {
    const Network three = network({"cat", "dog", "emu"});
    EXPECT_EQ(matchClasses(three, "n", images({"0", "2"}, {0, 1}, true)).outputOf, (std::vector<int>{0, 2}))
        << "a gap stays one";
    EXPECT_EQ(matchClasses(three, "n", images({"1", "2", "3"}, {0, 1, 2}, true)).outputOf, (std::vector<int>{0, 1, 2}))
        << "counted from 1";
    EXPECT_EQ(matchClasses(three, "n", images({"1", "2"}, {0, 1}, true)).outputOf, (std::vector<int>{1, 2}));
    expectError([&] { matchClasses(three, "n", images({"0", "7"}, {0, 1}, true)); }, ErrorCode::Mismatch, {"n tells"});
}

TEST(ClassMatch, WatchesThoseOfTheValidationImagesThatTheNetworkKnows) {
    const Dataset set = images({"cat", "dog"}, {0, 1, 1, 0, 1});
    const auto split = std::make_shared<const DataSplit>(DataSplit{"pets", set, set, 3});
    const ClassMatch match = matchClasses(network({"dog", "emu"}), "n", *split);
    const auto fit = matched(split, match);
    EXPECT_EQ(fit->train.size(), 3U);
    EXPECT_EQ(fit->watched, 2U);
}

TEST(ClassMatch, GoesByTheNamesWhateverTheOrderAndSaysWhichClassesThereAre) {
    const Network digits = network({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
    const Dataset set = images({"3", "7"}, {0, 1, 0});
    const ClassMatch match = matchClasses(digits, "digits.onnx", set);
    EXPECT_EQ(match.outputOf, (std::vector<int>{3, 7}));
    EXPECT_EQ(match.note, "Of the 10 classes that digits.onnx tells apart, these images are of 3, 7.");
    const Dataset fit = matched(set, match);
    EXPECT_EQ(fit.labels, (std::vector<int>{3, 7, 3}));
    EXPECT_EQ(fit.classNames, digits.classNames);
    EXPECT_EQ(fit.pixels, set.pixels);
    EXPECT_EQ(matchClasses(network({"dog", "cat"}), "n", images({"cat", "dog"}, {0, 1})).outputOf,
              (std::vector<int>{1, 0}));
}

TEST(ClassMatch, LeavesOutTheImagesOfClassesThatTheNetworkDoesNotTell) {
    const Dataset set = images({"ant", "cat", "dog", "emu"}, {0, 1, 2, 1, 0, 2});
    const ClassMatch match = matchClasses(network({"dog", "cat"}), "pets.onnx", set);
    EXPECT_EQ(match.outputOf, (std::vector<int>{-1, 1, 0, -1}));
    EXPECT_EQ(match.known, 4U);
    EXPECT_EQ(match.unknown, 2U);
    EXPECT_EQ(match.note, "pets.onnx does not know ant: 2 of 6 images are of such classes and are left out.")
        << "no word of the class that there is no image of";
    const Dataset fit = matched(set, match);
    EXPECT_EQ(fit.labels, (std::vector<int>{1, 0, 1, 0}));
    EXPECT_EQ(fit.pixels, (std::vector<std::uint8_t>{1, 1, 2, 2, 3, 3, 5, 5}));
}

TEST(ClassMatch, SaysWhenThereIsNoClassInCommon) {
    const ClassMatch match = matchClasses(network({"0", "1"}), "digits.onnx", images({"Shirt", "Bag"}, {0, 1}));
    EXPECT_EQ(match.known, 0U);
    EXPECT_EQ(match.note, "No class in common: digits.onnx tells 0, 1 apart, these images are of Shirt, Bag.");
}

TEST(ClassMatch, AssumesPositionsWhereTheNetworkNamesNothingAndSaysSo) {
    const ClassMatch match = matchClasses(network({}, 3), "net.onnx", images({"cat", "dog"}, {0, 1}));
    EXPECT_EQ(match.outputOf, (std::vector<int>{0, 1}));
    EXPECT_EQ(match.names, (Names{"cat", "dog", "output 3"}));
    EXPECT_TRUE(says(match, "names none of its 3 classes")) << match.note;
    EXPECT_TRUE(says(match, "in the order of the images' classes, cat, dog.")) << match.note;
    // Names that do not tell the outputs apart are none.
    EXPECT_TRUE(says(matchClasses(network({"a", "a"}), "net.onnx", images({"cat", "dog"}, {0, 1})), "names none"));
    expectError(
        [] {
            matchClasses(network({}, 2), "net.onnx", images({"a", "b", "c"}, {0, 1, 2}));
        },
        ErrorCode::Mismatch, {"net.onnx tells 2 classes apart, these images have 3."});
}

TEST(ClassMatch, TakesLabelsOfFilesWithoutNamesForPositionsAndSaysSo) {
    const Network garments = network({"Shirt", "Bag"});
    const ClassMatch match = matchClasses(garments, "net.onnx", images({"0", "1"}, {0, 1}, true));
    EXPECT_EQ(match.outputOf, (std::vector<int>{0, 1}));
    EXPECT_EQ(match.names, garments.classNames);
    EXPECT_TRUE(says(match, "files name no classes")) << match.note;
    EXPECT_EQ(matchClasses(network({"0", "1"}), "net.onnx", images({"0", "1"}, {0, 1}, true)).note, "");
    EXPECT_EQ(matchClasses(garments, "net.onnx", images({"0", "1"}, {0, 1})).known, 0U) << "these are names";
}

TEST(ClassMatch, ANewNetworkHasAnOutputForEachClassWithItsName) {
    for (const std::size_t classes : {2U, 3U, 11U, 100U, 1000U}) {
        Names names;
        for (std::size_t i = 0; i < classes; ++i) names.push_back("class " + std::to_string(i));
        DataSplit split{"many", {{1, 28, 28, 1}, {}, {}, names}, {}};
        const Network net = untrainedFor(split, lenet5Plan({}), Initialisation::He, 1);
        EXPECT_EQ(net.outputShape(), (Shape{static_cast<int>(classes), 1, 1, 1}));
        EXPECT_EQ(net.classNames, names);
    }
    for (const std::size_t classes : {1U, 1001U}) {
        DataSplit split{"many", {{1, 28, 28, 1}, {}, {}, Names(classes, "x")}, {}};
        expectError([&] { untrainedFor(split, lenet5Plan({}), Initialisation::He, 1); }, ErrorCode::Mismatch,
                    {"2 to 1,000"});
    }
}

} // namespace test_class_match
