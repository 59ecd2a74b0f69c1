// What the user set once for all lessons, beside theme and size of text: THE list of these keys. Kept in QSettings.
#pragma once

#include <QString>

namespace ui {

// Whether steps move on the screen.
bool animationsWanted();
void setAnimationsWanted(bool wanted);

// Of a run that trains; 0: all of the machine's cores but one. A run under way keeps its own.
inline constexpr int mostTrainingThreads = 16;
int trainingThreadsWanted();
void setTrainingThreadsWanted(int threads);
int threadsForTraining(); // at least 1

// Where Fashion-MNIST lies; empty: where the system has it.
QString fashionFolderWanted();
void setFashionFolderWanted(const QString& folder);
// Tells the readers of data sets, which know no settings. What the environment says goes first.
void applyDataFolders();

} // namespace ui
