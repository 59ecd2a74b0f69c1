#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"
#include "core/walk/window_facts.h"
#include "core/walk/written_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace cnn::test_walk {
namespace {

Tensor grid(int rows, int columns, std::vector<float> values) {
    return {{1, rows, columns, 1}, values};
}
const Tensor nine = grid(3, 3, {0, 1, 2, 3, 4, 5, 6, 7, 8});
const Tensor four = grid(2, 2, {0, 1, 2, 3});

WindowWalk walk(WindowTask task) {
    return WindowWalk::make(std::move(task)).orThrow();
}
std::vector<float> outputOf(const WindowWalk& w) {
    return {w.output().values().begin(), w.output().values().end()};
}
std::string lineAt(const WindowWalk& w, int i) {
    const WindowStep step = w.at(i);
    return writeSum(w.task(), step, static_cast<int>(step.terms.size())).line();
}

TEST(WindowWalk, WritesTheSumsOfTheCrossCorrelation) {
    const auto w = walk({WindowOperation::Convolution, nine, four, 0, Window::square(2)});
    EXPECT_EQ(outputOf(w), (std::vector<float>{19, 25, 37, 43}));
    EXPECT_EQ(lineAt(w, 0), "0×0 + 1×1 + 3×2 + 4×3 = 19");
    EXPECT_EQ(lineAt(w, 1), "1×0 + 2×1 + 4×2 + 5×3 = 25");
    EXPECT_EQ(lineAt(w, 2), "3×0 + 4×1 + 6×2 + 7×3 = 37");
    EXPECT_EQ(lineAt(w, 3), "4×0 + 5×1 + 7×2 + 8×3 = 43");
}

TEST(WindowWalk, FindsEdgesByDifferences) {
    std::vector<float> rows;
    for (int y = 0; y < 6; ++y) rows.insert(rows.end(), {1, 1, 0, 0, 0, 0, 1, 1});
    const auto w = walk({WindowOperation::Convolution, grid(6, 8, rows), grid(1, 2, {1, -1}), 0, {{1}, {2}}});
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 7; ++x) EXPECT_EQ(w.output().at(0, y, x), x == 1 ? 1 : x == 5 ? -1 : 0);
}

TEST(WindowWalk, PadsAndStridesAsInTheLecture) {
    const auto padded = walk({WindowOperation::Convolution, nine, four, 0, Window::square(2, 1, 1)});
    EXPECT_EQ(outputOf(padded), (std::vector<float>{0, 3, 8, 4, 9, 19, 25, 10, 21, 37, 43, 16, 6, 7, 8, 0}));
    Window strided = Window::square(2, 3, 1);
    strided.x.stride = 2;
    EXPECT_EQ(outputOf(walk({WindowOperation::Convolution, nine, four, 0, strided})), (std::vector<float>{0, 8, 6, 8}));
}

TEST(WindowWalk, PoolsAsInTheLecture) {
    const auto most = walk({WindowOperation::MaxPool, nine, {}, 0, Window::square(2)});
    EXPECT_EQ(outputOf(most), (std::vector<float>{4, 5, 7, 8}));
    EXPECT_EQ(lineAt(most, 0), "max(0, 1, 3, 4) = 4");
    const auto mean = walk({WindowOperation::AvgPool, nine, {}, 0, Window::square(2)});
    EXPECT_EQ(outputOf(mean), (std::vector<float>{2, 3, 5, 6}));
    EXPECT_EQ(lineAt(mean, 0), "(0 + 1 + 3 + 4) ÷ 4 = 2");
    const Tensor review = grid(4, 4, {12, 10, 3, 2, 8, 6, 1, 0, 4, 7, 5, 7, 4, 6, 6, 8});
    const auto halved = walk({WindowOperation::MaxPool, review, {}, 0, Window::square(2, 2)});
    EXPECT_EQ(outputOf(halved), (std::vector<float>{12, 3, 7, 8}));
    EXPECT_EQ(lineAt(halved, 2), "max(4, 7, 4, 6) = 7");
}

TEST(WindowWalk, AddsChannels) {
    const Tensor input({2, 3, 3, 1}, std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const Tensor kernel({2, 2, 2, 1}, std::vector<float>{0, 1, 2, 3, 1, 2, 3, 4});
    EXPECT_EQ(outputOf(walk({WindowOperation::Convolution, input, kernel, 0, Window::square(2)})),
              (std::vector<float>{56, 72, 104, 120}));
}

TEST(WindowWalk, PointsBackFromInputsAndWeights) {
    const auto w = walk({WindowOperation::Convolution, nine, four, 0, Window::square(2)});
    EXPECT_EQ(w.outputsFedBy(1, 1), (std::vector<Place>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
    EXPECT_EQ(w.outputsFedBy(0, 0), (std::vector<Place>{{0, 0}}));
    EXPECT_EQ(w.inputsMetBy(1, 1), (std::vector<Place>{{1, 1}, {1, 2}, {2, 1}, {2, 2}}));
}

TEST(WindowWalk, ReadsThePaddingThatItsModeSays) {
    WindowTask task{WindowOperation::Convolution, nine, four, 0, Window::square(2, 1, 1)};
    task.padMode = PadMode::Reflect;
    EXPECT_EQ(lineAt(walk(task), 0), "4×0 + 3×1 + 1×2 + 0×3 = 5");
    task.padMode = PadMode::Replicate;
    EXPECT_EQ(lineAt(walk(task), 0), "0×0 + 0×1 + 0×2 + 0×3 = 0");
    EXPECT_EQ(lineAt(walk(task), 3), "2×0 + 2×1 + 2×2 + 2×3 = 12");
    task.padMode = PadMode::Circular;
    const auto w = walk(task);
    EXPECT_EQ(lineAt(w, 0), "8×0 + 6×1 + 2×2 + 0×3 = 10");
    const Term corner = w.at(0).terms[0];
    EXPECT_TRUE(corner.padding);
    EXPECT_EQ((Place{corner.inY, corner.inX}), (Place{-1, -1}));
    EXPECT_EQ((Place{corner.srcY, corner.srcX}), (Place{2, 2}));
}

TEST(WindowWalk, CountsTheOutputsThatReadACellThroughItsFillers) {
    WindowTask task{WindowOperation::Convolution, nine, four, 0, Window::square(2, 1, 1)};
    EXPECT_EQ(walk(task).outputsFedBy(0, 0).size(), 4U);
    task.padMode = PadMode::Replicate; // the corner is repeated in three cells, all in the same four windows
    EXPECT_EQ(walk(task).outputsFedBy(0, 0).size(), 4U);
    task.padMode = PadMode::Circular; // the corner stands beyond the other three corners too
    EXPECT_EQ(walk(task).outputsFedBy(0, 0).size(), 9U);
    EXPECT_EQ(walk(task).outputsFedBy(-1, -1), (std::vector<Place>{{0, 0}})); // this filler alone
    EXPECT_EQ(walk(task).outputsFedBy(0, -1), (std::vector<Place>{{0, 0}, {1, 0}}));
}

TEST(WindowWalk, RefusesPaddingThatItsModeCannotFill) {
    WindowTask task{WindowOperation::Convolution, nine, four, 0, Window::square(2, 1, 3)};
    task.padMode = PadMode::Reflect;
    EXPECT_FALSE(WindowWalk::make(task));
    task.padMode = PadMode::Circular;
    EXPECT_TRUE(WindowWalk::make(task));
    WindowTask pool{WindowOperation::MaxPool, nine, {}, 0, Window::square(2, 1, 1), PadMode::Replicate};
    EXPECT_FALSE(WindowWalk::make(pool));
    pool.window = Window::square(2);
    EXPECT_TRUE(WindowWalk::make(pool));
}

// The lecture's question: which padding suits a 3 x 3 kernel at stride 2 on 4 x 4 pixels?
TEST(WindowFacts, CountWhatEachPaddingLeavesOut) {
    const Shape four4{1, 4, 4, 1};
    const WindowFit none = windowFit(Window::square(3, 2), four4), one = windowFit(Window::square(3, 2, 1), four4);
    EXPECT_TRUE(none.fits && one.fits);
    EXPECT_EQ(none.rows * 100 + none.columns, 101);
    EXPECT_EQ(none.unread, 7);
    EXPECT_EQ(none.products, 9);
    EXPECT_EQ(one.rows * 100 + one.columns, 202);
    EXPECT_EQ(one.unread, 0);
    EXPECT_EQ(one.products, 36);
    EXPECT_EQ(one.rowsLeft, 1);
    EXPECT_FALSE(windowFit(Window::square(5), four4).fits);
}

// ---- random scenes -----------------------------------------------------------------------------------------------

float randomValue(Rng& rng) {
    switch (rng.below(5)) {
    case 0:
        return static_cast<float>(static_cast<int>(rng.below(19)) - 9);
    case 1:
        return static_cast<float>(static_cast<int>(rng.below(2001)) - 1000) / 100.0F;
    case 2:
        return static_cast<float>(rng.normal());
    case 3:
        return static_cast<float>(rng.normal() * 1000);
    default:
        return static_cast<float>(rng.uniform(-1e-3, 1e-3));
    }
}

Axis randomAxis(Rng& rng) {
    Axis a{1 + static_cast<int>(rng.below(4)), 1 + static_cast<int>(rng.below(3)), static_cast<int>(rng.below(3)),
           static_cast<int>(rng.below(3)), 1 + static_cast<int>(rng.below(2))};
    return a;
}

std::optional<WindowWalk> randomWalk(Rng& rng) {
    WindowTask task;
    task.operation = static_cast<WindowOperation>(rng.below(3));
    task.input = Tensor({1 + static_cast<int>(rng.below(2)), 1 + static_cast<int>(rng.below(12)),
                         1 + static_cast<int>(rng.below(12)), 1});
    if (task.operation != WindowOperation::Convolution)
        task.input = task.input.shape().c > 1 ? Tensor({1, 5, 5, 1}) : task.input;
    task.window = {randomAxis(rng), randomAxis(rng)};
    for (float& v : task.input.values()) v = randomValue(rng);
    if (task.operation == WindowOperation::Convolution) {
        task.kernel = Tensor({task.input.shape().c, task.window.y.kernel, task.window.x.kernel, 1});
        for (float& v : task.kernel.values()) v = randomValue(rng);
        if (rng.below(3) == 0) task.bias = randomValue(rng);
        task.padMode = static_cast<PadMode>(rng.below(4));
    }
    auto made = WindowWalk::make(std::move(task));
    if (!made) return std::nullopt;
    return std::move(*made);
}

TEST(WindowWalk, EqualsTheFastLayersOnRandomScenes) {
    Rng rng(11);
    int compared = 0;
    while (compared < 500) {
        const auto w = randomWalk(rng);
        if (!w) continue;
        std::unique_ptr<Layer> layer;
        const WindowTask& task = w->task();
        Tensor input = task.input;
        if (task.operation == WindowOperation::Convolution) {
            Window window = task.window;
            if (task.padMode != PadMode::Zeros) {
                input = padInput(input, window, task.padMode);
                window.y.padBefore = window.y.padAfter = window.x.padBefore = window.x.padAfter = 0;
            }
            layer = std::make_unique<Conv2d>(input.shape().c, 1, window);
            std::copy(task.kernel.values().begin(), task.kernel.values().end(),
                      layer->parameters()[0].value.values().begin());
            layer->parameters()[1].value.fill(task.bias);
        } else if (task.operation == WindowOperation::MaxPool)
            layer = std::make_unique<MaxPool2d>(task.window);
        else
            layer = std::make_unique<AvgPool2d>(task.window);
        Tensor out;
        LayerCache cache;
        layer->forward(input, out, cache);
        ASSERT_EQ(out.shape(), w->output().shape());
        const float scale =
            1 + w->output().array().abs().maxCoeff() +
            task.input.array().abs().maxCoeff() * (task.kernel.empty() ? 1 : task.kernel.array().abs().maxCoeff());
        EXPECT_LE((out.array() - w->output().array()).abs().maxCoeff(), 1e-5F * scale);
        ++compared;
    }
}

// A reader of the written text that shares nothing with the writer: it works on strings of digits with long arithmetic.
class Reader {
public:
    explicit Reader(const std::string& text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text.compare(i, 3, "−") == 0) {
                m_text += '-';
                i += 2;
            } else if (text.compare(i, 2, "×") == 0) {
                m_text += '*';
                i += 1;
            } else if (text.compare(i, 2, "÷") == 0) {
                m_text += '/';
                i += 1;
            } else if (text.compare(i, 3, "≈") == 0) {
                m_text += '~';
                i += 2;
            } else if (text.compare(i, 3, "–") == 0) {
                m_text += '_'; // padding of max pooling, never wins
                i += 2;
            } else if (text[i] != ' ')
                m_text += text[i];
        }
    }
    // Scaled by 10^14; long double would not be exact, 128-bit integers are.
    __extension__ typedef __int128 Wide;
    bool holds() {
        const std::size_t relation = m_text.find_first_of("=~");
        const bool exact = m_text[relation] == '=';
        if (m_text.compare(0, 4, "max(") == 0) return maximum(relation);
        m_at = 0;
        int divisor = 1;
        const Wide left = sum();
        if (m_text[m_at] == '/') {
            ++m_at;
            divisor = std::stoi(m_text.substr(m_at));
            m_at = relation;
        }
        EXPECT_EQ(m_at, relation) << m_text;
        m_at = relation + 1;
        const std::size_t start = m_at;
        const Wide right = number();
        EXPECT_EQ(m_at, m_text.size()) << m_text;
        if (exact) return left == right * divisor;
        const std::size_t point = m_text.find('.', start);
        Wide unit = scale;
        for (std::size_t i = point == std::string::npos ? m_text.size() : point + 1; i < m_text.size(); ++i) unit /= 10;
        // Trailing zeros are not written, so the unit is that of four places at most.
        unit = std::min(unit, scale / 10000);
        const Wide off = left > right * divisor ? left - right * divisor : right * divisor - left;
        return 2 * off <= unit * divisor;
    }

private:
    static constexpr Wide scale = 100000000000000;
    bool maximum(std::size_t relation) {
        m_at = 4;
        Wide best = 0;
        bool any = false;
        while (m_text[m_at] != ')') {
            if (m_text[m_at] == '_')
                ++m_at;
            else {
                const Wide v = number();
                best = any ? std::max(best, v) : v;
                any = true;
            }
            if (m_text[m_at] == ',') ++m_at;
        }
        m_at = relation + 1;
        return any && best == number() && m_at == m_text.size();
    }
    Wide sum() {
        Wide total = product();
        while (m_text[m_at] == '+') {
            ++m_at;
            total += product();
        }
        return total;
    }
    Wide product() {
        Wide first = factor();
        if (m_text[m_at] != '*') return first;
        ++m_at;
        const Wide second = factor();
        // Both factors have at most 7 places here, so the division is exact.
        const Wide half = 10000000;
        EXPECT_EQ(first % half, 0);
        EXPECT_EQ(second % half, 0);
        return (first / half) * (second / half);
    }
    Wide factor() {
        if (m_text[m_at] != '(') return number();
        ++m_at;
        const Wide inner = sum();
        EXPECT_EQ(m_text[m_at], ')') << m_text;
        ++m_at;
        return inner;
    }
    Wide number() {
        const bool minus = m_text[m_at] == '-';
        if (minus) ++m_at;
        EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(m_text[m_at]))) << m_text << " at " << m_at;
        Wide value = 0, unit = scale;
        bool point = false;
        for (; m_at < m_text.size() && (std::isdigit(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '.');
             ++m_at) {
            if (m_text[m_at] == '.') {
                point = true;
                continue;
            }
            if (point) {
                unit /= 10;
                value += (m_text[m_at] - '0') * unit;
            } else
                value = value * 10 + (m_text[m_at] - '0') * scale;
        }
        return minus ? -value : value;
    }
    std::string m_text;
    std::size_t m_at = 0;
};

TEST(WrittenSum, ReaddsExactlyInTenThousandRandomScenes) {
    Rng rng(2026);
    int scenes = 0, different = 0;
    while (scenes < 10000) {
        const auto w = randomWalk(rng);
        if (!w) continue;
        ++scenes;
        const WindowStep step = w->at(static_cast<int>(rng.below(static_cast<std::size_t>(w->size()))));
        const auto all = static_cast<int>(step.terms.size());
        for (const int shown : {all, 1 + static_cast<int>(rng.below(step.terms.size()))}) {
            if (w->task().operation == WindowOperation::MaxPool && shown < all && step.terms[0].padding) continue;
            const WrittenSum written = writeSum(w->task(), step, shown);
            std::vector<std::string> lines = written.rowLines();
            if (written.operation == WindowOperation::MaxPool) lines.clear();
            lines.push_back(written.line());
            if (const auto products = written.productLine(); !products.empty()) lines.push_back(products);
            for (const std::string& line : lines)
                if (!Reader(line).holds()) {
                    ++different;
                    ADD_FAILURE() << line;
                }
            if (shown == all) { // and it is the true result, at the precision written
                const double tolerance = 0.005 + 1e-5 * std::abs(static_cast<double>(step.result));
                EXPECT_NEAR(written.result.value(), static_cast<double>(step.result), tolerance) << written.line();
            }
        }
    }
    EXPECT_EQ(different, 0);
}

TEST(WrittenSum, TheReaderNoticesAWrongSum) {
    EXPECT_TRUE(Reader("0×0 + 1×1 + 3×2 + 4×3 = 19").holds());
    EXPECT_FALSE(Reader("0×0 + 1×1 + 3×2 + 4×3 = 18").holds());
    EXPECT_FALSE(Reader("0.5×0.5 + (−2) = −1.7").holds());
    EXPECT_FALSE(Reader("max(1, 2) = 1").holds());
    EXPECT_TRUE(Reader("(1 + 0 + 0) ÷ 3 ≈ 0.3333").holds());
    EXPECT_FALSE(Reader("(1 + 0 + 0) ÷ 3 = 0.3333").holds());
}

TEST(WrittenValue, IsAsShortAsItCanBe) {
    EXPECT_EQ(writtenValue(0.1F * 0.2F), "0.02");
    EXPECT_EQ(writtenValue(-2.0F), "−2");
    EXPECT_EQ(writtenValue(-0.00001F), "−1.00e−5");
    EXPECT_EQ(writtenValue(1234.5F), "1234.5");
}

// However few places there is room for: "0" is zero, "1" is one; what is merely near says so.
TEST(WrittenValue, NeverLooksLikeANumberItIsNot) {
    EXPECT_EQ(writtenValue(0.0F, 0), "0");
    EXPECT_EQ(writtenValue(-0.00876F, 1), "≈0");
    EXPECT_EQ(writtenValue(-0.00876F, 2), "−0.01");
    EXPECT_EQ(writtenValue(0.9975F, 1), "≈1");
    EXPECT_EQ(writtenValue(-0.9905F, 1), "≈−1");
    EXPECT_EQ(writtenValue(0.1F * 30.0F, 2), "3") << "the rounding of a float is no other number";
    EXPECT_EQ(writtenValue(0.99997F), "0.99997") << "a sentence has room for what a cell has not";
    for (const float size : {1e-30F, 1e-9F, 3e-7F, 2e-5F, 0.004F, 0.3F, 0.99F, 1.0004F, 7.6F, 999.7F})
        for (const float value : {size, -size})
            for (int places = 0; places <= 6; ++places) {
                const std::string text = writtenValue(value, places);
                EXPECT_NE(text, "0") << value;
                EXPECT_NE(text, "−0") << value;
                const bool rounded = text.starts_with("≈");
                EXPECT_TRUE(rounded || text.find_first_of(".e") != std::string::npos) << text;
                EXPECT_FALSE(rounded && places >= 4) << "no sign of equality in a list of numbers: " << text;
            }
}

TEST(WindowFacts, CountAsPlainLoopsDo) {
    Rng rng(11);
    for (int i = 0; i < 300; ++i) {
        const Window w{randomAxis(rng), randomAxis(rng)};
        const Shape in{1, 1 + static_cast<int>(rng.below(7)), 1 + static_cast<int>(rng.below(7)), 1};
        const WindowFit fit = windowFit(w, in);
        std::vector<bool> read(static_cast<std::size_t>(in.h * in.w));
        int rows = 0, columns = 0, lastRow = 0, lastColumn = 0;
        for (int top = 0; top + w.y.extent() <= w.y.padded(in.h); top += w.y.stride, ++rows) lastRow = top;
        for (int left = 0; left + w.x.extent() <= w.x.padded(in.w); left += w.x.stride, ++columns) lastColumn = left;
        ASSERT_EQ(fit.fits, rows > 0 && columns > 0);
        if (!fit.fits) continue;
        int products = 0;
        for (int oy = 0; oy < rows; ++oy)
            for (int ox = 0; ox < columns; ++ox)
                for (int ky = 0; ky < w.y.kernel; ++ky)
                    for (int kx = 0; kx < w.x.kernel; ++kx) {
                        const int y = oy * w.y.stride + ky * w.y.dilation - w.y.padBefore;
                        const int x = ox * w.x.stride + kx * w.x.dilation - w.x.padBefore;
                        ++products;
                        if (y >= 0 && x >= 0 && y < in.h && x < in.w)
                            read[static_cast<std::size_t>(y * in.w + x)] = true;
                    }
        EXPECT_EQ(fit.rows, rows);
        EXPECT_EQ(fit.columns, columns);
        EXPECT_EQ(fit.products, products);
        EXPECT_EQ(fit.unread, std::ranges::count(read, false));
        EXPECT_EQ(fit.rowsLeft, w.y.padded(in.h) - lastRow - w.y.extent());
        EXPECT_EQ(fit.columnsLeft, w.x.padded(in.w) - lastColumn - w.x.extent());
    }
}

} // namespace
} // namespace cnn::test_walk
