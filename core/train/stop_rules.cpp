#include "core/train/stop_rules.h"

#include <cmath>
#include <cstdio>
#include <string>

namespace cnn {
namespace {

// At most `digits` behind the point, no zeros at the end.
std::string brief(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    std::string brief = text;
    if (brief.find('.') == std::string::npos) return brief;
    brief.erase(brief.find_last_not_of('0') + 1);
    if (brief.back() == '.') brief.pop_back();
    return brief;
}

std::string percentOf(double share) {
    return brief(100 * share, 1) + " %";
}

} // namespace

Expected<StopRules> checked(const StopRules& r) {
    const auto bad = [](const Message& sentence) { return Error(ErrorCode::Usage, sentence); };
    if (!(r.targetAccuracy >= 0 && r.targetAccuracy <= 1))
        return bad(Message::tr("The target accuracy must be 0 to 1."));
    if (!(r.targetLoss >= 0 && std::isfinite(r.targetLoss)))
        return bad(Message::tr("The target loss must be a number from 0 on."));
    if (r.patience < 0 || r.patience > StopRules::mostEpochs)
        return bad(Message::tr("The patience must be 0 to %1 epochs.", StopRules::mostEpochs));
    if (r.atEpoch < 0 || r.atEpoch > StopRules::mostEpochs)
        return bad(Message::tr("The epoch to stop at must be 0 to %1.", StopRules::mostEpochs));
    if (!(r.lossRise >= 0 && std::isfinite(r.lossRise)))
        return bad(Message::tr("The share that the loss may rise by must be a number from 0 on."));
    return r;
}

Message reasonOf(const StopReport& s) {
    const auto whole = static_cast<std::int64_t>(s.asked);
    switch (s.rule) {
    case StopReport::TargetAccuracy:
        return Message::tr("accuracy %1 reached the target of %2", percentOf(s.value), percentOf(s.asked));
    case StopReport::TargetLoss:
        return Message::tr("loss %1 reached the target of %2", brief(s.value, 4), brief(s.asked, 4));
    case StopReport::Patience:
        return whole == 1 ? Message::tr("no loss below %1 for 1 epoch", brief(s.value, 4))
                          : Message::tr("no loss below %1 for %n epochs", nullptr, whole, brief(s.value, 4));
    case StopReport::AtEpoch:
        return whole == 1 ? Message::tr("1 epoch is done") : Message::tr("%n epochs are done", nullptr, whole);
    case StopReport::LossRise:
        return Message::tr("the training loss rose to %1, over its lowest by more than %2", brief(s.value, 4),
                           percentOf(s.asked));
    case StopReport::DeadFilters:
        return whole == 1 ? Message::tr("a filter died: it gives 0 for every watched image")
                          : Message::tr("a filter died: %n now give 0 for every watched image", nullptr, whole);
    }
    return Message::verbatim({});
}

} // namespace cnn
