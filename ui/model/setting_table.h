// A scene described once: one row a setting. From the rows follow how a scene is read and written, what is refused, the
// inspector's controls with their limits, the words of undo, and the help.
//
// To add a setting: a member of the scene with its default, and one row in the family's table. A row has a key (in
// files), a control (in the inspector), or both. A default belongs to the format's number: files leave out what is as
// usual, so another default is another format.
#pragma once

#include "ui/model/scene_value.h"
#include "ui/tr.h"

#include <algorithm>
#include <functional>

namespace ui {

// What a row says of itself, whatever its scene is.
struct SettingFacts {
    QString key;     // in files; empty: it is only a control, another way to set other rows
    QString id;      // of its control, by which a lesson has it in sight; empty: it has none
    QString label;   // beside the control
    QString allowed; // "1 to 6 pixels"
    QString usual;   // what it is when it is left out
    QString applies; // "for a convolution"; empty: always
    QString help;    // one sentence
};

// One value of an enumeration: its name in files, and beside it in the inspector.
template<class Enum> struct Choice {
    Enum value;
    QString name, label = {};
};

template<class Scene> struct Setting : SettingFacts {
    enum Control { None, Whole, Switch, List, Own }; // Own: the inspector makes it
    using Get = std::function<double(const Scene&)>;
    using Set = std::function<void(Scene&, double)>;
    // Two numbers that belong together: rows and columns, down and across.
    struct Pair {
        int low, high;
        Get first, second;
        std::function<void(Scene&, int first, int second)> set;
    };

    // Takes the value from the whole scene in JSON; what is not there stays the default. Throws SceneError.
    std::function<void(const SceneValue& scene, Scene&)> read;
    std::function<QJsonValue(const Scene&)> write;   // undefined: there is nothing to write
    std::function<QJsonValue(const Scene&)> leftOut; // what this scene has when it is left out; empty: the default
    QStringList builtOn;                             // keys of rows above that say what is right in this one

    Control control = None;
    double low = 0, high = 0; // of a number, in the file too where the row has a key
    QStringList choices;      // the labels; get and set are their index
    Get get, other;           // other: the second number of a setting with two, written "2 × 3" where they differ
    bool squared = false;     // "3 × 3" where they do not
    Set set;
    std::function<QString(const Scene&)> mixed; // written instead where one number would not be the truth; often empty
    std::function<bool(const Scene&)> needed;   // whether the control has a meaning now

    QString undoText() const {
        return (control == Switch || control == List ? ui::tr("Change %1") : ui::tr("Set %1")).arg(label.toLower());
    }

    // ---- to write a row ----
    Setting& stepper(const QString& name, double least, double most, Get from, Set to) {
        return shows(Whole, name, least, most, {}, std::move(from), std::move(to));
    }
    Setting& switched(const QString& name, const QStringList& labels, Get from, Set to) {
        return shows(Switch, name, 0, 0, labels, std::move(from), std::move(to));
    }
    Setting& dropDown() {
        control = List;
        return *this;
    }
    // The control as another id than the key.
    Setting& as(const QString& name) {
        id = name;
        return *this;
    }
    // Of a number: "pixels".
    Setting& in(const QString& unit) {
        allowed += ' ' + unit;
        return *this;
    }
    Setting& with(Get from, bool square = false) {
        other = std::move(from);
        squared = square;
        return *this;
    }
    // A control for both of two numbers, or for one of them.
    Setting& both(const QString& name, const Pair& two, bool square = false) {
        return stepper(name, two.low, two.high, two.first,
                       [two](Scene& s, double v) { two.set(s, static_cast<int>(v), static_cast<int>(v)); })
            .with(two.second, square);
    }
    Setting& first(const QString& name, const Pair& two) {
        return stepper(name, two.low, two.high, two.first,
                       [two](Scene& s, double v) { two.set(s, static_cast<int>(v), static_cast<int>(two.second(s))); });
    }
    Setting& second(const QString& name, const Pair& two) {
        return stepper(name, two.low, two.high, two.second,
                       [two](Scene& s, double v) { two.set(s, static_cast<int>(two.first(s)), static_cast<int>(v)); });
    }
    // For which scenes it has a meaning; `words` for the help, where that is not plain from its control alone.
    Setting& when(std::function<bool(const Scene&)> needs, const QString& words = {}) {
        needed = std::move(needs);
        applies = words;
        return *this;
    }
    // In files only.
    Setting& bare() {
        control = None;
        id.clear();
        return *this;
    }
    // A control that the inspector makes.
    Setting& own(const QString& name) { return shows(Own, name, low, high, choices, get, set); }
    // What it is when it is left out depends on the scene; `words` say it in the help.
    Setting& usually(std::function<QJsonValue(const Scene&)> value, const QString& words) {
        leftOut = std::move(value);
        usual = words;
        return *this;
    }
    Setting& after(const QStringList& keys) {
        builtOn = keys;
        return *this;
    }

private:
    Setting& shows(Control how, const QString& name, double least, double most, const QStringList& labels, Get from,
                   Set to) {
        control = how;
        label = name;
        low = least;
        high = most;
        choices = labels;
        get = std::move(from);
        set = std::move(to);
        if (id.isEmpty()) id = key;
        return *this;
    }
};

// "1 to 6".
QString rangeText(double low, double high);
// A value in JSON, short: for the help.
QString shortJson(const QJsonValue& value);

template<class Scene> class SettingTable {
public:
    using Row = Setting<Scene>;
    template<class Member> using Of = std::decay_t<std::invoke_result_t<Member, Scene&>>;

    // `member`: a pointer to member, or a function from the scene to a reference. A row without a label has no control.
    template<class Member>
    Row& whole(const QString& key, const QString& label, Member member, int low, int high, const QString& help) {
        Row& row = file(
            key, {}, help,
            [=](const SceneValue& from, Scene& s) {
                if (const SceneValue v = from[key]; v.given())
                    std::invoke(member, s) = static_cast<Of<Member>>(v.whole(low, high));
            },
            [=](const Scene& s) { return QJsonValue(static_cast<qint64>(std::invoke(member, s))); });
        return numeric(row, Row::Whole, label, member, low, high);
    }
    // The control is a stepper that the inspector makes.
    template<class Member>
    Row& number(const QString& key, const QString& label, Member member, double low, double high, const QString& help) {
        Row& row = file(
            key, {}, help,
            [=](const SceneValue& from, Scene& s) {
                if (const SceneValue v = from[key]; v.given())
                    std::invoke(member, s) = static_cast<Of<Member>>(v.number(low, high));
            },
            [=](const Scene& s) { return QJsonValue(std::invoke(member, s)); });
        return numeric(row, Row::Own, label, member, low, high);
    }
    // true or false; the labels in that order where `onFirst`.
    template<class Member>
    Row& flag(const QString& key, const QString& label, Member member, const QStringList& labels, const QString& help,
              bool onFirst = false) {
        Row& row = file(
            key, "true, false", help,
            [=](const SceneValue& from, Scene& s) {
                if (const SceneValue v = from[key]; v.given()) std::invoke(member, s) = v.flag();
            },
            [=](const Scene& s) { return QJsonValue(std::invoke(member, s)); });
        row.switched(
            label, labels, [=](const Scene& s) { return std::invoke(member, s) != onFirst; },
            [=](Scene& s, double v) { std::invoke(member, s) = (v == 1) != onFirst; });
        return label.isEmpty() ? row.bare() : row;
    }
    template<class Member>
    Row& choice(const QString& key, const QString& label, Member member, const std::vector<Choice<Of<Member>>>& values,
                const QString& help) {
        QStringList names, labels;
        for (const auto& one : values) {
            names << one.name;
            labels << one.label;
        }
        const auto index = [=](const Scene& s) {
            const auto at = std::ranges::find(values, std::invoke(member, s), &Choice<Of<Member>>::value);
            return static_cast<qsizetype>(at - values.begin());
        };
        Row& row = file(
            key, names.join(", "), help,
            [=](const SceneValue& from, Scene& s) {
                if (const SceneValue v = from[key]; v.given())
                    std::invoke(member, s) = values[static_cast<std::size_t>(v.oneOf(names))].value;
            },
            [=](const Scene& s) { return QJsonValue(names.value(index(s))); });
        row.switched(
            label, labels, [=](const Scene& s) { return static_cast<double>(index(s)); },
            [=](Scene& s, double v) { std::invoke(member, s) = values[static_cast<std::size_t>(v)].value; });
        return label.isEmpty() ? row.bare() : row;
    }
    template<class Member> Row& text(const QString& key, Member member, qsizetype most, const QString& help) {
        return file(
            key, ui::tr("a text"), help,
            [=](const SceneValue& from, Scene& s) {
                if (const SceneValue v = from[key]; v.given()) std::invoke(member, s) = v.text(most);
            },
            [=](const Scene& s) { return QJsonValue(std::invoke(member, s)); });
    }
    // A value of a kind of its own.
    Row& file(const QString& key, const QString& allowed, const QString& help,
              std::function<void(const SceneValue&, Scene&)> read, std::function<QJsonValue(const Scene&)> write) {
        Row& row = m_rows.emplace_back();
        row.key = key;
        row.allowed = allowed;
        row.help = help;
        row.read = std::move(read);
        row.write = std::move(write);
        return row;
    }
    // Another way to set what other rows hold.
    Row& control(const QString& id) {
        Row& row = m_rows.emplace_back();
        row.id = id;
        return row;
    }

    // The row with this key of the table of a part of this scene.
    template<class Part, class Member> Row& lift(const SettingTable<Part>& part, Member member, const QString& key) {
        const Setting<Part> one = *std::ranges::find(part.rows(), key, &SettingFacts::key);
        Row& row = m_rows.emplace_back();
        static_cast<SettingFacts&>(row) = one;
        row.read = [=](const SceneValue& from, Scene& s) { one.read(from, std::invoke(member, s)); };
        row.write = lifted(one.write, member);
        row.leftOut = lifted(one.leftOut, member);
        row.builtOn = one.builtOn;
        row.control = static_cast<typename Row::Control>(one.control);
        row.low = one.low;
        row.high = one.high;
        row.choices = one.choices;
        row.squared = one.squared;
        row.get = lifted(one.get, member);
        row.other = lifted(one.other, member);
        row.mixed = lifted(one.mixed, member);
        row.needed = lifted(one.needed, member);
        row.set = [=](Scene& s, double v) { one.set(std::invoke(member, s), v); };
        return row;
    }
    // What stands beside the scene in the same JSON, which its page reads by itself: where one stands in a walk.
    template<class Other> void beside(const SettingTable<Other>& table) {
        for (const SettingFacts& row : table.facts()) m_beside.push_back(row);
        m_besides.push_back({[table](const SceneValue& from) { return table.faultsOfRows(from); },
                             [table](const SceneValue& from) { return table.write(table.readRows(from), true); }});
    }

    const std::vector<Row>& rows() const { return m_rows; }

    // Refuses unknown keys, and what a row refuses.
    Scene read(const QJsonObject& object) const {
        if (const auto wrong = faults(object); !wrong.empty()) throw wrong.front();
        return readRows(SceneValue(object));
    }
    // All that read() refuses, as far as one thing does not hide another; empty: nothing.
    std::vector<SceneError> faults(const QJsonObject& object) const {
        const SceneValue from(object);
        std::vector<SceneError> all = from.unknown(keys());
        const auto append = [&all](const std::vector<SceneError>& more) {
            all.insert(all.end(), more.begin(), more.end());
        };
        for (const Beside& beside : m_besides) append(beside.faults(from));
        append(faultsOfRows(from));
        return all;
    }
    std::vector<SceneError> faultsOfRows(const SceneValue& from) const {
        Scene scene;
        std::vector<SceneError> all;
        QStringList refused; // and what is built on them
        for (const Row& row : m_rows) {
            if (!row.read) continue;
            const bool hidden = std::ranges::any_of(row.builtOn, [&](const QString& k) { return refused.contains(k); });
            try {
                if (hidden)
                    refused << row.key;
                else
                    row.read(from, scene);
            } catch (const SceneError& e) {
                refused << row.key;
                all.push_back(e);
            }
        }
        return all;
    }
    Scene readRows(const SceneValue& from) const {
        Scene scene;
        for (const Row& row : m_rows)
            if (row.read) row.read(from, scene);
        return scene;
    }
    // What differs from the default; or everything.
    QJsonObject write(const Scene& scene, bool everything = false) const {
        const Scene usual;
        QJsonObject object;
        for (const Row& row : m_rows) {
            const QJsonValue value = row.write ? row.write(scene) : QJsonValue(QJsonValue::Undefined);
            if (value.isUndefined()) continue;
            if (everything || value != (row.leftOut ? row.leftOut(scene) : row.write(usual))) object[row.key] = value;
        }
        return object;
    }
    // With every key, also of what stands beside it.
    QJsonObject complete(QJsonObject object) const {
        const SceneValue from(object);
        std::vector<QJsonObject> parts{write(read(object), true)};
        for (const Beside& beside : m_besides) parts.push_back(beside.complete(from));
        for (const QJsonObject& part : parts)
            for (auto at = part.begin(); at != part.end(); ++at) object[at.key()] = at.value();
        return object;
    }
    QStringList keys() const {
        QStringList all;
        for (const Row& row : m_rows)
            if (!row.key.isEmpty()) all << row.key;
        for (const SettingFacts& row : m_beside) all << row.key;
        return all;
    }
    std::vector<SettingFacts> facts() const {
        std::vector<SettingFacts> all;
        for (const Row& row : m_rows) {
            SettingFacts& said = all.emplace_back(row);
            if (said.usual.isEmpty() && row.write) said.usual = shortJson(row.write(Scene{}));
        }
        all.insert(all.end(), m_beside.begin(), m_beside.end());
        return all;
    }

private:
    template<class Function, class Member> static auto lifted(const Function& of, Member member) {
        using Result = typename Function::result_type;
        if (!of) return std::function<Result(const Scene&)>();
        return std::function<Result(const Scene&)>([=](const Scene& s) { return of(std::invoke(member, s)); });
    }
    template<class Member>
    static Row& numeric(Row& row, typename Row::Control how, const QString& label, Member member, double low,
                        double high) {
        row.allowed = rangeText(low, high);
        row.stepper(
            label, low, high, [=](const Scene& s) { return static_cast<double>(std::invoke(member, s)); },
            [=](Scene& s, double v) { std::invoke(member, s) = static_cast<Of<Member>>(v); });
        row.control = how;
        return label.isEmpty() ? row.bare() : row;
    }

    std::vector<Row> m_rows;
    std::vector<SettingFacts> m_beside;
    struct Beside {
        std::function<std::vector<SceneError>(const SceneValue&)> faults;
        std::function<QJsonObject(const SceneValue&)> complete;
    };
    std::vector<Beside> m_besides;
};

} // namespace ui
