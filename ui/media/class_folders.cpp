#include "ui/media/class_folders.h"
#include "ui/media/refusal.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "ui/media/file_names.h"
#include "ui/tr.h"

#include <algorithm>
#include <filesystem>
#include <span>

namespace ui {
namespace {

constexpr qsizetype mostFiles = 100000;
constexpr int deepestWrapping = 4; // folders that hold nothing but one folder
constexpr std::uint64_t seed = 1;  // of the split and the order: the same folder, the same images
constexpr std::size_t oneInTest = 5;
constexpr qsizetype longestName = 100; // bytes, of a class in a network's file

const QStringList trainNames{"train", "training"}, testNames{"test", "testing"},
    validationNames{"val", "valid", "validation"};
using Paths = std::vector<QString>;

// What a folder's name is for people and in other programs' files: composed as most write it, without line breaks.
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

QStringList sortedFoldersIn(const QString& folder) {
    QStringList names = foldersIn(folder);
    std::sort(names.begin(), names.end(),
              [](const QString& a, const QString& b) { return naturallyBefore(className(a), className(b)); });
    return names;
}

// By their names alone: files that nobody wants to read are not opened.
QStringList picturesIn(const QString& folder) {
    QStringList names = filesIn(folder);
    names.removeIf([](const QString& name) { return !hasPictureSuffix(name); });
    std::sort(names.begin(), names.end(), naturallyBefore);
    return names;
}

Paths pathsIn(const QString& folder) {
    QStringList names = filesIn(folder);
    std::sort(names.begin(), names.end()); // not naturally: the split of a folder stays what it always was
    Paths paths;
    for (const QString& name : names) paths.push_back(folder + '/' + name);
    return paths;
}

// Pictures in a folder and all folders in it, up to that many; links are not followed.
qsizetype picturesBelow(const QString& folder, qsizetype most) {
    namespace fs = std::filesystem;
    qsizetype count = 0;
    std::error_code none;
    for (fs::recursive_directory_iterator at(filePath(folder), fs::directory_options::skip_permission_denied, none),
         end;
         !none && at != end && count < most; at.increment(none)) {
        std::error_code unknown;
        const QString name = nameOf(at->path().filename());
        if (name.startsWith('.'))
            at.disable_recursion_pending();
        else if (hasPictureSuffix(name) && at->is_regular_file(unknown))
            ++count;
    }
    return count;
}

QString oneOf(const QStringList& wished, const QStringList& there) {
    for (const QString& name : there)
        if (wished.contains(name.toLower())) return name;
    return {};
}

bool hasClassFiles(const QString& folder) {
    const QStringList classes = sortedFoldersIn(folder);
    return std::any_of(classes.begin(), classes.end(),
                       [&](const QString& name) { return !filesIn(folder + '/' + name).isEmpty(); });
}

class Lister {
public:
    explicit Lister(QString folder) : m_folder(std::move(folder)) {}

    ClassFolders list() {
        stepInside();
        const QStringList there = sortedFoldersIn(m_folder);
        if (there.isEmpty()) failWithoutClasses();
        const QString train = oneOf(trainNames, there);
        const QString named = oneOf(testNames, there), test = named.isEmpty() ? oneOf(validationNames, there) : named;
        if (!train.isEmpty() && hasClassFiles(m_folder + '/' + train))
            listTrain(there, train, test);
        else
            splitClasses(m_folder);
        if (m_found > mostFiles)
            fail(
                cnn::ErrorCode::TooLarge,
                ui::tr("The folder %1 holds %L2 files; at most 100,000 pictures are read.").arg(m_folder).arg(m_found));
        // A network is tested on the first images too: they are of all classes.
        cnn::Rng(seed, 1).shuffle(m_list.train);
        cnn::Rng(seed, 2).shuffle(m_list.test);
        return std::move(m_list);
    }

private:
    // Archives often hold everything in one folder of their own.
    void stepInside() {
        QStringList way;
        for (int depth = 0; depth < deepestWrapping; ++depth) {
            const QStringList inside = sortedFoldersIn(m_folder);
            if (inside.size() != 1 || trainNames.contains(inside[0].toLower()) || !picturesIn(m_folder).isEmpty())
                break;
            const QString next = m_folder + '/' + inside[0];
            if (!picturesIn(next).isEmpty() || sortedFoldersIn(next).isEmpty()) break;
            way << inside[0];
            m_folder = next;
        }
        if (!way.isEmpty()) m_list.notes << ui::tr("The classes are the subfolders of %1.").arg(way.join('/'));
    }

    [[noreturn]] void failWithoutClasses() const {
        const QString mnist = "MNIST's four files (train-images-idx3-ubyte, train-labels-idx1-ubyte, "
                              "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte)";
        const QStringList flat = picturesIn(m_folder);
        if (flat.isEmpty())
            fail(cnn::ErrorCode::NotFound,
                 ui::tr("The folder %1 holds neither pictures in one subfolder a class nor %2.").arg(m_folder, mnist));
        fail(
            cnn::ErrorCode::NotFound,
            ui::tr("The folder %1 holds %2 but neither subfolders nor %3, so nothing says which class they are of: put "
                   "the pictures of each class into a subfolder with its name, as %4 into %1/%5.")
                .arg(m_folder, flat.size() == 1 ? ui::tr("1 picture") : ui::tr("%L1 pictures").arg(flat.size()), mnist,
                     flat[0], flat[0].section('.', 0, 0)));
    }

    void listTrain(const QStringList& there, const QString& train, const QString& test) {
        const bool tested = !test.isEmpty() && hasClassFiles(m_folder + '/' + test);
        QStringList unused;
        for (const QString& other : there)
            if (other != train && !(tested && other == test)) unused << other;
        if (!unused.isEmpty())
            m_list.notes << ui::tr("Beside the training %1 these folders are not used: %2.")
                                .arg(tested ? "and test images" : "images", unused.join(", "));
        if (tested) return keepSplit(train, test);
        m_list.notes
            << ui::tr("There are no test images beside %1: a fifth of each class is kept for testing.").arg(train);
        splitClasses(m_folder + '/' + train);
    }

    // The class folders of `folder` that hold files, with them; what lies elsewhere is said.
    std::vector<std::pair<QString, Paths>> classesIn(const QString& folder) {
        std::vector<std::pair<QString, Paths>> classes;
        qsizetype deeper = 0;
        QString where;
        QStringList empty;
        for (const QString& name : sortedFoldersIn(folder)) {
            const QString path = folder + '/' + name;
            Paths files = pathsIn(path);
            m_found += static_cast<qsizetype>(files.size());
            for (const QString& inside : sortedFoldersIn(path))
                if (const qsizetype more = picturesBelow(path + '/' + inside, mostFiles - deeper); more > 0) {
                    deeper += more;
                    if (where.isEmpty()) where = name + '/' + inside;
                }
            if (files.empty())
                empty << name;
            else
                classes.emplace_back(className(name), std::move(files));
        }
        const qsizetype beside = picturesIn(folder).size();
        if (!empty.isEmpty())
            m_list.notes << (empty.size() == 1 ? ui::tr("The subfolder %1 holds no files and is left out.")
                                               : ui::tr("The subfolders %1 hold no files and are left out."))
                                .arg(empty.join(", "));
        if (deeper > 0)
            m_list.notes
                << (deeper == 1
                        ? ui::tr("1 picture lies deeper than the class folders, as in %1, and is left out.").arg(where)
                        : ui::tr("%L1 pictures lie deeper than the class folders, as in %2, and are left out.", nullptr,
                                 static_cast<int>(deeper))
                              .arg(deeper)
                              .arg(where));
        if (beside > 0)
            m_list.notes << (beside == 1 ? ui::tr("1 picture lies beside the class folders and is left out.")
                                         : ui::tr("%L1 pictures lie beside the class folders and are left out.",
                                                  nullptr, static_cast<int>(beside))
                                               .arg(beside));
        return classes;
    }

    void add(std::span<const QString> files, std::size_t label, std::vector<PictureFile>& to) {
        for (const QString& path : files) to.push_back({path, static_cast<int>(label)});
    }

    // A seeded fifth of each class, at least one picture where there are two, becomes the test set.
    void splitClasses(const QString& folder) {
        for (auto& [name, files] : classesIn(folder)) {
            const auto label = static_cast<std::size_t>(m_list.classes.size());
            m_list.classes << name;
            cnn::Rng(seed, label).shuffle(files);
            const std::size_t count = files.size();
            const std::size_t test = count < 2 ? 0 : std::max<std::size_t>(1, (count + oneInTest / 2) / oneInTest);
            add(std::span(files).first(test), label, m_list.test);
            add(std::span(files).subspan(test), label, m_list.train);
        }
    }

    void keepSplit(const QString& train, const QString& test) {
        const QString trainFolder = m_folder + '/' + train, testFolder = m_folder + '/' + test;
        for (const auto& [name, files] : classesIn(trainFolder)) {
            add(files, static_cast<std::size_t>(m_list.classes.size()), m_list.train);
            m_list.classes << name;
        }
        for (const auto& [name, files] : classesIn(testFolder)) {
            const auto label = m_list.classes.indexOf(name);
            if (label < 0)
                fail(cnn::ErrorCode::Mismatch,
                     ui::tr("%1 has a class \"%2\" that %3 lacks; both need the same subfolders.")
                         .arg(testFolder, name, trainFolder));
            add(files, static_cast<std::size_t>(label), m_list.test);
        }
    }

    QString m_folder;
    ClassFolders m_list;
    qsizetype m_found = 0; // files
};

} // namespace

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

ClassFolders classFoldersIn(const QString& folder) {
    return Lister(folder).list();
}

} // namespace ui
