// Cells on the command line: learned, tested, looked at and explained, with the share of a map on the cell.
#include "tests/app/program.h"

#include "core/data/cell_pictures.h"
#include "core/explain/class_map.h"
#include "core/explain/share_on.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/train/trainer.h"
#include "tests/support/temp_folder.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_cells {

namespace {

class Cells : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }
    cnn::Tensor numbers(const char* file) const { return cnn::readNpy(m_folder.path() / file); }
    // A network for 32x32 cells of three kinds, and test picture 2 of them.
    void save() const { cnn::saveOnnx(m_net, m_folder.path() / "n.onnx"); }
    static cnn::CellSettings settings() {
        cnn::CellSettings cells;
        cells.side = 32;
        cells.classes = 3;
        return cells;
    }

    cnn::Network m_net = cnn::tinyVgg({}, 5, {1, 32, 32, 1}, 3);
    TempFolder m_folder;
};

TEST_F(Cells, AreLearnedAndTestedAsTheirSettingsSay) {
    const QString data = "cells:classes=3,side=32,mark=light,class=spindle,train=24,test=12";
    const Outcome trained =
        convscope("train --data " + data + " --model tinyvgg --epochs 1 --batch 8 --seed 4 -o n.onnx");
    ASSERT_EQ(trained.code, 0) << trained.err.toStdString();
    EXPECT_TRUE(trained.err.contains("Cells: 24 images to learn from, 12 to test with."));
    EXPECT_TRUE(trained.err.contains("round, spindle, two nuclei"));
    const cnn::Network network = cnn::loadOnnx(m_folder.path() / "n.onnx");
    EXPECT_EQ(network.inputShape(), (cnn::Shape{1, 32, 32, 1}));

    cnn::CellSettings cells = settings();
    cells.mark = cnn::CellMark::Light;
    cells.markedClass = 1;
    const auto accuracy = [&](cnn::MarkedPictures marked) {
        const cnn::Dataset test = cnn::cellPictures(cells, cnn::cellSeeds(4).test, 0, 12, marked);
        return cnn::evaluate(network, test, cnn::LossKind::SoftmaxCrossEntropy).accuracy;
    };
    EXPECT_NEAR(object(trained.out)["test_accuracy"].toDouble(), accuracy(cnn::MarkedPictures::OfItsClass), 1e-4);
    for (const auto& [word, marked] :
         {std::pair("none", cnn::MarkedPictures::None), {"all", cnn::MarkedPictures::All}}) {
        const Outcome tested = convscope("eval n.onnx --seed 4 --data " + data + ",tested=" + word);
        ASSERT_EQ(tested.code, 0) << tested.err.toStdString();
        EXPECT_EQ(object(tested.out)["images"].toInt(), 12);
        EXPECT_NEAR(object(tested.out)["accuracy"].toDouble(), accuracy(marked), 1e-6) << word;
    }
}

TEST_F(Cells, TakeTheSizeOfTheNetworkThatReadsThem) {
    save();
    const Outcome tested = convscope("eval n.onnx --data cells:classes=3,test=6");
    EXPECT_EQ(tested.code, 0) << tested.err.toStdString();
    EXPECT_EQ(object(tested.out)["images"].toInt(), 6);
    m_net = cnn::lenet5({}, 1);
    save();
    expectRefused(convscope("eval n.onnx --data cells"), 1, {"Cells are made in squares of 32 to 128", "28"});
}

TEST_F(Cells, ALookSaysWhatWouldBeMade) {
    const Outcome looked = convscope("look cells:classes=2,channels=2,side=40,train=100,test=50");
    ASSERT_EQ(looked.code, 0) << looked.err.toStdString();
    for (const char* words : {"made by the program", "100 to learn from, 50 to test with", "2: round, spindle",
                              "50 to learn from of each", "40 × 40", "2 channels", "in the first 16"})
        EXPECT_TRUE(looked.out.contains(words)) << words << " in\n" << looked.out.toStdString();
    EXPECT_TRUE(convscope("look cells --size 64").out.contains("64 × 64"));
}

TEST_F(Cells, AnExplanationTellsItsShareOnTheCell) {
    save();
    const cnn::CellPicture cell =
        cnn::cellPicture(settings(), cnn::cellSeeds(1).test, 2, cnn::MarkedPictures::OfItsClass);
    const cnn::Dataset set =
        cnn::cellPictures(settings(), cnn::cellSeeds(1).test, 2, 1, cnn::MarkedPictures::OfItsClass);
    cnn::Tensor image;
    const std::size_t first = 0;
    set.gather(std::span(&first, 1), image);
    for (const auto& named : cnn::classMapNames) {
        cnn::ClassMapSettings how;
        how.kind = named.value;
        how.occlusion = {8, 4, 0, {}, cnn::OcclusionBaseline::Blur};
        const QString square =
            named.value == cnn::ClassMapKind::Occlusion ? " --side 8 --stride 4 --baseline blur" : "";
        const Outcome outcome = convscope("explain n.onnx --method " + QString(named.name) + square +
                                          " --image test:3 --class 1 --data cells:classes=3 -o out");
        ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
        const cnn::Tensor map = cnn::classMap(m_net, image, 1, how).orThrow();
        const QJsonObject told = object(outcome.out);
        const auto share = cnn::shareOn(map, cell.mask);
        ASSERT_EQ(told["share_on_cell"].isDouble(), share.has_value()) << named.name;
        if (share) {
            EXPECT_NEAR(told["share_on_cell"].toDouble(), *share, 1e-5) << named.name;
        }
        EXPECT_NEAR(told["cell_share_of_pixels"].toDouble(), cnn::shareOfPixels(cell.mask), 1e-9);
        if (named.value == cnn::ClassMapKind::Occlusion) {
            EXPECT_EQ(numbers("out/occlusion.npy"),
                      cnn::occlusionMap(m_net, image, 1, how.occlusion).orThrow().probability);
            EXPECT_TRUE(outcome.err.contains("Squares of 8 pixels, one every 4"));
        }
    }
    expectRefused(
        convscope("explain n.onnx --method occlusion --image test:3 --data cells:classes=3 -o out --baseline mean "
                  "--grey 1"),
        2, {"--baseline", "--grey"});
    expectRefused(convscope("explain n.onnx --method occlusion --image test:3 --data cells:classes=3 -o out --side 4 "
                            "--stride 5"),
                  2, {"4 pixels", "at most the side"});
}

TEST_F(Cells, WhatIsNotUnderstoodIsSaidWithWhatWouldBe) {
    for (const auto& [data, words] : std::initializer_list<std::pair<const char*, QStringList>>{
             {"cells:classes=9", {"classes=9", "2 to 6"}},
             {"cells:side=20", {"side=20", "32 to 128"}},
             {"cells:mark=shadow", {"mark=shadow", "corner"}},
             {"cells:class=square", {"class=square", "spindle"}},
             {"cells:class=5", {"class=5", "first 4", "large"}},
             {"cells:noise=2", {"noise=2", "0 to 1"}},
             {"cells:colour=red", {"\"colour\"", "neighbours"}},
             {"cells:neighbours=some", {"neighbours=some", "yes or no"}}})
        expectRefused(convscope(QString("train --epochs 1 --data ") + data), 2, words);
    expectRefused(convscope("train --epochs 1 --data cells --turned"), 2, {"--turned"});
}

TEST_F(Cells, TheHelpNamesEveryKeyInLinesThatFit) {
    const Outcome help = convscope("help cells");
    EXPECT_EQ(help.code, 0);
    for (const char* key : {"classes", "side", "channels", "blur", "noise", "light", "neighbours", "mark", "class",
                            "strength", "trained", "tested", "crop", "train", "test"})
        EXPECT_TRUE(help.out.contains("\n  " + QString(key) + "=")) << key;
    for (const QString& line : help.out.split('\n')) EXPECT_LE(line.size(), 100) << line.toStdString();
}

} // namespace

} // namespace test_cli_cells
