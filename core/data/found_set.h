// Labelled images as a file of another program has them, and the data set that becomes of them.
#pragma once

#include "core/base/message.h"
#include "core/data/data_wish.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cnn {

struct FoundImages {
    Shape shape; // of one image
    Pixels pixels;
    std::vector<std::int64_t> labels; // one an image, as the file numbers its classes

    std::size_t size() const { return labels.size(); }
};

struct FoundSet {
    std::string name;                                 // for people
    Message layout = Message::verbatim({});           // a sentence: "CIFAR-10's binary files."
    FoundImages train{}, validation{}, test{};        // without images where the file has none
    std::map<std::int64_t, std::string> classNames{}; // of labels; other labels go by their numbers
    DisplayRange type{};                              // what this kind of numbers can be, black to white
    bool mayBeTurned = false;                         // rows may have to become columns for the images to stand upright
    std::vector<Message> notes{};                     // whole sentences: what was assumed or left out

    // Of the class with that name, which is a new one where there is none yet.
    std::int64_t labelOf(const std::string& className);
};

// Classes are numbered from 0 in the order of their labels. Without test images the validation images test, without
// both a fifth of each class (class_split.h); with both the validation images are watched (DataSplit::watched). Of
// DataPart::TestSet only the test images are left. Turned and with its range as wished; the size stays what it is.
// Throws Error(Mismatch): parts of different sizes, no images, none to test with.
DataSplit dataSplitOf(FoundSet found, const DataWish& wish, DataPart part = DataPart::All);

// Rows become columns, in every image.
void turn(Dataset& set);

} // namespace cnn
