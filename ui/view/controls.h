// The few controls of the inspector: a stepper and a segmented switch.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStringList>
#include <QToolButton>
#include <QWidget>
#include <functional>
#include <optional>

namespace ui {

// Minus, value, plus. Buttons, wheel (when focused), Up and Down change it by a step; a value may be typed.
class Stepper : public QWidget {
    Q_OBJECT
public:
    struct Rules {
        std::function<QString(double)> text;                // how a value is written
        std::function<std::optional<double>(QString)> read; // what was typed; nullopt: not a value
        std::function<double(double, int)> step;            // the next value up (+1) or down (-1); equal value: the end
    };
    Stepper(const QString& name, Rules rules, QWidget* parent = nullptr);
    // Whole numbers low .. high; a size is written "3 × 3" when squared.
    static Stepper* whole(const QString& name, int low, int high, bool squared = false, QWidget* parent = nullptr);
    // Any number low .. high; the buttons go to the next multiple of `step`.
    static Stepper* fraction(const QString& name, double low, double high, double step);

    double value() const { return m_value; }
    // Shows a value; emits nothing.
    void setValue(double value);
    // Shows another text than the value's own, for a setting that differs between rows and columns ("2 × 3").
    void setText(const QString& text) { m_edit->setText(text); }

signals:
    void changed(double value);            // by the user
    void refused(const QString& sentence); // empty: what was typed since is a value

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void stepBy(int direction);
    void commit();
    QString m_name;
    Rules m_rules;
    double m_value = 0;
    bool m_refused = false; // what was typed last
    QToolButton *m_minus, *m_plus;
    QLineEdit* m_edit;
};

// Up to four choices in a row, one of them chosen.
class Segmented : public QWidget {
    Q_OBJECT
public:
    Segmented(const QString& name, const QStringList& choices, QWidget* parent = nullptr);
    int current() const { return m_current; }
    void setCurrent(int index);               // -1: none of them; emits nothing
    void setOffered(int index, bool offered); // one that makes no sense now is not there

signals:
    void changed(int index); // by the user

private:
    int m_current = 0;
    std::vector<QToolButton*> m_buttons;
};

// A combo box that shows what it is: with a chevron in the text's colour, which a style sheet cannot draw.
class DropDown : public QComboBox {
    Q_OBJECT
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
};

// A line of the inspector: label left, control right. `label` is also the control's accessible name.
QWidget* settingRow(const QString& label, QWidget* control);
QLabel* heading(const QString& text);

} // namespace ui
