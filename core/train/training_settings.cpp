#include "core/train/training_settings.h"

#include <cmath>

namespace cnn {

Expected<TrainingSettings> checked(const TrainingSettings& s) {
    const auto bad = [](const char* sentence) { return Error(ErrorCode::Usage, sentence); };
    if (!std::isfinite(s.learningRate) || s.learningRate <= 0)
        return bad("The learning rate must be a number above 0.");
    if (!(s.momentum >= 0 && s.momentum < 1)) return bad("The momentum must be at least 0 and below 1.");
    if (s.batch < 1 || s.batch > 65536) return bad("The batch must be 1 to 65536 images.");
    if (s.epochs < 1 || s.epochs > 100000) return bad("The number of epochs must be 1 to 100000.");
    if (s.threads < 1 || s.threads > 256) return bad("The number of threads must be 1 to 256.");
    return s;
}

} // namespace cnn
