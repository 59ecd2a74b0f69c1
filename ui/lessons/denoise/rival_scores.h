// How the filters do on the test images of a run, under its noise: measured on a thread, once for each noise and data.
#pragma once

#include "core/train/denoise.h"
#include "ui/model/background.h"

#include <memory>
#include <optional>

namespace ui {

class RivalsOnTest : public QObject {
    Q_OBJECT
public:
    explicit RivalsOnTest(QObject* parent = nullptr);
    // Nothing happens when they are known, or being measured, already.
    void measure(const std::shared_ptr<const cnn::DataSplit>& data, const cnn::Noise& noise);
    // None while they are being measured.
    const std::optional<cnn::RivalScores>& scores() const { return m_scores; }
    // Of cross-entropy: the least that it can be on these images.
    double entropyFloor() const { return m_floor; }
    void wait() { m_work.wait(); }

signals:
    void measured();

private:
    std::shared_ptr<const cnn::DataSplit> m_data;
    cnn::Noise m_noise;
    std::optional<cnn::RivalScores> m_scores;
    double m_floor = 0;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
