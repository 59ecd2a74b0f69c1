#include "ui/lessons/connections/connections_questions.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/connections/connections_words.h"
#include "ui/tr.h"

#include <QRegularExpression>

namespace ui {
namespace {

// Exactly, however large; groups of digits may be set apart.
std::optional<bool> isCount(QString typed, qint64 truth) {
    static const QRegularExpression apart("[\\s\\x{202f}\\x{a0},.']");
    bool ok = false;
    const qint64 number = typed.remove(apart).toLongLong(&ok);
    return ok ? std::optional(number == truth) : std::nullopt;
}

QString asked(const ConnectionsScene& s, Wiring wiring) {
    const QString side = times(s.side, s.side), window = times(s.kernel, s.kernel);
    if (wiring == Wiring::Dense)
        return tr("How many parameters has a dense layer from %1 to %2 maps of %1, biases included?")
            .arg(side)
            .arg(s.maps);
    if (wiring == Wiring::Local)
        return tr("From %1 to %2 maps of %1: how many, when every output has a window of %3 weights and a bias of its "
                  "own?")
            .arg(side)
            .arg(s.maps)
            .arg(window);
    return tr("From %1 to %2 maps of %1: how many parameters has a convolution with kernels of %3?")
        .arg(side)
        .arg(s.maps)
        .arg(window);
}

} // namespace

std::vector<Question> connectionsQuestions(const ConnectionsScene& s) {
    std::vector<Question> all;
    for (const Wiring w : wirings) {
        const qint64 truth = parametersOf(s, w);
        all.push_back({wiringId(w), wiringTitle(w), asked(s, w), grouped(truth), countEquation(s, w),
                       [truth](const QString& typed) { return isCount(typed, truth); }});
    }
    const qint64 shared = parametersOf(s, Wiring::Convolution), dense = parametersOf(s, Wiring::Dense);
    all.push_back(
        largerQuestion("larger",
                       tr("A dense layer would have %1 parameters. Has the convolution a larger or a smaller number?")
                           .arg(grouped(dense)),
                       static_cast<double>(shared), static_cast<double>(dense), countEquation(s, Wiring::Convolution),
                       wiringId(Wiring::Convolution)));
    return all;
}

} // namespace ui
