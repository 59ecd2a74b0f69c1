// The palette keeps its promises: contrast, and meanings that do not hang on hue alone.
#include "tests/ui/support/ui_test.h"
#include "ui/figure/class_colors.h"
#include "ui/figure/grid_painter.h"
#include "ui/figure/style.h"

#include <QTest>
#include <cmath>

namespace test_style {

using namespace ui;

namespace {

// Brettel, Viénot and Mollon's simplified simulation of the three dichromacies (Viénot et al. 1999; tritanopia after
// Machado et al. 2009), in linear RGB.
using Matrix = std::array<double, 9>;
const Matrix dichromacies[] = {
    {0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1},
    {0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1},
    {1.01277, 0.13548, -0.14826, -0.01243, 0.86812, 0.14431, 0.07589, 0.80500, 0.11911},
};

double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

std::array<double, 3> lab(const QColor& colour, const Matrix& m) {
    const std::array<double, 3> in{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    std::array<double, 3> rgb{};
    for (std::size_t i = 0; i < 3; ++i)
        rgb[i] = std::clamp(m[3 * i] * in[0] + m[3 * i + 1] * in[1] + m[3 * i + 2] * in[2], 0.0, 1.0);
    const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047;
    const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double difference(const QColor& a, const QColor& b, const Matrix& m) {
    const auto p = lab(a, m), q = lab(b, m);
    return std::sqrt(std::pow(p[0] - q[0], 2) + std::pow(p[1] - q[1], 2) + std::pow(p[2] - q[2], 2));
}

} // namespace

class TestStyle : public QObject {
    Q_OBJECT
private slots:
    void textIsReadableOnEveryGroundItStandsOn() {
        for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Projector}) {
            const Palette& c = palette(theme);
            const double text = theme == Theme::Projector ? 7 : 4.5;
            const QList<std::pair<QColor, QColor>> pairs{
                {c.text, c.surface},      {c.text, c.raised},       {c.dim, c.surface},    {c.dim, c.window},
                {c.dim, c.side},          {c.dim, c.sunken},        {c.now, c.surface},    {c.now, c.window},
                {c.now, c.nowTint},       {c.onNow, c.now},         {c.input, c.surface},  {c.input, c.nowTint},
                {c.kernel, c.surface},    {c.kernel, c.kernelTint}, {c.kernel, c.nowTint}, {c.output, c.surface},
                {c.output, c.outputTint}, {c.output, c.window},     {c.error, c.surface},  {c.runB, c.surface}};
            for (const auto& [front, ground] : pairs)
                QVERIFY2(contrast(front, ground) >= text, qPrintable(front.name() + " on " + ground.name()));
            for (const QColor& ground : {c.surface, c.window}) QVERIFY(contrast(c.lineStrong, ground) >= 3);
        }
    }
    void contrastIsThatOfTheStandard() {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QVERIFY(std::abs(contrast(QColor("#767676"), Qt::white) - 4.54) < 0.01);
    }
    void digitsOnAnyRampColourAreReadable() {
        for (int i = -100; i <= 100; ++i)
            for (const QColor& ground : {signedRamp(i / 100.0), unsignedRamp(i / 100.0), greyRamp(i / 100.0)})
                QVERIFY(contrast(digitOn(ground), ground) >= 4.58);
    }
    void zeroIsWhiteAndTheSignedRampIsSymmetric() {
        QCOMPARE(signedRamp(0), QColor("#ffffff"));
        QCOMPARE(signedRamp(-1), QColor("#2166ac"));
        QCOMPARE(signedRamp(1), QColor("#b2182b"));
        QCOMPARE(signedRamp(7), signedRamp(1));
        QCOMPARE(signedRamp(std::nan("")).isValid(), true);
    }
    void theUnsignedRampGrowsLighterAllTheWay() {
        for (int i = 1; i <= 100; ++i)
            QVERIFY(contrast(unsignedRamp(i / 100.0), Qt::black) > contrast(unsignedRamp((i - 1) / 100.0), Qt::black));
    }
    void signsOfWeightsDifferForEveryEye() {
        for (const Matrix& eye : dichromacies)
            for (int i = 3; i <= 10; ++i) QVERIFY(difference(signedRamp(i / 10.0), signedRamp(-i / 10.0), eye) >= 10);
    }
    // Ten colours cannot be far apart for every eye; what can be had is kept.
    void coloursOfClassesDifferForEveryEyeAndFromTheirGround() {
        const Matrix normal{1, 0, 0, 0, 1, 0, 0, 0, 1};
        for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Projector}) {
            const Palette& c = palette(theme);
            for (int a = 0; a < classColors; ++a) {
                for (const QColor& ground : {c.surface, c.window}) QVERIFY(contrast(classColor(theme, a), ground) >= 3);
                for (int b = 0; b < a; ++b) {
                    QVERIFY(difference(classColor(theme, a), classColor(theme, b), normal) >= 35);
                    for (const Matrix& eye : dichromacies)
                        QVERIFY(difference(classColor(theme, a), classColor(theme, b), eye) >= 13);
                }
            }
            QCOMPARE(classColor(theme, 13), classColor(theme, 3));
        }
    }
    void digitsHaveEqualWidth() {
        const QFontMetricsF metrics(Style::numberFont(20, Weight::Bold));
        for (char16_t d = u'1'; d <= u'9'; ++d)
            QCOMPARE(metrics.horizontalAdvance(QChar(d)), metrics.horizontalAdvance(u'0'));
    }
    void aCellShowsFewerDigitsRatherThanTinyOnes() {
        double pixels = 0;
        QCOMPARE(GridPainter::fitted(19, 100, pixels), QString("19"));
        QVERIFY(std::abs(pixels - 38) < 1e-9);
        QCOMPARE(GridPainter::fitted(-0.12345F, 120, pixels), QString("−0.12"));
        QVERIFY(GridPainter::fitted(3, 12, pixels).isEmpty()); // cannot be read: colour alone
    }
};

UI_TEST(TestStyle)
} // namespace test_style
#include "test_style.moc"
