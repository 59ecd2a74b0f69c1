#include "core/files/array_files.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/data/file_kind.h"
#include "core/files/npz_read.h"

#include <algorithm>

namespace cnn {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostArchiveBytes = 512U * 1024U * 1024U, mostNpyBytes = mostArchiveBytes + 128U * 1024U;

// An archive in memory, for as long as one of its arrays may be asked for.
struct Npz {
    explicit Npz(const fs::path& path)
        : name(plainName(path)), bytes(readFile(path, mostArchiveBytes)), archive(bytes, name) {}
    std::string name, bytes;
    NpzArchive archive;
};

std::vector<NamedArray> arraysOf(const std::shared_ptr<const Npz>& npz) {
    std::vector<NamedArray> arrays;
    for (std::size_t i = 0; i < npz->archive.names().size(); ++i) {
        const std::string& name = npz->archive.names()[i];
        if (const auto is = arrayNamed(name))
            arrays.push_back({plainText(name), *is, [npz, i] {
                                  return numberArrayFrom(npz->archive.npy(i),
                                                         npz->name + ":" + plainText(npz->archive.names()[i]));
                              }});
    }
    return arrays;
}

// A file that is one array, called what the file is called: a .npy, or an archive that holds one.
std::optional<NamedArray> arrayIn(const fs::path& file) {
    const auto is = arrayNamed(bytesOfName(file.stem()));
    std::error_code none;
    if (!is || !fs::is_regular_file(file, none)) return std::nullopt;
    const std::string name = plainName(file.filename());
    if (file.extension() == ".npy")
        return NamedArray{name, *is, [file] { return numberArrayFrom(readFile(file, mostNpyBytes), plainName(file)); }};
    if (file.extension() != ".npz") return std::nullopt;
    return NamedArray{name, *is, [file] {
                          const Npz npz(file);
                          return numberArrayFrom(npz.archive.npy(0), npz.name);
                      }};
}

// The arrays of a folder's files, of that set where one is wanted.
std::vector<NamedArray> arraysBeside(const fs::path& folder, const std::optional<std::string>& set) {
    std::vector<NamedArray> arrays;
    for (const fs::path& file : entriesOf(folder))
        if (const auto array = arrayIn(file); array && (!set || array->is.set == *set)) arrays.push_back(*array);
    return arrays;
}

bool hasBoth(const std::vector<NamedArray>& arrays) {
    const auto has = [&](bool labels) {
        return std::ranges::any_of(arrays, [&](const NamedArray& a) { return a.is.labels == labels; });
    };
    return has(true) && has(false);
}

[[noreturn]] void failWithoutRoles(const std::string& where, const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(8, names.size()); ++i)
        list += (i > 0 ? ", " : "") + quote(names[i]);
    throw Error(
        ErrorCode::NotFound,
        Message::tr("%1 holds %2; nothing there is called images and nothing labels. Name them images and labels, "
                    "or train_images, train_labels, test_images and test_labels.",
                    where, list));
}

FoundSet inArchive(const fs::path& path, DataPart part) {
    const auto npz = std::make_shared<const Npz>(path);
    std::vector<NamedArray> arrays = arraysOf(npz);
    // KMNIST: one array an archive, and its role in the archive's name.
    if (npz->archive.names().size() == 1 && arrays.empty())
        if (const auto own = arrayIn(path))
            arrays = arraysBeside(path.has_parent_path() ? path.parent_path() : ".", own->is.set);
    if (arrays.empty()) failWithoutRoles(npz->name, npz->archive.names());
    FoundSet set = foundInArrays(arrays, npz->name, part);
    set.layout = Message::tr("Arrays of NumPy in an archive (.npz).");
    return set;
}

} // namespace

bool holdsArrays(const fs::path& folder) {
    const std::vector<fs::path> entries = entriesOf(folder);
    return std::ranges::any_of(entries, [](const fs::path& file) { return file.extension() == ".npz"; }) ||
           hasBoth(arraysBeside(folder, std::nullopt));
}

FoundSet findArrays(const fs::path& path, DataPart part) {
    std::error_code none;
    const bool whole = fs::is_directory(path, none);
    FoundSet set;
    if (!whole && path.extension() != ".npy") {
        set = inArchive(path, part);
        set.name = plainName(path.stem());
        return set;
    }
    const fs::path folder = whole ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    const auto own = whole ? std::nullopt : arrayNamed(bytesOfName(path.stem()));
    if (!whole && !own) failWithoutRoles(plainName(path), {bytesOfName(path.filename())});
    const auto wanted = own ? std::optional(own->set) : std::nullopt;
    const std::vector<NamedArray> arrays = arraysBeside(folder, wanted);
    if (whole && !hasBoth(arrays)) { // archives that are sets of their own
        std::vector<fs::path> archives;
        for (const fs::path& file : entriesOf(path))
            if (file.extension() == ".npz") archives.push_back(file);
        if (archives.size() == 1) return findArrays(archives[0], part);
        if (archives.size() > 1)
            throw Error(ErrorCode::Usage, Message::tr("The folder %1 holds several archives; name one of them, as %2.",
                                                      plainName(path), plainName(archives[0])));
    }
    for (const NamedArray& array : arrays)
        if (array.is.set != arrays[0].is.set)
            throw Error(
                ErrorCode::Usage,
                Message::tr("The folder %1 holds several data sets; name a file of the one that is meant, as %2.",
                            plainName(folder), arrays[0].name));
    set = foundInArrays(arrays, plainName(folder), part);
    set.name = set.name.empty() ? nameOfData(folder) : set.name;
    set.layout = Message::tr("Arrays of NumPy in files of their own.");
    return set;
}

} // namespace cnn
