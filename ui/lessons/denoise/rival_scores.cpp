#include "ui/lessons/denoise/rival_scores.h"

namespace ui {
namespace {

constexpr std::size_t onImages = 1000; // as a look at the test images within an epoch
constexpr std::size_t forWidth = 128;  // that the Gaussian filter's width is looked for on

} // namespace

RivalsOnTest::RivalsOnTest(QObject* parent) : QObject(parent) {}

void RivalsOnTest::measure(const std::shared_ptr<const cnn::DataSplit>& data, const cnn::Noise& noise) {
    if (m_data == data && m_noise == noise) return;
    m_data = data;
    m_noise = noise;
    m_scores.reset();
    if (!data) return m_work.stop();
    m_work.start({}, [this, data, noise](const std::stop_token& stop, const auto&) {
        const double sigma = cnn::bestGaussianWidth(data->train, forWidth, noise, 1, stop);
        const cnn::RivalScores scores = cnn::rivalsOn(data->test, onImages, noise, sigma, 1, stop);
        const double floor = cnn::entropyFloor(data->test, onImages);
        return [this, scores, floor] {
            m_scores = scores;
            m_floor = floor;
            emit measured();
        };
    });
}

} // namespace ui
