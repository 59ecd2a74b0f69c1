// An input device for the real program, loaded as Qt loads those for touch screens (QT_QPA_GENERIC_PLUGINS): it types
// into the window by itself, number after number into the first cell of the input, and writes what the window shows to
// the file that CONVSCOPE_TYPING_LOG names. With CONVSCOPE_TYPING_START it presses the button "Start" instead, once.
#include <QApplication>
#include <QFile>
#include <QGenericPlugin>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace {

constexpr int pause = 20, burst = 10, breath = 1500; // ms between two numbers; numbers; ms after so many

void press(int key, const QString& text = {}) {
    QWidget* to = QApplication::focusWidget();
    if (!to) return;
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QApplication::sendEvent(to, &event);
    }
}

class TypingHand : public QObject {
public:
    explicit TypingHand(const QString& log) : m_log(log) {
        m_next = qEnvironmentVariableIntValue("CONVSCOPE_TYPING_FROM");
        m_timer.start(pause);
        connect(&m_timer, &QTimer::timeout, this, &TypingHand::act);
    }

private:
    void act() {
        QWidget* window = QApplication::activeWindow();
        if (!window) return;
        if (!m_begun) return begin(*window);
        look(*window);
        if (m_starts) return start(*window);
        if (m_next < 0) return;
        press(Qt::Key_Escape);
        press(Qt::Key_Down); // the first cell
        for (const QChar digit : QString::number(m_next)) press(digit.unicode(), digit);
        press(Qt::Key_Return);
        write(QString("typed %1").arg(m_next++));
        m_timer.start(m_next % burst == 0 ? breath : pause);
    }
    void begin(QWidget& window) {
        for (QWidget* w : window.findChildren<QWidget*>()) // the stage that is in front
            if (w->isVisible() && w->inherits("ui::FigureView")) {
                write("stage " + w->accessibleDescription());
                w->setFocus();
            }
        m_begun = true;
    }
    // What has come since: the notice over the stage, and how far a training is.
    void look(const QWidget& window) {
        const auto* notice = window.findChild<QLabel*>("noticeText");
        const QString said = notice && notice->isVisible() ? notice->text() : QString();
        if (!said.isEmpty() && said != std::exchange(m_notice, said)) write("notice " + said);
        for (const auto* label : window.findChildren<QLabel*>())
            if (label->isVisible() && label->accessibleName() == "Batch" && label->text() != m_batch)
                write("batch " + (m_batch = label->text()));
    }
    void start(const QWidget& window) {
        for (auto* button : window.findChildren<QPushButton*>("accent"))
            if (button->isVisible() && button->isEnabled() && button->text() == "Start") {
                m_starts = false;
                m_next = -1;
                button->click();
                write("started");
            }
    }
    void write(const QString& line) {
        QFile file(m_log);
        if (file.open(QIODevice::WriteOnly | QIODevice::Append)) file.write(line.toUtf8() + '\n');
    }

    QString m_log, m_notice, m_batch;
    QTimer m_timer;
    int m_next = 0;
    bool m_begun = false, m_starts = qEnvironmentVariableIsSet("CONVSCOPE_TYPING_START");
};

} // namespace

class TypingHandPlugin : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "typing_hand.json")
public:
    QObject* create(const QString&, const QString&) override {
        return new TypingHand(qEnvironmentVariable("CONVSCOPE_TYPING_LOG"));
    }
};

#include "typing_hand.moc"
