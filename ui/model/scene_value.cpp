#include "ui/model/scene_value.h"

#include "core/tensor/tensor_text.h"
#include "ui/model/json_text.h"
#include "ui/tr.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString shortNumber(double value) {
    return QString::number(value, 'g', 12);
}

// What stands in a file is repeated as far as it is short.
QString quoted(const QString& text) {
    constexpr qsizetype most = 40; // characters
    return '"' + (text.size() > most ? text.left(most) + "…" : text) + '"';
}

// How many letters must be put in, left out, changed or swapped with the next one to make one word of the other.
int lettersApart(const QString& a, const QString& b) {
    const auto columns = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(columns), last(columns), now(columns);
    for (std::size_t x = 0; x < columns; ++x) last[x] = static_cast<int>(x);
    for (qsizetype y = 1; y <= a.size(); ++y) {
        now[0] = static_cast<int>(y);
        for (std::size_t x = 1; x < columns; ++x) {
            const auto at = static_cast<qsizetype>(x);
            const bool same = a[y - 1] == b[at - 1];
            now[x] = std::min({last[x] + 1, now[x - 1] + 1, last[x - 1] + (same ? 0 : 1)});
            if (y > 1 && at > 1 && a[y - 1] == b[at - 2] && a[y - 2] == b[at - 1])
                now[x] = std::min(now[x], before[x - 2] + 1);
        }
        before = std::exchange(last, now);
    }
    return last.back();
}

// Empty: none is near.
QString nearest(const QString& word, const QStringList& words) {
    constexpr qsizetype longest = 40; // a key is shorter
    QString best;
    int least = 1 + std::max(2, static_cast<int>(word.size() / 3));
    if (word.size() > longest) return best;
    for (const QString& other : words)
        if (const int apart = lettersApart(word.toLower(), other.toLower()); apart < least) {
            least = apart;
            best = other;
        }
    return best;
}

} // namespace

SceneError SceneValue::error(const QString& endOfSentence) const {
    return {m_pointer, (m_place.isEmpty() ? QString("a scene") : m_place) + ' ' + endOfSentence};
}

QString SceneValue::written() const {
    if (!given()) return ", and it is missing";
    if (m_value.isNull()) return ", not null";
    if (m_value.isBool()) return m_value.toBool() ? ", not true" : ", not false";
    if (m_value.isDouble()) return ", not " + shortNumber(m_value.toDouble());
    if (m_value.isArray()) return ", not an array";
    if (m_value.isObject()) return ", not an object";
    return ", not " + quoted(m_value.toString());
}

SceneValue SceneValue::operator[](const QString& key) const {
    if (given() && !m_value.isObject()) refuse("must be an object in { }" + written());
    const QString named = quoted(key);
    return {m_value[key], pointerTo(m_pointer, key), m_place.isEmpty() ? named : m_place + ", " + named};
}

int SceneValue::whole(int low, int high, std::optional<int> usual) const {
    if (!given() && usual) return *usual;
    const double value = m_value.toDouble(NAN);
    if (!(value >= low && value <= high) || value != std::floor(value))
        refuse(QString("must be a whole number from %1 to %2").arg(low).arg(high) + written());
    return static_cast<int>(value);
}

double SceneValue::number(double low, double high, std::optional<double> usual) const {
    if (!given() && usual) return *usual;
    const double value = m_value.toDouble(NAN);
    if (!(value >= low && value <= high))
        refuse(QString("must be a number from %1 to %2").arg(shortNumber(low), shortNumber(high)) + written());
    return value;
}

bool SceneValue::flag(bool usual) const {
    if (given() && !m_value.isBool()) refuse("must be true or false" + written());
    return m_value.toBool(usual);
}

int SceneValue::oneOf(const QStringList& words) const {
    if (!given()) return 0;
    const auto index = m_value.isString() ? words.indexOf(m_value.toString()) : -1;
    if (index < 0) refuse("must be one of " + words.join(", ") + written());
    return static_cast<int>(index);
}

std::vector<SceneError> SceneValue::unknown(const QStringList& keys) const {
    std::vector<SceneError> all;
    for (const QString& key : m_value.toObject().keys()) {
        if (keys.contains(key)) continue;
        const QString near = nearest(key, keys);
        all.push_back((*this)[key].error(near.isEmpty()
                                             ? ui::tr("means nothing here. There are: %1.").arg(keys.join(", "))
                                             : ui::tr("means nothing here: do you mean \"%1\"?").arg(near)));
    }
    return all;
}

QString SceneValue::nameFrom(const QStringList& names) const {
    const QString near = m_value.isString() ? nearest(m_value.toString(), names) : QString();
    if (names.contains(m_value.toString())) return m_value.toString();
    if (!near.isEmpty()) refuseWith(QString("is none that this page has%1: do you mean \"%2\"?").arg(written(), near));
    refuse("must be one of " + names.join(", ") + written());
}

QString SceneValue::text(qsizetype most, const QString& usual) const {
    if (given() && (!m_value.isString() || m_value.toString().size() > most))
        refuse(QString("must be a text of at most %1 characters").arg(most) +
               (m_value.isString() ? QString() : written()));
    return m_value.toString(usual);
}

std::vector<SceneValue> SceneValue::list(qsizetype least, qsizetype most) const {
    if (!given() && least == 0) return {};
    const QJsonArray array = m_value.toArray();
    if (!m_value.isArray() || array.size() < least || array.size() > most) {
        const QString count = least == most ? QString::number(most) : QString("%1 to %2").arg(least).arg(most);
        refuse(QString("must be an array of %1").arg(count) +
               (m_value.isArray() ? QString(", not of %1").arg(array.size()) : written()));
    }
    std::vector<SceneValue> entries;
    for (qsizetype i = 0; i < array.size(); ++i)
        entries.push_back(
            {array[i], pointerTo(m_pointer, QString::number(i)), m_place + QString(", entry %1").arg(i + 1)});
    return entries;
}

std::vector<int> SceneValue::wholes(int low, int high, int usual, const QList<qsizetype>& counts) const {
    if (!m_value.isArray()) return std::vector<int>(2, whole(low, high, usual));
    const auto size = m_value.toArray().size();
    if (!counts.contains(size)) {
        QStringList allowed;
        for (const auto count : counts) allowed << QString::number(count);
        refuse(QString("must be one number, or an array of %1, not of %2").arg(allowed.join(" or ")).arg(size));
    }
    std::vector<int> all;
    for (const SceneValue& entry : list(size)) all.push_back(entry.whole(low, high));
    return all;
}

cnn::Tensor SceneValue::grid(int rows, int columns, float magnitude) const {
    const auto lines = list(1, rows);
    std::vector<float> values;
    std::size_t width = 0;
    for (const SceneValue& line : lines) {
        const std::size_t before = values.size();
        line.appendRow(columns, magnitude, values);
        const std::size_t count = values.size() - before;
        if (width != 0 && count != width)
            line.refuse(QString("must be a row of %1 numbers, as the first, not of %2").arg(width).arg(count));
        width = count;
    }
    return cnn::Tensor({1, static_cast<int>(lines.size()), static_cast<int>(width), 1}, values);
}

void SceneValue::appendRow(int columns, float magnitude, std::vector<float>& to) const {
    static const QRegularExpression between("[\\s,;]+");
    constexpr qsizetype longestNumber = 40; // characters
    const QString rule = QString("must be a text of 1 to %1 numbers with blanks between (\"0 1 2\")").arg(columns);
    const QString row = m_value.toString();
    const auto words = row.size() > longestNumber * columns ? QStringList() : row.split(between, Qt::SkipEmptyParts);
    if (words.isEmpty() || words.size() > columns)
        refuse(rule + (words.isEmpty() ? written() : QString(", not of %1").arg(words.size())));
    for (const QString& word : words) {
        const auto value = cnn::numberFrom(word.toStdString());
        if (!value) refuse(rule + QString("; \"%1\" is none").arg(word));
        if (!(std::abs(*value) <= magnitude))
            refuse(QString("must hold numbers from −%1 to %1, not %2").arg(shortNumber(magnitude), word));
        to.push_back(*value);
    }
}

QJsonArray toRows(const cnn::Tensor& grid) {
    QJsonArray rows;
    for (const QString& line : QString::fromStdString(cnn::toCsv(grid, ' ')).split('\n', Qt::SkipEmptyParts))
        rows << line;
    return rows;
}

cnn::Error placed(const QString& name, const QByteArray& text, const QString& inside, const cnn::Error& said) {
    const auto* value = dynamic_cast<const SceneError*>(&said);
    const QString line = value ? QString(", line %1").arg(lineOf(text, inside + value->pointer())) : QString();
    return {cnn::ErrorCode::BadFormat, cnn::Message::tr("%1: %2", (name + line).toStdString(), said.message())};
}

} // namespace ui
