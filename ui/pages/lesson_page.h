// The base of a lesson's page: a figure on the stage, settings beside it, steps below. A lesson's own page says what
// its scene is, which figure it makes of it and what its steps are.
#pragma once

#include "core/base/error.h"
#include "ui/model/breakpoints.h"
#include "ui/model/document.h"
#include "ui/model/setting_table.h"
#include "ui/model/step_counter.h"
#include "ui/pages/page.h"
#include "ui/pages/read_grid.h"
#include "ui/sentence.h"
#include "ui/view/figure_view.h"
#include "ui/view/grid_cursor.h"
#include "ui/view/settings_panel.h"
#include "ui/view/step_bar.h"

#include <QPointer>
#include <variant>

namespace ui {

class LessonPage : public Page {
    Q_OBJECT
public:
    ~LessonPage() override;
    QWidget* stage() override { return m_view; }
    QWidget* inspector() override { return m_panel; }
    QWidget* bar() override { return m_bar; }
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    void cover(const QString& id) override;
    // The lesson's own stops while the steps are as fine as it opened; otherwise every step, of a long walk some.
    Stops stops() const override;
    void goToStopAt(int stop) override;
    bool walkOn(bool forward) override;

protected:
    // What the bar shows.
    struct Steps {
        int stop = 0; // -1: before the first
        int stops = 0;
        int tick = 0; // stops between two ticks where there are too many for one each; 0: none
        bool atFirst = true, atLast = true;
        int grain = 0;
        bool covered = false; // how many there are is asked
    };

    // stageName: for screen readers. grains: what one may step by, none: all steps are of one kind.
    explicit LessonPage(const QString& stageName, const QStringList& grains = {}, int grain = 0);

    // ---- what a lesson says of itself
    // Null: there is nothing to show.
    virtual std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const = 0;
    virtual Steps steps() const = 0;
    // Any stop; one beyond the ends is the end.
    virtual void goToStop(int stop) = 0;
    // far: Shift was held.
    virtual void step(StepWay way, bool far);
    virtual void setGrain(int) {}
    // The counter behind the stops; null: each stop is a step, and those of one grain are none of another.
    virtual const StepCounter* counter() const { return nullptr; }
    // The stops of the timeline, as it is now, where playing waits; and one more of them, or one less.
    virtual std::vector<int> breakpoints() const;
    virtual void toggleBreakpoint(int stop);
    // What is meant by the key: where it stands.
    virtual void toggleBreakpointHere();
    // What the words beside the stage say of the figure.
    virtual void showWords() {}
    virtual void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys);
    virtual void drag(const CellRef&) {}
    virtual void hover(const std::optional<CellRef>& cell);
    // Whether the key was used: by a selected cell, otherwise by the steps.
    virtual bool handleKey(QKeyEvent* event);
    // Another scene comes: nothing is selected or playing.
    virtual void leave();
    virtual void showState(); // on the stage, below and beside it

    // ---- what it has from here
    void setPanel(SettingsPanel* panel);
    // Lets the cells of the figure be changed; with `fills` also by patterns, beside the settings.
    void useCursor(EditableCells cells, bool fills = true);
    // Lets the user say where playing waits. grains: their names in files; the scene's table has
    // Breakpoints::table(grains) beside it. None: the scene itself holds them, and the functions above are overridden.
    void useBreakpoints(const QStringList& grains = {"step"});
    // A lesson opens: its words, and nothing to undo, nothing pointed at or covered.
    void begin(const Lesson& lesson);
    // As the lesson opened it, from here on.
    void opened() { m_openedGrain = steps().grain; }
    bool stepKey(QKeyEvent* event);
    void refreshStage(); // the figure and its words
    void refresh();      // showState(), then stateChanged()
    bool playing() const { return m_bar->playing(); }
    void setPlaying(bool play) { m_bar->setPlaying(play); }
    const Lesson& lesson() const { return m_lesson; }
    // Where a lesson's line stands: that one while it is true and gives nothing away that is asked; otherwise `now`.
    template<class Now> QString lineOr(bool asOpened, Now now) const {
        return asOpened && m_covered.isEmpty() ? m_lesson.line : now();
    }
    // Steps of a figure that is made of one value: at(picture, index) puts a copy of `base` there.
    template<class FigureType, class Picture, class At> static Reel reelOf(int count, Picture base, At at) {
        return {count, [base = std::move(base), at = std::move(at)](int index, QSizeF size, const Style& style) {
                    Picture picture = base;
                    at(picture, index);
                    return std::make_unique<FigureType>(std::move(picture), size, style);
                }};
    }

    // Null once the window that took them is gone.
    QPointer<FigureView> m_view;
    QPointer<StepBar> m_bar;
    QPointer<GridCursor> m_cursor;  // null without useCursor()
    std::optional<CellRef> m_hover; // perhaps of a cell that a change took away
    QString m_covered;              // the id of the question that is asked
    Document<Breakpoints> m_waits{*undoStack()};
    SettingTable<Breakpoints> m_waitTable; // empty without useBreakpoints()

private:
    std::vector<int> chosenSteps() const;
    int stopOf(const Breakpoint& at) const;
    void go(StepWay way, bool far);
    void play();
    void connectBar();
    void connectView();
    QPointer<SettingsPanel> m_panel;
    Lesson m_lesson;
    int m_openedGrain = 0;
    bool m_made = false; // until then the page's own functions cannot be called
};

// A page whose document is a Lab (Document, or derived from it), with an Inspector(Lab&) beside the stage. Place: where
// one stands in the scene, which its JSON holds too, by a table of its own.
template<class Lab, class Inspector, class Place = std::monostate> class LabPage : public LessonPage {
public:
    using Scene = typename Lab::Scene;

    QJsonObject scene() const override {
        QJsonObject all = toJson(m_lab.scene());
        const QJsonObject at = m_places.write(place());
        for (auto value = at.begin(); value != at.end(); ++value) all[value.key()] = value.value();
        if (const QJsonObject waits = m_waitTable.write(m_waits.scene()); !waits.isEmpty())
            all["breakpoints"] = waits["breakpoints"];
        return all;
    }
    void open(const Lesson& lesson) override {
        const Scene scene = read(lesson.scene);
        const Place place = m_places.readRows(SceneValue(lesson.scene));
        begin(lesson);
        m_lab.open(scene);
        m_waits.open(m_waitTable.readRows(SceneValue(lesson.scene)));
        standAt(place);
        opened();
    }
    void setScene(const QJsonObject& scene, const QString& why) override {
        const Scene next = read(scene);
        const Place place = m_places.readRows(SceneValue(scene));
        const Breakpoints waits = m_waitTable.readRows(SceneValue(scene));
        leave();
        const bool both = !(m_waits.scene() == waits);
        if (both) undoStack()->beginMacro(why);
        document().edit(why, next, -1, [&] { standAt(place); });
        if (both) m_waits.edit(why, waits);
        if (both) undoStack()->endMacro();
    }

protected:
    explicit LabPage(const QString& stageName, const QStringList& grains = {}, int grain = 0,
                     SettingTable<Place> places = {})
        : LessonPage(stageName, grains, grain), m_lab(*undoStack()), m_inspector(new Inspector(m_lab)),
          m_places(std::move(places)) {
        setPanel(m_inspector);
        document().setPlaces([this] { return m_places.write(this->place()); },
                             [this](const QJsonObject& at) { standAt(m_places.readRows(SceneValue(at))); });
    }

    // Throws cnn::Error naming the key that is wrong.
    virtual Scene read(const QJsonObject& scene) const = 0;
    virtual Place place() const { return {}; }
    virtual void standAt(const Place&) { refresh(); }

    // A change by the user, or the sentence why it cannot be.
    void change(const QString& why, const cnn::Expected<Scene>& next, int mergeKey = -1) {
        if (next)
            m_lab.edit(why, *next, mergeKey);
        else
            emit notice(sentenceOf(next.error()));
    }

    // A grid from a file: put(values) is the scene with it. False: no file of that kind. Throws cnn::Error.
    template<class Put> bool openGrid(const QString& path, bool tables, Put put) {
        const auto opened = openedGrid(path, tables);
        if (!opened) return false;
        const cnn::Expected<Scene> next = put(opened->values);
        if (!next)
            throw cnn::Error(next.error().code(),
                             cnn::Message::tr("%1: %2", path.toStdString(), next.error().message()));
        m_lab.edit(ui::tr("Open %1").arg(opened->name), *next);
        if (!opened->note.isEmpty()) emit notice(opened->note);
        return true;
    }

    Lab m_lab;
    Inspector* m_inspector;

private:
    Document<Scene>& document() { return m_lab; } // what is edited here is exactly what was said
    SettingTable<Place> m_places;
};

} // namespace ui
