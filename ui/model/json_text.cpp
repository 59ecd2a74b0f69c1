#include "ui/model/json_text.h"

#include "core/base/error.h"

#include <QHash>
#include <QJsonDocument>
#include <QStringList>
#include <vector>

namespace ui {
namespace {

[[noreturn]] void refuse(const QString& name, qsizetype line, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, QString("%1, line %2: %3").arg(name).arg(line).arg(why).toStdString());
}

// Goes through a text that QJsonDocument has read, from one key or entry to the next, in the order they stand.
class JsonWalk {
public:
    explicit JsonWalk(const QByteArray& text) : m_text(text) {}

    // False: there is no other.
    bool next() {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool entry = m_expects && !m_inside.empty() && !m_inside.back().object && c != ']' && !isBlank(c);
            if (entry) return begin(QString::number(m_inside.back().entries++));
            if (c == '"' && m_expects && !m_inside.empty()) return begin(string());
            step(c);
        }
        return false;
    }
    std::size_t depth() const { return m_inside.size(); } // 1: in the outermost object
    const QString& key() const { return m_key; }
    qsizetype line() const { return m_keyLine; }
    // The line in which this object had this key before; 0: it had not.
    qsizetype before() const { return m_before; }

private:
    struct Level {
        bool object = true;
        qsizetype entries = 0;
        QHash<QString, qsizetype> keys = {};
    };
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    bool begin(const QString& key) {
        m_expects = false;
        m_key = key;
        m_keyLine = m_line;
        m_before = 0;
        Level& level = m_inside.back();
        if (!level.object) return true;
        m_before = level.keys.value(key);
        if (m_before == 0) level.keys.insert(key, m_line);
        return true;
    }

    void step(char c) {
        if (c == '"') return (void)string();
        if (c == '\n') ++m_line;
        if (c == '{' || c == '[') m_inside.push_back({c == '{'});
        if ((c == '}' || c == ']') && !m_inside.empty()) m_inside.pop_back();
        if (c == '{' || c == '[' || c == ',') m_expects = true;
        if (c == '}' || c == ']') m_expects = false;
        ++m_at;
    }

    // From one quote to behind the other.
    QString string() {
        const qsizetype from = m_at++;
        bool escaped = false;
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\n') ++m_line;
            if (m_text[m_at] != '\\') continue;
            escaped = true;
            ++m_at;
        }
        ++m_at;
        const QByteArray raw = m_text.mid(from, m_at - from);
        if (!escaped) return QString::fromUtf8(raw.mid(1, raw.size() - 2));
        return QJsonDocument::fromJson('[' + raw + ']')[0].toString();
    }

    const QByteArray& m_text;
    qsizetype m_at = 0, m_line = 1, m_keyLine = 1, m_before = 0;
    bool m_expects = false; // a key, or an entry, comes next
    QString m_key;
    std::vector<Level> m_inside;
};

} // namespace

void refuseDuplicates(const QByteArray& text, const QString& name) {
    for (JsonWalk walk(text); walk.next();)
        if (walk.before() > 0)
            refuse(name, walk.line(),
                   QString("\"%1\" stands twice in the same { }, first in line %2. Leave out one of them.")
                       .arg(walk.key())
                       .arg(walk.before()));
}

QJsonObject jsonFrom(const QByteArray& text, const QString& name, const QString& kind) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        refuse(name, text.left(error.offset).count('\n') + 1, "this is no JSON: " + error.errorString() + ".");
    if (!document.isObject()) refuse(name, 1, "this is no " + kind + " of ConvScope: it must begin with {.");
    refuseDuplicates(text, name);
    return document.object();
}

QString pointerTo(const QString& inside, const QString& key) {
    return inside + '/' + QString(key).replace('~', "~0").replace('/', "~1");
}

qsizetype lineOf(const QByteArray& text, const QString& pointer) {
    QStringList wanted = pointer.split('/').mid(1);
    for (QString& key : wanted) key.replace("~1", "/").replace("~0", "~");
    qsizetype line = 1, found = 0;
    for (JsonWalk walk(text); found < wanted.size() && walk.next();) {
        if (static_cast<qsizetype>(walk.depth()) <= found) break; // what it should stand in is over
        if (static_cast<qsizetype>(walk.depth()) != found + 1 || walk.key() != wanted[found]) continue;
        line = walk.line();
        ++found;
    }
    return line;
}

} // namespace ui
