#include "core/train/sources.h"

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/train/idx.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace cnn {
namespace {

namespace fs = std::filesystem;

// THE names of a data set's four files; any of them may end in .gz and have a dot before idx.
constexpr std::array<const char*, 4> fileNames{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                               "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};
constexpr std::array<const char*, 10> garments{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                               "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
constexpr std::array<const char*, 2> fashionPlaces{"/usr/share/datasets/fashion-mnist", // Debian, Ubuntu
                                                   "/usr/local/share/datasets/fashion-mnist"};

[[noreturn]] void failUnreadable(const fs::path& path, const Message& reason) {
    throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: %2.", plainText(path.string()), reason));
}

fs::file_type typeOf(const fs::path& path) {
    std::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    if (type == fs::file_type::none) failUnreadable(path, Message::verbatim(error.message()));
    return type;
}

void requireFolder(const fs::path& folder) {
    const fs::file_type type = typeOf(folder);
    if (type == fs::file_type::not_found)
        throw Error(ErrorCode::NotFound, Message::tr("There is no folder %1.", plainText(folder.string())));
    if (type != fs::file_type::directory) failUnreadable(folder, Message::tr("it is not a folder"));
}

std::optional<fs::path> findFile(const fs::path& folder, const std::string& name) {
    std::string dotted = name;
    dotted[name.find("-idx")] = '.';
    for (const std::string& spelling : {name, name + ".gz", dotted, dotted + ".gz"})
        if (typeOf(folder / spelling) != fs::file_type::not_found) return folder / spelling;
    return std::nullopt;
}

Message listed(std::span<const char* const> names) {
    std::string text(names.front());
    for (std::size_t i = 1; i + 1 < names.size(); ++i) text += ", " + std::string(names[i]);
    return names.size() == 1 ? Message::verbatim(text) : Message::tr("%1 and %2", text, std::string(names.back()));
}

// The paths of `names`, which are those of a whole data set or of its test half.
std::vector<fs::path> findFiles(const fs::path& folder, std::span<const char* const> names) {
    requireFolder(folder);
    std::vector<fs::path> found;
    std::vector<const char*> missing;
    for (const char* name : names) {
        if (const auto path = findFile(folder, name))
            found.push_back(*path);
        else
            missing.push_back(name);
    }
    if (!missing.empty())
        throw Error(ErrorCode::NotFound,
                    Message::tr("The folder %1 lacks %2; a data set is made of the files %3, each plain or as .gz.",
                                plainText(folder.string()), listed(missing), listed(names)));
    return found;
}

Dataset load(const fs::path& imagePath, const fs::path& labelPath) {
    IdxArray images = readIdx(imagePath, 3);
    const IdxArray labels = readIdx(labelPath, 1);
    if (images.extents[0] != labels.extents[0])
        throw Error(ErrorCode::Mismatch, Message::tr("%1 holds %2, but %3 holds %4.", plainText(imagePath.string()),
                                                     counted::images(images.extents[0]), plainText(labelPath.string()),
                                                     counted::labels(labels.extents[0])));
    Dataset set;
    set.shape = {1, images.extents[1], images.extents[2], 1};
    set.pixels = std::move(images.bytes);
    set.labels.assign(labels.bytes.begin(), labels.bytes.end());
    return set;
}

bool isFashionMnist(const fs::path& folder) {
    const auto installed = findFashionMnist();
    std::error_code ignored;
    return installed && fs::equivalent(folder, *installed, ignored);
}

// A label is a byte, so there are 256 classes at most.
void nameClasses(const fs::path& folder, int largestLabel, Dataset& set) {
    set.numbered = largestLabel >= static_cast<int>(garments.size()) || !isFashionMnist(folder);
    if (!set.numbered)
        set.classNames = {garments.begin(), garments.end()};
    else
        for (int label = 0; label <= largestLabel; ++label) set.classNames.push_back(std::to_string(label));
}

int largestLabel(const Dataset& set) {
    return *std::max_element(set.labels.begin(), set.labels.end());
}

std::string nameOf(const fs::path& folder) {
    std::error_code ignored;
    const fs::path whole = fs::weakly_canonical(folder, ignored);
    const std::string name = plainText(whole.filename().string());
    return name.empty() ? plainText(folder.string()) : name;
}

std::optional<fs::path> wishedFashionMnist() {
    const char* wish = std::getenv("CONVSCOPE_FASHION_MNIST");
    return wish && *wish ? std::optional<fs::path>(wish) : std::nullopt;
}

} // namespace

DataSplit loadIdxFolder(const fs::path& folder) {
    const auto files = findFiles(folder, fileNames);
    DataSplit split{nameOf(folder), load(files[0], files[1]), load(files[2], files[3])};
    if (split.train.shape != split.test.shape)
        throw Error(ErrorCode::Mismatch,
                    Message::tr("%1 holds images of %2, but %3 of %4.", plainText(files[0].string()),
                                text(split.train.shape), plainText(files[2].string()), text(split.test.shape)));
    const int largest = std::max(largestLabel(split.train), largestLabel(split.test));
    for (Dataset* set : {&split.train, &split.test}) nameClasses(folder, largest, *set);
    return split;
}

Dataset loadIdxTestSet(const fs::path& folder) {
    const auto files = findFiles(folder, std::span(fileNames).subspan(2));
    Dataset set = load(files[0], files[1]);
    nameClasses(folder, largestLabel(set), set);
    return set;
}

bool holdsIdxFiles(const fs::path& folder) {
    return std::any_of(fileNames.begin(), fileNames.end(), [&](const char* name) { return findFile(folder, name); });
}

void saveIdxFolder(const DataSplit& data, const fs::path& folder) {
    Outputs outputs;
    std::size_t file = 0;
    for (const Dataset* set : {&data.train, &data.test}) {
        const auto images = static_cast<int>(set->size());
        std::vector<int> extents{images, set->shape.h, set->shape.w};
        if (set->shape.c > 1) extents.insert(extents.begin() + 1, set->shape.c);
        if (set->classNames.size() > 256)
            throw Error(
                ErrorCode::TooLarge,
                Message::tr("MNIST's files hold 256 classes at most; these images have %1.", set->classNames.size()));
        const std::vector<std::uint8_t> labels(set->labels.begin(), set->labels.end());
        outputs.make([&] { saveFile(folder / fileNames[file], toIdx(extents, set->pixels)); });
        outputs.make([&] { saveFile(folder / fileNames[file + 1], toIdx({images}, labels)); });
        file += 2;
    }
    outputs.orThrow();
}

std::optional<fs::path> findFashionMnist() {
    const auto isFolder = [](const fs::path& path) {
        std::error_code ignored;
        return fs::is_directory(path, ignored);
    };
    if (const auto wish = wishedFashionMnist()) return isFolder(*wish) ? wish : std::nullopt;
    const auto place = std::find_if(fashionPlaces.begin(), fashionPlaces.end(), isFolder);
    return place == fashionPlaces.end() ? std::nullopt : std::optional<fs::path>(*place);
}

DataSplit loadFashionMnist() {
    const auto wish = wishedFashionMnist();
    const auto folder = wish ? wish : findFashionMnist();
    if (!folder)
        throw Error(ErrorCode::NotFound,
                    Message::tr("Fashion-MNIST is not installed. On Debian and Ubuntu the package "
                                "dataset-fashion-mnist brings it; CONVSCOPE_FASHION_MNIST may name another folder."));
    DataSplit split = loadIdxFolder(*folder);
    split.name = "Fashion-MNIST";
    return split;
}

} // namespace cnn
