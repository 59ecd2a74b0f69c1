#include "ui/model/preferences.h"

#include <QSettings>
#include <algorithm>
#include <thread>

namespace ui {
namespace {

const char* const animationsKey = "animations";
const char* const threadsKey = "trainingThreads";
const char* const fashionKey = "fashionMnist";
const char* const fashionVariable = "CONVSCOPE_FASHION_MNIST"; // what core/data looks for

bool& isFolderOurs() {
    static bool ours = false; // the variable says what is set here
    return ours;
}

} // namespace

bool animationsWanted() {
    return QSettings().value(animationsKey, true).toBool();
}

void setAnimationsWanted(bool wanted) {
    QSettings().setValue(animationsKey, wanted);
}

int trainingThreadsWanted() {
    return std::clamp(QSettings().value(threadsKey, 0).toInt(), 0, mostTrainingThreads);
}

void setTrainingThreadsWanted(int threads) {
    QSettings().setValue(threadsKey, threads);
}

int threadsForTraining() {
    const int wanted = trainingThreadsWanted();
    const int spare = static_cast<int>(std::thread::hardware_concurrency()) - 1;
    return wanted > 0 ? wanted : std::clamp(spare, 1, mostTrainingThreads);
}

QString fashionFolderWanted() {
    return QSettings().value(fashionKey).toString();
}

void setFashionFolderWanted(const QString& folder) {
    QSettings().setValue(fashionKey, folder);
    applyDataFolders();
}

void applyDataFolders() {
    const QByteArray wanted = fashionFolderWanted().toLocal8Bit();
    if (!isFolderOurs() && !qEnvironmentVariableIsEmpty(fashionVariable)) return;
    isFolderOurs() = !wanted.isEmpty();
    if (wanted.isEmpty())
        qunsetenv(fashionVariable);
    else
        qputenv(fashionVariable, wanted);
}

} // namespace ui
