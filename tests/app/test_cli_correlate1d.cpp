// convscope correlate1d: signals from tables, and everything that does not fit.
#include "tests/app/program.h"

#include "core/tensor/npy.h"
#include "tests/support/temp_folder.h"

namespace test_cli_correlate1d {

namespace {

class Correlate1d : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    void write(const char* name, std::string_view bytes) const { m_folder.write(name, bytes); }
    Outcome correlate(const QStringList& arguments) const {
        return run(QStringList("correlate1d") + arguments, where());
    }
    std::string printed(const QStringList& arguments) const {
        const Outcome outcome = correlate(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(outcome.err.toStdString(), "");
        return outcome.out.toStdString();
    }
    void SetUp() override {
        write("trace.csv", "time,voltage,state\n0,1,rest\n1,1,rest\n2,5,spike\n3,0,rest\n4,1,rest\n");
        write("plain.txt", "1\n1\n5\n0\n1\n");
    }

private:
    TempFolder m_folder;
};

TEST_F(Correlate1d, SlidesAKernelAlongAColumnByNameOrNumber) {
    EXPECT_EQ(printed({"--input", "trace.csv", "--column", "voltage", "--kernel", "-1 1"}), "0\n4\n-5\n1\n");
    EXPECT_EQ(printed({"--input", "trace.csv", "--column", "2", "--kernel", "-1, 1"}), "0\n4\n-5\n1\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "1 -1"}), "0\n-4\n5\n-1\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "-1 1", "--flip"}), "0\n-4\n5\n-1\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "1"}), "1\n1\n5\n0\n1\n");
}

TEST_F(Correlate1d, SaysHowItReadsAKernelThatMayBeOneNumber) {
    const Outcome outcome = correlate({"--input", "plain.txt", "--kernel", "0,5"});
    EXPECT_EQ(outcome.out.toStdString(), "5\n25\n0\n5\n");
    EXPECT_EQ(outcome.err.toStdString(),
              "convscope: --kernel 0,5: Read as 2 columns of whole numbers; where the comma is "
              "a decimal sign, write decimal points.\n");
}

TEST_F(Correlate1d, StridesPadsAndDilates) {
    const QStringList edges{"--input", "plain.txt", "--kernel", "-1 1"};
    EXPECT_EQ(printed(edges + QStringList{"--stride", "2"}), "0\n-5\n");
    EXPECT_EQ(printed(edges + QStringList{"--padding", "1"}), "1\n0\n4\n-5\n1\n-1\n");
    EXPECT_EQ(printed(edges + QStringList{"--padding", "1,0", "--mode", "replicate"}), "0\n0\n4\n-5\n1\n");
    EXPECT_EQ(printed(edges + QStringList{"--dilation", "2"}), "4\n-1\n-4\n");
}

TEST_F(Correlate1d, ReadsKernelsFromFilesAndWritesColumns) {
    write("row.csv", "1/2,1/2,0\n");
    write("column.csv", "0\n1\n0\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "column.csv"}), "1\n5\n0\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "row.csv", "--stride", "2", "-o", "y.csv"}), "");
    EXPECT_EQ(printed({"--input", "y.csv", "--kernel", "3"}), "3\n7.5\n");
    EXPECT_EQ(printed({"--input", "plain.txt", "--kernel", "column.csv", "-o", "y.npy"}), "");
    EXPECT_EQ(cnn::readNpy((where() + "/y.npy").toStdString()), cnn::Tensor({1, 3, 1, 1}, std::vector<float>{1, 5, 0}));
}

TEST_F(Correlate1d, SaysInOneLineWhatIsWrong) {
    expectRefused(correlate({"--input", "trace.csv", "--column", "current", "--kernel", "1"}), 1,
                  {"trace.csv", "\"current\"", "3 columns"});
    expectRefused(correlate({"--input", "trace.csv", "--column", "state", "--kernel", "1"}), 1,
                  {"trace.csv", "line 2", "rest"});
    expectRefused(correlate({"--input", "absent.csv", "--kernel", "1"}), 1, {"absent.csv"});
    expectRefused(correlate({"--input", "picture.png", "--kernel", "1"}), 2, {"picture.png", ".csv"});
    expectRefused(correlate({"--input", "plain.txt", "--kernel", "absent.csv"}), 2, {"absent.csv"});
    expectRefused(correlate({"--input", "plain.txt", "--kernel", "1 2 3 4 5 6"}), 1, {"6 values", "signal of 5"});
    expectRefused(correlate({"--input", "plain.txt", "--kernel", "1", "--padding", "5", "--mode", "reflect"}), 1,
                  {"6 columns"});
    write("square.csv", "1;2\n3;4\n");
    expectRefused(correlate({"--input", "plain.txt", "--kernel", "square.csv"}), 1, {"square.csv", "one row"});
}

} // namespace

} // namespace test_cli_correlate1d
