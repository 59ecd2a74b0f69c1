#include "core/data/idx_folder.h"

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/data/fashion_folder.h"
#include "core/data/file_kind.h"
#include "core/data/idx.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace cnn {
namespace {

namespace fs = std::filesystem;

enum Half : std::size_t { TrainImages, TrainLabels, TestImages, TestLabels };

struct IdxSet {
    std::string name;
    std::array<std::optional<fs::path>, 4> files{}; // by Half
};

// Takes `end` off, or one of them.
bool chop(std::string& name, std::initializer_list<std::string_view> ends) {
    for (const std::string_view end : ends)
        if (name.ends_with(end)) {
            name.resize(name.size() - end.size());
            return true;
        }
    return false;
}

// Of two spellings of one file: with a hyphen before the one with a dot, plain before .gz.
int spelling(const fs::path& path) {
    const std::string name = bytesOfName(path.filename());
    return (name.find(".idx") != name.npos ? 2 : 0) + (name.ends_with(".gz") ? 1 : 0);
}

// Kaggle's copy of MNIST has folders of that name around its files.
fs::path fileItself(const fs::path& path) {
    std::error_code none;
    const fs::path inside = path / path.filename();
    return fs::is_directory(path, none) && fs::is_regular_file(inside, none) ? inside : path;
}

// The other way: that folder where the file inside it is given.
fs::path fileAmongOthers(const fs::path& given) {
    const fs::path path = given.has_filename() ? given : given.parent_path();
    const bool wrapped = idxNamed(bytesOfName(path.filename())) && path.parent_path().filename() == path.filename();
    return wrapped ? path.parent_path() : path;
}

std::vector<IdxSet> setsIn(const fs::path& folder) {
    std::vector<IdxSet> sets;
    for (const fs::path& entry : entriesOf(folder)) {
        const auto name = idxNamed(bytesOfName(entry.filename()));
        if (!name) continue;
        auto set = std::ranges::find(sets, name->set, &IdxSet::name);
        if (set == sets.end()) set = sets.insert(set, {name->set, {}});
        auto& file = set->files[(name->train ? 0U : 2U) + (name->images ? 0U : 1U)];
        if (!file || spelling(entry) < spelling(*file)) file = entry;
    }
    for (IdxSet& set : sets)
        for (auto& file : set.files)
            if (file) file = fileItself(*file);
    std::ranges::sort(sets, {}, &IdxSet::name);
    return sets;
}

Message namesListed(const std::vector<std::string>& names) {
    std::string text(names.front());
    for (std::size_t i = 1; i + 1 < names.size(); ++i) text += ", " + names[i];
    return names.size() == 1 ? Message::verbatim(text) : Message::tr("%1 and %2", text, names.back());
}

// Both files of the training images, or of the test images, where they are needed. Nothing at all of the test images is
// no mistake: then training images are kept for testing.
void requireHalves(const fs::path& folder, const IdxSet& set, DataPart part) {
    const bool testOnly = part == DataPart::TestSet;
    const bool noTest = !set.files[TestImages] && !set.files[TestLabels];
    const bool trainIsAll = noTest && set.files[TrainImages] && set.files[TrainLabels];
    std::vector<std::string> missing, needed;
    for (std::size_t half = testOnly ? TestImages : TrainImages; half <= TestLabels; ++half) {
        const std::string name = (set.name.empty() ? "" : set.name + "-") + mnistFileNames[half];
        needed.push_back(name);
        if (!set.files[half]) missing.push_back(name);
    }
    if (missing.empty() || trainIsAll) return;
    throw Error(ErrorCode::NotFound,
                Message::tr("The folder %1 lacks %2; a data set is made of the files %3, each plain or as .gz.",
                            plainName(folder), namesListed(missing), namesListed(needed)));
}

FoundImages load(const fs::path& imagePath, const fs::path& labelPath, DisplayRange& type) {
    IdxArray images = readIdx(imagePath, IdxContent::Images);
    const IdxArray labels = readIdx(labelPath, IdxContent::Labels);
    if (images.extents[0] != labels.extents[0])
        throw Error(ErrorCode::Mismatch, Message::tr("%1 holds %2, but %3 holds %4.", plainName(imagePath),
                                                     counted::images(images.extents[0]), plainName(labelPath),
                                                     counted::labels(labels.extents[0])));
    const bool channels = images.extents.size() == 4;
    const std::size_t last = images.extents.size() - 1;
    FoundImages found{{channels ? images.extents[1] : 1, images.extents[last - 1], images.extents[last], 1},
                      std::move(images.values),
                      {}};
    const std::size_t step = labels.extents.size() == 2 ? static_cast<std::size_t>(labels.extents[1]) : 1;
    labels.values.visit([&](const auto& values) {
        for (std::size_t i = 0; i < values.size(); i += step)
            found.labels.push_back(static_cast<std::int64_t>(values[i]));
    });
    type = images.type;
    return found;
}

// "10 65 97": a label, and the codes of the signs that it stands for.
std::map<std::int64_t, std::string> readMapping(const fs::path& folder, const std::string& set) {
    constexpr std::size_t mostBytes = 64U * 1024U;
    for (const std::string& name : {set + "-mapping.txt", std::string("mapping.txt")}) {
        std::error_code none;
        if (!fs::is_regular_file(folder / name, none)) continue;
        std::map<std::int64_t, std::string> names;
        std::istringstream lines(readFile(folder / name, mostBytes));
        for (std::string line; std::getline(lines, line);) {
            std::istringstream numbers(line);
            std::int64_t label = 0;
            int code = 0;
            if (numbers >> label >> code && code > ' ' && code < 127) names[label] = static_cast<char>(code);
        }
        return names;
    }
    return {};
}

bool isFashionMnist(const fs::path& folder) {
    const auto installed = findFashionMnist();
    std::error_code ignored;
    return installed && fs::equivalent(folder, *installed, ignored);
}

bool labelsBelow(const FoundSet& found, std::int64_t most) {
    const auto below = [&](const FoundImages& part) {
        return std::ranges::all_of(part.labels, [&](std::int64_t label) { return label >= 0 && label < most; });
    };
    return below(found.train) && below(found.test);
}

} // namespace

std::optional<IdxName> idxNamed(const std::string& fileName) {
    std::string name = fileName;
    chop(name, {".gz"});
    const std::size_t idx = name.rfind("idx");
    if (idx == name.npos || idx == 0 || (name[idx - 1] != '-' && name[idx - 1] != '.') ||
        !chop(name, {"-ubyte", "-byte", "-short", "-int", "-float", "-double"}) || name.size() != idx + 4)
        return std::nullopt;
    name.resize(idx - 1);
    IdxName found;
    found.images = name.ends_with("images");
    if (!chop(name, {"-images", "-labels"})) return std::nullopt;
    found.train = name.ends_with("train");
    if (!chop(name, {"train", "t10k", "test"})) return std::nullopt;
    if (!name.empty() && !chop(name, {"-", "_"})) return std::nullopt;
    found.set = name;
    return found;
}

bool holdsIdxFiles(const fs::path& folder) {
    return std::ranges::any_of(
        entriesOf(folder), [](const fs::path& entry) { return idxNamed(bytesOfName(entry.filename())).has_value(); });
}

bool holdsMnistFiles(const fs::path& folder) {
    return std::ranges::all_of(mnistFileNames, [&](const std::string name) {
        const std::string dotted = std::string(name).replace(name.find("-idx"), 1, ".");
        std::error_code none;
        for (const std::string& file : {name, dotted})
            if (fs::is_regular_file(folder / file, none) || fs::is_regular_file(folder / (file + ".gz"), none))
                return true;
        return false;
    });
}

FoundSet findIdxSet(const fs::path& given, DataPart part) {
    std::error_code none;
    const fs::path path = fileAmongOthers(given);
    const bool isFile = !fs::is_directory(path, none) || fileItself(path) != path;
    const auto named = isFile ? idxNamed(bytesOfName(path.filename())) : std::nullopt;
    const fs::path folder = !named ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    const std::vector<IdxSet> sets = setsIn(folder);
    if (!named && sets.size() > 1) {
        std::vector<std::string> names;
        for (const IdxSet& set : sets) names.push_back(set.name.empty() ? "train" : set.name);
        const auto& files = sets[0].files;
        const auto one = std::ranges::find_if(files, [](const auto& file) { return file.has_value(); });
        throw Error(
            ErrorCode::Usage,
            Message::tr("The folder %1 holds several data sets: %2; name a file of the one that is meant, as %3.",
                        plainName(folder), namesListed(names), plainName(**one)));
    }
    const auto wanted = named ? std::ranges::find(sets, named->set, &IdxSet::name) : sets.begin();
    const IdxSet set = wanted == sets.end() ? IdxSet{} : *wanted;
    requireHalves(folder, set, part);
    FoundSet found{set.name.empty() ? nameOfData(folder) : set.name};
    found.layout = Message::tr("MNIST's files (IDX).");
    const auto half = [&](Half images) {
        return set.files[images] ? load(*set.files[images], *set.files[images + 1], found.type) : FoundImages{};
    };
    if (part == DataPart::All || !set.files[TestImages]) found.train = half(TrainImages);
    found.test = half(TestImages);
    if (found.train.size() > 0 && found.test.size() > 0 && found.train.shape != found.test.shape)
        throw Error(ErrorCode::Mismatch,
                    Message::tr("%1 holds images of %2, but %3 of %4.", plainName(*set.files[TrainImages]),
                                text(found.train.shape), plainName(*set.files[TestImages]), text(found.test.shape)));
    found.classNames = readMapping(folder, set.name);
    if (set.name.empty() && isFashionMnist(folder) && labelsBelow(found, static_cast<std::int64_t>(garments.size())))
        for (const char* garment : garments)
            found.classNames[static_cast<std::int64_t>(found.classNames.size())] = garment;
    found.mayBeTurned = set.name.starts_with("emnist");
    return found;
}

} // namespace cnn
