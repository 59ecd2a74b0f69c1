#include "ui/shell/speaker_screen.h"

#include "ui/pages/lecture.h"
#include "ui/shell/audience_screen.h"
#include "ui/shell/stage_copy.h"
#include "ui/view/application_style.h"
#include "ui/view/widget_style.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTime>

namespace ui {
namespace {

QLabel* lineOf(const char* name, int pixels, bool bold = false) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setStyleSheet(QString("font-size: %1px; font-weight: %2;").arg(pixels).arg(bold ? 700 : 400));
    return label;
}

QString timeOf(qint64 seconds) {
    return QTime(0, 0).addSecs(static_cast<int>(seconds % 86400)).toString(seconds < 3600 ? "m:ss" : "h:mm:ss");
}

} // namespace

void ComingPicture::setFigure(std::unique_ptr<Figure> figure, const Style& style) {
    m_figure = std::move(figure);
    m_style = style;
    update();
}

void ComingPicture::paintEvent(QPaintEvent*) {
    if (!m_figure) return;
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const QSizeF room = m_figure->size().scaled(size(), Qt::KeepAspectRatio);
    painter.scale(room.width() / m_figure->size().width(), room.height() / m_figure->size().height());
    m_figure->paint(painter, m_style);
}

SpeakerScreen::SpeakerScreen(Front& front, AudienceScreen& audience, const QElapsedTimer& since)
    : m_front(front), m_audience(audience), m_copy(new StageCopy(audience)), m_coming(new ComingPicture),
      m_note(lineOf("speakerNote", 22)), m_clock(lineOf("speakerClock", 40, true)),
      m_elapsed(lineOf("speakerElapsed", 40)), m_position(lineOf("speakerPosition", 18)),
      m_next(lineOf("speakerNext", 20, true)), m_since(since), m_nextSoon(120, [this] { showNext(); }) {
    setObjectName("speaker");
    setWindowTitle(tr("Speaker"));
    resize(1100, 640);
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(24, 24, 24, 24);
    across->setSpacing(24);
    across->addWidget(buildLeft(), 5);
    across->addWidget(buildRight(), 3);
    connect(&m_second, &QTimer::timeout, this, &SpeakerScreen::showTime);
    m_second.start(500);
    showTime();
}

QWidget* SpeakerScreen::buildLeft() {
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(m_copy, 2);
    auto* scroll = new QScrollArea; // long notes
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    scroll->setWidget(m_note);
    column->addWidget(scroll, 1);
    return left;
}

QWidget* SpeakerScreen::buildRight() {
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* times = new QHBoxLayout;
    m_elapsed->setAlignment(Qt::AlignRight);
    m_clock->setAccessibleName(tr("Clock"));
    m_elapsed->setAccessibleName(tr("Time since the beginning"));
    times->addWidget(m_clock);
    times->addWidget(m_elapsed);
    column->addLayout(times);
    column->addWidget(m_position);
    column->addSpacing(12);
    column->addWidget(m_next);
    column->addWidget(m_coming, 1);
    column->addWidget(buildButtons());
    return right;
}

QWidget* SpeakerScreen::buildButtons() {
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    auto* swap = new QPushButton(tr("Swap screens (S)"));
    auto* end = new QPushButton(tr("End (Esc)"));
    for (QPushButton* button : {swap, end}) {
        button->setFocusPolicy(Qt::NoFocus); // the keys belong to the lecture
        across->addWidget(button);
    }
    connect(swap, &QPushButton::clicked, this, &SpeakerScreen::swapWanted);
    connect(end, &QPushButton::clicked, this, &SpeakerScreen::closed);
    return row;
}

void SpeakerScreen::setStyle(const Style& style) {
    giveSheet(*this, widgetStyleSheet(style));
    setColor(style.colors().window);
}

void SpeakerScreen::stagePainted() {
    m_copy->painted();
}

void SpeakerScreen::showPosition() {
    const auto& scenes = m_front.lecture().scenes;
    const int here = m_front.lesson();
    const bool known = here >= 0 && here < static_cast<int>(scenes.size());
    const QString note = known ? scenes[static_cast<std::size_t>(here)].note : QString();
    m_note->setText(note.isEmpty() ? tr("There is no note for this scene.") : note);
    const Page::Stops stops = m_front.page()->stops();
    m_position->setText(tr("%1\nScene %2 of %3, stop %4 of %5")
                            .arg(m_front.shownLesson().title)
                            .arg(here + 1)
                            .arg(scenes.size())
                            .arg(stops.at + 1)
                            .arg(stops.count));
    m_next->setText(comingUp().words);
    m_nextSoon.soon();
}

ComingUp SpeakerScreen::comingUp() const {
    const Page& page = *m_front.page();
    const Page::Stops now = page.stops();
    const auto& scenes = m_front.lecture().scenes;
    if (now.at + 1 >= now.count) {
        for (auto i = static_cast<std::size_t>(m_front.lesson() + 1); i < scenes.size(); ++i)
            if (scenes[i].missing.isEmpty()) return {tr("Next lesson: %1").arg(scenes[i].lesson.title)};
        return {tr("This is the end of the lecture.")};
    }
    // The reel has a picture for every step; the stops are all of them, or those that the lesson has chosen.
    const int reel = page.reel().count;
    const std::vector<int>& chosen = m_front.shownLesson().stops;
    const auto stepOf = [&](int stop) {
        if (reel == now.count) return stop;
        const bool known = static_cast<int>(chosen.size()) == now.count && stop >= 0 && chosen.back() < reel;
        return known ? chosen[static_cast<std::size_t>(stop)] : -1;
    };
    const bool same = now.at < 0 || !now.exactly || stepOf(now.at) == page.reelIndex();
    return {tr("Next: %1 of %2").arg(now.at + 2).arg(now.count), same ? stepOf(now.at + 1) : -1};
}

void SpeakerScreen::showNext() {
    const ComingUp next = comingUp();
    std::unique_ptr<Figure> figure;
    const QSizeF size = m_front.page()->stage()->size();
    if (next.index >= 0 && !size.isEmpty()) figure = m_front.page()->reel().figure(next.index, size, m_front.style());
    m_coming->setFigure(std::move(figure), m_front.style());
}

void SpeakerScreen::showTime() {
    m_clock->setText(QTime::currentTime().toString("HH:mm"));
    m_elapsed->setText(timeOf(m_since.elapsed() / 1000));
}

void SpeakerScreen::closeEvent(QCloseEvent* event) {
    event->accept();
    emit closed();
}

} // namespace ui
