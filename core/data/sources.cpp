#include "core/data/sources.h"

#include "core/base/error.h"
#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/data/idx.h"
#include "core/data/idx_folder.h"

namespace cnn {
namespace {

// Bytes where they are that already, floats from 0 to 1 where that would lose bits.
std::string idxImages(const Dataset& set, std::size_t images) {
    std::vector<int> extents{static_cast<int>(images), set.shape.h, set.shape.w};
    if (set.shape.c > 1) extents.insert(extents.begin() + 1, set.shape.c);
    if (set.pixels.kind() == Pixels::Kind::Bytes && set.range == DisplayRange{})
        return toIdx(extents, std::span(set.pixels.bytes()).first(images * set.shape.perImage()));
    std::vector<float> all(images * set.shape.perImage());
    for (std::size_t i = 0; i < images; ++i) set.scale(i, all.data() + i * set.shape.perImage());
    return toIdx(extents, all);
}

} // namespace

DataSplit loadIdxFolder(const std::filesystem::path& folder) {
    return dataSplitOf(findIdxSet(folder), {});
}

Dataset loadIdxTestSet(const std::filesystem::path& folder) {
    return dataSplitOf(findIdxSet(folder, DataPart::TestSet), {}, DataPart::TestSet).test;
}

void saveIdxFolder(const DataSplit& data, const std::filesystem::path& folder) {
    Outputs outputs;
    std::size_t file = 0;
    for (const Dataset* set : {&data.train, &data.test}) {
        if (set->classNames.size() > 256)
            throw Error(
                ErrorCode::TooLarge,
                Message::tr("MNIST's files hold 256 classes at most; these images have %1.", set->classNames.size()));
        const std::size_t images = set == &data.train ? data.learned() : set->size();
        const std::vector<std::uint8_t> labels(set->labels.begin(),
                                               set->labels.begin() + static_cast<std::ptrdiff_t>(images));
        outputs.make([&] { saveFile(folder / mnistFileNames[file], idxImages(*set, images)); });
        outputs.make([&] { saveFile(folder / mnistFileNames[file + 1], toIdx({static_cast<int>(images)}, labels)); });
        file += 2;
    }
    outputs.orThrow();
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
