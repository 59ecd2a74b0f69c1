// "Microscope": a small VGG learns to tell cells apart, and is asked whether it looks at them.
#pragma once

#include "ui/lessons/microscope/microscope_views.h"
#include "ui/lessons/training/training_page.h"
#include "ui/pages/ripening.h"

namespace ui {

// The document of LeNet live with other views; it learns as soon as somebody looks, until its epochs are over.
class MicroscopePage final : public TrainingPage, public Ripening {
    Q_OBJECT
public:
    MicroscopePage() : TrainingPage({microscopeViews, true}) {}

    int firstPicture() const override;
};

} // namespace ui
