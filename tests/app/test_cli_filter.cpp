// convscope filter: a kernel over a picture.
#include "core/samples/kernel_library.h"
#include "core/samples/test_card.h"
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"
#include "ui/media/image_io.h"

#include <QFile>

namespace test_cli_filter {

namespace {

class Filter : public testing::Test {
protected:
    Filter() { ui::savePicture(ui::greyPicture(cnn::greyOf(cnn::testCard())), file("card.png")); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    QString file(const QString& name) const { return where() + "/" + name; }
    const TempFolder& folder() const { return m_folder; }
    Outcome filter(const QString& arguments) const { return run(("filter " + arguments).split(' '), where()); }
    void expectDone(const QString& arguments) const {
        const Outcome outcome = filter(arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
        EXPECT_EQ(outcome.out.toStdString() + outcome.err.toStdString(), "");
    }
    QByteArray bytes(const QString& name) const {
        QFile f(file(name));
        EXPECT_TRUE(f.open(QIODevice::ReadOnly)) << name.toStdString();
        return f.readAll();
    }

private:
    TempFolder m_folder;
};

TEST_F(Filter, GivesTheSameNumbersAsTheLayer) {
    expectDone("--input card.png --kernel sobel-x --mode zeros -o filtered.csv");
    folder().write("sobel.csv", "-1,0,1\n-2,0,2\n-1,0,1\n");
    expectDone("--input card.png --kernel sobel.csv --mode zeros -o own.csv");
    const Outcome layer =
        run({"op", "conv", "--input", "card.png", "--kernel", "sobel.csv", "--padding", "1"}, where());
    EXPECT_EQ(bytes("filtered.csv").toStdString(), layer.out.toUtf8().toStdString());
    EXPECT_EQ(bytes("own.csv"), bytes("filtered.csv"));
}

TEST_F(Filter, ShowsThemAsAsked) {
    const auto at = [&](const QString& name) { return QImage(file(name)).pixelColor(38, 24); }; // -548 there
    expectDone("--input card.png --kernel sobel-x -o clip.png");
    EXPECT_EQ(at("clip.png").red(), 0);
    expectDone("--input card.png --kernel sobel-x --show absolute -o absolute.png");
    EXPECT_EQ(at("absolute.png").red(), 255);
    expectDone("--input card.png --kernel sobel-x --show range -o range.png");
    EXPECT_EQ(at("range.png").red(), 48); // (-548 + 880) / 1760 of 255
    expectDone("--input card.png --kernel sobel-x --show signed -o signed.png");
    EXPECT_GT(at("signed.png").blue(), at("signed.png").red());
    EXPECT_EQ(QImage(file("signed.png")).size(), QSize(128, 96));
}

TEST_F(Filter, LeavesAColourPictureAsItIsWithTheIdentity) {
    QImage picture(5, 4, QImage::Format_RGB888);
    picture.fill(QColor(10, 200, 30));
    ui::savePicture(picture, file("green.png"));
    expectDone("--input green.png --kernel identity --colour -o same.png");
    EXPECT_EQ(QImage(file("same.png")).pixelColor(2, 2), QColor(10, 200, 30));
}

TEST_F(Filter, SaysInOneLineWhatIsWrong) {
    folder().write("broken.png", "\x89PNG\r\n\x1a\nno more");
    folder().write("wide.csv", "1,2,3,4,5,6,7,8,9,10,11,12\n");
    expectRefused(filter("--input card.png --kernel sobel-z -o a.png"), 2, {"sobel-z", "sobel-x", "emboss"});
    expectRefused(filter("--input card.png --kernel wide.csv -o a.png"), 1, {"wide.csv", "11 × 11"});
    expectRefused(filter("--input broken.png --kernel emboss -o a.png"), 1, {"broken.png"});
    expectRefused(filter("--input none.png --kernel emboss -o a.png"), 1, {"none.png"});
    expectRefused(filter("--input card.png --kernel emboss --show pink -o a.png"), 2, {"--show pink", "absolute"});
    expectRefused(filter("--input card.png --kernel emboss --mode none -o a.png"), 2, {"--mode none", "reflect"});
    expectRefused(filter("--input wide.csv --kernel emboss --colour -o a.png"), 2, {"--colour", "wide.csv"});
    expectRefused(filter("--input card.png --kernel emboss -o a.gif"), 2, {"a.gif", ".png"});
    EXPECT_FALSE(QFile::exists(file("a.png")));
}

} // namespace

} // namespace test_cli_filter
