#include "core/data/found_set.h"

#include "core/base/error.h"
#include "core/data/class_split.h"

#include <algorithm>

namespace cnn {
namespace {

// Both of one kind; where they are not, of floats, which hold either.
void makeAlike(Pixels& a, Pixels& b) {
    if (a.kind() == b.kind()) return;
    for (Pixels* pixels : {&a, &b})
        pixels->visit([&](const auto& values) { *pixels = Pixels::Floats(values.begin(), values.end()); });
}

void append(FoundImages& to, FoundImages from) {
    makeAlike(to.pixels, from.pixels);
    to.pixels.append(from.pixels, 0, from.pixels.size());
    to.labels.insert(to.labels.end(), from.labels.begin(), from.labels.end());
}

Dataset chosen(const Dataset& set, std::span<const std::size_t> images) {
    Dataset to{set.shape, Pixels::none(set.pixels.kind()), {}, set.classNames, set.numbered, set.range};
    to.pixels.reserve(images.size() * set.shape.perImage());
    for (const std::size_t i : images) {
        to.pixels.append(set.pixels, i * set.shape.perImage(), set.shape.perImage());
        to.labels.push_back(set.labels[i]);
    }
    return to;
}

// Images are often saved as floats divided by 255 already: then 0 and 1 are black and white whatever their extremes.
DisplayRange rangeFor(const Pixels& pixels, const RangeWish& wish, const DisplayRange& type) {
    if (!wish.rule && pixels.kind() == Pixels::Kind::Floats) {
        const auto& values = std::as_const(pixels).floats();
        if (std::ranges::all_of(values, [](float v) { return v >= 0 && v <= 1; })) return {0, 1};
    }
    return displayRangeOf(pixels, wish, type);
}

class Assembly {
public:
    Assembly(FoundSet found, const DataWish& wish) : m_found(std::move(found)), m_wish(wish) {}

    DataSplit assemble(DataPart part) {
        requireOneShape();
        DataSplit split;
        split.name = m_found.name;
        placeValidation(split);
        const bool halved = m_found.test.size() == 0;
        numberClasses();
        split.train = datasetOf(std::move(m_found.train));
        split.test = datasetOf(std::move(m_found.test));
        if (halved) keepForTesting(split);
        if (split.test.size() == 0 || (part == DataPart::All && split.train.size() == 0))
            throw Error(
                ErrorCode::Mismatch,
                split.test.size() == 0
                    ? Message::tr("%1 has no image left to test with; each class needs at least two.", m_found.name)
                    : Message::tr("%1 has no images to learn from.", m_found.name));
        setRange(split);
        if (part == DataPart::TestSet) {
            split.train = {};
            split.watched = 0;
        }
        if (m_found.mayBeTurned && !m_wish.turned)
            m_found.notes.push_back(Message::tr("EMNIST's images lie on their side in these files; turned (on the "
                                                "command line: --turned) they stand upright."));
        if (m_wish.turned)
            for (Dataset* set : {&split.train, &split.test}) turn(*set);
        for (const Message& note : m_found.notes) split.note += (split.note.empty() ? "" : " ") + note.english();
        return split;
    }

private:
    void requireOneShape() {
        const FoundImages* first = nullptr;
        for (FoundImages* part : {&m_found.train, &m_found.validation, &m_found.test}) {
            if (part->size() == 0) continue;
            if (first && part->shape != first->shape)
                throw Error(ErrorCode::Mismatch, Message::tr("The images of %1 differ in size: some are %2, others %3.",
                                                             m_found.name, text(first->shape), text(part->shape)));
            first = part;
        }
    }

    void placeValidation(DataSplit& split) {
        const std::size_t images = m_found.validation.size();
        if (images == 0) return;
        if (m_found.test.size() == 0) {
            m_found.notes.push_back(Message::tr("The validation images are the test set: there is no other."));
            m_found.test = std::move(m_found.validation);
        } else if (m_found.train.size() > 0) {
            append(m_found.train, std::move(m_found.validation));
            split.watched = images;
        }
    }

    void numberClasses() {
        for (const auto& [label, name] : m_found.classNames) m_labels.push_back(label);
        for (const FoundImages* part : {&m_found.train, &m_found.test})
            m_labels.insert(m_labels.end(), part->labels.begin(), part->labels.end());
        std::ranges::sort(m_labels);
        m_labels.erase(std::unique(m_labels.begin(), m_labels.end()), m_labels.end());
    }

    Dataset datasetOf(FoundImages images) const {
        Dataset set{images.shape, std::move(images.pixels), {}, {}, m_found.classNames.empty()};
        set.labels.reserve(images.labels.size());
        for (const std::int64_t label : images.labels)
            set.labels.push_back(static_cast<int>(std::ranges::lower_bound(m_labels, label) - m_labels.begin()));
        for (const std::int64_t label : m_labels) {
            const auto named = m_found.classNames.find(label);
            set.classNames.push_back(named == m_found.classNames.end() ? std::to_string(label) : named->second);
        }
        return set;
    }

    void keepForTesting(DataSplit& split) {
        m_found.notes.push_back(Message::tr("There are no test images: a fifth of each class is kept for testing."));
        const ClassSplit parts = splitByClass(split.train.labels);
        split.test = chosen(split.train, parts.test);
        split.train = chosen(split.train, parts.train);
    }

    void setRange(DataSplit& split) {
        makeAlike(split.train.pixels, split.test.pixels);
        const Dataset& seen = split.train.size() > 0 ? split.train : split.test;
        const DisplayRange range = rangeFor(seen.pixels, m_wish.range, m_found.type);
        for (Dataset* set : {&split.train, &split.test}) set->range = range;
        if (range != DisplayRange{} && range != m_found.type)
            m_found.notes.push_back(rangeOfSet(range, m_found.type, m_wish.range.from));
    }

    FoundSet m_found;
    const DataWish& m_wish;
    std::vector<std::int64_t> m_labels; // of the classes, ascending
};

} // namespace

std::int64_t FoundSet::labelOf(const std::string& className) {
    const auto known = std::ranges::find_if(classNames, [&](const auto& named) { return named.second == className; });
    if (known != classNames.end()) return known->first;
    const auto label = static_cast<std::int64_t>(classNames.size());
    classNames[label] = className;
    return label;
}

void turn(Dataset& set) {
    const auto rows = static_cast<std::size_t>(set.shape.h), columns = static_cast<std::size_t>(set.shape.w);
    set.pixels.visit([&](auto& values) {
        std::vector<typename std::decay_t<decltype(values)>::value_type> plane(rows * columns);
        for (std::size_t begin = 0; begin + plane.size() <= values.size(); begin += plane.size()) {
            for (std::size_t y = 0; y < rows; ++y)
                for (std::size_t x = 0; x < columns; ++x) plane[x * rows + y] = values[begin + y * columns + x];
            std::copy(plane.begin(), plane.end(), values.begin() + static_cast<std::ptrdiff_t>(begin));
        }
    });
    std::swap(set.shape.h, set.shape.w);
}

DataSplit dataSplitOf(FoundSet found, const DataWish& wish, DataPart part) {
    return Assembly(std::move(found), wish).assemble(part);
}

} // namespace cnn
