#include "ui/view/runs_list.h"

#include "ui/figure/class_colors.h"
#include "ui/view/controls.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {
RunsList::RunsList(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    hide();
}

void RunsList::setStyle(const Style& style) {
    m_style = style;
    rebuild();
}

void RunsList::show(const Line& present, const std::vector<Line>& kept) {
    if (present == m_present && kept == m_kept) return;
    m_present = present;
    m_kept = kept;
    rebuild();
}

void RunsList::setCompared(std::pair<int, int> two) {
    if (m_compared == two) return;
    m_compared = two;
    rebuild();
}

void RunsList::rebuild() {
    while (QLayoutItem* item = layout()->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    setVisible(!m_kept.empty());
    if (m_kept.empty()) return;
    layout()->addWidget(heading(tr("Runs")));
    layout()->addWidget(makeLine("●", m_present, -1));
    for (std::size_t i = 0; i < m_kept.size(); ++i)
        layout()->addWidget(makeLine(QString::number(m_kept[i].number), m_kept[i], static_cast<int>(i)));
}

// Its number; where runs can be compared a button, which is down for the two that are.
QWidget* RunsList::makeMark(const QString& number, const Line& line, int index) {
    const QString colour = index >= 0 ? "color: " + runColor(m_style.theme, line.number).name() + "; " : QString();
    if (!m_compared) {
        auto* mark = new QLabel(number);
        mark->setObjectName("ask");
        mark->setStyleSheet(colour);
        mark->setFixedWidth(qRound(16 * m_style.controlScale()));
        return mark;
    }
    auto* mark = new QPushButton(number);
    const bool down = m_compared->first == index || m_compared->second == index;
    mark->setObjectName("link");
    mark->setCheckable(true);
    mark->setChecked(down && line.network);
    mark->setEnabled(line.network);
    mark->setAccessibleName(index < 0 ? tr("Compare this run") : tr("Compare run %1").arg(number));
    mark->setToolTip(line.network ? tr("Put it beside the one that was chosen last, in the view Runs")
                                  : tr("Its curve was kept when the program was closed, its network was not"));
    const QColor& edge = m_style.colors().text;
    mark->setStyleSheet(QString("QPushButton { %1padding: 0; text-align: center; border: 1px solid transparent; "
                                "border-radius: 7px; } QPushButton:checked { font-weight: 700; border-color: %2; }")
                            .arg(colour, edge.name()));
    mark->setFixedSize(qRound(34 * m_style.controlScale()), qRound(28 * m_style.controlScale()));
    connect(mark, &QPushButton::clicked, this, [this, mark, index, down] {
        mark->setChecked(down); // until it is
        emit compareWanted(index);
    });
    return mark;
}

QWidget* RunsList::makeLine(const QString& number, const Line& line, int index) {
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(8);
    row->setMinimumHeight(qRound(28 * m_style.controlScale()));
    QWidget* mark = makeMark(number, line, index);
    const QString left = m_compared && !line.network ? tr("%1; only its curve").arg(line.name) : line.name;
    auto* name = new QLabel(left); // whole: what was changed on the way stands at its end
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    name->setMinimumWidth(1); // it does not widen the window
    auto* reached = new QLabel(line.reached);
    reached->setObjectName("ask");
    across->addWidget(mark);
    across->addWidget(name, 1);
    across->addWidget(reached);
    if (index < 0) {
        across->addSpacing(qRound(34 * m_style.controlScale()) + across->spacing());
        return row;
    }
    auto* remove = new QPushButton("×");
    remove->setAccessibleName(tr("Forget run %1").arg(number));
    remove->setToolTip(remove->accessibleName());
    remove->setObjectName("link");
    remove->setFixedWidth(qRound(34 * m_style.controlScale()));
    connect(remove, &QPushButton::clicked, this, [this, index] { emit removed(index); });
    across->addWidget(remove);
    return row;
}

} // namespace ui
