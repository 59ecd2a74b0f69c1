#include "ui/media/class_folders.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/class_split.h"
#include "ui/media/file_labels.h"
#include "ui/media/file_names.h"
#include "ui/media/folder_tree.h"
#include "ui/media/refusal.h"
#include "ui/tr.h"

#include <QRegularExpression>
#include <algorithm>
#include <span>

namespace ui {
namespace {

constexpr int deepestWrapping = 4; // folders that hold nothing but one folder
constexpr std::uint64_t seed = 1;  // of the order: the same folder, the same images

enum class Part { None, Train, Validation, Test };
using Paths = std::vector<QString>;

// "train", "seg_train", "Training set"; what part of a data set a folder of that name is.
Part partOf(const QString& name) {
    static const QRegularExpression betweenWords("[^a-z]+");
    static const QStringList train{"train", "training"}, validation{"val", "valid", "validation", "dev"},
        test{"test", "testing"};
    for (const QString& word : name.toLower().split(betweenWords)) {
        if (train.contains(word)) return Part::Train;
        if (validation.contains(word)) return Part::Validation;
        if (test.contains(word)) return Part::Test;
    }
    return Part::None;
}

bool mayBeClass(const FolderTree& tree) {
    return !tree.files.isEmpty() || tree.pictures > 0;
}

qsizetype classesIn(const FolderTree& tree) {
    return std::count_if(tree.folders.begin(), tree.folders.end(), mayBeClass);
}

// The files of a class: all of its folder, whatever they are called, and the pictures of the folders in it.
void addDeeper(const FolderTree& tree, Paths& to) {
    for (const FolderTree& inside : tree.folders) {
        for (const QString& file : inside.files)
            if (hasPictureSuffix(file)) to.push_back(inside.path + '/' + file);
        addDeeper(inside, to);
    }
}

Paths filesOf(const FolderTree& tree) {
    Paths files;
    for (const QString& file : tree.files) files.push_back(tree.path + '/' + file);
    addDeeper(tree, files);
    return files;
}

// All pictures, and all tables beside them.
void addPictures(const FolderTree& tree, QStringList& to) {
    QStringList files = tree.files;
    std::sort(files.begin(), files.end(), naturallyBefore);
    for (const QString& file : files)
        if (hasPictureSuffix(file)) to << tree.path + '/' + file;
    for (const FolderTree& inside : tree.folders) addPictures(inside, to);
}

QStringList tablesIn(const FolderTree& tree) {
    static const QStringList suffixes{"csv", "tsv", "txt"};
    QStringList all;
    for (const QString& file : tree.files)
        if (suffixes.contains(file.section('.', -1).toLower())) all << tree.path + '/' + file;
    return all;
}

class Lister {
public:
    explicit Lister(const QString& folder) : m_folder(folder) {}

    ClassFolders list() {
        Junk junk;
        m_root = folderTree(m_folder, junk);
        noteOn(junk);
        m_tree = &m_root;
        m_tables = tablesIn(m_root);
        dropCopy(m_root);
        stepInside();
        if (!listParts() && !listClasses()) failWithoutClasses();
        if (m_list.test.empty())
            keepForTesting();
        else { // a network is tested on the first images too: they are of all classes
            cnn::Rng(seed, 1).shuffle(m_list.train);
            cnn::Rng(seed, 2).shuffle(m_list.test);
        }
        cnn::Rng(seed, 3).shuffle(m_list.validation);
        return std::move(m_list);
    }

private:
    void noteOn(const Junk& junk) {
        if (junk.count == 0) return;
        const QString names = junk.names.join(", ");
        m_list.notes << (junk.count == 1 ? ui::tr("1 file that systems leave behind is skipped (%1).").arg(names)
                                         : ui::tr("%L1 files and folders that systems leave behind are skipped (%2).",
                                                  nullptr, static_cast<int>(junk.count))
                                               .arg(junk.count)
                                               .arg(names));
    }

    // Some archives hold the whole set once more inside itself.
    void dropCopy(FolderTree& tree) {
        const auto hasTwin = [&](const FolderTree& inside, const FolderTree& copy) {
            return &inside != &copy && mayBeClass(inside) &&
                   std::any_of(copy.folders.begin(), copy.folders.end(),
                               [&](const FolderTree& f) { return f.name == inside.name && mayBeClass(f); });
        };
        for (std::size_t i = 0; i < tree.folders.size(); ++i) {
            const FolderTree& copy = tree.folders[i];
            if (!copy.files.isEmpty() || classesIn(copy) < 2) continue;
            const auto twins = std::count_if(tree.folders.begin(), tree.folders.end(),
                                             [&](const FolderTree& f) { return hasTwin(f, copy); });
            if (twins < 2 || twins != classesIn(tree) - 1) continue;
            m_list.notes << ui::tr("The folder %1 holds the same subfolders once more and is left out.").arg(copy.name);
            tree.pictures -= copy.pictures;
            tree.folders.erase(tree.folders.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }

    // Archives often hold everything in one folder of their own.
    FolderTree* theOnlyFolder(FolderTree& tree) const {
        FolderTree* only = nullptr;
        for (FolderTree& inside : tree.folders) {
            if (!mayBeClass(inside)) continue;
            if (only) return nullptr;
            only = &inside;
        }
        if (!only || tree.hasPictures() || only->hasPictures() || only->folders.empty()) return nullptr;
        return only;
    }
    void stepInside() {
        QStringList way;
        for (int depth = 0; depth < deepestWrapping; ++depth) {
            FolderTree* next = theOnlyFolder(*m_tree);
            if (!next || partOf(next->name) == Part::Train) break;
            way << next->name;
            m_tree = next;
            m_tables << tablesIn(*m_tree);
            dropCopy(*m_tree);
        }
        if (!way.isEmpty()) m_list.notes << ui::tr("The classes are the subfolders of %1.").arg(way.join('/'));
    }

    // The folder with class folders that is this part of the set, if one alone is.
    FolderTree* folderOf(Part part) const {
        FolderTree* found = nullptr;
        for (FolderTree& inside : m_tree->folders) {
            if (partOf(inside.name) != part) continue;
            FolderTree* classes = &inside;
            for (FolderTree* next = theOnlyFolder(*classes); next; next = theOnlyFolder(*classes)) classes = next;
            if (classesIn(*classes) == 0) continue;
            if (found) return nullptr;
            found = classes;
        }
        return found;
    }

    // "train/rose/1.png": a split that is there already.
    bool listParts() {
        const FolderTree* train = folderOf(Part::Train);
        if (!train) return false;
        const FolderTree *test = folderOf(Part::Test), *validation = folderOf(Part::Validation);
        if (!test && validation) {
            m_list.notes << testedByValidation(validation->name);
            std::swap(test, validation);
        }
        QStringList unused;
        for (const FolderTree& other : m_tree->folders) {
            const auto holds = [&](const FolderTree* part) { return part && part->path.startsWith(other.path + '/'); };
            if (&other != train && &other != test && &other != validation && !holds(train) && !holds(test) &&
                !holds(validation))
                unused << other.name;
        }
        if (!unused.isEmpty())
            m_list.notes << ui::tr("Beside the training %1 these folders are not used: %2.")
                                .arg(test ? "and test images" : "images", unused.join(", "));
        m_list.layout = ui::tr("One subfolder a class, in folders for training and testing.");
        if (!test) {
            m_list.notes << ui::tr("There are no test images beside %1: a fifth of each class is kept for testing.")
                                .arg(train->name);
            m_list.layout = ui::tr("One subfolder a class, in %1.").arg(train->name);
            addClasses(*train);
            return true;
        }
        addClasses(*train);
        addPart(*test, *train, m_list.test);
        if (!validation) return true;
        m_list.notes << ui::tr("The images in %1 are the validation set.").arg(validation->name);
        addPart(*validation, *train, m_list.validation);
        return true;
    }
    void addPart(const FolderTree& part, const FolderTree& train, std::vector<PictureFile>& to) {
        for (const auto& [name, files] : classesOf(part)) {
            const auto label = m_list.classes.indexOf(name);
            if (label < 0)
                fail(cnn::ErrorCode::Mismatch,
                     ui::tr("%1 has a class \"%2\" that %3 lacks; both need the same subfolders.")
                         .arg(part.path, name, train.path));
            add(files, static_cast<std::size_t>(label), to);
        }
    }

    // "rose/1.png"; not where all folders are parts of a set, which say nothing of classes.
    bool listClasses() {
        if (m_tree->folders.empty()) return listLabelled();
        const bool parts = std::all_of(m_tree->folders.begin(), m_tree->folders.end(), [](const FolderTree& f) {
            return !mayBeClass(f) || partOf(f.name) != Part::None;
        });
        if (parts || classesIn(*m_tree) < 2) {
            if (listLabelled()) return true;
            if (parts && m_root.pictures > 0) return false;
        }
        m_list.layout = ui::tr("One subfolder a class.");
        addClasses(*m_tree);
        return true;
    }

    // Pictures whose class a table or their own names tell.
    bool listLabelled() {
        QStringList pictures;
        addPictures(*m_tree, pictures);
        if (pictures.isEmpty()) return false;
        for (const FolderTree& inside : m_tree->folders) m_tables << tablesIn(inside);
        m_tables.removeDuplicates();
        auto labels = labelsFromTables(m_tables, pictures);
        if (!labels) labels = labelsFromNames(pictures);
        if (!labels) return false;
        m_list.layout = labels->layout;
        m_list.notes << labels->layout << labels->notes;
        QStringList names;
        qsizetype nameless = 0;
        for (const QString& name : labels->of) {
            if (name.isEmpty()) ++nameless;
            if (!name.isEmpty() && !names.contains(name)) names << name;
        }
        if (nameless > 0)
            m_list.notes << (nameless == 1 ? ui::tr("1 picture has no class there and is left out.")
                                           : ui::tr("%L1 pictures have no class there and are left out.", nullptr,
                                                    static_cast<int>(nameless))
                                                 .arg(nameless));
        std::sort(names.begin(), names.end(), naturallyBefore);
        m_list.classes = names;
        std::vector<Paths> train(static_cast<std::size_t>(names.size()));
        for (qsizetype i = 0; i < pictures.size(); ++i) {
            const qsizetype label = names.indexOf(labels->of[static_cast<std::size_t>(i)]);
            if (label < 0) continue;
            const Part part = partOf(pictures[i].mid(m_tree->path.size()).section('/', 1, 1));
            if (part == Part::Test)
                m_list.test.push_back({pictures[i], static_cast<int>(label)});
            else if (part == Part::Validation)
                m_list.validation.push_back({pictures[i], static_cast<int>(label)});
            else
                train[static_cast<std::size_t>(label)].push_back(pictures[i]);
        }
        for (std::size_t label = 0; label < train.size(); ++label) add(train[label], label, m_list.train);
        if (m_list.test.empty() && !m_list.validation.empty()) {
            m_list.notes << testedByValidation(ui::tr("the validation folder"));
            std::swap(m_list.test, m_list.validation);
        }
        return true;
    }

    static QString testedByValidation(const QString& folder) {
        return ui::tr("The images in %1 are the test set: there is no other.").arg(folder);
    }

    [[noreturn]] void failWithoutClasses() const {
        const QString mnist = "MNIST's four files (train-images-idx3-ubyte, train-labels-idx1-ubyte, "
                              "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte)";
        QStringList flat;
        addPictures(*m_tree, flat);
        if (flat.isEmpty())
            fail(cnn::ErrorCode::NotFound,
                 ui::tr("The folder %1 holds neither pictures in one subfolder a class nor %2.").arg(m_folder, mnist));
        const QString first = flat[0].section('/', -1);
        fail(
            cnn::ErrorCode::NotFound,
            ui::tr("The folder %1 holds %2 but neither subfolders nor %3, so nothing says which class they are of: put "
                   "the pictures of each class into a subfolder with its name, as %4 into %1/%5, or beside them a "
                   "table labels.csv with the columns file and label; or let the names of the files begin with their "
                   "class, as dog.1.png, two pictures or more of each.")
                .arg(m_folder, flat.size() == 1 ? ui::tr("1 picture") : ui::tr("%L1 pictures").arg(flat.size()), mnist,
                     first, first.section('.', 0, 0)));
    }

    // The class folders of `folder` that hold files, with them; what lies elsewhere is said.
    std::vector<std::pair<QString, Paths>> classesOf(const FolderTree& folder) {
        std::vector<std::pair<QString, Paths>> classes;
        qsizetype deeper = 0;
        QString where;
        QStringList empty;
        for (const FolderTree& inside : folder.folders) {
            if (!mayBeClass(inside)) {
                empty << inside.name;
                continue;
            }
            for (const FolderTree& more : inside.folders) {
                deeper += more.pictures;
                if (where.isEmpty() && more.pictures > 0) where = inside.name + '/' + more.name;
            }
            classes.emplace_back(className(inside.name), filesOf(inside));
        }
        const auto beside = std::count_if(folder.files.begin(), folder.files.end(), hasPictureSuffix);
        if (!empty.isEmpty())
            m_list.notes << (empty.size() == 1 ? ui::tr("The subfolder %1 holds no files and is left out.")
                                               : ui::tr("The subfolders %1 hold no files and are left out."))
                                .arg(empty.join(", "));
        if (deeper > 0)
            m_list.notes
                << (deeper == 1
                        ? ui::tr("1 picture lies deeper, as in %1, and is of the class folder above it.").arg(where)
                        : ui::tr("%L1 pictures lie deeper, as in %2, and are of the class folder above them.", nullptr,
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

    static void add(std::span<const QString> files, std::size_t label, std::vector<PictureFile>& to) {
        for (const QString& path : files) to.push_back({path, static_cast<int>(label)});
    }

    void addClasses(const FolderTree& folder) {
        for (const auto& [name, files] : classesOf(folder)) {
            add(files, static_cast<std::size_t>(m_list.classes.size()), m_list.train);
            m_list.classes << name;
        }
    }

    void keepForTesting() {
        std::vector<int> labels;
        for (const PictureFile& file : m_list.train) labels.push_back(file.label);
        const cnn::ClassSplit split = cnn::splitByClass(labels);
        const auto chosen = [&](const std::vector<std::size_t>& indices) {
            std::vector<PictureFile> files;
            for (const std::size_t i : indices) files.push_back(m_list.train[i]);
            return files;
        };
        m_list.test = chosen(split.test);
        m_list.train = chosen(split.train);
    }

    const QString& m_folder;
    FolderTree m_root;
    FolderTree* m_tree = nullptr; // where the classes are, at or below the root
    QStringList m_tables;
    ClassFolders m_list;
};

} // namespace

ClassFolders classFoldersIn(const QString& folder) {
    return Lister(folder).list();
}

} // namespace ui
