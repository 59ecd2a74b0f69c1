#include "core/data/class_match.h"

#include "core/base/counted.h"
#include "core/base/error.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

namespace cnn {
namespace {

using Names = std::vector<std::string>;
using Counts = std::vector<std::size_t>;

constexpr std::size_t mostListed = 12;

std::string listed(const Names& names) {
    std::string text;
    const std::size_t shown = names.size() <= mostListed ? names.size() : mostListed - 2;
    for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
    return shown < names.size() ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

Counts imagesOfClasses(const Dataset& set) {
    Counts counts(set.classNames.size(), 0);
    for (const int label : set.labels) ++counts[static_cast<std::size_t>(label)];
    return counts;
}

std::optional<std::size_t> labelNamed(const std::string& name) {
    std::size_t label = 0;
    const auto [end, status] = std::from_chars(name.data(), name.data() + name.size(), label);
    return status == std::errc() && end == name.data() + name.size() ? std::optional(label) : std::nullopt;
}

// Labelled images without the images.
struct Classes {
    const Names& names;
    bool numbered; // nobody named them
    Counts images; // of each
};

class Matcher {
public:
    Matcher(const Network& network, const std::string& networkName, Classes classes)
        : m_own(network.classNames), m_outputs(network.outputShape().perImage()), m_name(networkName),
          m_classes(std::move(classes)) {
        if (m_own.size() != m_outputs || std::set<std::string>(m_own.begin(), m_own.end()).size() != m_outputs)
            m_own.clear();
    }

    ClassMatch match() {
        if (m_own.empty())
            byPosition();
        else if (!byName() && m_classes.numbered) {
            m_match.outputOf.clear();
            byPosition();
        }
        for (std::size_t c = 0; c < m_classes.names.size(); ++c)
            (m_match.outputOf[c] < 0 ? m_match.unknown : m_match.known) += m_classes.images[c];
        if (m_match.note.empty()) sayWhatDiffers();
        return std::move(m_match);
    }

private:
    // False when a class that there are images of has another name in the network, or none.
    bool byName() {
        m_match.names = m_own;
        bool all = true;
        for (std::size_t c = 0; c < m_classes.names.size(); ++c) {
            const auto found = std::find(m_own.begin(), m_own.end(), m_classes.names[c]);
            m_match.outputOf.push_back(found == m_own.end() ? -1 : static_cast<int>(found - m_own.begin()));
            all = all && (found != m_own.end() || m_classes.images[c] == 0);
        }
        return all;
    }

    void byPosition() {
        for (std::size_t c = 0; c < m_classes.names.size(); ++c) {
            const std::size_t output = positionOf(c);
            m_match.outputOf.push_back(output < m_outputs ? static_cast<int>(output) : -1);
            if (output >= m_outputs && m_classes.images[c] > 0)
                throw Error(ErrorCode::Mismatch, Message::tr("%1 tells %2 apart, these images have %3.", m_name,
                                                             counted::classes(m_outputs), m_classes.names.size()));
        }
        m_match.names = m_own.empty() ? namesByPosition() : m_own;
        sayAssumption();
    }

    // A class that nobody named is called by its label, which counts: a 3 and a 7 alone are the outputs 3 and 7. Labels
    // are counted from 1 where no image is labelled 0 and the last output would have none otherwise.
    std::size_t positionOf(std::size_t c) const {
        const auto label = labelNamed(m_classes.names[c]), first = labelNamed(m_classes.names.front());
        if (!m_classes.numbered || !label || !first) return c;
        const bool fromOne = *first > 0 && labelNamed(m_classes.names.back()) == m_outputs;
        return fromOne ? *label - 1 : *label;
    }

    // The images' names where they stand; the other outputs have none that could be an image's.
    Names namesByPosition() const {
        Names names;
        for (std::size_t output = 0; output < m_outputs; ++output)
            names.push_back("output " + std::to_string(output + 1));
        for (std::size_t c = 0; c < m_classes.names.size(); ++c)
            if (m_match.outputOf[c] >= 0) names[static_cast<std::size_t>(m_match.outputOf[c])] = m_classes.names[c];
        return names;
    }

    void sayAssumption() {
        if (!m_own.empty())
            m_match.note = "The images' files name no classes: their labels are taken for the classes of " + m_name +
                           " in this order: " + listed(m_own) + ".";
        else
            m_match.note = m_name + " names none of its " + std::to_string(m_outputs) +
                           " classes: its outputs are taken in the order of the images' classes, " +
                           listed(m_classes.names) + ".";
    }

    void sayWhatDiffers() {
        const std::size_t images = m_match.known + m_match.unknown;
        if (images == 0) return;
        if (m_match.known == 0) {
            m_match.note = "No class in common: " + m_name + " tells " + listed(m_own) +
                           " apart, these images are of " + listed(present()) + ".";
            return;
        }
        Names missing, common;
        for (std::size_t c = 0; c < m_classes.names.size(); ++c)
            if (m_classes.images[c] > 0) (m_match.outputOf[c] < 0 ? missing : common).push_back(m_classes.names[c]);
        if (common.size() < m_outputs)
            m_match.note = "Of the " + std::to_string(m_outputs) + " classes that " + m_name +
                           " tells apart, these images are of " + listed(common) + ".";
        if (!missing.empty())
            m_match.note += (m_match.note.empty() ? "" : " ") + m_name + " does not know " + listed(missing) + ": " +
                            std::to_string(m_match.unknown) + " of " + std::to_string(images) +
                            " images are of such classes and are left out.";
    }

    Names present() const {
        Names names;
        for (std::size_t c = 0; c < m_classes.names.size(); ++c)
            if (m_classes.images[c] > 0) names.push_back(m_classes.names[c]);
        return names;
    }

    Names m_own; // the network's names; none: it has none that tell its outputs apart
    std::size_t m_outputs;
    const std::string& m_name;
    Classes m_classes;
    ClassMatch m_match;
};

// Of the images from `first` on, those whose class the network tells.
std::size_t knownIn(const Dataset& images, std::size_t first, const ClassMatch& match) {
    return static_cast<std::size_t>(
        std::count_if(images.labels.begin() + static_cast<std::ptrdiff_t>(first), images.labels.end(),
                      [&](int label) { return match.outputOf[static_cast<std::size_t>(label)] >= 0; }));
}

bool changesNothing(const Dataset& images, const ClassMatch& match) {
    return keepsLabels(match) && images.classNames == match.names;
}

} // namespace

Network untrainedFor(const DataSplit& images, const NetworkPlan& plan, Initialisation how, std::uint64_t seed) {
    requireClasses(images);
    const Names& names = images.train.classNames;
    Network network = build(plan, images.train.shape, static_cast<int>(names.size()), how, seed);
    network.classNames = names;
    if (images.train.range != DisplayRange{}) network.displayRange = images.train.range;
    return network;
}

Network untrainedReconstruction(const DataSplit& images, const NetworkPlan& plan, Initialisation how,
                                std::uint64_t seed) {
    Network network = build(plan, images.train.shape, noClasses, how, seed);
    if (images.train.range != DisplayRange{}) network.displayRange = images.train.range;
    return network;
}

ClassMatch matchClasses(const Network& network, const std::string& networkName, const Dataset& images) {
    return Matcher(network, networkName, {images.classNames, images.numbered, imagesOfClasses(images)}).match();
}

ClassMatch matchClasses(const Network& network, const std::string& networkName, const DataSplit& images) {
    Counts counts = imagesOfClasses(images.train);
    const Counts test = imagesOfClasses(images.test);
    for (std::size_t c = 0; c < std::min(counts.size(), test.size()); ++c) counts[c] += test[c];
    return Matcher(network, networkName, {images.train.classNames, images.train.numbered, counts}).match();
}

bool keepsLabels(const ClassMatch& match) {
    std::vector<int> same(match.outputOf.size());
    std::iota(same.begin(), same.end(), 0);
    return match.outputOf == same;
}

Dataset matched(const Dataset& images, const ClassMatch& match) {
    Dataset kept{images.shape, Pixels::none(images.pixels.kind()), {}, match.names, images.numbered, images.range};
    kept.pixels.reserve(images.pixels.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        const int output = match.outputOf[static_cast<std::size_t>(images.labels[i])];
        if (output < 0) continue;
        kept.pixels.append(images.pixels, i * images.shape.perImage(), images.shape.perImage());
        kept.labels.push_back(output);
    }
    return kept;
}

std::shared_ptr<const DataSplit> matched(const std::shared_ptr<const DataSplit>& images, const ClassMatch& match) {
    if (changesNothing(images->train, match) && changesNothing(images->test, match)) return images;
    const std::size_t watched = knownIn(images->train, images->learned(), match);
    return std::make_shared<const DataSplit>(
        DataSplit{images->name, matched(images->train, match), matched(images->test, match), watched, images->note});
}

} // namespace cnn
