#include "core/data/array_set.h"

#include "core/base/counted.h"
#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace cnn {
namespace {

using Words = std::vector<std::string_view>;

// THE words that names are made of.
const std::array<Words, 3> partWords{
    {{"train", "training"}, {"val", "valid", "validation"}, {"test", "testing", "t10k"}}};
const Words imageWords{"x", "images", "image", "imgs", "img", "data", "pixels", "features", "inputs"};
const Words labelWords{"y", "labels", "label", "targets", "target", "classes"};

bool isOneOf(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

// "trainImages_2" to train, images, 2.
std::vector<std::string> wordsOf(const std::string& name) {
    std::vector<std::string> words(1);
    char before = '\0';
    for (const char c : name) {
        const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (!letter ||
            (std::isupper(static_cast<unsigned char>(c)) && std::islower(static_cast<unsigned char>(before))))
            if (!words.back().empty()) words.emplace_back();
        if (letter) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        before = c;
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

class NameReader {
public:
    bool take(std::string_view word) {
        for (std::size_t part = 0; part < partWords.size(); ++part)
            if (isOneOf(partWords[part], word)) return setPart(part);
        if (isOneOf(imageWords, word) || isOneOf(labelWords, word)) return setContent(isOneOf(labelWords, word));
        for (std::size_t part = 0; part < partWords.size(); ++part) // "xtrain", "trainlabels"
            for (const std::string_view said : partWords[part]) {
                const std::string_view rest = word.starts_with(said) ? word.substr(said.size())
                                              : word.ends_with(said) ? word.substr(0, word.size() - said.size())
                                                                     : std::string_view();
                if (isOneOf(imageWords, rest) || isOneOf(labelWords, rest))
                    return setPart(part) && setContent(isOneOf(labelWords, rest));
            }
        return false;
    }
    bool knowsContent() const { return m_hasContent; }
    ArrayName name;

private:
    bool setPart(std::size_t part) {
        if (m_hasPart) return false;
        m_hasPart = true;
        name.part = static_cast<ArrayName::Part>(part);
        return true;
    }
    bool setContent(bool labels) {
        if (m_hasContent) return false;
        m_hasContent = true;
        name.labels = labels;
        return true;
    }
    bool m_hasPart = false, m_hasContent = false;
};

// Everything that can be wrong with one pair of arrays, said with its names.
class PairReader {
public:
    PairReader(const NamedArray& images, const NamedArray& labels, const std::string& where)
        : m_images(images), m_labels(labels), m_where(where) {}

    FoundImages read(FoundSet& set) {
        NumberArray images = m_images.read();
        FoundImages found;
        found.shape = shapeOf(images, set);
        found.labels = labelsOf(m_labels.read(), set);
        if (found.labels.size() != images.extents[0])
            throw Error(ErrorCode::Mismatch, Message::tr("%1: %2 holds %3, but %4 holds %5.", m_where, m_images.name,
                                                         counted::images(images.extents[0]), m_labels.name,
                                                         counted::labels(found.labels.size())));
        if (m_channelsLast) channelsFirst(images.values, found.shape);
        found.pixels = std::move(images.values);
        set.type = images.type;
        return found;
    }

private:
    [[noreturn]] void refuse(const NamedArray& array, const Message& reason) const {
        throw Error(ErrorCode::BadFormat, Message::tr("%1: its array %2 %3", m_where, array.name, reason));
    }

    Shape shapeOf(const NumberArray& array, FoundSet& set) {
        const auto& s = array.extents;
        if (!array.texts.empty()) refuse(m_images, Message::tr("holds texts; images are numbers."));
        const auto shape = [](std::size_t c, std::size_t h, std::size_t w) {
            return Shape{static_cast<int>(c), static_cast<int>(h), static_cast<int>(w), 1};
        };
        const auto isColours = [](std::size_t extent) { return extent == 1 || extent == 3; };
        if (s.size() == 3) return shape(1, s[1], s[2]);
        if (s.size() == 4 && isColours(s[3]) && !isColours(s[1])) {
            m_channelsLast = s[3] == 3;
            return shape(s[3], s[1], s[2]);
        }
        if (s.size() == 4 && isColours(s[1]) && !isColours(s[3])) return shape(s[1], s[2], s[3]);
        if (s.size() == 2)
            if (const auto square = squareOf(s[1])) {
                set.notes.push_back(Message::tr("The %1 values of an image are read as %2.", s[1], cnn::text(*square)));
                return *square;
            }
        if (s.size() >= 4 && !std::ranges::any_of(s.begin() + 1, s.end(), isColours))
            refuse(m_images,
                   Message::tr("is %1, and images have 1 or 3 channels of rows and columns: volumes, or images "
                               "of other channels, are not read. Save slices of them as (images, rows, "
                               "columns).",
                               array.text()));
        refuse(m_images,
               Message::tr("is %1; images are (images, rows, columns), or with 1 or 3 channels (images, rows, "
                           "columns, channels).",
                           array.text()));
    }

    std::vector<std::int64_t> labelsOf(const NumberArray& array, FoundSet& set) const {
        const auto& s = array.extents;
        std::size_t each = 1;
        for (std::size_t axis = 1; axis < s.size(); ++axis) each *= s[axis];
        if (s.empty()) refuse(m_labels, Message::tr("is a single value; a label for each image is needed."));
        if (!array.texts.empty()) return namedLabels(array, each, set);
        std::vector<std::int64_t> labels(s[0]);
        for (std::size_t i = 0; i < labels.size(); ++i)
            labels[i] = each == 1 ? wholeNumber(array.values[i]) : hotOne(array, i * each, each);
        if (each > 1)
            set.notes.push_back(
                Message::tr("A label is %1 numbers, of which one is 1: its place tells the class.", each));
        return labels;
    }

    // The texts are the names of the classes; those of the parts of a set are numbered together.
    std::vector<std::int64_t> namedLabels(const NumberArray& array, std::size_t each, FoundSet& set) const {
        if (each > 1) refuse(m_labels, Message::tr("is %1; one text an image is needed.", array.text()));
        std::vector<std::int64_t> numbers;
        for (const std::string& text : array.texts) numbers.push_back(set.labelOf(text));
        std::vector<std::int64_t> labels;
        for (const float place : array.values.floats()) labels.push_back(numbers[static_cast<std::size_t>(place)]);
        return labels;
    }

    std::int64_t wholeNumber(float value) const {
        constexpr float most = 1e9F;
        if (value != std::floor(value) || std::abs(value) > most)
            refuse(m_labels, Message::tr("holds numbers that are not whole; labels are the numbers of classes."));
        return static_cast<std::int64_t>(value);
    }

    std::int64_t hotOne(const NumberArray& array, std::size_t begin, std::size_t each) const {
        std::int64_t hot = -1;
        for (std::size_t k = 0; k < each; ++k) {
            const float value = array.values[begin + k];
            if (value == 0) continue;
            if (value != 1 || hot >= 0)
                hot = static_cast<std::int64_t>(each);
            else
                hot = static_cast<std::int64_t>(k);
            if (hot == static_cast<std::int64_t>(each)) break;
        }
        if (hot < 0 || hot == static_cast<std::int64_t>(each))
            refuse(
                m_labels,
                Message::tr("is %1: an image has several classes or none there, and networks here tell one. Save one "
                            "of its %2 columns as the labels.",
                            array.text(), each));
        return hot;
    }

    static void channelsFirst(Pixels& pixels, const Shape& shape) {
        const auto plane = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
        const auto channels = static_cast<std::size_t>(shape.c);
        pixels.visit([&](auto& values) {
            std::decay_t<decltype(values)> image(plane * channels);
            for (std::size_t begin = 0; begin < values.size(); begin += image.size()) {
                for (std::size_t i = 0; i < plane; ++i)
                    for (std::size_t c = 0; c < channels; ++c) image[c * plane + i] = values[begin + i * channels + c];
                std::ranges::copy(image, values.begin() + static_cast<std::ptrdiff_t>(begin));
            }
        });
    }

    const NamedArray &m_images, &m_labels;
    const std::string& m_where;
    bool m_channelsLast = false;
};

} // namespace

std::optional<ArrayName> arrayNamed(const std::string& name) {
    NameReader reader;
    for (const std::string& word : wordsOf(name))
        if (!reader.take(word)) reader.name.set += (reader.name.set.empty() ? "" : "-") + word;
    return reader.knowsContent() ? std::optional(reader.name) : std::nullopt;
}

std::optional<Shape> squareOf(std::size_t values) {
    for (const int channels : {1, 3}) {
        const auto side = static_cast<std::size_t>(
            std::lround(std::sqrt(static_cast<double>(values) / static_cast<double>(channels))));
        if (side >= 4 && side <= 32768 && side * side * static_cast<std::size_t>(channels) == values)
            return Shape{channels, static_cast<int>(side), static_cast<int>(side), 1};
    }
    return std::nullopt;
}

FoundSet foundInArrays(const std::vector<NamedArray>& arrays, const std::string& where, DataPart part) {
    const auto find = [&](ArrayName::Part of, bool labels) -> const NamedArray* {
        for (const NamedArray& a : arrays)
            if (a.is.part == of && a.is.labels == labels) return &a;
        return nullptr;
    };
    std::string names;
    for (const NamedArray& a : arrays) names += (names.empty() ? "" : ", ") + a.name;
    FoundSet set;
    const bool hasTest = find(ArrayName::Test, false) && find(ArrayName::Test, true);
    const auto read = [&](ArrayName::Part of, FoundImages& to) {
        const NamedArray *images = find(of, false), *labels = find(of, true);
        if (!images && !labels) return;
        if (!images || !labels)
            throw Error(ErrorCode::NotFound,
                        Message::tr("%1 has %2 without %3: it has %4. Images and their labels are needed, as "
                                    "train_images and train_labels.",
                                    where, (images ? images : labels)->name,
                                    images ? Message::tr("labels") : Message::tr("images"), names));
        to = PairReader(*images, *labels, where).read(set);
    };
    if (part == DataPart::All || !hasTest) {
        read(ArrayName::Train, set.train);
        read(ArrayName::Validation, set.validation);
    }
    read(ArrayName::Test, set.test);
    if (part == DataPart::All && set.train.size() == 0)
        throw Error(ErrorCode::NotFound, Message::tr("%1 has no images to learn from: it has %2. They are needed, as "
                                                     "train_images and train_labels.",
                                                     where, names));
    std::vector<Message> once; // the parts say the same
    for (const Message& note : set.notes)
        if (std::ranges::none_of(once, [&](const Message& m) { return m.english() == note.english(); }))
            once.push_back(note);
    set.notes = std::move(once);
    return set;
}

} // namespace cnn
