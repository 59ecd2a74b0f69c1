// The twin of what is on the stage, as code to read and to copy.
#pragma once

#include "ui/figure/style.h"

#include <QWidget>
#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class CodeColours;
class Segmented;

class CodePanel : public QWidget {
    Q_OBJECT
public:
    // dialects: the names of the switch ("PyTorch", "NumPy").
    explicit CodePanel(const QStringList& dialects, QWidget* parent = nullptr);
    ~CodePanel() override;
    void setStyle(const Style& style);
    int dialect() const;
    // Keeps the place when only numbers change. Empty: a sentence stands there instead.
    void setCode(const QString& code);
    QString code() const { return m_code; }

signals:
    void dialectChosen(int dialect); // by the user
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copy();
    QString m_code;
    Segmented* m_dialects;
    QPlainTextEdit* m_text;
    QPushButton* m_copy;
    std::unique_ptr<CodeColours> m_colours;
};

} // namespace ui
