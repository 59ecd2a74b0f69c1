// The model page through real keys, clicks and files.
#include "core/base/error.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/model/model_page.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace test_model_page {

using namespace ui;

namespace {

struct Bench {
    ModelPage page;
    QWidget window;
    FigureView* view;
    QSignalSpy notices{&page, &Page::notice};

    explicit Bench(const char* id = "vgg19") : view(page.stage()->findChild<FigureView*>("canvas")) {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* w : {page.stage(), page.inspector(), page.bar()}) column->addWidget(w, w == page.stage());
        page.inspector()->setFixedHeight(200);
        window.resize(1304, 1300);
        page.setStyle(Style{});
        page.open(*findLesson(id));
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        view->setFocus();
    }
    QString text() const { return view->figure()->describe(); }
    void key(int k) { QTest::keyClick(view, static_cast<Qt::Key>(k)); }
    QPoint at(const CellRef& cell) const { return view->figure()->cellRect(cell).center().toPoint(); }
    void click(const CellRef& cell) { QTest::mouseClick(view, Qt::LeftButton, {}, at(cell)); }
    QString layer() const {
        return page.scene().contains("layer") ? page.table().name(page.scene()["layer"].toInt() - 1) : "";
    }
    QString label(const char* name) const {
        const auto* found = window.findChild<QLabel*>(name);
        return found ? found->text() : QString();
    }
    QString complaint() const { return notices.isEmpty() ? QString() : notices.last().front().toString(); }
    const ModelScene& scene() const { return page.modelScene(); }
};

QString path(const TempFolder& folder, const char* name) {
    return QString::fromStdString((folder.path() / name).string());
}

constexpr int workColumn = static_cast<int>(ModelColumn::Work);

} // namespace

class TestModelPage : public QObject {
    Q_OBJECT
private slots:
    void itOpensWithEveryRowOfVgg19InSight() {
        Bench b;
        const auto& figure = static_cast<const TableFigure&>(*b.view->figure());
        QCOMPARE(figure.layout().fit, 24);
        for (int pair = 0; pair < 24; ++pair)
            QVERIFY(!figure.cellRect({"layer", pair, 0, 0}).isEmpty() &&
                    !figure.cellRect({"block", pair, 0, 0}).isEmpty());
        QVERIFY2(b.text()
                     .replace(QChar(0x202f), ',')
                     .contains("VGG-19 in all: 143,667,240 parameters, 19,632,062,464 "
                               "multiply-adds, 548.05 MiB of weights, 62.53 MiB of maps"),
                 qPrintable(b.text()));
    }
    void aClickOnAHeadSortsAndAnotherTurnsItRound() {
        Bench b;
        b.click({"head", 0, 0, workColumn});
        QVERIFY(b.scene().sort == ModelColumn::Work && b.scene().descending);
        QVERIFY(b.text().startsWith("conv1_2"));
        b.click({"head", 0, 0, workColumn});
        QVERIFY(!b.scene().descending);
        b.click({"head", 0, 0, 0});
        QVERIFY(b.scene().sort == ModelColumn::Layer && b.text().startsWith("conv1_1"));
        b.page.undoStack()->undo();
        QVERIFY(b.scene().sort == ModelColumn::Work);
    }
    void digitsSortAndArrowsWalkThroughTheRowsAsTheyStand() {
        Bench b;
        b.key(Qt::Key_4);
        QVERIFY(b.scene().sort == ModelColumn::Parameters && b.scene().descending);
        b.key(Qt::Key_Down);
        QCOMPARE(b.layer(), QString("fc6"));
        b.key(Qt::Key_PageDown);
        QCOMPARE(b.layer(), QString("fc7"));
        b.key(Qt::Key_Up);
        QCOMPARE(b.layer(), QString("fc6"));
        QVERIFY2(b.label("stepWords").contains("71.5"), qPrintable(b.label("stepWords")));
        b.key(Qt::Key_End);
        b.key(Qt::Key_Home);
        QCOMPARE(b.layer(), QString("fc6"));
        b.key(Qt::Key_Escape);
        QVERIFY(b.layer().isEmpty());
    }
    // Each highlights the other.
    void pointingAtABlockTellsItsRow() {
        Bench b;
        QTest::mouseMove(b.view, b.at({"block", 20, 0, 0}));
        QVERIFY2(b.label("stepWords").startsWith("pool5, 2 × 2 Max Pool"), qPrintable(b.label("stepWords")));
        b.click({"block", 21, 0, 0});
        QCOMPARE(b.layer(), QString("fc6"));
        b.click({"layer", 21, 0, 1});
        QVERIFY(b.layer().isEmpty());
    }
    void searchingLeavesWhatIsFoundAndIsOneStepOfUndo() {
        Bench b;
        press(&b.window, "More settings  ›");
        auto* find = named<QLineEdit>(&b.window, "Find");
        find->setFocus();
        QTest::keyClicks(find, "pool");
        QCOMPARE(b.page.table().shown.size(), std::size_t(5));
        b.page.undoStack()->undo();
        QCOMPARE(b.page.table().shown.size(), std::size_t(24));
        QVERIFY(find->text().isEmpty());
    }
    void aRowThatIsNotShownAnyMoreIsLeft() {
        Bench b;
        b.key(Qt::Key_End);
        QCOMPARE(b.layer(), QString("fc8"));
        ModelScene next = b.scene();
        QJsonObject scene = b.page.scene();
        scene["find"] = "conv1";
        b.page.setScene(scene, "Open");
        QVERIFY(b.layer().isEmpty());
    }
    void twoNetworksStandBesideOneAnother() {
        Bench b("two-networks");
        QVERIFY(b.page.table().isPair());
        QVERIFY(b.text().contains("LeNet-5, conv1: 5 × 5 Conv (6), pad 2") &&
                b.text().contains("Tiny VGG, conv1: 3 × 3 Conv (8), pad 1"));
        chooseFrom(&b.window, "Network", "VGG-16");
        chooseFrom(&b.window, "Beside it", "VGG-19");
        press(&b.window, "Rows: that differ");
        QCOMPARE(b.page.table().shown.size(), std::size_t(12));
        chooseFrom(&b.window, "Beside it", "none");
        QCOMPARE(b.page.table().shown.size(), std::size_t(21));
    }
    void aFileThatIsOpenedBecomesTheNetwork() {
        const TempFolder folder;
        saveOnnx(cnn::tinyVgg({}, 1), folder.path() / "mine.onnx");
        Bench b;
        QVERIFY(b.page.openFile(path(folder, "mine.onnx")));
        b.page.settle(0);
        QVERIFY(b.text().replace(QChar(0x202f), ',').contains("mine.onnx in all: 55,042 parameters"));
        QVERIFY(b.page.modelScene().network.endsWith("/mine.onnx"));
        QCOMPARE(b.label("stageTitle"), QString("mine.onnx")); // the lesson's headline is about another network
        const QJsonObject scene = b.page.scene();
        b.page.undoStack()->undo();
        QVERIFY(b.scene().network == "vgg19" && b.text().startsWith("conv1_1"));
        QCOMPARE(b.label("stageTitle"), findLesson("vgg19")->headline);
        Bench other;
        other.page.setScene(scene, "Open");
        other.page.settle(0);
        QCOMPARE(other.page.scene(), scene);
        QVERIFY(other.text().contains("mine.onnx in all"));
        QVERIFY(!b.page.openFile(path(folder, "table.csv")));
    }
    void escapeStopsReading() {
        const TempFolder folder;
        saveOnnx(cnn::tinyVgg({}, 1), folder.path() / "mine.onnx");
        Bench b;
        QVERIFY(b.page.openFile(path(folder, "mine.onnx")));
        QVERIFY2(b.label("stageLine").startsWith("Reading mine.onnx"), qPrintable(b.label("stageLine")));
        b.key(Qt::Key_Escape);
        b.page.settle(0);
        QVERIFY(b.scene().network == "vgg19" && b.text().startsWith("conv1_1"));
        QCOMPARE(b.label("stageLine"), findLesson("vgg19")->line);
        QVERIFY(b.page.openFile(path(folder, "mine.onnx"))); // it can be opened all the same
        b.page.settle(0);
        QVERIFY(b.text().contains("mine.onnx in all"));
    }
    // What is asked stands nowhere: not in its cell, not as what the others leave of the sum, not in the words beside.
    void aQuestionCoversItsCellAndTheSum() {
        Bench b;
        b.key(Qt::Key_Down);
        b.key(Qt::Key_Down);
        QCOMPARE(questionOf(b.page, "parameters").truth.remove(QChar(0x202f)), QString("36928"));
        QCOMPARE(questionOf(b.page, "parameters").judge("36,928"), std::optional(true));
        QCOMPARE(questionOf(b.page, "work").judge("1849688063"), std::optional(false));
        QCOMPARE(questionOf(b.page, "field").truth, QString("5"));
        const QString before = b.text();
        b.page.cover("parameters");
        QString covered = b.text().remove(QChar(0x202f));
        QVERIFY(!covered.contains("36928") && !covered.contains("143667240") && covered.contains("conv1_2"));
        QVERIFY(b.label("stepWords").isEmpty());
        b.page.cover({});
        QCOMPARE(b.text(), before);
    }
    // One sentence that names the file; what was there stays.
    void aFileThatCannotBeReadIsRefused() {
        const TempFolder folder;
        const std::string bytes = cnn::toOnnx(cnn::lenet5({}, 1));
        folder.write("damaged.onnx", bytes.substr(0, bytes.size() / 2));
        folder.write("words.onnx", "this is no network");
        folder.write("empty.onnx", "");
        Bench b;
        const QString before = b.text();
        for (const char* name : {"damaged.onnx", "words.onnx", "empty.onnx", "missing.onnx"}) {
            QVERIFY(b.page.openFile(path(folder, name)));
            b.page.settle(0);
            QVERIFY2(b.complaint().contains(name) && b.complaint().endsWith('.'), qPrintable(b.complaint()));
            QCOMPARE(b.text(), before);
            QVERIFY(b.scene().network == "vgg19");
        }
    }
    void aSceneWhoseFileIsGoneSaysSoInsteadOfATable() {
        Bench b;
        b.page.setScene({{"network", "/nowhere/gone.onnx"}}, "Open");
        b.page.settle(0);
        QVERIFY2(b.text().contains("gone.onnx"), qPrintable(b.text()));
        QVERIFY(b.label("stageLine").contains("gone.onnx"));
        QVERIFY(b.page.tables().empty());
        b.page.undoStack()->undo();
        QVERIFY(b.text().startsWith("conv1_1"));
    }
    // Its table alone: a declared size is no reason to take memory.
    void aHugeNetworkIsCountedOrRefusedButNotBuilt() {
        const TempFolder folder;
        cnn::Network net = cnn::mlp({cnn::ActivationKind::Relu, {40}}, 1);
        std::string bytes = cnn::toOnnx(net);
        folder.write("cut.onnx", bytes.substr(0, bytes.size() - 7));
        Bench b;
        QVERIFY(b.page.openFile(path(folder, "cut.onnx")));
        b.page.settle(0);
        QVERIFY2(b.complaint().contains("cut.onnx"), qPrintable(b.complaint()));
    }
    void brokenScenesAreRefusedAndChangeNothing() {
        Bench b;
        const QJsonObject scene = b.page.scene();
        for (const auto& [key, value] : {std::pair<QString, QJsonValue>{"network", "vgg20"},
                                         {"network", 7},
                                         {"network", ""},
                                         {"beside", "lenet"},
                                         {"sort", "colour"},
                                         {"descending", "yes"},
                                         {"layer", -1},
                                         {"choices", 3},
                                         {"unknown", 1}}) {
            QJsonObject broken = scene;
            broken[key] = value;
            QVERIFY_EXCEPTION_THROWN(b.page.setScene(broken, "Open"), cnn::Error);
            QCOMPARE(b.page.scene(), scene);
        }
    }
    void tablesAndPictureCanBeTakenAlong() {
        Bench b("two-networks");
        const auto tables = b.page.tables();
        QCOMPARE(tables.size(), std::size_t(3));
        QVERIFY(tables[0].csv.starts_with("row,network,differs"));
        QCOMPARE(tables[1].name, QString("LeNet-5"));
        const Reel reel = b.page.reel();
        const auto figure = reel.figure(0, reel.size, Style{});
        QCOMPARE(figure->describe(), b.text());
    }
    // Whatever the size and the text, a row one stands at is in sight, and nothing is drawn outside.
    void everySizeOfWindowAndTextHasTheRowOneStandsAt() {
        Bench b;
        b.key(Qt::Key_End);
        const Reel reel = b.page.reel();
        for (const double scale : {1.0, 1.5, 2.0, 3.0})
            for (const QSizeF size : {QSizeF(560, 420), QSizeF(760, 560), QSizeF(1300, 900)}) {
                Style style;
                style.scale = scale;
                const auto figure = reel.figure(0, size, style);
                const QRectF row = figure->cellRect({"layer", 23, 0, 0});
                QVERIFY(!row.isEmpty() && QRectF(QPointF(0, 0), size).contains(row));
            }
    }
};

UI_TEST(TestModelPage)
} // namespace test_model_page
#include "test_model_page.moc"
