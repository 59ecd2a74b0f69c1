// A walk as a film: which steps, as what, how large and how fast; what will be written; then how far it is.
#pragma once

#include "ui/export/film_format.h"
#include "ui/model/background.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class DropDown;
class Stepper;

class FilmDialog : public QDialog {
    Q_OBJECT
public:
    // Asks where a film of this format is to be written; empty: nowhere. May throw cnn::Error.
    using Ask = std::function<QString(const FilmFormat& format)>;
    FilmDialog(FilmSource source, const Style& style, Ask ask, QWidget* parent);
    FilmWish wish() const;
    const FilmFormat& format() const;
    // After it was accepted: where the film is, and what was said of it.
    const QString& path() const { return m_path; }
    const QString& said() const { return m_said; }

    void reject() override; // stops first what is being written

private:
    void build();
    void remember() const;
    void offer(); // says what will be written
    void write();
    void fail(const QString& sentence);
    void showWork();

    FilmSource m_source;
    Style m_style;
    Ask m_ask;
    DropDown *m_format, *m_size;
    Stepper *m_from, *m_to, *m_fps, *m_hold;
    QLabel *m_words, *m_trouble;
    QProgressBar* m_progress;
    QPushButton *m_export = nullptr, *m_cancel = nullptr;
    QWidget* m_choices;
    QString m_path, m_said;
    bool m_possible = false; // such a film can be made here
    Background m_measuring, m_writing;
};

} // namespace ui
