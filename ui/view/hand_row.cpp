#include "ui/view/hand_row.h"

#include "ui/view/controls.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

namespace ui {

class HandRow::Bar : public QWidget {
public:
    void set(double share, const QColor& color, const QColor& ground) {
        m_share = share;
        m_color = color;
        m_ground = ground;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const QRectF groove(0, 0.2 * height(), width(), 0.6 * height());
        painter.fillRect(groove, m_ground);
        painter.fillRect(QRectF(groove.topLeft(), QSizeF(m_share * groove.width(), groove.height())), m_color);
    }

private:
    double m_share = 0;
    QColor m_color, m_ground;
};

HandRow::HandRow(const QString& letter, const QString& answer, QWidget* parent)
    : QWidget(parent), m_answer(answer), m_name(new QLabel), m_verdict(new QLabel),
      m_hands(Stepper::whole(tr("Hands for %1").arg(answer), 0, HandCount::most)), m_bar(new Bar) {
    m_name->setText(letter.isEmpty() || letter == answer ? answer : QString("%1   %2").arg(letter, answer));
    m_hands->setToolTip({});
    m_name->setObjectName("handName");
    m_name->setWordWrap(true);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // all names are as wide
    QSizePolicy kept = m_verdict->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the bars are as long before the truth is known
    m_verdict->setSizePolicy(kept);
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(12);
    across->addWidget(m_name, 3);
    across->addWidget(m_hands);
    across->addWidget(m_bar, 4);
    across->addWidget(m_verdict);
    connect(m_hands, &Stepper::changed, this, [this](double hands) { emit counted(static_cast<int>(hands)); });
}

void HandRow::show(const HandCount::Row& row, int largest, bool revealed, const Style& style) {
    const Palette& c = style.colors();
    m_hands->setValue(row.hands);
    m_bar->set(largest > 0 ? static_cast<double>(row.hands) / largest : 0,
               revealed && row.right ? c.output : c.lineStrong, c.sunken);
    m_verdict->setVisible(revealed);
    m_verdict->setObjectName(row.right ? "answerRight" : "answerWrong");
    const QString right = tr("✓ right"), wrong = tr("✗ wrong");
    m_verdict->setText(row.right ? right : wrong);
    // Rows are aligned: one stands below another.
    m_verdict->ensurePolished();
    const QFontMetrics metrics = m_verdict->fontMetrics();
    m_verdict->setFixedWidth(std::max(metrics.horizontalAdvance(right), metrics.horizontalAdvance(wrong)) + 4);
    m_hands->setFixedWidth(qRound(110 * style.controlScale()));
}

} // namespace ui
