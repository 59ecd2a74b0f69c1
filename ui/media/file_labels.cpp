#include "ui/media/file_labels.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/data/dataset.h"
#include "core/tensor/table_form.h"
#include "core/tensor/text_encoding.h"
#include "ui/media/file_names.h"
#include "ui/media/folder_tree.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t largestTable = 64U * 1024U * 1024U;

QString stemOf(const QString& path) {
    const QString name = path.section('/', -1);
    return hasPictureSuffix(name) ? name.section('.', 0, -2) : name;
}

// A picture by whatever a table may call it; what two pictures are called alike tells nothing.
class PictureNames {
public:
    explicit PictureNames(const QStringList& pictures) {
        for (qsizetype i = 0; i < pictures.size(); ++i) {
            add(pictures[i].section('/', -1), i);
            add(stemOf(pictures[i]), i);
            for (int folders = 2; folders <= 3; ++folders) add(pictures[i].section('/', -folders), i);
        }
    }
    // -1: there is none, or several.
    qsizetype find(QString name) const {
        name.replace('\\', '/');
        if (const auto at = m_indices.find(name); at != m_indices.end()) return *at;
        return m_indices.value(name.section('/', -1), -1);
    }

private:
    void add(const QString& name, qsizetype index) {
        const auto at = m_indices.find(name);
        if (at == m_indices.end())
            m_indices[name] = index;
        else if (*at != index)
            *at = -1;
    }
    QHash<QString, qsizetype> m_indices;
};

struct Table {
    QStringList header; // empty: there is none
    std::vector<QStringList> rows;
};

Table tableFrom(const QString& path) {
    Table table;
    const std::string bytes = cnn::readFile(filePath(path), largestTable);
    std::string storage;
    const auto text = cnn::utf8Text(bytes, storage);
    if (!text) return table;
    const auto body = cnn::tableBody(*text, cnn::TableSource::File);
    if (!body) return table;
    for (cnn::TableCells cells = body->cells(); cells.next();) {
        if (cells.isEmpty()) continue;
        QStringList row;
        for (const std::string_view cell : cells.cells()) {
            const std::string_view plain = cnn::withoutQuotes(cell);
            row << QString::fromUtf8(plain.data(), static_cast<qsizetype>(plain.size())).trimmed();
        }
        table.rows.push_back(row);
    }
    return table;
}

qsizetype columnsOf(const Table& table) {
    qsizetype most = 0;
    for (const QStringList& row : table.rows) most = std::max(most, row.size());
    return most;
}

// The column that names most pictures, and how many; the first row may be a header.
std::pair<qsizetype, qsizetype> fileColumn(const Table& table, const PictureNames& names) {
    std::pair<qsizetype, qsizetype> best{-1, 0};
    for (qsizetype column = 0; column < columnsOf(table); ++column) {
        QSet<qsizetype> found;
        for (const QStringList& row : table.rows)
            if (const qsizetype at = names.find(row.value(column)); at >= 0) found << at;
        if (found.size() > best.second) best = {column, found.size()};
    }
    return best;
}

bool isOneOfTwo(const QString& cell) {
    return cell == "0" || cell == "1" || cell == "0.0" || cell == "1.0";
}

// The class of a row, in whichever of the two ways the table has it.
class LabelColumn {
public:
    LabelColumn(const Table& table, qsizetype fileColumn, const QString& path) {
        static const QStringList usual{"label",      "labels",    "class",  "classes", "category",
                                       "class_name", "classname", "target", "species", "breed",
                                       "diagnosis",  "dx",        "type",   "y",       "name",
                                       "label_name", "class_id",  "digit",  "finding"};
        QList<qsizetype> others;
        for (qsizetype column = 0; column < columnsOf(table); ++column)
            if (column != fileColumn && !table.header.value(column).isEmpty() | table.header.isEmpty())
                others << column;
        for (const QString& name : usual)
            for (const qsizetype column : others)
                if (m_column < 0 && table.header.value(column).toLower() == name) m_column = column;
        if (m_column < 0) takeFlags(table, others);
        if (m_column < 0 && m_flags.isEmpty() && others.size() == 1) m_column = others.first();
        if (m_column < 0 && m_flags.isEmpty() && others.size() > 1)
            fail(
                cnn::ErrorCode::Mismatch,
                ui::tr("The table %1 names the pictures, but any of its columns %2 may be their classes: name that one "
                       "label in its first line.")
                    .arg(path, namesOf(table, others)));
    }
    bool isThere() const { return m_column >= 0 || !m_flags.isEmpty(); }
    QString classOf(const QStringList& row) const {
        if (m_column >= 0) return row.value(m_column);
        for (const auto& [column, name] : m_flags)
            if (row.value(column).startsWith('1')) return name;
        return {};
    }

private:
    // A column a class, in every row a single 1.
    void takeFlags(const Table& table, const QList<qsizetype>& others) {
        if (others.size() < 2 || table.header.isEmpty() || table.rows.empty()) return;
        for (const QStringList& row : table.rows) {
            int ones = 0;
            for (const qsizetype column : others) {
                if (!isOneOfTwo(row.value(column))) return;
                ones += row.value(column).startsWith('1');
            }
            if (ones != 1) return;
        }
        for (const qsizetype column : others) m_flags << std::pair(column, table.header.value(column));
    }
    static QString namesOf(const Table& table, const QList<qsizetype>& columns) {
        QStringList names;
        for (const qsizetype column : columns)
            names << (table.header.isEmpty() ? QString::number(column + 1) : table.header.value(column));
        return names.join(", ");
    }

    qsizetype m_column = -1;
    QList<std::pair<qsizetype, QString>> m_flags;
};

// How many classes there are of the pictures that have one.
std::pair<qsizetype, qsizetype> countsOf(const std::vector<QString>& classes) {
    QSet<QString> different;
    qsizetype known = 0;
    for (const QString& name : classes) {
        if (name.isEmpty()) continue;
        ++known;
        different << name;
    }
    return {different.size(), known};
}

} // namespace

std::optional<FileLabels> labelsFromTables(const QStringList& tables, const QStringList& pictures) {
    const PictureNames names(pictures);
    FileLabels labels{{}, std::vector<QString>(static_cast<std::size_t>(pictures.size())), {}};
    QStringList used;
    qsizetype missing = 0;
    for (const QString& path : tables) {
        const QString file = path.section('/', -1);
        if (file.contains("submission", Qt::CaseInsensitive)) continue; // what Kaggle wants, with made-up classes
        Table table = tableFrom(path);
        const auto [column, found] = fileColumn(table, names);
        if (column < 0 || 2 * found < std::min<qsizetype>(pictures.size(), static_cast<qsizetype>(table.rows.size())))
            continue;
        if (names.find(table.rows.front().value(column)) < 0 && !hasPictureSuffix(table.rows.front().value(column))) {
            table.header = table.rows.front();
            table.rows.erase(table.rows.begin());
        }
        const LabelColumn classes(table, column, path);
        if (!classes.isThere()) continue;
        used << file;
        for (const QStringList& row : table.rows) {
            const qsizetype at = names.find(row.value(column));
            if (at < 0)
                ++missing;
            else if (QString& label = labels.of[static_cast<std::size_t>(at)]; label.isEmpty())
                label = className(classes.classOf(row));
        }
    }
    if (used.isEmpty()) return {};
    labels.layout = ui::tr("The classes of the pictures stand in %1.").arg(used.join(", "));
    if (missing == 1)
        labels.notes << ui::tr("1 line of %1 names a picture that is not there.").arg(used.join(", "));
    else if (missing > 1)
        labels.notes << ui::tr("%L1 lines of %2 name pictures that are not there.", nullptr, static_cast<int>(missing))
                            .arg(missing)
                            .arg(used.join(", "));
    return labels;
}

std::optional<FileLabels> labelsFromNames(const QStringList& pictures) {
    // A number at the end; a number in front; a first word.
    static const QRegularExpression patterns[] = {
        QRegularExpression("^(.*[^\\d ._()-])[ ._-]*\\(?\\d+\\)?$|^(\\d+)[ ._-]+\\(?\\d+\\)?$"),
        QRegularExpression("^\\d+[ ._-]+(\\D.*)$"), QRegularExpression("^([^ ._-]+)[ ._-].+$")};
    for (const QRegularExpression& pattern : patterns) {
        FileLabels labels;
        QString example;
        for (const QString& picture : pictures) {
            const auto match = pattern.match(stemOf(picture));
            const QString name = match.hasMatch() ? match.captured(match.lastCapturedIndex()) : QString();
            labels.of.push_back(name.isEmpty() ? name : className(name));
            if (example.isEmpty() && !name.isEmpty()) example = picture.section('/', -1);
        }
        const auto [classes, known] = countsOf(labels.of);
        constexpr qsizetype oneInNameless = 20;
        if (classes < 2 || classes > static_cast<qsizetype>(cnn::mostClasses) || known < 2 * classes ||
            (pictures.size() - known) * oneInNameless > pictures.size())
            continue;
        const auto first =
            std::find_if(labels.of.begin(), labels.of.end(), [](const QString& c) { return !c.isEmpty(); });
        labels.layout =
            ui::tr("The classes stand in the names of the pictures: %1 is of the class %2.").arg(example, *first);
        return labels;
    }
    return {};
}

} // namespace ui
