// The right side of a lesson: settings (a few in sight, the rest behind "More settings"), further sections, and what to
// notice. A page binds its document to it with SceneSettings.
#pragma once

#include "ui/figure/style.h"
#include "ui/view/controls.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>
#include <functional>
#include <vector>

namespace ui {

class SettingsPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    // A setting's row. Two rows may have one id when they never are needed together. `show` puts the document's value
    // into the control and says whether the row is needed now. Steppers report what they refuse through refused().
    void addSetting(const QString& id, const QString& label, QWidget* control, std::function<bool()> show);
    // Under the settings, above "Notice", in the order of the calls.
    void addSection(const QString& title, QWidget* content);
    void add(QWidget* content);
    // What is added from now on stands under the notice.
    void placeNotice();
    // Which settings are in sight, in this order, and the words under "Notice".
    virtual void setWords(const QStringList& inSight, const QString& notice);
    // Settings that make no sense in this lesson.
    void setHidden(const QStringList& ids) { m_hidden = ids; }
    // Whether the scene still is the lesson's, so that its words with numbers in them are true.
    void setAsOpened(bool asOpened);
    virtual void setStyle(const Style& style);
    const Style& style() const { return m_style; }
    // Shows the document's values.
    void refresh();

signals:
    void refused(const QString& sentence); // empty: all is well again

private:
    struct Setting {
        QString id;
        QWidget* row;
        std::function<bool()> show;
    };
    void arrange();
    Style m_style;
    QStringList m_inSight, m_hidden;
    std::vector<Setting> m_settings;
    std::vector<Stepper*> m_steppers;
    QVBoxLayout *m_sightRows, *m_moreRows, *m_sections; // the last: where sections are added
    std::vector<QVBoxLayout*> m_parts;                  // all that sections stand in
    QWidget* m_moreBox;
    QPushButton* m_more;
    QLabel *m_noticeHeading, *m_notice;
};

// A label that wraps and takes text as it is.
QLabel* paragraph();
// "**Row 1, column 2.** The window moved ...": where it is, bold, then what happens there; rich text.
QString stepWords(const QString& place, const QString& sentence);

// Binds settings to a document that is one value: it has Scene, scene(), edit(text, next).
template<class Document> class SceneSettings {
public:
    using Scene = typename Document::Scene;
    template<class T> using Read = std::function<T(const Scene&)>;
    template<class T> using Write = std::function<void(Scene&, T)>;
    using Needed = std::function<bool(const Scene&)>;

    SceneSettings(SettingsPanel& panel, Document& document) : m_panel(panel), m_document(document) {}

    // A whole number. `other`: the second number of a setting with two, written "2 × 3" when they differ (and "3 × 3"
    // when `squared`). `mixed`: what is written instead where one number would not be the truth; otherwise empty.
    void whole(const QString& id, const QString& label, int low, int high, Read<int> read, Write<int> write,
               Read<int> other = {}, bool squared = false, Needed needed = {}, Read<QString> mixed = {}) {
        auto* stepper = Stepper::whole(label, low, high, squared);
        QObject::connect(stepper, &Stepper::changed, &m_panel, [this, label, write](double v) {
            change(QObject::tr("Set %1").arg(label.toLower()), [&](Scene& s) { write(s, static_cast<int>(v)); });
        });
        add(id, label, stepper, needed, [stepper, read, other, mixed](const Scene& s) {
            stepper->setValue(read(s));
            if (other && other(s) != read(s)) stepper->setText(QString("%1 × %2").arg(read(s)).arg(other(s)));
            if (const QString text = mixed ? mixed(s) : QString(); !text.isEmpty()) stepper->setText(text);
        });
    }
    // Any number, by the stepper's own rules.
    void number(const QString& id, const QString& label, Stepper* stepper, Read<double> read, Write<double> write,
                Needed needed = {}) {
        QObject::connect(stepper, &Stepper::changed, &m_panel, [this, label, write](double v) {
            change(QObject::tr("Set %1").arg(label.toLower()), [&](Scene& s) { write(s, v); });
        });
        add(id, label, stepper, needed, [stepper, read](const Scene& s) { stepper->setValue(read(s)); });
    }
    // Up to four choices side by side.
    void choice(const QString& id, const QString& label, const QStringList& choices, Read<int> read, Write<int> write,
                Needed needed = {}) {
        auto* control = new Segmented(label, choices);
        QObject::connect(control, &Segmented::changed, &m_panel, [this, label, write](int v) {
            change(QObject::tr("Change %1").arg(label.toLower()), [&](Scene& s) { write(s, v); });
        });
        add(id, label, control, needed, [control, read](const Scene& s) { control->setCurrent(read(s)); });
    }
    // More than four.
    void list(const QString& id, const QString& label, const QStringList& choices, Read<int> read, Write<int> write,
              Needed needed = {}) {
        auto* control = new DropDown;
        control->addItems(choices);
        control->view()->setAccessibleName(label);
        control->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        control->setMinimumContentsLength(12);
        QObject::connect(control, &QComboBox::activated, &m_panel, [this, label, write](int v) {
            change(QObject::tr("Change %1").arg(label.toLower()), [&](Scene& s) { write(s, v); });
        });
        add(id, label, control, needed, [control, read](const Scene& s) { control->setCurrentIndex(read(s)); });
    }

private:
    template<class Change> void change(const QString& text, Change apply) {
        emit m_panel.refused({});
        Scene next = m_document.scene();
        apply(next);
        m_document.edit(text, next);
    }
    template<class Show> void add(const QString& id, const QString& label, QWidget* control, Needed needed, Show show) {
        m_panel.addSetting(id, label, control, [this, needed, show] {
            show(m_document.scene());
            return !needed || needed(m_document.scene());
        });
    }
    SettingsPanel& m_panel;
    Document& m_document;
};

} // namespace ui
