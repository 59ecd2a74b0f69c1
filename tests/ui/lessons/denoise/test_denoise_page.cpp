// The denoiser through the mouse and the keyboard: what it shows is what the core computes, what handles and pens do,
// what undo brings back, and that its run is a document as LeNet live's is.
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "tests/ui/lessons/denoise/denoise_room.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/denoise/between_figure.h"
#include "ui/lessons/denoise/db_contents.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/denoise/pictures_figure.h"

#include <QtTest>
#include <QtWidgets>

namespace test_denoise_page {

using namespace ui;

namespace {

const CellRef wipeAt(int percent) {
    return {LargePicture::wipePart, 0, 0, percent};
}
const CellRef pixel(int y, int x) {
    return {LargePicture::pixelPart, 0, y, x};
}

} // namespace

class TestDenoisePage : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), 256, 60);
    }

    void opensPausedWithSixteenNoisyPictures() {
        DenoiseRoom room(folder());
        QCOMPARE(room.session().state(), cnn::RunState::Paused);
        QCOMPARE(room.steps(), std::size_t{0});
        const DenoisePicture& p = room.page.picture();
        QCOMPARE(p.pictures.count(), 16);
        QVERIFY(!(p.noisy.rows == p.pictures.rows));
        QVERIFY(room.line().contains("Not trained yet"));
        QVERIFY(room.words().contains("The code: 8 × 7 × 7 = 392 numbers; the picture has 784"));
    }

    void theWrittenPsnrIsThatOfAPlainLoop() {
        DenoiseRoom room(folder());
        room.page.settle(5);
        const QString words = room.words();
        const DenoisePicture& p = room.page.picture();
        for (const auto& [picture, clean] :
             {std::pair{&p.noisy.rows, &p.pictures.rows}, std::pair{&p.rows, &p.pictures.rows},
              std::pair{&p.noisy.large, &p.pictures.large}, std::pair{&p.large, &p.pictures.large}})
            QVERIFY2(words.contains(decibels(plainPsnr(*picture, *clean))), qPrintable(words));
    }

    void whatComesBackIsWhatTheNetworkMakesOfTheNoisyPictures() {
        DenoiseRoom room(folder());
        room.page.settle(3);
        const DenoisePicture& p = room.page.picture();
        cnn::Trace trace;
        p.network->forward(p.noisy.rows, trace);
        for (std::size_t i = 0; i < p.rows.size(); ++i) {
            const float cut = std::clamp(trace.output().values()[i], 0.0F, 1.0F);
            QVERIFY(std::abs(cut - p.rows.values()[i]) < 1e-5F);
        }
        const cnn::Tensor large = p.rows.image(p.pictures.index);
        for (std::size_t i = 0; i < large.size(); ++i)
            QVERIFY(std::abs(large.values()[i] - p.large.values()[i]) < 1e-5F);
    }

    void theHandleIsDraggedAcrossAndUndoTakesItBackAtOnce() {
        DenoiseRoom room(folder());
        room.figure();
        room.dragFrom(wipeAt(50), wipeAt(20));
        QVERIFY(std::abs(room.page.denoiseScene().wipe - 20) <= 1);
        QVERIFY(room.words().contains(QString("The handle stands at %1 %").arg(room.page.denoiseScene().wipe)));
        room.page.undoStack()->undo();
        QCOMPARE(room.page.denoiseScene().wipe, 50);
    }

    void theKeysMoveTheHandleAndChooseThePicture() {
        DenoiseRoom room(folder());
        room.figure();
        room.key(Qt::Key_Right);
        room.key(Qt::Key_Right);
        QCOMPARE(room.page.denoiseScene().wipe, 60);
        room.key(Qt::Key_Left);
        QCOMPARE(room.page.denoiseScene().wipe, 55);
        room.key(Qt::Key_Up);
        QCOMPARE(room.page.denoiseScene().testImage, 15);
        room.key(Qt::Key_Down);
        room.key(Qt::Key_Down);
        QCOMPARE(room.page.denoiseScene().testImage, 1);
        QVERIFY(room.words().contains("Test image 2:"));
    }

    void aClickedPictureBecomesTheLargeOne() {
        DenoiseRoom room(folder());
        room.figure();
        room.click({PicturesFigure::rowPart, 0, 1, 9});
        QCOMPARE(room.page.denoiseScene().testImage, 9);
        room.figure();
        QVERIFY(room.page.picture().pictures.large == room.page.picture().pictures.rows.image(9));
    }

    void aStrokeChangesTheCleanPictureAndIsOneStepOfUndo() {
        DenoiseRoom room(folder(), {{"tool", "draw"}, {"noise", "none"}});
        room.figure();
        const cnn::Tensor before = room.page.picture().pictures.large;
        const int undos = room.page.undoStack()->count();
        room.dragFrom(pixel(4, 4), pixel(4, 20));
        QCOMPARE(room.page.undoStack()->count(), undos + 1);
        room.figure();
        QCOMPARE(room.page.picture().pictures.large.at(0, 4, 12), 1.0F);
        QVERIFY(room.page.picture().noisy.large == room.page.picture().pictures.large);
        room.page.undoStack()->undo();
        room.figure();
        QVERIFY(room.page.picture().pictures.large == before);
    }

    void noiseByHandSpoilsWhatIsReadNotWhatIsWanted() {
        DenoiseRoom room(folder(), {{"tool", "noise"}, {"noise", "none"}});
        room.figure();
        const cnn::Tensor clean = room.page.picture().pictures.large;
        room.dragFrom(pixel(10, 6), pixel(10, 22));
        room.figure();
        const DenoisePicture& p = room.page.picture();
        QVERIFY(p.pictures.large == clean);
        QVERIFY(!(p.noisy.large == clean));
        QCOMPARE(p.noisy.large.at(0, 25, 25), clean.at(0, 25, 25)); // far from the pen
        room.page.undoStack()->undo();
        room.figure();
        QVERIFY(room.page.picture().noisy.large == clean);
    }

    void theKeysDrawToo() {
        DenoiseRoom room(folder(), {{"tool", "draw"}, {"noise", "none"}});
        room.figure();
        room.key(Qt::Key_Delete);
        room.figure();
        QCOMPARE(room.page.picture().pictures.name, QString("Empty: draw here"));
        room.key(Qt::Key_Return); // the pen in the middle
        room.key(Qt::Key_Return);
        room.figure();
        QCOMPARE(room.page.picture().pictures.large.at(0, 14, 14), 1.0F);
    }

    void anotherStrengthIsOnlyTestedAndAnotherNoiseIsLearned() {
        DenoiseRoom room(folder());
        room.page.settle(2);
        typeInto(room.page.inspector(), "Tested at", "0.1");
        QCOMPARE(room.page.denoiseScene().tested, 0.1);
        room.figure();
        QCOMPARE(room.page.picture().noise.strength, 0.1);
        QCOMPARE(room.session().settings().noise.strength, 0.4);
        QCOMPARE(room.steps(), std::size_t{2});
        typeInto(room.page.inspector(), "Strength", "0.2");
        QCOMPARE(room.session().settings().noise.strength, 0.2);
        QCOMPARE(room.steps(), std::size_t{2}); // the run goes on with it
    }

    void anotherNetworkBeginsAnewAndTheRunIsKept() {
        DenoiseRoom room(folder());
        room.page.settle(static_cast<int>(KeptRuns::fewestSteps));
        QJsonObject scene = room.page.scene();
        scene["growing"] = "transposed";
        room.page.setScene(scene, "grow");
        room.page.settle(0);
        QCOMPARE(room.steps(), std::size_t{0});
        QCOMPARE(room.page.run().kept().size(), std::size_t{1});
        QVERIFY(room.page.run().names().join(' ').contains("transposed"));
        room.page.undoStack()->undo(); // it is taken up again where it was
        room.page.settle(static_cast<int>(KeptRuns::fewestSteps));
        QCOMPARE(room.steps(), KeptRuns::fewestSteps);
    }

    void theRunOutlivesThePage() {
        QByteArray bytes;
        QJsonObject scene;
        double psnr = 0;
        {
            DenoiseRoom room(folder());
            room.page.settle(8);
            room.page.comeToRest();
            scene = room.page.scene();
            bytes = room.page.keepsake()();
            psnr = room.session().history().tests().back().test.psnr();
        }
        DenoiseRoom again(folder());
        again.page.setScene(scene, "session");
        again.page.takeUp(bytes, "The run of last time");
        QTRY_COMPARE(again.session().history().steps(), std::size_t{8});
        QVERIFY(std::abs(again.session().history().tests().back().test.psnr() - psnr) < 1e-9);
    }

    void theRivalsAreMeasuredAtTheNoiseThatIsLearned() {
        DenoiseRoom room(folder());
        room.page.settle(2);
        QVERIFY(room.page.rivals().has_value());
        const cnn::RivalScores scores = *room.page.rivals();
        const QString said = DbChart({600, 200}, 13, courseContent(room.page.run(), scores)).describe();
        for (const cnn::Rival rival : {cnn::Rival::Noisy, cnn::Rival::Mean, cnn::Rival::Gaussian, cnn::Rival::Median})
            QVERIFY2(said.contains(decibels(scores.psnr(rival))), qPrintable(said));
        QVERIFY(scores.psnr(cnn::Rival::Gaussian) > scores.psnr(cnn::Rival::Noisy));
    }

    void itLearnsToBeatTheNoise() {
        DenoiseRoom room(folder());
        room.page.settle(120);
        const DenoisePicture& p = room.page.picture();
        QVERIFY2(plainPsnr(p.rows, p.pictures.rows) > plainPsnr(p.noisy.rows, p.pictures.rows) + 1,
                 qPrintable(room.words()));
    }

    void theSharesOfACodeAreDecoded() {
        DenoiseRoom room(folder(), {{"view", "between"}, {"between", 0}});
        room.page.settle(2);
        room.dragFrom({BetweenFigure::sharePart, 0, 0, 0}, {BetweenFigure::sharePart, 0, 0, 100});
        QCOMPARE(room.page.denoiseScene().between, 100);
        room.figure();
        const DenoisePicture& p = room.page.picture();
        // At the end it is the other picture alone, through the network without noise.
        const cnn::Tensor alone = reconstructed(*p.network, p.loss, p.pictures.other);
        for (std::size_t i = 0; i < alone.size(); ++i)
            QVERIFY(std::abs(alone.values()[i] - p.mixedCodes.image(mixtures).values()[i]) < 1e-5F);
    }

    void aSceneIsOpenedAsItWasSaved() {
        DenoiseRoom room(folder(),
                         {{"view", "code"}, {"wipe", 30}, {"loss", "reconstruction-entropy"}, {"mixed", true}});
        const QJsonObject saved = room.page.scene();
        DenoiseRoom other(folder());
        other.page.setScene(saved, "open");
        QCOMPARE(other.page.scene(), saved);
        QCOMPARE(other.words(), room.words());
    }

    // Whoever reads the file gets what is on the stage, whatever the loss was; what goes on learning gets the logits.
    void aSavedNetworkGivesThePicturesOnShow() {
        DenoiseRoom room(folder(), {{"loss", "reconstruction-entropy"}});
        room.page.settle(3);
        const DenoisePicture& p = room.page.picture();
        const QString path = folder() + "/saved.onnx";
        room.page.saveFile(path);
        const cnn::Network saved = cnn::loadOnnx(path.toStdString());
        QCOMPARE(saved.size(), p.network->size() + 1);
        cnn::Trace trace;
        saved.forward(p.noisy.rows, trace);
        for (std::size_t i = 0; i < p.rows.size(); ++i)
            QVERIFY(std::abs(trace.output().values()[i] - p.rows.values()[i]) < 1e-5F);
        const auto given = room.page.networkExport();
        QCOMPARE(given->network->size(), p.network->size());
        QCOMPARE(given->settings.loss, cnn::LossKind::ReconstructionEntropy);
        QVERIFY(given->course.pictures);
        QVERIFY(!given->film().empty());
    }

    void bothQuestionsTakeTheirTruth() {
        DenoiseRoom room(folder());
        room.page.settle(4);
        const std::vector<Question> all = room.page.questions();
        QCOMPARE(all.size(), std::size_t{2});
        for (const Question& q : all) QVERIFY2(q.judge(q.truth) == std::optional(true), qPrintable(q.ask));
        QCOMPARE(questionOf(room.page, "code").truth, QString("392"));
        room.page.cover("psnr");
        QVERIFY(room.words().contains("reconstructed ?."));
        room.page.cover("code");
        QVERIFY(!room.words().contains("392"));
    }
};

UI_TEST(TestDenoisePage)
} // namespace test_denoise_page
#include "test_denoise_page.moc"
