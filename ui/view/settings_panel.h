// The right side of a lesson: settings (a few in sight, the rest behind "More settings"), further sections, and what to
// notice. A page binds its document to it with SceneSettings.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/setting_table.h"
#include "ui/view/controls.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>
#include <functional>
#include <map>
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
    QWidget* addSection(const QString& title, QWidget* content);
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
    struct Entry {
        QString id;
        QWidget* row;
        std::function<bool()> show;
    };
    void arrange();
    Style m_style;
    QStringList m_inSight, m_hidden;
    std::vector<Entry> m_settings;
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
    using Row = Setting<Scene>;
    // Makes the control of a row that the panel cannot make by itself, by the row's id.
    using Makers = std::map<QString, std::function<void(const Row&)>>;

    SceneSettings(SettingsPanel& panel, Document& document) : m_panel(panel), m_document(document) {}

    // Every control of a table, in its order. The table outlives the panel.
    void add(const SettingTable<Scene>& table, const Makers& makers = {}) {
        for (const Row& row : table.rows())
            if (const auto own = makers.find(row.id); own != makers.end())
                own->second(row);
            else if (row.control == Row::Whole)
                add(row, Stepper::whole(row.label, static_cast<int>(row.low), static_cast<int>(row.high), row.squared));
            else if (row.control == Row::Switch)
                addChoice(row);
            else if (row.control == Row::List)
                addList(row);
    }
    void add(const Row& row, Stepper* stepper) {
        bind(row, stepper, &Stepper::changed, [stepper, &row](const Scene& s) {
            stepper->setValue(row.get(s));
            if (row.other && row.other(s) != row.get(s))
                stepper->setText(QString("%1 × %2").arg(row.get(s)).arg(row.other(s)));
            if (const QString text = row.mixed ? row.mixed(s) : QString(); !text.isEmpty()) stepper->setText(text);
        });
    }

private:
    void addChoice(const Row& row) {
        auto* control = new Segmented(row.label, row.choices);
        bind(row, control, &Segmented::changed,
             [control, &row](const Scene& s) { control->setCurrent(static_cast<int>(row.get(s))); });
    }
    void addList(const Row& row) {
        auto* control = new DropDown;
        control->addItems(row.choices);
        control->view()->setAccessibleName(row.label);
        control->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        control->setMinimumContentsLength(12);
        bind(row, control, &QComboBox::activated,
             [control, &row](const Scene& s) { control->setCurrentIndex(static_cast<int>(row.get(s))); });
    }
    template<class Control, class Signal, class Show>
    void bind(const Row& row, Control* control, Signal changed, Show show) {
        QObject::connect(control, changed, &m_panel,
                         [this, &row](double value) { change(row.undoText(), [&](Scene& s) { row.set(s, value); }); });
        m_panel.addSetting(row.id, row.label, control, [this, &row, show] {
            show(m_document.scene());
            return !row.needed || row.needed(m_document.scene());
        });
    }
    template<class Change> void change(const QString& text, Change apply) {
        emit m_panel.refused({});
        Scene next = m_document.scene();
        apply(next);
        if (next == m_document.scene()) return m_panel.refresh(); // not possible: what there is stays in sight
        m_document.edit(text, next);
    }
    SettingsPanel& m_panel;
    Document& m_document;
};

} // namespace ui
