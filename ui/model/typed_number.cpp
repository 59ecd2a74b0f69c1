#include "ui/model/typed_number.h"

#include "core/tensor/tensor_text.h"

namespace ui {

cnn::Expected<float> typedNumber(const QString& text) {
    // A comma is how half of Europe writes the decimal point.
    return cnn::numberFrom(QString(text).replace(',', '.').toStdString());
}

} // namespace ui
