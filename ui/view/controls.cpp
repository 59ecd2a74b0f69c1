#include "ui/view/controls.h"

#include "core/tensor/number_text.h"
#include "ui/view/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QToolButton* button(const QString& text, const QString& name, QWidget* parent) {
    auto* b = new QToolButton(parent);
    b->setText(text);
    b->setAccessibleName(name);
    b->setToolTip(name);
    b->setFocusPolicy(Qt::NoFocus); // the value takes Up and Down
    b->setAutoRepeat(true);
    return b;
}

} // namespace

Stepper::Stepper(const QString& name, Rules rules, QWidget* parent)
    : QWidget(parent), m_name(name), m_rules(std::move(rules)), m_minus(button("−", tr("%1: less").arg(name), this)),
      m_plus(button("+", tr("%1: more").arg(name), this)), m_edit(new QLineEdit(this)) {
    setObjectName("stepper");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(name);
    m_edit->setAccessibleName(name);
    m_edit->setAlignment(Qt::AlignCenter);
    m_edit->setFrame(false);
    m_edit->setTextMargins(-2, 0, -2, 0); // a line edit keeps two pixels free on each side: "28 × 28" needs them
    m_minus->setObjectName("less");
    m_plus->setObjectName("more");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    row->addWidget(m_minus);
    row->addWidget(m_edit, 1);
    row->addWidget(m_plus);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_minus, &QToolButton::clicked, this, [this] { stepBy(-1); });
    connect(m_plus, &QToolButton::clicked, this, [this] { stepBy(1); });
    connect(m_edit, &QLineEdit::editingFinished, this, &Stepper::commit);
}

Stepper* Stepper::whole(const QString& name, int low, int high, bool squared, QWidget* parent) {
    Rules rules;
    rules.text = [squared](double v) {
        const QString n = QString::number(static_cast<int>(v));
        return squared ? n + " × " + n : n;
    };
    rules.read = [low, high](const QString& typed) -> std::optional<double> {
        bool ok = false;
        const int v = typed.section("×", 0, 0).trimmed().toInt(&ok);
        return ok && v >= low && v <= high ? std::optional<double>(v) : std::nullopt;
    };
    rules.step = [low, high](double v, int by) {
        return std::clamp(v + by, static_cast<double>(low), static_cast<double>(high)); // an int may be at its end
    };
    auto* stepper = new Stepper(name, std::move(rules), parent);
    stepper->setToolTip(tr("%1 to %2").arg(low).arg(high));
    return stepper;
}

Stepper* Stepper::fraction(const QString& name, double low, double high, double step) {
    const auto written = [](double v) { return QString::fromStdString(cnn::shortest(static_cast<float>(v))); };
    Rules rules;
    rules.text = written;
    rules.read = [low, high](QString typed) -> std::optional<double> {
        bool ok = false;
        const double v = typed.trimmed().replace(',', '.').toDouble(&ok);
        return ok && v >= low && v <= high ? std::optional(v) : std::nullopt;
    };
    rules.step = [low, high, step](double v, int by) {
        return std::clamp(step * (std::round(v / step) + by), low, high);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(tr("%1 to %2").arg(written(low), written(high)));
    return stepper;
}

void Stepper::setValue(double value) {
    m_value = value;
    m_edit->setText(m_rules.text(value));
    m_minus->setEnabled(m_rules.step(value, -1) != value);
    m_plus->setEnabled(m_rules.step(value, 1) != value);
}

void Stepper::stepBy(int direction) {
    const double next = m_rules.step(m_value, direction);
    if (next == m_value) return;
    setValue(next);
    emit changed(next);
}

void Stepper::commit() {
    if (!m_edit->isModified()) return;
    m_edit->setModified(false);
    const QString typed = m_edit->text();
    const auto value = m_rules.read(typed);
    if (!value) {
        setValue(m_value);
        m_refused = true;
        emit refused(tr("%1 cannot be \"%2\"%3.")
                         .arg(m_name, typed, toolTip().isEmpty() ? "" : tr("; it is %1").arg(toolTip())));
        return;
    }
    setValue(*value);
    if (std::exchange(m_refused, false)) emit refused({});
    emit changed(*value);
}

void Stepper::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up)
        stepBy(1);
    else if (event->key() == Qt::Key_Down)
        stepBy(-1);
    else if (event->key() == Qt::Key_Escape && m_edit->isModified()) {
        while (m_edit->isUndoAvailable()) m_edit->undo(); // what was typed is given up
        m_edit->setModified(false);
    } else
        QWidget::keyPressEvent(event);
}

void Stepper::wheelEvent(QWheelEvent* event) {
    // Only with the keyboard focus: scrolling the inspector must not change what it passes.
    if (m_edit->hasFocus() && event->angleDelta().y() != 0)
        stepBy(event->angleDelta().y() > 0 ? 1 : -1);
    else
        event->ignore();
}

Segmented::Segmented(const QString& name, const QStringList& choices, QWidget* parent) : QWidget(parent) {
    setObjectName("segmented");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    for (const QString& choice : choices) {
        auto* b = new QToolButton(this);
        b->setText(choice);
        b->setCheckable(true);
        b->setAutoExclusive(true);
        b->setAccessibleName(name + ": " + choice);
        b->setFocusPolicy(Qt::StrongFocus);
        b->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        const int index = static_cast<int>(m_buttons.size());
        connect(b, &QToolButton::clicked, this, [this, index] {
            if (index == m_current) return;
            m_current = index;
            emit changed(index);
        });
        row->addWidget(b);
        m_buttons.push_back(b);
    }
    setCurrent(0);
}

void Segmented::setCurrent(int index) {
    m_current = index;
    for (QToolButton* b : m_buttons) b->setAutoExclusive(false); // exclusive buttons refuse that none is chosen
    for (std::size_t i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setChecked(static_cast<int>(i) == index);
    for (QToolButton* b : m_buttons) b->setAutoExclusive(index >= 0);
}

void Segmented::setOffered(int index, bool offered) {
    m_buttons[static_cast<std::size_t>(index)]->setVisible(offered);
}

void DropDown::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int side = fontMetrics().height();
    const QColor color = palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::Text);
    icon("chevron", color, color).paint(&painter, width() - side - 8, (height() - side) / 2, side, side);
}

QWidget* settingRow(const QString& label, QWidget* control) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* text = new QLabel(label);
    text->setBuddy(control);
    if (control->accessibleName().isEmpty()) control->setAccessibleName(label);
    layout->addWidget(text, 1);
    layout->addWidget(control);
    return row;
}

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName("heading");
    return label;
}

} // namespace ui
