#include "ui/shell/presentation.h"

#include "ui/pages/lecture.h"
#include "ui/pages/page.h"
#include "ui/shell/audience_screen.h"
#include "ui/shell/screen_saver.h"
#include "ui/shell/speaker_screen.h"

#include <QApplication>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace ui {
namespace {

Style forAClass(Style style) {
    style.theme = style.theme == Theme::Dark ? Theme::Dark : Theme::Projector;
    style.scale = 1; // the figure fills the screen by itself
    style.presenting = true;
    return style;
}

} // namespace

Presentation::Presentation(Front& front, Parts parts)
    : m_front(front), m_parts(std::move(parts)), m_clicks(new QAction(tr("A &click on the empty stage goes on"), this)),
      m_speakerWanted(new QAction(tr("Spea&ker's window"), this)), m_pages(front) {
    m_clicks->setCheckable(true);
    m_speakerWanted->setCheckable(true);
    connect(m_clicks, &QAction::toggled, this, [](bool on) { QSettings().setValue("clickGoesOn", on); });
    connect(m_speakerWanted, &QAction::toggled, this, &Presentation::arrange);
    m_pointerRest.setObjectName("pointerRest");
    m_pointerRest.setSingleShot(true);
    m_pointerRest.setInterval(2000);
    connect(&m_pointerRest, &QTimer::timeout, this, &Presentation::hidePointer);
    for (const auto signal : {&QGuiApplication::screenAdded, &QGuiApplication::screenRemoved})
        connect(qApp, signal, this, &Presentation::arrange, Qt::QueuedConnection);
}

Presentation::~Presentation() {
    end();
}

void Presentation::fillMenu(QMenu& menu) {
    menu.addSeparator();
    QAction* present = menu.addAction(tr("&Present"), QKeySequence("F5"), this, &Presentation::begin);
    present->setAutoRepeat(false); // held down it would begin and end in turn
    menu.addActions({m_speakerWanted, m_clicks});
    connect(&menu, &QMenu::aboutToShow, this,
            [this] { m_clicks->setChecked(QSettings().value("clickGoesOn", false).toBool()); });
}

// ---- begin and end -------------------------------------------------------------------------------------------------

void Presentation::begin() {
    if (isOn() || !m_front.page()) return;
    m_focus = QApplication::focusWidget();
    m_before = m_front.style();
    m_since.start();
    m_audience = std::make_unique<AudienceScreen>();
    connect(m_audience.get(), &AudienceScreen::closed, this, &Presentation::end);
    m_audience->addActions(m_parts.actions);
    takeStages();
    m_parts.wear(forAClass(m_before));
    m_audience->setStyle(m_front.style());
    connect(m_parts.stages, &QStackedWidget::currentChanged, this, &Presentation::pageArrived);
    m_pages.begin();
    pageArrived();
    qApp->installEventFilter(this);
    arrange();
    m_saver = std::make_unique<NoScreenSaver>();
    m_pointerRest.start();
}

void Presentation::end() {
    if (!isOn()) return;
    qApp->removeEventFilter(this);
    disconnect(m_parts.stages, &QStackedWidget::currentChanged, this, &Presentation::pageArrived);
    disconnect(m_page);
    wakePointer();
    m_pointerRest.stop();
    m_saver.reset();
    if (m_speaker) m_speaker.release()->deleteLater(); // a click in it may be what ends
    giveStagesBack();
    m_pages.leave();
    m_parts.wear(m_before);
    m_audience->hide();
    m_audience.release()->deleteLater();
    QWidget* stage = m_front.page()->stage();
    stage->window()->activateWindow();
    (m_focus && m_focus->isVisible() ? m_focus.data() : stage)->setFocus();
}

void Presentation::takeStages() {
    m_split = qobject_cast<QSplitter*>(m_parts.stages->parentWidget());
    m_place = m_split->indexOf(m_parts.stages);
    m_split->replaceWidget(m_place, new QWidget);
    m_audience->take(m_parts.stages);
}

void Presentation::giveStagesBack() {
    if (!m_split) return;
    delete m_split->replaceWidget(m_place, m_parts.stages);
    m_parts.stages->show();
}

// ---- screens -------------------------------------------------------------------------------------------------------

void Presentation::arrange() {
    if (!isOn() || m_screens().isEmpty()) return;
    const Seats seats = seatsOn(m_screens(), m_swapped);
    coverScreen(*m_audience, seats.audience);
    seatSpeaker(seats.speaker ? &*seats.speaker : nullptr);
    QWidget* keys = m_speaker ? static_cast<QWidget*>(m_speaker.get()) : m_audience.get();
    keys->activateWindow();
    m_front.page()->stage()->setFocus();
}

// Without a screen of its own it is a window that is asked for.
void Presentation::seatSpeaker(const QRect* area) {
    if (!area && !m_speakerWanted->isChecked()) {
        if (m_speaker) m_speaker.release()->deleteLater();
        return;
    }
    if (!m_speaker) {
        m_speaker = std::make_unique<SpeakerScreen>(m_front, *m_audience, m_since);
        m_speaker->setStyle(m_before);
        m_speaker->addActions(m_parts.actions);
        connect(m_speaker.get(), &SpeakerScreen::closed, this, &Presentation::end);
        connect(m_speaker.get(), &SpeakerScreen::swapWanted, this, &Presentation::swap);
        showPosition();
    }
    if (area)
        coverScreen(*m_speaker, *area);
    else
        m_speaker->showNormal();
}

void Presentation::swap() {
    if (!m_speaker) return;
    m_swapped = !m_swapped;
    arrange();
}

// ---- what is in front ----------------------------------------------------------------------------------------------

void Presentation::pageArrived() {
    m_pages.arrived();
    disconnect(m_page);
    m_page = connect(m_front.page(), &Page::stateChanged, this, &Presentation::showPosition);
    m_front.page()->stage()->setFocus();
    showPosition();
}

void Presentation::showPosition() {
    if (!isOn()) return;
    m_audience->foot().show(m_front.shownLesson().title, m_front.page()->stops());
    if (m_speaker) m_speaker->showPosition();
}

void Presentation::say(const QString& sentence, bool wrong) {
    if (!isOn()) return;
    if (sentence.isEmpty())
        m_audience->foot().beSilent();
    else
        m_audience->foot().say(sentence, wrong);
}

void Presentation::takeBack() {
    if (isOn() && m_audience->foot().saysWhatIsWrong()) m_audience->foot().beSilent();
}

void Presentation::walk(bool forward) {
    m_audience->ink().clear();
    m_pages.walked([&] { m_front.walk(forward); });
    showPosition();
}

void Presentation::goToStop(int stop) {
    m_audience->ink().clear();
    m_pages.walked([&] { m_front.page()->goToStopAt(stop); });
    m_parts.jumped(m_front.lesson());
    showPosition();
}

void Presentation::jump() {
    const int scene = m_typed.toInt() - 1;
    setTyped({});
    if (scene < 0 || scene >= static_cast<int>(m_front.lecture().scenes.size())) return;
    m_audience->ink().clear();
    m_front.guarded([&] {
        m_pages.walked([&] { m_front.openLesson(scene); });
        m_parts.jumped(scene);
    });
    showPosition();
}

void Presentation::setTyped(const QString& digits) {
    m_typed = digits;
    m_audience->foot().showTyped(digits);
}

// ---- the pointer ---------------------------------------------------------------------------------------------------

void Presentation::wakePointer() {
    if (m_pointerHidden) QApplication::restoreOverrideCursor();
    m_pointerHidden = false;
}

void Presentation::hidePointer() {
    if (m_pointerHidden || !isOn() || !m_audience->geometry().contains(QCursor::pos())) return;
    QApplication::setOverrideCursor(Qt::BlankCursor);
    m_pointerHidden = true;
}

} // namespace ui
