#include "ui/media/seen_digit.h"

#include "ui/media/image_io.h"
#include "ui/tr.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace ui {
namespace {

constexpr int workSide = 480;            // of the picture that the steps work on: enough for a digit a tenth as high
constexpr int side = 28, digitSide = 20; // MNIST's pictures, and the digits in them

// A view, no copy: channel 0 of a picture.
cv::Mat planeOf(cnn::Tensor& values) {
    return {values.shape().h, values.shape().w, CV_32F, values.data()};
}

cnn::Tensor tensorOf(const cv::Mat& plane) {
    cnn::Tensor values(cnn::Shape{1, plane.rows, plane.cols, 1});
    plane.copyTo(planeOf(values));
    return values;
}

QImage imageOf(const cv::Mat& plane) {
    return greyPicture(tensorOf(plane * 255));
}

// Scaled, its proportions kept, to a longer side of `longer` pixels in the middle of 28 × 28.
cv::Mat inTheMiddle(const cv::Mat& plane, int longer) {
    const double factor = static_cast<double>(longer) / std::max(plane.rows, plane.cols);
    const auto scaled = [&](int length) {
        return std::clamp(static_cast<int>(std::lround(length * factor)), 1, longer);
    };
    const cv::Size size(scaled(plane.cols), scaled(plane.rows));
    cv::Mat whole = cv::Mat::zeros(side, side, CV_32F);
    cv::Mat there = whole(cv::Rect((side - size.width) / 2, (side - size.height) / 2, size.width, size.height));
    cv::resize(plane, there, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return whole;
}

// The ground the marks stand on: the median of a wide neighbourhood, which no stroke fills.
cv::Mat groundOf(const cv::Mat& plane) {
    constexpr int coarse = 96;
    const double factor = std::min(1.0, static_cast<double>(coarse) / std::max(plane.rows, plane.cols));
    const auto reduced = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
    cv::Mat small, ground;
    cv::resize(plane, small, {reduced(plane.cols), reduced(plane.rows)}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_8U, 255);
    cv::medianBlur(small, ground, std::max(small.rows, small.cols) / 4 * 2 + 1);
    ground.convertTo(ground, CV_32F, 1.0 / 255);
    cv::resize(ground, ground, plane.size(), 0, 0, cv::INTER_LINEAR);
    return ground;
}

// How far each pixel stands out from the ground.
cv::Mat heightsOf(const cv::Mat& plane) {
    return plane - groundOf(plane);
}

// Marks are the longer tail of the heights, on whichever side it is.
bool areDark(const cv::Mat& heights) {
    return cv::sum(heights.mul(heights).mul(heights))[0] < 0;
}

float medianOf(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// The standard deviation of the ground; from the median, which a few marks do not change.
float noiseOf(const cv::Mat& heights) {
    constexpr int every = 4; // rows are enough
    std::vector<float> values;
    for (int y = 0; y < heights.rows; y += every)
        for (int x = 0; x < heights.cols; ++x) values.push_back(std::abs(heights.at<float>(y, x)));
    return std::max(1.4826F * medianOf(values), 0.004F);
}

// How far marks stand out; 0 where there are none.
float inkOf(const cv::Mat& heights, float noise) {
    constexpr float faintest = 0.06F; // of the way from black to white
    double most = 0;
    cv::Mat smooth;
    cv::blur(heights, smooth, {3, 3});
    cv::minMaxLoc(smooth, nullptr, &most);
    const float least = std::max({6 * noise, faintest, 0.4F * static_cast<float>(most)});
    std::vector<float> values;
    for (const float v : cv::Mat_<float>(heights))
        if (v > least) values.push_back(v);
    return values.empty() ? 0 : medianOf(values);
}

// Around the largest piece of light and all that are not much smaller. Pieces that run out of the picture, as a shadow
// or the table beside the paper, count only where there are no others.
cv::Rect boxOfLight(const cv::Mat& plane) {
    const cv::Rect whole(0, 0, plane.cols, plane.rows);
    cv::Mat bytes, mask, labels, facts, centres;
    plane.convertTo(bytes, CV_8U, 255);
    cv::threshold(bytes, mask, 0, 255, cv::THRESH_OTSU);
    const int pieces = cv::connectedComponentsWithStats(mask, labels, facts, centres);
    const auto boxOf = [&](int i) {
        return cv::Rect(facts.at<int>(i, cv::CC_STAT_LEFT), facts.at<int>(i, cv::CC_STAT_TOP),
                        facts.at<int>(i, cv::CC_STAT_WIDTH), facts.at<int>(i, cv::CC_STAT_HEIGHT));
    };
    const cv::Rect inner(1, 1, whole.width - 2, whole.height - 2);
    for (const bool inside : {true, false}) {
        const auto counts = [&](int i) { return !inside || (boxOf(i) & inner) == boxOf(i); };
        int largest = 0;
        for (int i = 1; i < pieces; ++i)
            if (counts(i)) largest = std::max(largest, facts.at<int>(i, cv::CC_STAT_AREA));
        if (largest == 0) continue;
        cv::Rect box;
        for (int i = 1; i < pieces; ++i)
            if (counts(i) && 10 * facts.at<int>(i, cv::CC_STAT_AREA) >= largest) box |= boxOf(i);
        const int margin = std::max(1, std::max(box.width, box.height) / 40);
        return (box + cv::Point(-margin, -margin) + cv::Size(2 * margin, 2 * margin)) & whole;
    }
    return whole;
}

QString sizeWords(const cv::Mat& plane) {
    return tr("%1 × %2").arg(plane.rows).arg(plane.cols);
}

} // namespace

PixelShift toCentreOfMass(const cnn::Tensor& image) {
    const cnn::Shape& s = image.shape();
    double sum = 0, x = 0, y = 0;
    int left = s.w, right = -1, top = s.h, bottom = -1;
    for (int row = 0; row < s.h; ++row)
        for (int column = 0; column < s.w; ++column) {
            const double ink = static_cast<double>(image.at(0, row, column));
            if (ink <= 0) continue;
            sum += ink;
            x += ink * column;
            y += ink * row;
            left = std::min(left, column);
            right = std::max(right, column);
            top = std::min(top, row);
            bottom = std::max(bottom, row);
        }
    if (sum <= 0) return {};
    // The middle of 28 pixels lies between two of them: towards the second, as MNIST's digits do. Half a pixel always
    // goes the same way, so that what was moved stays where it is.
    const auto whole = [](double by) { return static_cast<int>(std::floor(by + 0.5)); };
    return {std::clamp(whole(s.w / 2.0 - x / sum), -left, s.w - 1 - right),
            std::clamp(whole(s.h / 2.0 - y / sum), -top, s.h - 1 - bottom)};
}

cnn::Tensor shifted(const cnn::Tensor& image, PixelShift by) {
    cnn::Tensor to(image.shape());
    const cnn::Shape& s = image.shape();
    for (int y = std::max(0, by.down); y < std::min(s.h, s.h + by.down); ++y)
        for (int x = std::max(0, by.right); x < std::min(s.w, s.w + by.right); ++x)
            to.at(0, y, x) = image.at(0, y - by.down, x - by.right);
    return to;
}

QString shiftWords(PixelShift by) {
    QStringList words;
    if (by.right != 0) words << (by.right > 0 ? tr("%1 right") : tr("%1 left")).arg(std::abs(by.right));
    if (by.down != 0) words << (by.down > 0 ? tr("%1 down") : tr("%1 up")).arg(std::abs(by.down));
    return words.join(", ");
}

namespace {

// The steps, one after the other.
class Seeing {
public:
    Seeing(const QImage& photo, const SeenChoice& choice) : m_choice(choice), m_photo(photo) {
        cnn::Tensor luma = greyValues(photo);
        m_now = planeOf(luma) / 255;
        add(photo, {});
    }
    std::vector<SeenPicture> all() && {
        grey();
        invert();
        stretch();
        crop();
        fit();
        centre();
        return std::move(m_pictures);
    }

private:
    void add(const QImage& image, const QString& said) {
        m_pictures.push_back({image, said, tensorOf(inTheMiddle(m_now, side))});
    }
    void add(const QString& said) { add(imageOf(m_now), said); }

    void grey() {
        if (m_choice[SeenStep::Grey]) return add(tr("one number a pixel"));
        cnn::Tensor colours = colourValues(m_photo);
        m_now = planeOf(colours) / 255;
        add(tr("red alone"));
    }
    void invert() {
        if (!m_choice[SeenStep::Invert]) return add(tr("left as it is"));
        if (!areDark(heightsOf(m_now))) return add(tr("light on dark already"));
        m_now = 1.0 - m_now;
        add(tr("was dark on light"));
    }
    void stretch() {
        if (!m_choice[SeenStep::Stretch]) return add(tr("left as it is"));
        cv::Mat heights = heightsOf(m_now);
        const bool dark = areDark(heights);
        if (dark) heights = -heights;
        const float noise = noiseOf(heights), ink = inkOf(heights, noise);
        if (ink <= 0) return add(tr("nothing stands out"));
        const float ground = std::max(4 * noise, 0.2F * ink);
        m_now = cv::max(cv::min((heights - ground) / (ink - ground), 1.0), 0.0);
        if (dark) m_now = 1.0 - m_now;
        add(dark ? tr("ground white, marks black") : tr("ground black, marks white"));
    }
    void crop() {
        if (!m_choice[SeenStep::Crop]) return add(tr("left as it is"));
        m_now = m_now(boxOfLight(m_now)).clone();
        add(sizeWords(m_now));
    }
    void fit() {
        const bool small = m_choice[SeenStep::Fit];
        m_now = inTheMiddle(m_now, small ? digitSide : side);
        add(small ? tr("at most 20 × 20") : tr("the whole 28 × 28"));
    }
    void centre() {
        if (!m_choice[SeenStep::Centre]) return add(tr("left as it is"));
        const cnn::Tensor image = tensorOf(m_now);
        const PixelShift by = toCentreOfMass(image);
        cnn::Tensor moved = shifted(image, by);
        m_now = planeOf(moved).clone();
        const QString words = shiftWords(by);
        add(words.isEmpty() ? tr("in the middle already") : words);
    }

    SeenChoice m_choice;
    QImage m_photo;
    cv::Mat m_now; // 0 to 1
    std::vector<SeenPicture> m_pictures;
};

} // namespace

std::vector<SeenPicture> seenDigit(const QImage& photo, const SeenChoice& choice) {
    return Seeing(reduced(photo, {workSide, workSide}), choice).all();
}

} // namespace ui
