// The foot of what a class sees: the lesson's name, a dot a stop, "3 of 4"; for some seconds what there is to say.
#pragma once

#include "ui/pages/page.h"

#include <QTimer>

namespace ui {

class PresentationFoot : public QWidget {
    Q_OBJECT
public:
    explicit PresentationFoot(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void show(const QString& name, const Page::Stops& stops);
    // What was typed to jump to, in place of where one is; empty: nothing was.
    void showTyped(const QString& digits);
    // Of the screen: 1 at 1920 x 1080.
    void setUnit(double unit);
    // For some seconds, in place of all else. wrong: something did not work.
    void say(const QString& sentence, bool wrong);
    void beSilent();
    bool saysWhatIsWrong() const { return m_wrong && !m_said.isEmpty(); }
    const QString& said() const { return m_said; } // empty: nothing now
    QString position() const;                      // "3 of 4"; empty where there is only one stop

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void paintDots(QPainter& painter) const;
    void paintBar(QPainter& painter) const;
    void paintSaid(QPainter& painter, const QRectF& line) const;
    Style m_style;
    QString m_name, m_typed, m_said;
    bool m_wrong = false;
    QTimer m_saidOver{this};
    Page::Stops m_stops;
    double m_unit = 1;
};

} // namespace ui
