// The pictures that a denoiser is shown: those that it learns from, or others that it never saw.
#pragma once

#include "ui/lessons/denoise/denoise_scene.h"
#include "ui/model/data_loader.h"

namespace ui {

class PictureFeed : public QObject {
    Q_OBJECT
public:
    PictureFeed();
    // Reads those that the scene asks for, as large as the learned ones; null: not known yet.
    void want(const DenoiseScene& scene, const cnn::DataSplit* learned);
    // The learned ones until the others are there.
    std::shared_ptr<const cnn::DataSplit> images(const DenoiseScene& scene,
                                                 std::shared_ptr<const cnn::DataSplit> learned) const;
    void wait() { m_loader.wait(); }

signals:
    void arrived();
    void refused(const QString& sentence);

private:
    DataLoader m_loader;
};

} // namespace ui
