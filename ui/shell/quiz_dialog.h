// Which review questions are wanted, and as what; then how far the file is.
#pragma once

#include "ui/export/quiz_files.h"
#include "ui/model/background.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace ui {

class DropDown;
class Segmented;
class Stepper;

class QuizDialog : public QDialog {
    Q_OBJECT
public:
    // Asks where a file is to be written; empty: nowhere.
    using Ask = std::function<QString(const QString& proposal, const QString& filter)>;
    // Opens with `wish` and the format of that suffix.
    QuizDialog(const QuizWish& wish, const QString& suffix, Ask ask, QWidget* parent);
    QuizWish wish() const;
    QString suffix() const;
    // After it was accepted: what was written where.
    const QString& said() const { return m_said; }

    void reject() override; // stops first what is being written

private:
    void build();
    QWidget* makeKinds();
    void showWish(const QuizWish& wish, const QString& suffix);
    void offer(); // only what makes sense
    void write();
    void showWork();

    Ask m_ask;
    DropDown* m_format;
    Segmented *m_source, *m_difficulty;
    QListWidget* m_kinds;
    Stepper *m_count, *m_sheets, *m_seed;
    QLabel *m_words, *m_trouble;
    QProgressBar* m_progress;
    QPushButton* m_export = nullptr;
    QWidget *m_madeRows, *m_sheetsRow = nullptr;
    QString m_said;
    Background m_work;
};

} // namespace ui
