// The open lecture as a handout: which paper, what is on it; then how far the file is. It is made by a process of its
// own, so the window stays alive while networks learn, and stopping it leaves nothing behind.
#pragma once

#include <QDialog>
#include <QProcess>
#include <QTemporaryDir>
#include <functional>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class Segmented;
struct Lecture;

struct HandoutWish {
    bool letter = false, notes = false, answers = true;
};

class HandoutDialog : public QDialog {
    Q_OBJECT
public:
    // Asks where a file is to be written; empty: nowhere.
    using Ask = std::function<QString(const QString& proposal, const QStringList& filters)>;
    // program: ConvScope's, with its command "handout".
    HandoutDialog(const Lecture& lecture, const HandoutWish& wish, const QString& program, Ask ask, QWidget* parent);
    HandoutWish wish() const;
    // After it was accepted: what was written where.
    const QString& said() const { return m_said; }

    void reject() override; // stops first what is being written

private:
    void build(const HandoutWish& wish, const Lecture& lecture);
    void write();
    void follow(); // what the process says
    void finish(int code, QProcess::ExitStatus status);
    void fail(const QString& sentence);
    void showWork();

    Ask m_ask;
    QString m_program, m_name, m_path, m_said;
    QByteArray m_lecture, m_heard; // heard: from the process
    Segmented* m_paper;
    QCheckBox *m_notes, *m_answers;
    QLabel* m_trouble;
    QProgressBar* m_progress;
    QPushButton* m_export = nullptr;
    QTemporaryDir m_folder; // with the lecture, as the process reads it
    QProcess m_process;
    bool m_stopped = false;
};

} // namespace ui
