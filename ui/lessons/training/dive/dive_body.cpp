#include "ui/lessons/training/dive/dive_body.h"

#include "ui/lessons/training/dive/dive_words.h"

namespace ui {

void DiveBody::paintAfterwards(const Brush& to, QRectF at) const {
    at.setHeight(row());
    for (const QString& line : afterwards(m_picture)) {
        to.writeFitting(at, line, text(), to.c.text, Weight::SemiBold);
        at.translate(0, row());
    }
}

} // namespace ui
