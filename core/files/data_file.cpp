#include "core/files/data_file.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/data/cifar.h"
#include "core/data/file_kind.h"
#include "core/data/idx_folder.h"
#include "core/data/pixel_table.h"
#include "core/files/array_files.h"

#include <algorithm>
#include <fstream>

namespace cnn {
namespace {

namespace fs = std::filesystem;

enum class Kind { None, Idx, Cifar, Arrays, Table, Packed, Pickle, Torch, Matlab, Tables };

std::string beginningOf(const fs::path& file) {
    std::string bytes(containerBytes, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

Kind kindOfFile(const fs::path& file) {
    const std::string bytes = beginningOf(file), name = bytesOfName(file.filename());
    const auto starts = [&](std::string_view sign) { return bytes.starts_with(sign); };
    if (idxNamed(name) || starts(std::string_view("\0\0\x8\1", 4)) || starts(std::string_view("\0\0\x8\3", 4)))
        return Kind::Idx;
    if (starts("\x93NUMPY") || (starts("PK") && file.extension() == ".npz")) return Kind::Arrays;
    switch (containerOf(bytes)) {
    case Container::Pickle:
        return Kind::Pickle;
    case Container::Zip:
        return file.extension() == ".pt" || file.extension() == ".pth" ? Kind::Torch : Kind::Packed;
    case Container::Packed:
        return Kind::Packed;
    case Container::Matlab:
        return Kind::Matlab;
    case Container::Hdf5:
        return Kind::Tables; // a .mat of version 7.3, too, which scipy.io cannot read
    case Container::None:
        break;
    }
    if (file.extension() == ".mat") return Kind::Matlab;
    if (starts("PAR1") || starts("ARROW1")) return Kind::Tables;
    if (file.extension() == ".bin" && isCifarFile(file)) return Kind::Cifar;
    if (isPixelTable(file)) return Kind::Table;
    return Kind::None;
}

Kind kindOfFolder(const fs::path& folder) {
    if (holdsIdxFiles(folder)) return Kind::Idx;
    if (holdsCifarFiles(folder)) return Kind::Cifar;
    if (holdsPixelTables(folder)) return Kind::Table;
    if (holdsArrays(folder)) return Kind::Arrays;
    return Kind::None;
}

// In a folder without folders, one whose only use is to be unpacked or converted first.
std::optional<fs::path> refusedIn(const fs::path& folder) {
    std::optional<fs::path> found;
    std::error_code none;
    for (const fs::path& entry : entriesOf(folder)) {
        if (!fs::is_regular_file(entry, none)) return std::nullopt;
        const Kind kind = kindOfFile(entry);
        if (!found && kind >= Kind::Packed) found = entry;
    }
    return found;
}

// Archives often hold everything in one folder of their own.
fs::path steppedInside(fs::path folder) {
    constexpr int deepest = 4;
    std::error_code none;
    for (int depth = 0; depth < deepest; ++depth) {
        const std::vector<fs::path> entries = entriesOf(folder);
        const fs::path* only = nullptr;
        for (const fs::path& entry : entries)
            if (fs::is_directory(entry, none)) {
                if (only) return folder;
                only = &entry;
            }
        if (!only || kindOfFolder(folder) != Kind::None) return folder;
        folder = fs::path(*only);
    }
    return folder;
}

struct Found {
    Kind kind = Kind::None;
    fs::path path;
};
Found lookAt(const fs::path& path) {
    std::error_code none;
    if (!fs::is_directory(path, none)) return {fs::is_regular_file(path, none) ? kindOfFile(path) : Kind::None, path};
    const fs::path inside = steppedInside(path);
    if (const Kind kind = kindOfFolder(inside); kind != Kind::None) return {kind, inside};
    if (const auto refused = refusedIn(inside)) return {kindOfFile(*refused), *refused};
    return {Kind::None, path};
}

// Why it is not read, and what to do instead.
Message refusal(const fs::path& file, Kind kind) {
    const std::string path = plainName(file), name = plainName(file.filename());
    const bool cifar = name.starts_with("data_batch") || name == "test_batch" || name == "batches.meta";
    if (kind == Kind::Packed)
        return Message::tr("%1 is a packed archive: unpack it first, and open what is in it.", path);
    if (kind == Kind::Torch)
        return Message::tr(
            "%1 is a file of PyTorch with a pickle inside, and reading that could run code. In Python, where "
            "you trust it: import torch, numpy; images, labels = torch.load(\"%2\"); "
            "numpy.savez(\"data.npz\", images=images, labels=labels).",
            path, name);
    if (kind == Kind::Pickle && cifar)
        return Message::tr("%1 is of CIFAR's \"python version\", a pickle, and reading those could run code: take the "
                           "\"binary version\" at https://www.cs.toronto.edu/~kriz/cifar.html instead.",
                           path);
    if (kind == Kind::Pickle)
        return Message::tr("%1 is a pickle, and reading those could run code. In Python, where you trust it: "
                           "import pickle, numpy; d = pickle.load(open(\"%2\", \"rb\"), encoding=\"latin1\"); "
                           "numpy.savez(\"data.npz\", images=d[\"data\"], labels=d[\"labels\"]).",
                           path, name);
    if (kind == Kind::Matlab)
        return Message::tr(
            "%1 is a file of Matlab. In Python, for the Street View House Numbers: import scipy.io, numpy; "
            "d = scipy.io.loadmat(\"%2\"); "
            "numpy.savez(\"data.npz\", images=d[\"X\"].transpose(3, 0, 1, 2), labels=d[\"y\"]).",
            path, name);
    if (kind == Kind::Tables)
        return Message::tr("%1 holds tables of another program (HDF5, Parquet). Save the images and their labels in "
                           "Python: numpy.savez(\"data.npz\", images=images, labels=labels).",
                           path);
    return Message::tr(
        "%1 is no data set that can be read here: those are folders of pictures with a subfolder a class, "
        "MNIST's files, CIFAR's binary version, NumPy's .npz and .npy, and tables of pixels (.csv).",
        path);
}

} // namespace

bool isDataFile(const fs::path& path) {
    return lookAt(path).kind != Kind::None;
}

FoundSet findDataFile(const fs::path& path, DataPart part) {
    std::error_code unknown;
    if (!fs::exists(path, unknown))
        throw Error(ErrorCode::NotFound, Message::tr("There is no file or folder %1.", plainName(path)));
    const auto [kind, where] = lookAt(path);
    switch (kind) {
    case Kind::Idx:
        return findIdxSet(where, part);
    case Kind::Cifar:
        return findCifar(where, part);
    case Kind::Arrays:
        return findArrays(where, part);
    case Kind::Table:
        return findPixelTables(where, part);
    default:
        throw Error(ErrorCode::BadFormat, refusal(where, kind));
    }
}

void refuseForeignData(const fs::path& file) {
    if (const Kind kind = kindOfFile(file); kind >= Kind::Packed)
        throw Error(ErrorCode::BadFormat, refusal(file, kind));
}

} // namespace cnn
