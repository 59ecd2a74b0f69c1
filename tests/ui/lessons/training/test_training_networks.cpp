// Which network learns in LeNet live: models, one's own, networks of other layers from files.
#include "core/layers/catalog.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/digit_folder.h"
#include "tests/support/layer_samples.h"
#include "tests/ui/lessons/training/network_room.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/layer_words.h"
#include "ui/model/plan_json.h"

namespace test_training_networks {

using namespace ui;

namespace {

using Room = NetworkRoom;

} // namespace

class TestTrainingNetworks : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), 256, 64);
    }

    void everyModelLearnsAndIsShown() {
        Room room(folder());
        QVERIFY(room.ready());
        for (const cnn::Model& model : cnn::models()) {
            room.choose(model.title);
            QCOMPARE(room.page.trainingScene().model, QString(model.id));
            const cnn::Network net =
                cnn::build(model.plan({}), cnn::usualInput, cnn::usualClasses, cnn::Initialisation::He, 1);
            QVERIFY2(room.shows(net.parameterCount()), model.id);
            room.page.settle(2);
            QVERIFY2(room.said().contains(QString("= %1 parameters").arg(net.parameterCount())), model.id);
            QCOMPARE(room.page.session().history().steps(), std::size_t{2});
            QVERIFY(!room.page.numbers().empty());
            QVERIFY(!room.page.questions().empty());
        }
        QUndoStack* undo = room.page.undoStack();
        while (undo->canUndo()) undo->undo();
        QVERIFY(room.shows(61706));
    }

    void aSceneFromBeforeThereWereModelsIsALeNet5() {
        const TrainingScene scene = trainingSceneFrom({{"activation", "tanh"}});
        QCOMPARE(scene.model, "lenet5");
        QVERIFY(networkPlan(scene) == cnn::lenet5Plan({cnn::ActivationKind::Tanh, cnn::PoolingKind::Max}));
    }

    void aSceneWithAnOwnNetworkSurvivesJson() {
        TrainingScene scene;
        scene.model = "own";
        scene.own = cnn::lenet1998Plan();
        scene.draft = cnn::tinyVggPlan({});
        scene.draft.layers[0].info.window = cnn::Window{{3, 2, 1, 0, 1}, {5, 2, 1, 1, 1}};
        scene.draft.layers.push_back({{"upsample", {}, 0, 0, {{"factor", 2}}}, "larger"});
        scene.draft.layers.push_back({{"dropout", {}, 0, 0, {{"share", 0.3F}}}, {}});
        QCOMPARE(trainingSceneFrom(QJsonDocument::fromJson(QJsonDocument(toJson(scene)).toJson()).object()), scene);
        for (const auto& [json, part] :
             {std::pair{R"([{"kind": "gru"}])",
                        "entry 1, \"kind\" must be a kind of layer, as \"conv2d\" or \"dense\"."},
              {R"([{"kind": "relu"}, {"kind": "conv2d", "kernel": 0}])",
               "entry 2, \"kernel\" must be a whole number from 1 to 64, not 0."},
              {R"([{"kind": "conv2d", "kernel": [3]}])",
               "entry 1, \"kernel\" must be one number, or an array of 2, not of 1."},
              {R"([{"kind": "dropout", "share": 1}])", "entry 1, \"share\" must be a number from 0 to 0.999, not 1."},
              {R"([{"kind": "leakyrelu", "slope": -1}])", "entry 1, \"slope\" must be a number from 0 to 1, not -1."},
              {R"([{"kind": "leakyrelu", "slop": 0.1}])",
               "entry 1, \"slop\" means nothing to a layer of kind \"leakyrelu\", which has kind, name, reads, slope."},
              {R"([{"kind": "relu", "factor": 3}])",
               "entry 1, \"factor\" means nothing to a layer of kind \"relu\", which has kind, name, reads."},
              {R"([{"kind": "dense", "outputs": 1e9}])",
               "entry 1, \"outputs\" must be a whole number from 0 to 4096, not 1000000000."}})
            try {
                planFrom(SceneValue(QJsonObject{{"own", QJsonDocument::fromJson(json).array()}})["own"]);
                QFAIL(part);
            } catch (const cnn::Error& e) {
                QCOMPARE(e.what(), QString("\"own\", ") + part);
            }
        QVERIFY_EXCEPTION_THROWN(trainingSceneFrom({{"model", "own"}}), cnn::Error);
        QVERIFY_EXCEPTION_THROWN(trainingSceneFrom({{"model", "vgg"}}), cnn::Error);
    }

    void onesOwnBeginsWithTheNetworkThatIsThereAndWithoutANewRun() {
        Room room(folder());
        QVERIFY(room.ready());
        room.page.settle(3);
        room.choose("Your");
        QCOMPARE(room.page.session().history().steps(), std::size_t{3});
        QCOMPARE(room.layers()->topLevelItemCount(), 12);
        QCOMPARE(room.layers()->topLevelItem(0)->text(0), "5 × 5 Conv (6), pad 2");
        QCOMPARE(room.layers()->topLevelItem(3)->text(1), "16@10×10");
        QCOMPARE(room.layers()->topLevelItem(11)->text(0), "Dense (10)");
        QCOMPARE(room.layers()->topLevelItem(11)->text(2), "850");
    }

    void layersAreAddedRemovedMovedAndSet() {
        Room room(folder());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(0);
        room.type("Channels", "4");
        QVERIFY(room.shows(4 * 26 + 16 * 101 + 48120 + 10164 + 850));
        room.select(10);
        room.press("Layer: remove"); // the last ReLU
        QCOMPARE(room.layers()->topLevelItemCount(), 11);
        room.select(9);
        room.add("Dense"); // before the last one, which keeps ten outputs
        QTRY_COMPARE(room.layers()->topLevelItemCount(), 12);
        QVERIFY(room.page.trainingScene().own == room.page.trainingScene().draft);
        room.select(2);
        QTest::keyClick(room.layers(), Qt::Key_Up, Qt::AltModifier); // pooling before its ReLU: the same sizes
        QCOMPARE(room.layers()->topLevelItem(1)->text(0), "2 × 2 Max Pool, stride 2");
        QTest::keyClick(room.layers(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(room.layers()->topLevelItem(2)->text(0), "2 × 2 Max Pool, stride 2");
        room.page.settle(1);
        QUndoStack* undo = room.page.undoStack();
        while (undo->canUndo()) undo->undo();
        QVERIFY(room.shows(61706));
    }

    void aLayerThatDoesNotFitIsSaidAtOnceAndTheLastNetworkStays() {
        Room room(folder());
        QVERIFY(room.ready());
        room.choose("Your");
        room.page.settle(2);
        room.select(3);
        room.type("Kernel", "15");
        auto* error = room.find<QLabel>("What does not fit");
        QVERIFY(error->isVisible());
        QVERIFY2(error->text().startsWith("Layer 4: A 15 × 15 window does not fit a 14 × 14 input."),
                 qPrintable(error->text()));
        QCOMPARE(room.layers()->topLevelItem(3)->text(1), "does not fit");
        QCOMPARE(room.layers()->topLevelItem(4)->text(1), "–");
        QCOMPARE(room.page.session().history().steps(), std::size_t{2}); // the run goes on
        QCOMPARE(room.page.picture().network->parameterCount(), std::size_t{61706});
        QVERIFY(networkPlan(room.page.trainingScene()) == cnn::lenet5Plan({}));
        room.page.undoStack()->undo();
        QVERIFY(!error->isVisible());
        QCOMPARE(room.page.session().history().steps(), std::size_t{2});
    }

    void aDenseLayerBringsTheFlattenItNeeds() {
        Room room(folder());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(2);
        room.add("Dense");
        QCOMPARE(room.layers()->topLevelItem(3)->text(0), "Flatten");
        QCOMPARE(room.layers()->topLevelItem(4)->text(0), "Dense (64)");
    }

    void aDropoutIsALayerOfTheNetworkThatLearns() {
        const auto dropouts = [](const cnn::Network& network) {
            std::vector<float> shares;
            for (std::size_t i = 0; i < network.size(); ++i)
                if (network.layer(i).info().kind == "dropout")
                    shares.push_back(network.layer(i).info().setting("share"));
            return shares;
        };
        QTemporaryDir dir;
        Room room(folder());
        QVERIFY(room.ready());
        room.type("Dropout", "30");
        QTRY_COMPARE(dropouts(*room.page.picture().network), (std::vector<float>{0.3F, 0.3F}));
        room.page.settle(2);
        QCOMPARE(room.steps(), std::size_t{2});
        const QString file = dir.filePath("dropout.onnx");
        room.page.saveFile(file);
        room.page.undoStack()->undo();
        QTRY_COMPARE(dropouts(*room.page.picture().network), (std::vector<float>{}));
        // A file says by its layers what the setting is.
        room.page.openFile(file);
        QCOMPARE(room.page.trainingScene().model, "lenet5");
        QCOMPARE(room.page.trainingScene().dropout, 0.3);
        // In a network of one's own it is a layer like any other.
        room.choose("Your");
        QCOMPARE(room.layers()->topLevelItem(9)->text(0), "Dropout (30 %)");
        room.select(9);
        room.type("Per cent dropped", "50");
        QTRY_COMPARE(dropouts(*room.page.picture().network), (std::vector<float>{0.5F, 0.3F}));
        QVERIFY(!room.find<QLineEdit>("Dropout")->isVisible());
    }

    void theSlopeOfALeakyReluIsShownSetAndSaved() {
        const auto slopes = [](const cnn::Network& network) {
            std::vector<float> all;
            for (std::size_t i = 0; i < network.size(); ++i)
                if (network.layer(i).info().kind == "leakyrelu")
                    all.push_back(network.layer(i).info().setting("slope"));
            return all;
        };
        QTemporaryDir dir;
        Room room(folder());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(1);
        room.add("Leaky ReLU");
        QCOMPARE(room.layers()->topLevelItem(2)->text(0), "Leaky ReLU (0.01)");
        QTRY_COMPARE(slopes(*room.page.picture().network), (std::vector<float>{0.01F}));
        room.type("Slope below 0", "0.2");
        QCOMPARE(room.layers()->topLevelItem(2)->text(0), "Leaky ReLU (0.2)");
        room.type("Slope below 0", "2"); // beyond 1, so it stays
        QTRY_COMPARE(slopes(*room.page.picture().network), (std::vector<float>{0.2F}));
        QCOMPARE(trainingSceneFrom(toJson(room.page.trainingScene())), room.page.trainingScene());
        room.page.settle(2);
        QCOMPARE(room.steps(), std::size_t{2});
        const QString file = dir.filePath("leaky.onnx");
        room.page.saveFile(file);
        room.choose("LeNet-5");
        QTRY_COMPARE(slopes(*room.page.picture().network), (std::vector<float>{}));
        room.page.openFile(file);
        QCOMPARE(room.page.trainingScene().model, "own");
        QCOMPARE(room.layers()->topLevelItem(2)->text(0), "Leaky ReLU (0.2)");
    }

    // Its key in files is no word for people.
    void everyKindOfLayerHasWords() {
        for (const cnn::LayerKind& kind : cnn::layerKinds())
            for (const cnn::LayerSample& sample : cnn::samplesOf(kind.kind)) {
                const QStringList words{layerWords(sample.info), filledWords(kind.formula, sample.info),
                                        kindInSentence(kind.kind)};
                for (const QString& text : words) {
                    QVERIFY2(!text.isEmpty() && !text.contains('{'), kind.kind);
                    for (const char* key : {"2d", "subsample", "scaledtanh", "leakyrelu"})
                        QVERIFY2(!text.contains(key), qPrintable(text));
                }
            }
        QCOMPARE(kindInSentence("scaledtanh"), "scaled tanh");
        QCOMPARE(kindInSentence("leakyrelu"), "leaky ReLU");
        QCOMPARE(kindInSentence("relu"), "ReLU");
    }

    void networksOfOtherLayersOpenFromFilesAndLearn() {
        QTemporaryDir dir;
        Room room(folder());
        QVERIFY(room.ready());
        const auto open = [&](const char* name, const cnn::Network& network) {
            const QString file = dir.filePath(name);
            cnn::saveOnnx(network, file.toStdString());
            room.page.openFile(file);
            return room.shows(network.parameterCount());
        };
        QVERIFY(open("old.onnx", cnn::lenet1998(5)));
        QCOMPARE(room.page.trainingScene().model, "lenet1998");
        QVERIFY(open("vgg.onnx", cnn::tinyVgg({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}, 5)));
        QCOMPARE(room.page.trainingScene().model, "tinyvgg");
        QVERIFY(room.page.trainingScene().net.activation == cnn::ActivationKind::Tanh);
        QVERIFY(open("mine.onnx", cnn::mlp({cnn::ActivationKind::Relu, {20}}, 5)));
        QCOMPARE(room.page.trainingScene().model, "own");
        QCOMPARE(room.layers()->topLevelItem(1)->text(0), "Dense (20)");
        room.page.settle(2);
        const QString saved = dir.filePath("again.onnx");
        room.page.saveFile(saved);
        QCOMPARE(cnn::loadOnnx(saved.toStdString()).parameterCount(), std::size_t{785 * 20 + 21 * 10});
        // Another layer: the weights of the file do not belong to it.
        room.select(1);
        room.type("Units", "30");
        QVERIFY(room.shows(785 * 30 + 31 * 10));
        QVERIFY(room.page.trainingScene().network.isEmpty());
    }

    void networksThatCannotLearnTheseImagesAreRefusedInOneSentence() {
        QTemporaryDir dir;
        Room room(folder());
        QVERIFY(room.ready());
        const auto refused = [&](const char* name, const cnn::Network& network) {
            const QString file = dir.filePath(name);
            cnn::saveOnnx(network, file.toStdString());
            try {
                room.page.openFile(file);
            } catch (const cnn::Error& e) {
                return QString(e.what());
            }
            return QString();
        };
        QCOMPARE(refused("wide.onnx", cnn::tinyVgg({}, 1, {3, 32, 48, 1})), // not square
                 "wide.onnx reads images of 3@32×48, these are 1@28×28. Choose images that it can read under "
                 "\"Images\", then open it again.");
        QCOMPARE(refused("few.onnx", cnn::mlp({}, 1, cnn::usualInput, 4)),
                 "few.onnx tells 4 classes apart, these images have 10. Choose images that it can read under "
                 "\"Images\", then open it again.");
        QCOMPARE(refused("auto.onnx", cnn::autoencoder(1)),
                 "auto.onnx does not say which class an image is of: it gives 1@28×28.");
    }

    void theQuestionsFitTheNetwork() {
        Room room(folder(), {{"model", "lenet1998"}});
        QVERIFY(room.ready());
        QStringList ids, truths;
        for (const Question& q : room.page.questions()) {
            ids << q.id;
            truths << q.truth;
        }
        QCOMPARE(ids, (QStringList{"class", "size", "parameters"}));
        QVERIFY(truths[1].contains("10"));
        QVERIFY(truths[2].remove(QChar(0x202f)).contains("1516"));
        room.page.cover("size");
        QVERIFY(!room.said().contains("16@10×10") && !room.said().contains("16@5×5"));
        room.page.cover({});
        room.choose("MLP");
        QVERIFY(room.shows(61637));
        QCOMPARE(room.page.questions().size(), std::size_t{1});
    }

    void theStructureIsAViewOfTheNetworkThatLearns() {
        Room room(folder(), {{"model", "tinyvgg"}, {"view", "structure"}});
        QVERIFY(room.ready());
        room.page.settle(0);
        const auto reel = room.page.reel();
        const QString said = reel.figure(0, {900, 400}, {})->describe().remove(QChar(0x202f));
        QVERIFY2(said.contains("In all 55042 parameters"), qPrintable(said));
        QCOMPARE(room.page.numbers().size(), std::size_t{1});
    }
};

UI_TEST(TestTrainingNetworks)
} // namespace test_training_networks
#include "test_training_networks.moc"
