// Where the training page leads on: a clicker through the parts of a view, and ways out of what does not go well.
#include "ui/lessons/training/training_page.h"

#include <algorithm>

namespace ui {

void TrainingPage::takeWayOut() {
    if (m_run.diverged())
        slowDown();
    else
        switchToDigits();
}

// Most people draw a digit, which a network that was taught clothes can only call one of these.
bool TrainingPage::drawsBesideClothes() const {
    const TrainingScene& scene = trainingScene();
    return scene.source.kind == DataSource::FashionMnist && !scene.drawing.isEmpty() && !scene.drawnOver &&
           scene.picture.isEmpty() && scene.network.isEmpty();
}

// With the drawing, and as many batches learned as make it answer.
void TrainingPage::switchToDigits() {
    constexpr int enough = 300;
    TrainingScene next = trainingScene();
    next.source = {DataSource::DrawnDigits, {}};
    next.learned = std::max(next.learned, enough);
    edit(next, tr("switch to digits"));
}

Page::Stops TrainingPage::stops() const {
    const TrainingView* shown = m_views.view();
    const std::vector<QString> parts = shown ? shown->parts() : std::vector<QString>{};
    if (parts.empty()) return {};
    const QJsonObject choices = trainingScene().choices[trainingScene().view].toObject();
    return {chosen(choices, stepPartOption, std::ssize(parts)), static_cast<int>(parts.size()), true};
}

// Where one stands is nothing to undo.
void TrainingPage::goToStopAt(int stop) {
    const int last = stops().count - 1;
    if (last < 1) return;
    TrainingScene next = trainingScene();
    QJsonObject choices = next.choices[next.view].toObject();
    const int part = std::clamp(stop, 0, last);
    choices[stepPartOption] = part;
    if (part == 0) choices.remove(stepPartOption); // as usual, which is not written
    next.choices[next.view] = choices;
    if (choices.isEmpty()) next.choices.remove(next.view);
    write(next);
}

} // namespace ui
