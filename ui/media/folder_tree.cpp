#include "ui/media/folder_tree.h"

#include "core/base/error.h"
#include "ui/media/file_names.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <algorithm>
#include <filesystem>

namespace ui {
namespace {

constexpr qsizetype mostFiles = 100000;
constexpr int deepest = 16, linkedUpTo = 2; // levels
constexpr qsizetype longestName = 100;      // bytes, of a class in a network's file

bool isJunk(const QString& name) {
    static const QStringList known{"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information",
                                   "icon\r"};
    return name.startsWith('.') || known.contains(name.toLower());
}

class Scanner {
public:
    Scanner(const QString& root, Junk& junk) : m_root(root), m_junk(junk) {}

    FolderTree scan(const QString& name, const QString& path, int depth) {
        namespace fs = std::filesystem;
        FolderTree tree{name, path, {}, {}, 0};
        QStringList folders;
        std::error_code none;
        for (fs::directory_iterator at(filePath(path), fs::directory_options::skip_permission_denied, none), end;
             !none && at != end; at.increment(none)) {
            std::error_code unknown;
            const QString entry = nameOf(at->path().filename());
            const bool folder = at->is_directory(unknown) && (depth < linkedUpTo || !at->is_symlink(unknown));
            if (isJunk(entry))
                skip(entry);
            else if (folder && depth < deepest)
                folders << entry;
            else if (at->is_regular_file(unknown)) {
                tree.files << entry;
                if (hasPictureSuffix(entry)) ++tree.pictures;
                if (++m_files > mostFiles)
                    fail(cnn::ErrorCode::TooLarge,
                         ui::tr("The folder %1 holds more than 100,000 files; at most as many pictures are read.")
                             .arg(m_root));
            }
        }
        std::sort(tree.files.begin(), tree.files.end());
        std::sort(folders.begin(), folders.end(),
                  [](const QString& a, const QString& b) { return naturallyBefore(className(a), className(b)); });
        for (const QString& inside : folders) {
            tree.folders.push_back(scan(inside, path + '/' + inside, depth + 1));
            tree.pictures += tree.folders.back().pictures;
        }
        return tree;
    }

private:
    void skip(const QString& name) {
        constexpr qsizetype named = 3;
        ++m_junk.count;
        if (m_junk.names.size() < named && !m_junk.names.contains(name)) m_junk.names << name;
    }

    const QString& m_root;
    Junk& m_junk;
    qsizetype m_files = 0;
};

} // namespace

bool FolderTree::hasPictures() const {
    return std::any_of(files.begin(), files.end(), hasPictureSuffix);
}

FolderTree folderTree(const QString& folder, Junk& junk) {
    return Scanner(folder, junk).scan({}, folder, 0);
}

QString className(const QString& folder) {
    QString name = (folder.isValidUtf16() ? folder : shownName(folder)).normalized(QString::NormalizationForm_C);
    for (QChar& c : name)
        if (c.category() == QChar::Other_Control) c = ' ';
    if (name.toUtf8().size() > longestName) {
        while (name.toUtf8().size() > longestName - 3) name.chop(name.back().isLowSurrogate() ? 2 : 1);
        name += "…";
    }
    return name.trimmed().isEmpty() ? "(blank)" : name;
}

bool naturallyBefore(const QString& a, const QString& b) {
    const auto isDigit = [](QChar c) { return c >= '0' && c <= '9'; };
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j]) return a[i] < b[j];
            ++i, ++j;
            continue;
        }
        const auto number = [&](const QString& s, qsizetype& at) {
            while (at < s.size() && s[at] == '0') ++at;
            const qsizetype begin = at;
            while (at < s.size() && isDigit(s[at])) ++at;
            return QStringView(s).sliced(begin, at - begin);
        };
        const QStringView one = number(a, i), other = number(b, j);
        if (one.size() != other.size()) return one.size() < other.size();
        if (const int order = one.compare(other); order != 0) return order < 0;
    }
    const qsizetype left = a.size() - i, right = b.size() - j;
    return left != right ? left < right : a < b; // "01" and "1" are the same number
}

} // namespace ui
