// Rules that end convscope train before its last epoch.
#include "tests/app/program.h"

#include "tests/support/bar_images.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace test_cli_stops {

namespace {

class Stops : public testing::Test {
protected:
    void SetUp() override { writeBars(m_folder); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    std::string bytesOf(const char* name) const {
        QFile file(where() + "/" + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().toStdString();
    }
    static QJsonObject object(const QString& line) { return QJsonDocument::fromJson(line.toUtf8()).object(); }

private:
    TempFolder m_folder;
};

// The line of the epoch says why, and the chart shows the target and where it was reached.
TEST_F(Stops, StopsAtATargetAndWhenItBecomesNoBetter) {
    const Outcome reached =
        convscope("train --data . --epochs 40 --batch 10 --target-accuracy 0.9 --chart run.svg --threads 1");
    ASSERT_EQ(reached.code, 0) << reached.err.toStdString();
    const QStringList lines = reached.out.split('\n', Qt::SkipEmptyParts);
    EXPECT_LT(lines.size(), 40);
    EXPECT_GE(object(lines.last())["test_accuracy"].toDouble(), 0.9);
    EXPECT_TRUE(object(lines.last())["stopped"].toString().contains("reached the target of 90 %"));
    EXPECT_FALSE(object(lines.first()).contains("stopped") && lines.size() > 1);
    EXPECT_TRUE(reached.err.contains("Stopped after"));
    EXPECT_NE(bytesOf("run.svg").find("target reached"), std::string::npos);
    const Outcome stuck = convscope("train --data . --epochs 40 --batch 10 --lr 1e-30 --patience 2 --threads 1");
    EXPECT_EQ(stuck.out.split('\n', Qt::SkipEmptyParts).size(), 3) << stuck.out.toStdString();
    EXPECT_EQ(convscope("train --data . --target-accuracy 2").code, 2);
}

} // namespace

} // namespace test_cli_stops
