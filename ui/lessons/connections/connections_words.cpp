#include "ui/lessons/connections/connections_words.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {

bool ConnectionsPicture::hides(Wiring wiring) const {
    // The other two tell nothing of it; but what grows does.
    return covered == wiringId(wiring);
}

double ConnectionsPicture::growth(Wiring wiring) const {
    const auto at = static_cast<std::size_t>(wiring);
    return static_cast<double>(doubled[at]) / static_cast<double>(counts[at]);
}

ConnectionsPicture connectionsPicture(const ConnectionsScene& scene, int unit) {
    ConnectionsPicture p;
    p.scene = scene;
    p.unit = unit;
    ConnectionsScene twice = scene;
    twice.side *= 2;
    for (const Wiring w : wirings) {
        p.counts[static_cast<std::size_t>(w)] = parametersOf(scene, w);
        p.doubled[static_cast<std::size_t>(w)] = parametersOf(twice, w);
    }
    return p;
}

QString wiringId(Wiring wiring) {
    return wiring == Wiring::Dense   ? QStringLiteral("dense")
           : wiring == Wiring::Local ? QStringLiteral("local")
                                     : QStringLiteral("convolution");
}

QString wiringTitle(Wiring wiring) {
    return wiring == Wiring::Dense ? tr("Dense") : wiring == Wiring::Local ? tr("Local") : tr("Convolution");
}

QString wiringSentence(Wiring wiring) {
    return wiring == Wiring::Dense   ? tr("Every output reads every pixel, with its own weights.")
           : wiring == Wiring::Local ? tr("Every output reads a window, with its own weights.")
                                     : tr("Every output reads a window, all with the same weights.");
}

QString countEquation(const ConnectionsScene& s, Wiring wiring) {
    const QString total = grouped(parametersOf(s, wiring)), outputs = grouped(s.outputs());
    if (wiring == Wiring::Dense) return QString("%1 × %2 + %2 = %3").arg(grouped(s.inputs()), outputs, total);
    const QString each = grouped(s.kernel * s.kernel + 1);
    return QString("%1 × (%2 × %2 + 1) = %1 × %3 = %4")
        .arg(wiring == Wiring::Local ? outputs : grouped(s.maps))
        .arg(s.kernel)
        .arg(each, total);
}

QString unitWeights(const ConnectionsScene& s, Wiring wiring, int unit) {
    int first = 0, last = 0;
    for (int i = 0; i < s.units(); ++i)
        if (const auto weight = weightBetween(s, wiring, unit, i)) {
            if (first == 0) first = *weight;
            last = *weight;
        }
    return first == last ? tr("weight %1").arg(first) : tr("weights %1 to %2").arg(first).arg(last);
}

QString unitSentence(const ConnectionsScene& s, int unit) {
    return tr("Output %1 of this row. Dense: %2. In a window of its own: %3. As a convolution: %4, as every other "
              "output.")
        .arg(unit + 1)
        .arg(unitWeights(s, Wiring::Dense, unit), unitWeights(s, Wiring::Local, unit),
             unitWeights(s, Wiring::Convolution, unit));
}

} // namespace ui
