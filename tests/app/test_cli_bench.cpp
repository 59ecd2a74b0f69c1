// convscope bench, one round: that it measures everything, never how fast.
#include "tests/app/program.h"
#include "tests/support/instrumented.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <string_view>

namespace test_cli_bench {

namespace {

const char* const keys[] = {"lenet_train_images_per_s_1", "lenet_train_images_per_s_2",
                            "lenet_infer_images_per_s_1", "lenet_infer_images_per_s_2",
                            "lenet_latency_us",           "autoencoder_train_images_per_s_1",
                            "vgg19_forward_ms_1",         "gemm_peak_gflops_1"};

TEST(Bench, GivesOneJsonObjectWithEveryFigureItsRangeAndEveryLayer) {
    QStringList arguments{"bench", "--json", "--rounds", "1"};
    if (isInstrumented) arguments << "--small"; // VGG-19 would take minutes
    const Outcome outcome = run(arguments);
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.count('\n'), 1);
    const QJsonObject json = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
    for (const char* key : keys) {
        if (isInstrumented && std::string_view(key).starts_with("vgg19")) continue;
        EXPECT_GT(json[key].toDouble(), 0) << key;
        const QJsonArray range = json["ranges"].toObject()[key].toArray();
        ASSERT_EQ(range.size(), 2) << key;
        EXPECT_LE(range[0].toDouble(), json[key].toDouble()) << key;
        EXPECT_GE(range[1].toDouble(), json[key].toDouble()) << key;
    }
    EXPECT_FALSE(json["level"].toString().isEmpty());
    EXPECT_GT(json["processors"].toInt(), 0);
    EXPECT_EQ(json["version"].toString(), CONVSCOPE_VERSION);
    const QJsonArray layers = json["layers"].toArray();
    ASSERT_EQ(layers.size(), 12);
    EXPECT_EQ(layers[0].toObject()["name"].toString(), "conv1");
    for (const auto& entry : layers) {
        const QJsonObject layer = entry.toObject();
        const bool multiplies = layer["kind"] == "conv2d" || layer["kind"] == "dense";
        for (const char* key : {"forward_us", "backward_us"}) EXPECT_GT(layer[key].toDouble(), 0) << key;
        for (const char* key : {"forward_share_of_peak", "backward_share_of_peak"})
            EXPECT_EQ(layer[key].toDouble() > 0, multiplies) << key;
    }
}

TEST(Bench, PrintsATableForPeopleWithItsColumnsInLine) {
    const Outcome outcome = run({"bench", "--rounds", "1", "--small"});
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    for (const char* words : {"LeNet-5 training, batch 64, 1 thread", "Autoencoder", "of peak", "conv2"})
        EXPECT_TRUE(outcome.out.contains(words)) << words;
    EXPECT_FALSE(outcome.out.contains("VGG-19")) << "not asked for";
    int column = -1;
    for (const QString& line : outcome.out.split('\n')) {
        const int at = static_cast<int>(line.indexOf("  ("));
        if (at < 0) continue;
        if (column < 0) column = at;
        EXPECT_EQ(at, column) << line.toStdString();
    }
    EXPECT_GT(column, 0);
    EXPECT_TRUE(outcome.err.contains("100 %"));
}

TEST(Bench, RefusesNoRoundsAtAll) {
    expectRefused(run({"bench", "--rounds", "0"}), 2, {"--rounds", "0"});
}

} // namespace

} // namespace test_cli_bench
