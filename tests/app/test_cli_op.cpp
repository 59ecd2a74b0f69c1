// convscope op: the lecture's numbers, files in and out, and everything that does not fit.
#include "tests/app/program.h"

#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tiff_bytes.h"

#include <QBuffer>
#include <QFile>
#include <QImage>

namespace test_cli_op {

namespace {

class Op : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    QString file(const QString& name) const { return where() + "/" + name; }
    void write(const char* name, std::string_view bytes) const { m_folder.write(name, bytes); }
    void writeNpy(const char* name, const cnn::Tensor& t) const { write(name, cnn::toNpy(t)); }
    void writePng(const char* name, const QImage& picture) const {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        ASSERT_TRUE(picture.save(&buffer, "png"));
        write(name, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    }
    Outcome op(const QString& arguments) const { return run(("op " + arguments).split(' '), where()); }
    // What is printed; nothing may be said besides.
    std::string printed(const QString& arguments) const {
        const Outcome outcome = op(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(outcome.err.toStdString(), "");
        return outcome.out.toStdString();
    }
    void SetUp() override {
        write("x.csv", "0,1,2\n3,4,5\n6,7,8\n");
        write("k.csv", "0;1\n2;3\n");
    }

private:
    TempFolder m_folder;
};

TEST_F(Op, ConvolvesTheNineCellsOfLectureRow3) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv"), "19,25\n37,43\n");
}

// With a decimal comma it would be one column.
TEST_F(Op, SaysHowItReadsTwoColumnsOfWholeNumbersWithoutNames) {
    write("whole.csv", "0,1\n2,3\n");
    const Outcome outcome = op("conv --input x.csv --kernel whole.csv");
    EXPECT_EQ(outcome.out.toStdString(), "19,25\n37,43\n");
    EXPECT_EQ(outcome.err.toStdString(),
              "convscope: whole.csv: Read as 2 columns of whole numbers; where the comma is a "
              "decimal sign, write decimal points.\n");
}

TEST_F(Op, FlipsTheKernelOfLectureRow3) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --flip"), "5,11\n23,29\n");
    write("turned.csv", "3;2\n1;0\n");
    EXPECT_EQ(printed("conv --input x.csv --kernel turned.csv --flip"), "19,25\n37,43\n");
}

TEST_F(Op, FindsTheEdgesOfLectureRow4AndNoneInTheTransposedPicture) {
    std::string rows, expected, transposed, zeros;
    for (int i = 0; i < 6; ++i) {
        rows += "1,1,0,0,0,0,1,1\n";
        expected += "0,1,0,0,0,-1,0\n";
    }
    for (const int value : {1, 1, 0, 0, 0, 0, 1, 1}) {
        const std::string v = std::to_string(value);
        transposed += v + "," + v + "," + v + "," + v + "," + v + "," + v + "\n";
        zeros += "0,0,0,0,0\n";
    }
    write("edges.csv", rows);
    write("lying.csv", transposed);
    write("difference.csv", "1,-1\n");
    EXPECT_EQ(printed("conv --input edges.csv --kernel difference.csv"), expected);
    EXPECT_EQ(printed("conv --input lying.csv --kernel difference.csv"), zeros);
}

TEST_F(Op, AddsTheChannelsOfLectureRow6) {
    std::vector<float> in, kernel{0, 1, 2, 3, 1, 2, 3, 4};
    for (int i = 0; i < 18; ++i) in.push_back(static_cast<float>(i % 9 + i / 9));
    writeNpy("x.npy", cnn::Tensor({2, 3, 3, 1}, in));
    writeNpy("k.npy", cnn::Tensor({2, 2, 2, 1}, kernel));
    EXPECT_EQ(printed("conv --input x.npy --kernel k.npy"), "56,72\n104,120\n");
    EXPECT_EQ(printed("conv --input x.npy --kernel k.npy --bias -1/2"), "55.5,71.5\n103.5,119.5\n");
}

std::string npyOfFourAxes(const std::string& shape, const std::vector<float>& values) {
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    header.resize(117, ' ');
    header += '\n';
    std::string bytes = std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size()) + '\0' + header;
    return bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

TEST_F(Op, MultipliesByAMatrixAtEveryPixelAsInLectureRow7) {
    std::vector<float> in(27), weight{1, 2, 3, -1, 0, 0.5};
    for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<float>(i * 7 % 10);
    writeNpy("x.npy", cnn::Tensor({3, 3, 3, 1}, in));
    write("k.npy", npyOfFourAxes("2, 3, 1, 1", weight));
    EXPECT_EQ(printed("conv --input x.npy --kernel k.npy --bias 0,10 -o y.npy"), "");
    const cnn::Tensor out = cnn::readNpy(file("y.npy").toStdString());
    ASSERT_EQ(out.shape(), (cnn::Shape{2, 3, 3, 1}));
    for (std::size_t o = 0; o < 2; ++o)
        for (std::size_t pixel = 0; pixel < 9; ++pixel) {
            float sum = o == 0 ? 0 : 10;
            for (std::size_t c = 0; c < 3; ++c) sum += weight[o * 3 + c] * in[c * 9 + pixel];
            EXPECT_EQ(out.values()[o * 9 + pixel], sum);
        }
    expectRefused(op("conv --input x.npy --kernel k.npy"), 1, {"2 channels", ".npy"});
    expectRefused(op("conv --input x.npy --kernel k.npy --bias 1,2,3"), 2, {"--bias 1,2,3"});
    expectRefused(op("conv --input k.npy --kernel k.npy"), 1, {"k.npy", "4 axes"});
}

TEST_F(Op, FillsThePaddingAsItsModeSays) {
    write("row.csv", "1,2,3\n");
    write("one.csv", "1\n");
    EXPECT_EQ(printed("conv --input row.csv --kernel one.csv --padding 0,0,2,1 --mode zeros"), "0,0,1,2,3,0\n");
    EXPECT_EQ(printed("conv --input row.csv --kernel one.csv --padding 0,0,2,1 --mode replicate"), "1,1,1,2,3,3\n");
    EXPECT_EQ(printed("conv --input row.csv --kernel one.csv --padding 0,0,2,1 --mode reflect"), "3,2,1,2,3,2\n");
    EXPECT_EQ(printed("conv --input row.csv --kernel one.csv --padding 0,0,3,1 --mode circular"), "1,2,3,1,2,3,1\n");
    expectRefused(op("conv --input row.csv --kernel one.csv --padding 0,3 --mode reflect"), 1, {"4 columns"});
    expectRefused(op("conv --input row.csv --kernel one.csv --padding 0,4 --mode circular"), 1, {"4 columns"});
    expectRefused(op("conv --input row.csv --kernel one.csv --mode same"), 2, {"--mode same", "reflect"});
    expectRefused(op("maxpool --input row.csv --kernel 1 --mode reflect"), 2, {"--mode", "conv"});
    expectRefused(op("avgpool --input row.csv --kernel 1 --flip"), 2, {"--flip", "conv"});
    expectRefused(op("maxpool --input row.csv --kernel 1 --bias 1"), 2, {"--bias", "conv"});
}

TEST_F(Op, PadsAsInLectureRow8) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --padding 1"), "0,3,8,4\n9,19,25,10\n21,37,43,16\n6,7,8,0\n");
}

TEST_F(Op, StridesAsInLectureRow9) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --padding 1 --stride 3,2"), "0,8\n6,8\n");
}

TEST_F(Op, PoolsAsInLectureRow10) {
    EXPECT_EQ(printed("maxpool --input x.csv --kernel 2"), "4,5\n7,8\n");
    EXPECT_EQ(printed("avgpool --input x.csv --kernel 2"), "2,3\n5,6\n");
    write("review.csv", "12,10,3,2\n8,6,1,0\n4,7,5,7\n4,6,6,8\n");
    EXPECT_EQ(printed("maxpool --input review.csv --kernel 2 --stride 2"), "12,3\n7,8\n");
}

TEST_F(Op, TakesFourPaddingsAsTopBottomLeftRight) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --padding 1,0,0,0"), "3,8\n19,25\n37,43\n");
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --padding 0,0,0,1"), "19,25,10\n37,43,16\n");
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --padding 1,0"), "3,8\n19,25\n37,43\n7,8\n");
}

TEST_F(Op, SpreadsTheKernelByItsDilation) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv --dilation 2"), "38\n"); // 0*0 + 1*2 + 2*6 + 3*8
    EXPECT_EQ(printed("maxpool --input x.csv --kernel 1,2 --dilation 1,2"), "2\n5\n8\n");
}

TEST_F(Op, PrintsTheShortestDecimalThatIsRight) {
    write("x.csv", "0.1,-2.5,1e-3\n");
    write("k.csv", "1\n");
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv"), "0.1,-2.5,0.001\n");
}

TEST_F(Op, WritesWhatItWouldPrintAsCsvAndTheSameNumbersAsNpy) {
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv -o y.csv"), "");
    EXPECT_EQ(printed("conv --input x.csv --kernel k.csv -o y.npy"), "");
    write("one.csv", "1\n");
    EXPECT_EQ(op("conv --input y.csv --kernel one.csv").out.toStdString(), "19,25\n37,43\n");
    EXPECT_EQ(printed("conv --input y.npy --kernel one.csv"), "19,25\n37,43\n");
}

TEST_F(Op, PoolsEveryChannelOfANpyFile) {
    writeNpy("x.npy", cnn::Tensor({2, 1, 2, 1}, std::vector<float>{1, 2, 3, 4}));
    EXPECT_EQ(op("maxpool --input x.npy --kernel 1,2 -o y.npy").code, 0);
    expectRefused(op("maxpool --input x.npy --kernel 1"), 1, {"2 channels", ".npy"});
    expectRefused(op("maxpool --input x.npy --kernel 1 -o y.png"), 1, {"2 channels", ".npy"});
    write("k.csv", "1\n");
    expectRefused(op("conv --input y.npy --kernel k.csv"), 1, {"k.csv", "1 channel", "2"});
}

TEST_F(Op, ReadsGreyPicturesExactlyAndRoundsAndClampsWhatItWrites) {
    QImage grey(3, 1, QImage::Format_Grayscale8);
    grey.scanLine(0)[0] = 7;
    grey.scanLine(0)[1] = 100;
    grey.scanLine(0)[2] = 200;
    writePng("x.png", grey);
    writePng("colours.png", grey.convertToFormat(QImage::Format_RGB32));
    write("half.csv", "0.5\n");
    EXPECT_EQ(printed("conv --input x.png --kernel half.csv"), "3.5,50,100\n");
    EXPECT_EQ(printed("conv --input colours.png --kernel half.csv"), "3.5,50,100\n");
    write("k.csv", "1.5,-1\n");
    EXPECT_EQ(printed("conv --input x.png --kernel k.csv"), "-89.5,-50\n");
    EXPECT_EQ(op("conv --input x.png --kernel k.csv -o y.png").code, 0);
    write("one.csv", "1\n");
    EXPECT_EQ(printed("conv --input y.png --kernel one.csv"), "0,0\n");
    write("k.csv", "1.5\n");
    EXPECT_EQ(op("conv --input x.png --kernel k.csv -o y.png").code, 0);
    EXPECT_EQ(printed("conv --input y.png --kernel one.csv"), "11,150,255\n");
}

TEST_F(Op, HoldsSumsThatLeaveTheRangeOfFloatsOnTheWay) {
    write("large.csv", "3e38,3e38\n3e38,3e38\n");
    EXPECT_EQ(printed("avgpool --input large.csv --kernel 2"), "3e+38\n");
    write("row.csv", "3e38,3e38,-3e38\n");
    write("ones.csv", "1,1,1\n");
    EXPECT_EQ(printed("conv --input row.csv --kernel ones.csv"), "3e+38\n");
    write("half.csv", "0.5,0.5\n");
    write("two.csv", "3e38,3e38\n");
    EXPECT_EQ(printed("conv --input two.csv --kernel half.csv"), "3e+38\n");
    write("pair.csv", "1;1\n");
    EXPECT_EQ(printed("conv --input two.csv --kernel pair.csv --bias=-3e38"), "3e+38\n");
    expectRefused(op("conv --input two.csv --kernel ones.csv --padding 0,1"), 1, {"largest number", "3.4e38"});
}

TEST_F(Op, SaysWhatItAssumesOfAFileAndAsksWhichArray) {
    const std::vector<float> x{1, 2, 3, 4};
    const cnn::NpyArray one[] = {{"x", {2, 2}, x}}, two[] = {{"x", {2, 2}, x}, {"y", {1, 4}, x}};
    write("one.npz", cnn::toNpz(one));
    write("two.npz", cnn::toNpz(two));
    write("k.csv", "1\n");
    Outcome outcome = op("conv --input one.npz --kernel k.csv");
    EXPECT_EQ(outcome.out.toStdString(), "1,2\n3,4\n");
    EXPECT_EQ(outcome.err.toStdString(), "convscope: one.npz: It holds the array \"x\"; it is read.\n");
    EXPECT_EQ(printed("conv --input two.npz:y --kernel k.csv"), "1,2,3,4\n");
    expectRefused(op("conv --input two.npz --kernel k.csv"), 2, {"two.npz", "\"x\", \"y\"", "two.npz:x"});
    expectRefused(op("conv --input two.npz:z --kernel k.csv"), 1, {"two.npz", "\"z\""});
    write("named.csv", ",a,b\n0,1,2\n1,3,4\n");
    outcome = op("conv --input named.csv --kernel k.csv");
    EXPECT_EQ(outcome.out.toStdString(), "1,2\n3,4\n");
    EXPECT_EQ(outcome.err.toStdString(),
              "convscope: named.csv: Line 1 holds names (\"a\", \"b\"), column 1 the names of "
              "the rows; they are not read as numbers.\n");
    QImage deep(2, 1, QImage::Format_Grayscale16);
    deep.fill(0);
    reinterpret_cast<quint16*>(deep.scanLine(0))[1] = 2600;
    deep.save(where() + "/deep.png");
    outcome = op("conv --input deep.png --kernel k.csv");
    EXPECT_EQ(outcome.out.toStdString(), "0,2600\n"); // as the file holds them
    EXPECT_EQ(outcome.err.toStdString(), "");
    outcome = op("conv --input deep.png --kernel k.csv --range 0..5200"); // as a picture, 0 to 255
    EXPECT_NEAR(outcome.out.trimmed().mid(2).toDouble(), 127.5, 0.01);
    EXPECT_EQ(outcome.err.toStdString(),
              "convscope: deep.png: Its values 0 to 5200 of 65535 are shown as black to white.\n");
    write("steer.csv", "\x1b[2J,2\n");
    expectRefused(op("conv --input steer.csv --kernel k.csv"), 1, {"\"\\x1b[2J\" is not a number"});
}

TEST_F(Op, ReadsThePageAndTheChannelOfATiffThatAreAskedFor) {
    write("k.csv", "1\n");
    std::vector<TiffPage> pages;
    for (int p = 0; p < 3; ++p) {
        pages.push_back({.columns = 2, .rows = 1, .channels = 2, .bits = 16});
        pages.back().value = [p](int c, int, int x) { return 1000 * p + 100 * c + (x == p ? 7000 : 1); };
    }
    write("z.tif", TiffBytes::of(pages));
    Outcome outcome = op("conv --input z.tif --kernel k.csv");
    EXPECT_EQ(outcome.out.toStdString(), "7000,1\n");
    EXPECT_EQ(outcome.err.toStdString(),
              "convscope: z.tif: It has 3 pages; page 1 is read. It has 2 channels; channel 1 is read.\n");
    EXPECT_EQ(op("conv --input z.tif --kernel k.csv --page 2 --channel 2").out.toStdString(), "1101,8100\n");
    EXPECT_EQ(op("conv --input z.tif --kernel k.csv --page max").out.toStdString(), "7000,8000\n");
    expectRefused(op("conv --input z.tif --kernel k.csv --page 4"), 2, {"z.tif has 3 pages; there is no page 4"});
    expectRefused(op("conv --input z.tif --kernel k.csv --page 0"), 2, {"--page 0", "from 1 on, or max"});
    expectRefused(op("conv --input z.tif --kernel k.csv --channel 3"), 2, {"z.tif has 2 channels"});
    for (const char* range : {"5", "9..1", "percentiles:60", "typed", "type:3"})
        expectRefused(op("conv --input z.tif --kernel k.csv --range " + QString(range)), 2,
                      {"--range " + QString(range), "minmax"});
}

TEST_F(Op, SaysInOneLineWhatDoesNotFit) {
    expectRefused(op("maxpool --input x.csv --kernel 7"), 1, {"7 × 7", "3 × 3"});
    expectRefused(op("maxpool --input x.csv --kernel 2 --padding 2"), 1, {"padding"});
    expectRefused(op("conv --input x.csv --kernel 2"), 2, {"--kernel 2", "file"});
    expectRefused(op("median --input x.csv --kernel 2"), 2, {"\"median\"", "maxpool"});
    expectRefused(op("conv --input x.csv --kernel k.csv --padding 1,2,3"), 2, {"--padding"});
    expectRefused(op("conv --input x.csv --kernel k.csv --stride 0"), 2, {"--stride 0"});
    expectRefused(op("conv --input x.csv --kernel k.csv --dilation a"), 2, {"--dilation a"});
    expectRefused(op("conv --input x.csv --kernel k.csv -o y.xyz"), 2, {"y.xyz", ".csv"});
    write("huge.csv", "1e38,1e38\n1e38,1e38\n");
    write("k.csv", "9;9\n9;9\n");
    expectRefused(op("conv --input huge.csv --kernel k.csv"), 1, {"largest number"});
}

TEST_F(Op, NamesTheFileThatIsNotThereAndNoOther) {
    write("k.csv", "1\n");
    EXPECT_EQ(op("conv --input none.csv --kernel k.csv").err,
              "convscope: Cannot read none.csv: No such file or directory.\n");
}

TEST_F(Op, RefusesAResultThatWouldFillTheMemory) {
    QImage large(4000, 4000, QImage::Format_Grayscale8);
    large.fill(0);
    writePng("large.png", large);
    expectRefused(op("conv --input large.png --kernel k.csv --padding 4096"), 1, {"too large"});
    expectRefused(op("conv --input large.png --kernel large.png --padding 4000"), 1, {"too large"});
}

TEST_F(Op, RefusesEveryDamagedGridInOneLineThatNamesTheFile) {
    write("text.csv", "1,2\n3,abc\n");
    write("nan.csv", "1,nan\n");
    write("ragged.csv", "1,2\n3\n");
    write("empty.csv", "");
    write("object.npy", std::string("\x93NUMPY\x01\x00\x2a\x00", 10) + "{'descr': '|O', 'fortran_order': False, }\n");
    write("noise.png", "this is no picture");
    write("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='3'/>");
    expectRefused(op("conv --kernel k.csv --input text.csv"), 1, {"text.csv", "line 2, column 2", "abc"});
    expectRefused(op("conv --kernel k.csv --input nan.csv"), 1, {"nan.csv", "line 1, column 2"});
    for (const char* name : {"ragged.csv", "empty.csv", "object.npy", "noise.png", "drawing.png", "absent.csv"})
        expectRefused(op(QString("conv --kernel k.csv --input %1").arg(name)), 1, {name});
    expectRefused(op("conv --kernel k.csv --input /"), 1, {"regular file"});
    expectRefused(op("conv --kernel k.csv --input /dev/zero"), 1, {"regular file"});
    expectRefused(op("conv --input x.csv --kernel k.csv -o absent/y.csv"), 1, {"absent/y.csv"});
}

TEST_F(Op, RefusesAPictureThatIsCutOff) {
    QImage grey(64, 64, QImage::Format_Grayscale8);
    for (int i = 0; i < 64 * 64; ++i) grey.scanLine(i / 64)[i % 64] = static_cast<uchar>(i * 37 % 251);
    writePng("whole.png", grey);
    QFile whole(file("whole.png"));
    ASSERT_TRUE(whole.open(QIODevice::ReadWrite));
    ASSERT_TRUE(whole.resize(whole.size() / 2));
    expectRefused(op("conv --kernel k.csv --input whole.png"), 1, {"whole.png", "damaged"});
}

} // namespace

} // namespace test_cli_op
