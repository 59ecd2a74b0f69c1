#include "ui/view/settings_panel.h"

#include "ui/view/icons.h"

#include <QEvent>
#include <QScrollBar>
#include <algorithm>

namespace ui {
namespace {

// At the lower edge of what scrolls, while there is more below it than a margin.
class MoreBelow : public QLabel {
public:
    explicit MoreBelow(QAbstractScrollArea& area) : QLabel(&area), m_area(area) {
        setObjectName("moreBelow");
        setAlignment(Qt::AlignCenter);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        const QScrollBar* bar = area.verticalScrollBar();
        connect(bar, &QScrollBar::rangeChanged, this, [this] { place(); });
        connect(bar, &QScrollBar::valueChanged, this, [this] { place(); });
        area.viewport()->installEventFilter(this);
    }
    void setStyle(const Style& style) {
        m_height = qRound(18 * style.controlScale());
        const int side = qRound(12 * style.controlScale());
        setPixmap(icon("chevron", style.colors().dim, style.colors().dim).pixmap(side, side));
        place();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) place();
        return QLabel::eventFilter(watched, event);
    }

private:
    void place() {
        constexpr int margin = 12;
        const QScrollBar* bar = m_area.verticalScrollBar();
        const QRect room = m_area.viewport()->geometry();
        setGeometry(room.left(), room.bottom() + 1 - m_height, room.width(), m_height);
        setVisible(bar->maximum() - bar->value() > margin);
    }
    QAbstractScrollArea& m_area;
    int m_height = 18;
};

} // namespace

QString stepWords(const QString& place, const QString& sentence) {
    if (place.isEmpty()) return sentence.toHtmlEscaped();
    return QString("<b>%1.</b> %2").arg(place.toHtmlEscaped(), sentence.toHtmlEscaped());
}

QLabel* paragraph() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

SettingsPanel::SettingsPanel(QWidget* parent)
    : QScrollArea(parent), m_sightRows(new QVBoxLayout), m_moreRows(new QVBoxLayout), m_sections(new QVBoxLayout),
      m_moreBox(new QWidget), m_more(new QPushButton), m_noticeHeading(heading(tr("Notice"))), m_notice(paragraph()) {
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* panel = new QWidget;
    panel->setObjectName("panel");
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(heading(tr("Settings")));
    column->addLayout(m_sightRows);
    m_more->setObjectName("link");
    m_more->setCheckable(true);
    column->addWidget(m_more);
    m_moreRows->setContentsMargins(0, 0, 0, 0);
    m_moreBox->setLayout(m_moreRows);
    m_moreBox->hide();
    column->addWidget(m_moreBox);
    column->addLayout(m_sections);
    m_parts.push_back(m_sections);
    column->addSpacing(6);
    column->addWidget(m_noticeHeading);
    m_notice->setAccessibleName(tr("Notice"));
    column->addWidget(m_notice);
    column->addStretch(1);
    setWidget(panel);
    connect(m_more, &QPushButton::toggled, this, [this](bool open) {
        m_moreBox->setVisible(open);
        m_more->setText(open ? tr("Fewer settings  ‹") : tr("More settings  ›"));
    });
    m_more->setText(tr("More settings  ›"));
    new MoreBelow(*this);
}

void SettingsPanel::addSetting(const QString& id, const QString& label, QWidget* control, std::function<bool()> show) {
    if (auto* stepper = qobject_cast<Stepper*>(control)) {
        m_steppers.push_back(stepper);
        connect(stepper, &Stepper::refused, this, &SettingsPanel::refused);
    }
    auto* row = settingRow(label, control);
    row->setParent(widget());
    m_settings.push_back({id, row, std::move(show)});
}

QWidget* SettingsPanel::addSection(const QString& title, QWidget* content) {
    m_sections->addSpacing(6);
    QWidget* head = heading(title);
    m_sections->addWidget(head);
    m_sections->addWidget(content);
    return head;
}

void SettingsPanel::add(QWidget* content) {
    m_sections->addWidget(content);
}

void SettingsPanel::placeNotice() {
    m_sections = new QVBoxLayout;
    auto* column = static_cast<QVBoxLayout*>(widget()->layout());
    column->insertLayout(column->count() - 1, m_sections); // above the stretch
    m_parts.push_back(m_sections);
}

void SettingsPanel::setWords(const QStringList& inSight, const QString& notice) {
    m_inSight = inSight;
    m_notice->setText(notice);
    m_more->setChecked(false);
    arrange();
    refresh();
}

void SettingsPanel::arrange() {
    for (const Entry& s : m_settings) {
        m_sightRows->removeWidget(s.row);
        m_moreRows->removeWidget(s.row);
    }
    for (const QString& id : m_inSight) // in the lesson's order
        for (const Entry& s : m_settings)
            if (s.id == id) m_sightRows->addWidget(s.row);
    for (const Entry& s : m_settings)
        if (!m_inSight.contains(s.id)) m_moreRows->addWidget(s.row);
}

void SettingsPanel::setAsOpened(bool asOpened) {
    m_noticeHeading->setText(asOpened ? tr("Notice") : tr("Notice, in the scene as it opened"));
}

void SettingsPanel::setStyle(const Style& style) {
    m_style = style;
    const int apart = style.compact < 1 ? 6 : 10; // a small window shows the same without scrolling
    widget()->layout()->setSpacing(apart);
    widget()->layout()->setContentsMargins(16, 16, 16, apart);
    for (QVBoxLayout* part : m_parts) part->setSpacing(apart);
    for (Stepper* stepper : m_steppers) stepper->setFixedWidth(qRound(132 * style.controlScale()));
    static_cast<MoreBelow*>(findChild<QLabel*>("moreBelow"))->setStyle(style);
    refresh();
}

void SettingsPanel::refresh() {
    bool more = false;
    for (const Entry& s : m_settings) {
        const bool needed = s.show() && !m_hidden.contains(s.id);
        s.row->setVisible(needed);
        more = more || (needed && !m_inSight.contains(s.id));
    }
    m_more->setVisible(more);
}

} // namespace ui
