// What the model page's table is computed from: VGG-19 row by row, without any weight; matching, sorting, searching.
#include "core/network/shown_networks.h"
#include "core/network/unfilled.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/instrumented.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/model/model_words.h"
#include "ui/lessons/model/table/model_csv.h"

#include <QTest>
#include <fstream>

namespace test_model_table {

using namespace ui;

namespace {

std::shared_ptr<const ModelSubject> shown(const char* id) {
    return std::make_shared<const ModelSubject>(shownSubject(id));
}

ModelTable tableOf(const char* id, const ModelScene& scene = {}) {
    return modelTable({shown(id)}, scene);
}

ModelTable pairOf(const char* first, const char* second, const ModelScene& scene = {}) {
    return modelTable({shown(first), shown(second)}, scene);
}

QStringList names(const ModelTable& table) {
    QStringList all;
    for (const int pair : table.shown) all << table.name(pair);
    return all;
}

// Kilobytes of this process that are in memory.
long resident() {
    long pages = 0, all = 0;
    std::ifstream("/proc/self/statm") >> all >> pages;
    return pages * 4;
}

struct Row {
    const char* name;
    cnn::Shape out;
    std::size_t parameters, work;
    double mebibytes, field, jump; // field 0: all
};

} // namespace

class TestModelTable : public QObject {
    Q_OBJECT
private slots:
    // Simonyan and Zisserman 2015, configuration E; the sums agree with torchvision's.
    void everyRowOfVgg19IsExact() {
        const Row rows[] = {{"conv1_1", {64, 224, 224, 1}, 1'792, 86'704'128, 12.25, 3, 1},
                            {"conv1_2", {64, 224, 224, 1}, 36'928, 1'849'688'064, 12.25, 5, 1},
                            {"pool1", {64, 112, 112, 1}, 0, 0, 3.06, 6, 2},
                            {"conv2_1", {128, 112, 112, 1}, 73'856, 924'844'032, 6.125, 10, 2},
                            {"conv2_2", {128, 112, 112, 1}, 147'584, 1'849'688'064, 6.125, 14, 2},
                            {"pool2", {128, 56, 56, 1}, 0, 0, 1.53, 16, 4},
                            {"conv3_1", {256, 56, 56, 1}, 295'168, 924'844'032, 3.06, 24, 4},
                            {"conv3_2", {256, 56, 56, 1}, 590'080, 1'849'688'064, 3.06, 32, 4},
                            {"conv3_3", {256, 56, 56, 1}, 590'080, 1'849'688'064, 3.06, 40, 4},
                            {"conv3_4", {256, 56, 56, 1}, 590'080, 1'849'688'064, 3.06, 48, 4},
                            {"pool3", {256, 28, 28, 1}, 0, 0, 0.77, 52, 8},
                            {"conv4_1", {512, 28, 28, 1}, 1'180'160, 924'844'032, 1.53, 68, 8},
                            {"conv4_2", {512, 28, 28, 1}, 2'359'808, 1'849'688'064, 1.53, 84, 8},
                            {"conv4_3", {512, 28, 28, 1}, 2'359'808, 1'849'688'064, 1.53, 100, 8},
                            {"conv4_4", {512, 28, 28, 1}, 2'359'808, 1'849'688'064, 1.53, 116, 8},
                            {"pool4", {512, 14, 14, 1}, 0, 0, 0.38, 124, 16},
                            {"conv5_1", {512, 14, 14, 1}, 2'359'808, 462'422'016, 0.38, 156, 16},
                            {"conv5_2", {512, 14, 14, 1}, 2'359'808, 462'422'016, 0.38, 188, 16},
                            {"conv5_3", {512, 14, 14, 1}, 2'359'808, 462'422'016, 0.38, 220, 16},
                            {"conv5_4", {512, 14, 14, 1}, 2'359'808, 462'422'016, 0.38, 252, 16},
                            {"pool5", {512, 7, 7, 1}, 0, 0, 0.10, 268, 32},
                            {"fc6", {4096, 1, 1, 1}, 102'764'544, 102'760'448, 0.02, 0, 0},
                            {"fc7", {4096, 1, 1, 1}, 16'781'312, 16'777'216, 0.02, 0, 0},
                            {"fc8", {1000, 1, 1, 1}, 4'097'000, 4'096'000, 0.00, 0, 0}};
        const ModelTable table = tableOf("vgg19");
        QCOMPARE(table.pairs.size(), std::size(rows));
        for (int i = 0; i < static_cast<int>(std::size(rows)); ++i) {
            const Row& is = rows[i];
            const cnn::LayerRow& layer = *table.layer(i, 0);
            QCOMPARE(layer.name, std::string(is.name));
            QVERIFY2(layer.out == is.out, is.name);
            QCOMPARE(layer.parameters, is.parameters);
            QCOMPARE(layer.multiplyAdds, is.work);
            QVERIFY2(std::abs(static_cast<double>(layer.mapBytes()) / (1024 * 1024) - is.mebibytes) < 0.006, is.name);
            QCOMPARE(layer.rows.isAll, is.field == 0);
            if (is.field > 0) QCOMPARE(layer.rows, (cnn::FieldExtent{false, is.field, is.jump}));
            QCOMPARE(layer.rows, layer.columns);
        }
        const cnn::LayerTable& sums = table.sides[0].subject->table;
        QCOMPARE(sums.parameters(), std::size_t(143'667'240));
        QCOMPARE(sums.multiplyAdds(), std::size_t(19'632'062'464));
        QCOMPARE(ByteUnit{}.text(sums.weightBytes()), QString("548.05"));
        QCOMPARE(ByteUnit{}.text(sums.mapBytes()), QString("62.53"));
    }
    void noWeightIsInMemoryForIt() {
        if (isInstrumented) QSKIP("sanitizers need memory of their own");
        const long before = resident();
        const auto subject = shown("vgg19");
        QCOMPARE(subject->table.parameters(), std::size_t(143'667'240));
        QVERIFY2(resident() - before < 10 * 1024, qPrintable(QString::number(resident() - before)));
    }
    // The same rows as of the networks with their weights.
    void theTableIsThatOfTheBuiltNetwork() {
        for (const char* id : {"lenet5", "lenet1998", "mlp", "tinyvgg", "autoencoder"}) {
            const cnn::ShownNetwork& network = *cnn::findShownNetwork(id);
            const cnn::LayerTable built = layerTable(randomWeights(network, 1)), is = shownSubject(id).table;
            QCOMPARE(is.layers.size(), built.layers.size());
            for (std::size_t i = 0; i < is.layers.size(); ++i) {
                QCOMPARE(is.layers[i].name, built.layers[i].name);
                QVERIFY(is.layers[i].info == built.layers[i].info);
                QCOMPARE(is.layers[i].parameters, built.layers[i].parameters);
                QCOMPARE(is.layers[i].multiplyAdds, built.layers[i].multiplyAdds);
                QCOMPARE(is.layers[i].mapBytes(), built.layers[i].mapBytes());
                QCOMPARE(is.layers[i].rows, built.layers[i].rows);
            }
        }
    }
    void itSaysWhatTheNumbersOfVgg19Tell() {
        const QString said = modelInsights(tableOf("vgg19").sides[0]).join('\n').replace(QChar(0x202f), ' ');
        for (const char* sentence :
             {"Convolutions hold 13.9 % of the weights and do 99.4 % of the work.",
              "fc6 alone holds 71.5 % of the weights: 102 764 544 of 143 667 240.",
              "8 layers cost exactly 1 849 688 064 multiply-adds each. Halving the sides and doubling the channels "
              "cancel.",
              "The field of pool5 is 268 pixels wide, the picture 224: one value can see all of it.",
              "conv3_2 and conv3_3 together see 5 × 5. One layer of 5 × 5 kernels would need 1 638 400 weights (25 C², "
              "C is 256), the two need 1 179 648 (18 C²). And there is one more ReLU between them."})
            QVERIFY2(said.contains(QString::fromUtf8(sentence)), qPrintable(said));
    }
    // What is not true of a network is not said of it.
    void ofAnotherNetworkOnlyWhatIsTrueIsSaid() {
        const QString lenet = modelInsights(tableOf("lenet5").sides[0]).join('\n').replace(QChar(0x202f), ' ');
        QVERIFY2(lenet.contains("Convolutions hold 4.2 % of the weights and do 85.9 % of the work."),
                 qPrintable(lenet));
        QVERIFY2(lenet.contains("The field of pool2 is 16 pixels wide, of a picture of 28."), qPrintable(lenet));
        QVERIFY(!lenet.contains("5 × 5") && !lenet.contains("cost exactly"));
        const QString mlp = modelInsights(tableOf("mlp").sides[0]).join('\n');
        QVERIFY2(!mlp.contains("Convolutions") && !mlp.contains("field"), qPrintable(mlp));
        QVERIFY(mlp.contains("dense1 alone holds 95"));
    }
    void sortingPutsTheLargestFirstAndKeepsEqualsInOrder() {
        ModelScene scene;
        scene.sort = ModelColumn::Work;
        scene.descending = true;
        const QStringList sorted = names(tableOf("vgg19", scene));
        QCOMPARE(sorted.first(), QString("conv1_2")); // equals keep their order
        for (int i = 0; i < 8; ++i) QVERIFY(sorted[i].startsWith("conv") && !sorted[i].endsWith("_1"));
        scene.sort = ModelColumn::Parameters;
        QCOMPARE(names(tableOf("vgg19", scene)).mid(0, 3), (QStringList{"fc6", "fc7", "fc8"}));
        scene.descending = false;
        QCOMPARE(names(tableOf("vgg19", scene)).first(), QString("pool1"));
        scene.sort = ModelColumn::Field;
        scene.descending = true;
        QVERIFY(names(tableOf("vgg19", scene))[3] == "pool5"); // behind the three that see all
    }
    void searchingFindsNamesKindsAndActivations() {
        ModelScene scene;
        scene.find = "CONV3";
        QCOMPARE(names(tableOf("vgg19", scene)), (QStringList{"conv3_1", "conv3_2", "conv3_3", "conv3_4"}));
        scene.find = "max pool";
        QCOMPARE(names(tableOf("vgg19", scene)).size(), 5);
        scene.find = "relu";
        QCOMPARE(names(tableOf("vgg19", scene)).size(), 18);
        scene.find = "lstm";
        QVERIFY(names(tableOf("vgg19", scene)).isEmpty());
    }
    void rowsThatBelongTogetherStandTogether() {
        const ModelTable table = pairOf("vgg16", "vgg19");
        QCOMPARE(table.pairs.size(), std::size_t(24));
        for (int pair = 0; pair < 24; ++pair) {
            const auto *a = table.layer(pair, 0), *b = table.layer(pair, 1);
            const bool isAdded = table.name(pair).endsWith("_4");
            QCOMPARE(a == nullptr, isAdded);
            if (!isAdded) QCOMPARE(a->name, b->name);
        }
        const ModelTable small = pairOf("lenet5", "tinyvgg");
        QCOMPARE(names(small), (QStringList{"conv1", "conv2", "pool1", "conv2 / conv3", "conv4", "pool2", "dense1",
                                            "dense2", "dense3"}));
    }
    void onlyDifferingRowsAreShownWhenThatIsAsked() {
        ModelScene scene;
        scene.diffOnly = true;
        const ModelTable table = pairOf("vgg16", "vgg19", scene);
        QCOMPARE(table.shown.size(), std::size_t(12)); // from conv3_4 to pool5: the fields behind it are larger
        QCOMPARE(table.name(table.shown.front()), QString("conv3_4"));
        QVERIFY(table.differs(table.shown[1], ModelColumn::Field) && !table.differs(table.shown[1], ModelColumn::Work));
        QVERIFY(pairOf("vgg19", "vgg19", scene).shown.empty());
        QVERIFY(comparedInsights(pairOf("vgg19", "vgg19")).contains("No row differs."));
    }
    void theCsvHasEveryLayerAndReadsBack() {
        const QStringList lines =
            QString::fromStdString(layerCsv(shownSubject("vgg19").table)).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 43);
        const QStringList heads = lines[0].split(',');
        std::size_t parameters = 0, work = 0, bytes = 0;
        for (const QString& line : lines.mid(1)) {
            QString plain = line; // one cell is in quotes, as it has a comma in it
            const qsizetype from = plain.indexOf('"'), to = plain.lastIndexOf('"');
            if (from >= 0) plain.replace(from, to - from + 1, "quoted");
            const QStringList cells = plain.split(',');
            QCOMPARE(cells.size(), heads.size());
            parameters += cells[heads.indexOf("parameters")].toULongLong();
            work += cells[heads.indexOf("multiply-adds")].toULongLong();
            bytes += cells[heads.indexOf("map (bytes)")].toULongLong();
        }
        QCOMPARE(parameters, std::size_t(143'667'240));
        QCOMPARE(work, std::size_t(19'632'062'464));
        QCOMPARE(bytes, shownSubject("vgg19").table.mapBytes());
        const QString both = QString::fromStdString(comparedCsv(pairOf("vgg16", "vgg19")));
        QCOMPARE(both.count('\n'), 1 + 21 + 24);
        QVERIFY(both.startsWith("row,network,differs,layer,"));
    }
    void aFileIsReadWithoutItsWeights() {
        const TempFolder folder;
        cnn::Network net = randomWeights(*cnn::findShownNetwork("lenet1998"), 3);
        for (int i = 0; i < 10; ++i) net.classNames.push_back("class " + std::to_string(i));
        saveOnnx(net, folder.path() / "mine.onnx");
        const ModelSubject is = fileSubject(QString::fromStdString((folder.path() / "mine.onnx").string()));
        QCOMPARE(is.title, QString("mine.onnx"));
        QCOMPARE(is.table.parameters(), std::size_t(60'850));
        QCOMPARE(is.table.multiplyAdds(), layerTable(net).multiplyAdds());
        QCOMPARE(is.classNames.size(), 10);
        QVERIFY(is.card && is.card->opset == 13);
        QVERIFY(cardWords(is).contains("Assumed: values 0 (black) to 1 (white)"));
    }
};

UI_TEST(TestModelTable)
} // namespace test_model_table
#include "test_model_table.moc"
