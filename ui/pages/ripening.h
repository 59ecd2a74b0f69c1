// A page that has its point to show only after a while: a network that learns as soon as somebody looks. A picture of
// it for a book is taken then, where no step is asked for.
#pragma once

#include "ui/pages/page.h"

namespace ui {

// Such a page derives from this beside Page.
class Ripening {
public:
    virtual ~Ripening() = default;
    // For Page::settle(); 0: as the scene opens.
    virtual int firstPicture() const = 0;
};

// What a picture shows of a page, at `step` or, where that is 0, at the first that has its point to show.
inline int pictureStep(const Page& page, int step) {
    const auto* ripening = dynamic_cast<const Ripening*>(&page);
    return step == 0 && ripening ? ripening->firstPicture() : step;
}

} // namespace ui
