// A picture as a scene keeps it: short, and refused when it is none.
#include "core/base/rng.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/packed_photo.h"

#include <QTest>

namespace test_packed_photo {

using namespace ui;

namespace {

QImage noise(int side) {
    cnn::Rng rng(1);
    QImage image(side, side, QImage::Format_RGB888);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < 3 * side; ++x) image.scanLine(y)[x] = static_cast<uchar>(rng.bits());
    return image;
}

} // namespace

class TestPackedPhoto : public QObject {
    Q_OBJECT
private slots:

    // Small pictures come back exactly, the worst of the largest within the bound.
    void smallOnesAreExactAndLargeOnesShort() {
        const QImage small = noise(100);
        QVERIFY(PackedPhoto::unpacked(PackedPhoto::packed(small)).convertToFormat(small.format()) == small);
        const QByteArray worst = PackedPhoto::packed(noise(PackedPhoto::longest));
        QVERIFY2(worst.size() <= PackedPhoto::mostBytes, qPrintable(QString::number(worst.size())));
        QCOMPARE(PackedPhoto::unpacked(worst).size(), QSize(PackedPhoto::longest, PackedPhoto::longest));
        QVERIFY(PackedPhoto::unpacked(PackedPhoto::quick(small)).convertToFormat(small.format()) == small);
    }

    // What is no picture, is too large, or is cut off or changed anywhere, is null or a picture within the bounds.
    void whatIsNoneIsNull() {
        QVERIFY(PackedPhoto::unpacked({}).isNull());
        QVERIFY(PackedPhoto::unpacked("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").isNull());
        QVERIFY(PackedPhoto::unpacked(PackedPhoto::quick(noise(PackedPhoto::longest + 1))).isNull());
        cnn::Rng rng(2);
        for (const QByteArray& good : {PackedPhoto::packed(noise(60)), PackedPhoto::packed(noise(300))})
            for (int i = 0; i < 250; ++i) {
                QByteArray bad = good;
                bad[static_cast<qsizetype>(rng.below(static_cast<std::size_t>(bad.size())))] ^=
                    static_cast<char>(1 << rng.below(8));
                if (i % 3 == 0) bad.truncate(static_cast<qsizetype>(rng.below(static_cast<std::size_t>(bad.size()))));
                const QImage image = PackedPhoto::unpacked(bad);
                QVERIFY(image.width() <= PackedPhoto::longest && image.height() <= PackedPhoto::longest);
            }
    }
};

UI_TEST(TestPackedPhoto)
} // namespace test_packed_photo
#include "test_packed_photo.moc"
