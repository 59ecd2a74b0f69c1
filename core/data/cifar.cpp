#include "core/data/cifar.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/data/file_kind.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>

namespace cnn {
namespace {

namespace fs = std::filesystem;

constexpr Shape cifarShape{3, 32, 32, 1};
constexpr std::size_t mostCifarBytes = 512U * 1024U * 1024U;
constexpr std::size_t cifarImage = 3072, tenRecord = cifarImage + 1, hundredRecord = cifarImage + 2;
constexpr unsigned tenClasses = 10, coarseClasses = 20, fineClasses = 100;

unsigned labelAt(std::string_view file, std::size_t at) {
    return static_cast<unsigned char>(file[at]);
}

bool isTen(std::string_view file) {
    if (file.empty() || file.size() % tenRecord != 0) return false;
    for (std::size_t at = 0; at < file.size(); at += tenRecord)
        if (labelAt(file, at) >= tenClasses) return false;
    return true;
}

bool isHundred(std::string_view file) {
    if (file.empty() || file.size() % hundredRecord != 0) return false;
    for (std::size_t at = 0; at < file.size(); at += hundredRecord)
        if (labelAt(file, at) >= coarseClasses || labelAt(file, at + 1) >= fineClasses) return false;
    return true;
}

bool isTenTrain(const std::string& name) {
    return name.starts_with("data_batch") && name.ends_with(".bin");
}

bool isTrainName(const fs::path& file) {
    const std::string name = bytesOfName(file.filename());
    return isTenTrain(name) || name == "train.bin";
}

bool isTestName(const fs::path& file) {
    const std::string name = bytesOfName(file.filename());
    return name == "test_batch.bin" || name == "test.bin";
}

std::map<std::int64_t, std::string> cifarNames(const fs::path& folder, bool hundred) {
    constexpr std::size_t mostBytes = 64U * 1024U;
    const fs::path file = folder / (hundred ? "fine_label_names.txt" : "batches.meta.txt");
    std::error_code none;
    std::map<std::int64_t, std::string> names;
    if (!fs::is_regular_file(file, none)) return names;
    std::istringstream lines(readFile(file, mostBytes));
    for (std::string name; std::getline(lines, name);) {
        while (!name.empty() && (name.back() == '\r' || name.back() == ' ')) name.pop_back();
        if (!name.empty()) names[static_cast<std::int64_t>(names.size())] = plainText(name);
    }
    return names;
}

} // namespace

CifarFile parseCifar(std::string_view file, const std::string& name) {
    const bool ten = isTen(file), hundred = !ten && isHundred(file);
    if (!ten && !hundred)
        throw Error(
            ErrorCode::BadFormat,
            Message::tr("Cannot read %1: it is no binary file of CIFAR-10 (3,073 bytes an image, labels 0 to 9) or "
                        "CIFAR-100 (3,074 bytes, labels 0 to 19 and 0 to 99), or it is cut off.",
                        name));
    const std::size_t record = ten ? tenRecord : hundredRecord, count = file.size() / record;
    CifarFile found{{cifarShape, Pixels::Bytes(), {}}, hundred};
    Pixels::Bytes& bytes = found.images.pixels.bytes();
    bytes.reserve(count * cifarImage);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view image = file.substr(i * record + record - cifarImage, cifarImage);
        bytes.insert(bytes.end(), image.begin(), image.end());
        found.images.labels.push_back(static_cast<std::int64_t>(labelAt(file, i * record + (hundred ? 1 : 0))));
    }
    return found;
}

bool holdsCifarFiles(const fs::path& folder) {
    return std::ranges::any_of(entriesOf(folder), [](const fs::path& file) {
        return (isTrainName(file) || isTestName(file)) && isCifarFile(file);
    });
}

bool isCifarFile(const fs::path& file) {
    const std::string name = bytesOfName(file.filename());
    if (isTenTrain(name) || name == "test_batch.bin") return true;
    std::error_code none;
    const auto size = fs::file_size(file, none);
    if (none || size == 0 || (size % tenRecord != 0 && size % hundredRecord != 0)) return false;
    std::ifstream in(file, std::ios::binary);
    std::string first(2, '\xff');
    in.read(first.data(), 2);
    return (size % tenRecord == 0 && labelAt(first, 0) < tenClasses) ||
           (size % hundredRecord == 0 && labelAt(first, 0) < coarseClasses && labelAt(first, 1) < fineClasses);
}

FoundSet findCifar(const fs::path& path, DataPart part) {
    std::error_code none;
    const bool whole = fs::is_directory(path, none);
    const fs::path folder = whole ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<fs::path> train, test;
    for (const fs::path& file : entriesOf(folder)) {
        if (isTrainName(file)) train.push_back(file);
        if (isTestName(file)) test.push_back(file);
    }
    if (!whole && !isTestName(path)) train = {path};
    if (!whole && !isTrainName(path) && !isTestName(path)) test.clear();

    FoundSet set{whole ? nameOfData(path) : nameOfData(folder / path.filename())};
    bool hundred = false;
    const auto read = [&](const std::vector<fs::path>& files, FoundImages& to) {
        for (const fs::path& file : files) {
            CifarFile found = parseCifar(readFile(file, mostCifarBytes), plainName(file));
            hundred = found.hundred;
            if (to.size() == 0) {
                to = std::move(found.images);
                continue;
            }
            to.pixels.append(found.images.pixels, 0, found.images.pixels.size());
            to.labels.insert(to.labels.end(), found.images.labels.begin(), found.images.labels.end());
        }
    };
    if (part == DataPart::All || test.empty()) read(train, set.train);
    read(test, set.test);
    set.layout = hundred ? Message::tr("CIFAR-100's binary files.") : Message::tr("CIFAR-10's binary files.");
    set.classNames = cifarNames(folder, hundred);
    return set;
}

} // namespace cnn
