#include "ui/lessons/training/strip/network_numbers.h"

namespace ui {

std::vector<NamedNumbers> networkNumbers(const NetworkPicture& p) {
    std::vector<NamedNumbers> all;
    for (const NetworkPart& part : p.parts) {
        const cnn::Shape shape = partShape(p, part.part);
        const QString layer = QString::fromStdString(p.network->name(part.layer));
        const QString size = shape.h * shape.w == 1 ? QString::number(shape.c)
                                                    : QString("%1@%2x%3").arg(shape.c).arg(shape.h).arg(shape.w);
        if (part.kind == NetworkPart::Kernels)
            all.push_back({layer + " kernels", p.network->layer(0).parameters()[0].value});
        else if (part.kind == NetworkPart::Classes)
            all.push_back({"class probabilities", cnn::Tensor({shape.c, 1, 1, 1}, probabilities(p))});
        else
            all.push_back({part.kind == NetworkPart::Input ? part.part : part.heading.toLower() + ' ' + size,
                           p.trace.values[part.value]});
    }
    return all;
}

} // namespace ui
