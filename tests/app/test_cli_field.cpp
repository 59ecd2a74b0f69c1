// convscope receptive-field: the table of a stack of layers.
#include "tests/app/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_field {

namespace {

Outcome field(const QString& arguments) {
    return run(("receptive-field " + arguments).split(' '));
}

std::string printed(const QString& arguments) {
    const Outcome outcome = field(arguments);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err.toStdString(), "");
    return outcome.out.toStdString();
}

TEST(ReceptiveFieldCommand, PrintsTheTableOfLeNet5InAlignedColumns) {
    EXPECT_EQ(printed("--layers conv5p2,pool2,conv5,pool2 --input 28"), "level  layer    size  field  jump  start\n"
                                                                        "input             28      1     1    0.5\n"
                                                                        "conv1  conv5p2    28      5     1    0.5\n"
                                                                        "pool1  pool2      14      6     2      1\n"
                                                                        "conv2  conv5      10     14     2      5\n"
                                                                        "pool2  pool2       5     16     4      6\n");
    EXPECT_EQ(printed("--layers lenet-5"), printed("--layers conv5p2,pool2,conv5,pool2 --input 28"));
}

// A name stands for the network as it reads an input of that size: at 32 LeNet-5 pads nothing (LeCun 1998), and for a
// size that it never had the name is refused instead of guessed at.
TEST(ReceptiveFieldCommand, KnowsThatLeNet5PadsOnlyTheSmallerPicture) {
    EXPECT_EQ(printed("--layers lenet-5 --input 28"), printed("--layers conv5p2,pool2,conv5,pool2 --input 28"));
    EXPECT_EQ(printed("--layers lenet-5 --input 32"), "level  layer  size  field  jump  start\n"
                                                      "input           32      1     1    0.5\n"
                                                      "conv1  conv5    28      5     1    2.5\n"
                                                      "pool1  pool2    14      6     2      3\n"
                                                      "conv2  conv5    10     14     2      7\n"
                                                      "pool2  pool2     5     16     4      8\n");
    expectRefused(field("--layers lenet-5 --input 64"), 2,
                  {"lenet-5 is for an input of 28 × 28 (conv5p2,pool2,conv5,pool2)",
                   "32 × 32 (conv5,pool2,conv5,pool2)", "write its layers out"});
    // Those that keep the size whatever it is are the same network at any size.
    EXPECT_EQ(printed("--layers vgg-19").substr(0, 60), printed("--layers vgg-19 --input 224").substr(0, 60));
    EXPECT_NE(printed("--layers vgg-19 --input 64").find("pool5"), std::string::npos);
}

TEST(ReceptiveFieldCommand, NeedsNoInputForTheRecurrences) {
    EXPECT_EQ(printed("--layers conv3,conv3d2 --format csv"), "level,layer,field,jump,start\n"
                                                              "input,,1,1,0.5\n"
                                                              "conv1,conv3,3,1,1.5\n"
                                                              "conv2,conv3d2,7,1,3.5\n");
}

TEST(ReceptiveFieldCommand, GivesVgg19AsJson) {
    const auto levels =
        QJsonDocument::fromJson(QByteArray::fromStdString(printed("--layers vgg-19 --format json")))["levels"]
            .toArray();
    ASSERT_EQ(levels.size(), 22);
    const QJsonObject last = levels.last().toObject();
    EXPECT_EQ(last["level"].toString(), "pool5");
    EXPECT_EQ(last["field"].toInt(), 268);
    EXPECT_EQ(last["jump"].toInt(), 32);
    EXPECT_EQ(last["size"].toInt(), 7);
}

TEST(ReceptiveFieldCommand, SaysInOneLineWhichLayerIsWrong) {
    expectRefused(field("--layers conv3,dense10"), 2, {"--layers", "Layer 2 (dense10)", "receptive-field"});
    expectRefused(field("--layers conv3,"), 2, {"Layer 2 is empty"});
    expectRefused(field("--layers conv3p1p1"), 2, {"padding twice"});
    expectRefused(field("--layers conv5,pool2,conv9 --input 12"), 1, {"Layer 3 (conv9)", "9 × 9", "4 × 4"});
    expectRefused(field("--layers conv5 --input 0"), 2, {"--input 0"});
    expectRefused(field("--layers conv5 --format xml"), 2, {"--format xml", "table, csv, json"});
    expectRefused(run({"receptive-field"}), 2, {"--layers is missing"});
}

} // namespace

} // namespace test_cli_field
